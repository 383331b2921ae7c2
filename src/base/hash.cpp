#include "base/hash.h"
#include "base/check.h"
#include <array>
#include <sodium.h>

namespace karya {

namespace {

unsigned char const* octets(std::string_view bytes)
{
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

template<std::size_t size>
std::string hex(std::array<unsigned char, size> const& bytes)
{
    std::string text(2 * size + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

} // namespace

std::string sha256_hex(std::string_view bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest {};
    crypto_hash_sha256(digest.data(), octets(bytes), bytes.size());
    return hex(digest);
}

std::string sha512_hex(std::string_view bytes)
{
    std::array<unsigned char, crypto_hash_sha512_BYTES> digest {};
    crypto_hash_sha512(digest.data(), octets(bytes), bytes.size());
    return hex(digest);
}

std::string hmac_hex(std::string_view key, std::string_view bytes)
{
    CHECK(key.size() == crypto_auth_hmacsha256_KEYBYTES);
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest {};
    crypto_auth_hmacsha256(digest.data(), octets(bytes), bytes.size(), octets(key));
    return hex(digest);
}

bool same_secret(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace karya
