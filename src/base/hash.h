#pragma once
// SHA-2 (FIPS 180-4) by libsodium.

#include <string>
#include <string_view>

namespace karya {

/// 64 lower-case hex characters.
std::string sha256_hex(std::string_view bytes);
/// SHA-512, 128 lower-case hex characters.
std::string sha512_hex(std::string_view bytes);
/// HMAC-SHA256, 64 lower-case hex characters; `key` is exactly 32 bytes.
std::string hmac_hex(std::string_view key, std::string_view bytes);
/// Compares in constant time.
bool same_secret(std::string_view a, std::string_view b);

} // namespace karya
