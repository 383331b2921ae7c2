#include "device/signature.h"
#include "base/base64.h"
#include <array>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace karya::device {

namespace {

constexpr std::size_t point_size = 65;
constexpr std::size_t half = 32; ///< of a signature: r, then s

unsigned char const* octets(std::string_view bytes)
{
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

/// libcrypto wants the two numbers in DER; empty when they are none.
std::string der_of(std::string_view raw)
{
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const pair { ECDSA_SIG_new(),
                                                                       &ECDSA_SIG_free };
    CHECK(pair != nullptr);
    auto* const r = BN_bin2bn(octets(raw), static_cast<int>(half), nullptr);
    auto* const s = BN_bin2bn(octets(raw.substr(half)), static_cast<int>(half), nullptr);
    CHECK(r && s && ECDSA_SIG_set0(pair.get(), r, s) == 1);
    unsigned char* bytes = nullptr;
    auto const size = i2d_ECDSA_SIG(pair.get(), &bytes);
    if (size <= 0) return {};
    std::string der { reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size) };
    OPENSSL_free(bytes);
    return der;
}

} // namespace

void PublicKey::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<PublicKey> PublicKey::read(std::string_view text)
{
    constexpr char uncompressed = 4;
    auto const point = from_base64url(text);
    if (!point || point->size() != point_size || point->front() != uncompressed) return bad_key;
    std::string group { "prime256v1" };
    std::string copy = *point;
    std::array const wanted {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, copy.data(), copy.size()),
        OSSL_PARAM_construct_end()
    };
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const maker {
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), &EVP_PKEY_CTX_free
    };
    EVP_PKEY* made = nullptr;
    auto params = wanted;
    bool const read = maker && EVP_PKEY_fromdata_init(maker.get()) == 1
        && EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, params.data()) == 1;
    if (!read) return bad_key;
    return PublicKey { Handle { made } };
}

bool PublicKey::is_sound() const
{
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const judge {
        EVP_PKEY_CTX_new_from_pkey(nullptr, m_handle.get(), nullptr), &EVP_PKEY_CTX_free
    };
    return judge && EVP_PKEY_public_check(judge.get()) == 1;
}

bool PublicKey::signed_this(std::string_view bytes, std::string_view signature) const
{
    auto const raw = from_base64url(signature);
    if (!raw || raw->size() != 2 * half) return false;
    auto const der = der_of(*raw);
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const judge { EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free };
    CHECK(judge != nullptr);
    return EVP_DigestVerifyInit(judge.get(), nullptr, EVP_sha256(), nullptr, m_handle.get()) == 1
        && EVP_DigestVerify(judge.get(), octets(der), der.size(), octets(bytes), bytes.size()) == 1;
}

} // namespace karya::device
