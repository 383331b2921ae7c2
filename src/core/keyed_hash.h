#pragma once
// Hashes of what may hold a number that is short enough to be guessed from a plain one (a NIP).

#include <string>
#include <string_view>

namespace karya::core {

/// The 32-byte key of this install, set once by app before anything is asked; tests do without.
void keep_hash_key(std::string key);
/// HMAC-SHA256 in hexadecimal digits: the same for the same text under the same key.
std::string keyed_hash(std::string_view text);

} // namespace karya::core
