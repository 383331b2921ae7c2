#pragma once
// Bytes as text (RFC 4648, section 4), for what both engines keep and for sealed secrets.

#include <optional>
#include <string>
#include <string_view>

namespace karya {

std::string to_base64(std::string_view bytes);
/// Strict: padding is needed, nothing else may stand between. Nothing when it is not such a text.
std::optional<std::string> from_base64(std::string_view text);

/// The same for addresses and keys (section 5): "-" and "_", without padding.
std::string to_base64url(std::string_view bytes);
/// Strict: no padding, and no bits beyond the bytes.
std::optional<std::string> from_base64url(std::string_view text);

} // namespace karya
