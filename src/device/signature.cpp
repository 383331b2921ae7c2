#include "device/signature.h"
#include "base/base64.h"
#include "base/hash.h"
#include <array>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

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

using Number = std::unique_ptr<BIGNUM, decltype(&BN_clear_free)>;
using Group = std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)>;

Group p256()
{
    Group group { EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), &EC_GROUP_free };
    CHECK(group != nullptr);
    return group;
}

/// A secret number of the curve: nearly every hash is one, else the next is.
Number secret_of(EC_GROUP const& group, std::string_view seed)
{
    for (int turn = 0;; ++turn) {
        BIGNUM* made = nullptr;
        CHECK(BN_hex2bn(&made, hmac_hex(seed, "P-256 " + std::to_string(turn)).c_str()) > 0);
        Number secret { made, &BN_clear_free };
        if (!BN_is_zero(made) && BN_cmp(made, EC_GROUP_get0_order(&group)) < 0) return secret;
    }
}

/// The public half: 65 bytes, 0x04….
std::string point_of(EC_GROUP const& group, BIGNUM const& secret)
{
    std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)> const point { EC_POINT_new(&group),
                                                                      &EC_POINT_free };
    CHECK(point && EC_POINT_mul(&group, point.get(), &secret, nullptr, nullptr, nullptr) == 1);
    std::string bytes(point_size, '\0');
    CHECK(EC_POINT_point2oct(&group, point.get(), POINT_CONVERSION_UNCOMPRESSED,
                             reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), nullptr)
          == point_size);
    return bytes;
}

EVP_PKEY* pair_of(BIGNUM const& secret, std::string const& point)
{
    std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> const build {
        OSSL_PARAM_BLD_new(), &OSSL_PARAM_BLD_free
    };
    CHECK(
        build
        && OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0)
            == 1
        && OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, &secret) == 1
        && OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                            point.size())
            == 1);
    std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> const params {
        OSSL_PARAM_BLD_to_param(build.get()), &OSSL_PARAM_free
    };
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const maker {
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), &EVP_PKEY_CTX_free
    };
    EVP_PKEY* made = nullptr;
    CHECK(maker && EVP_PKEY_fromdata_init(maker.get()) == 1
          && EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_KEYPAIR, params.get()) == 1);
    return made;
}

/// r‖s of what libcrypto writes as DER.
std::string raw_of(std::string const& der)
{
    auto const* at = octets(der);
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const pair {
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), &ECDSA_SIG_free
    };
    CHECK(pair != nullptr);
    std::string raw(2 * half, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    constexpr int size = half;
    CHECK(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, size) == size);
    CHECK(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + half, size) == size);
    return raw;
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

OwnKey::OwnKey(std::string_view seed)
{
    auto const group = p256();
    auto const secret = secret_of(*group, seed);
    m_point = point_of(*group, *secret);
    m_handle = { pair_of(*secret, m_point), &EVP_PKEY_free };
}

std::string OwnKey::public_text() const { return to_base64url(m_point); }

std::string OwnKey::signature_of(std::string_view bytes) const
{
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const maker { EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free };
    std::size_t size = 0;
    CHECK(maker
          && EVP_DigestSignInit(maker.get(), nullptr, EVP_sha256(), nullptr, m_handle.get()) == 1
          && EVP_DigestSign(maker.get(), nullptr, &size, octets(bytes), bytes.size()) == 1);
    std::string der(size, '\0');
    CHECK(EVP_DigestSign(maker.get(), reinterpret_cast<unsigned char*>(der.data()), &size,
                         octets(bytes), bytes.size())
          == 1);
    return to_base64url(raw_of(der.substr(0, size)));
}

} // namespace karya::device
