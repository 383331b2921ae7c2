#include "core/keyed_hash.h"
#include "base/hash.h"

namespace karya::core {

namespace {

std::string& hash_key()
{
    constexpr std::size_t key_bytes = 32;
    static std::string key(key_bytes, '\0');
    return key;
}

} // namespace

void keep_hash_key(std::string key) { hash_key() = std::move(key); }

std::string keyed_hash(std::string_view text) { return hmac_hex(hash_key(), text); }

} // namespace karya::core
