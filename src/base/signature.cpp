#include "base/signature.h"
#include "base/check.h"
#include "base/hash.h"
#include <sodium.h>

namespace karya {

namespace {

constexpr std::size_t kid_digits = 8;

unsigned char const* octets_of(std::string_view bytes)
{
    return reinterpret_cast<unsigned char const*>(bytes.data());
}
unsigned char* octets_into(std::string& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

} // namespace

KeyPair::KeyPair(std::string_view seed)
    : m_public(crypto_sign_PUBLICKEYBYTES, '\0'),
      m_secret(crypto_sign_SECRETKEYBYTES, '\0')
{
    CHECK(seed.size() == crypto_sign_SEEDBYTES);
    CHECK(crypto_sign_seed_keypair(octets_into(m_public), octets_into(m_secret), octets_of(seed))
          == 0);
}

KeyPair::~KeyPair() { sodium_memzero(m_secret.data(), m_secret.size()); }

std::string KeyPair::kid() const { return sha256_hex(m_public).substr(0, kid_digits); }

std::string KeyPair::signature_of(std::string_view bytes) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    CHECK(crypto_sign_detached(octets_into(signature), nullptr, octets_of(bytes), bytes.size(),
                               octets_of(m_secret))
          == 0);
    return signature;
}

bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_bytes)
{
    return signature.size() == crypto_sign_BYTES
        && public_bytes.size() == crypto_sign_PUBLICKEYBYTES
        && crypto_sign_verify_detached(octets_of(signature), octets_of(bytes), bytes.size(),
                                       octets_of(public_bytes))
        == 0;
}

} // namespace karya
