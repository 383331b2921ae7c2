#pragma once
// What the database holds but must not show by itself (XChaCha20-Poly1305, by libsodium).

#include <optional>
#include <string>
#include <string_view>

namespace karya {

/// The 32-byte key, and whose and what the sealed text is: it opens under the same words only, so
/// that rows cannot be swapped.
struct SealedBy {
    std::string_view key {};
    std::string_view bound_to {};
};

/// Encrypts with a fresh nonce into printable text.
std::string sealed(std::string_view plain, SealedBy const& by);
/// Nothing when it was changed, is bound to something else, or another key sealed it.
std::optional<std::string> opened(std::string_view text, SealedBy const& by);

} // namespace karya
