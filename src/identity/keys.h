#pragma once
// The key file that seals what the database must not show by itself.

#include "base/result.h"
#include <optional>
#include <string>
#include <string_view>

namespace karya::identity {

/// Encrypts (XChaCha20-Poly1305, fresh nonce) into printable text. `bound_to` says whose and what
/// it is: it opens under the same words only, so rows cannot be swapped.
std::string sealed(std::string_view plain, std::string_view bound_to);
/// Nothing when it was changed, is bound to something else, or another key sealed it.
std::optional<std::string> opened(std::string_view text, std::string_view bound_to);
/// HMAC-SHA256 under the key, 64 hex characters; the same words give the same answer.
std::string derived(std::string_view words);

} // namespace karya::identity
