#include "base/base64.h"
#include "device/event.h"
#include <array>
#include <openssl/evp.h>
#include <vector>

namespace karya::device {

namespace {

constexpr std::size_t sealer_size = 65;
constexpr std::size_t tag_size = 16;
constexpr std::size_t key_size = 32;
constexpr std::array<unsigned char, 12> nonce {};

using Bytes = std::vector<unsigned char>;

/// What both halves of the pair know; empty when the point is none of the curve.
Bytes shared_by(EVP_PKEY* own, EVP_PKEY* other)
{
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const maker {
        EVP_PKEY_CTX_new_from_pkey(nullptr, own, nullptr), &EVP_PKEY_CTX_free
    };
    Bytes secret(key_size);
    auto size = secret.size();
    bool const made = maker && EVP_PKEY_derive_init(maker.get()) == 1
        && EVP_PKEY_derive_set_peer(maker.get(), other) == 1
        && EVP_PKEY_derive(maker.get(), secret.data(), &size) == 1 && size == key_size;
    return made ? secret : Bytes {};
}

std::optional<std::string> decrypted(Bytes const& key, std::string_view closed)
{
    auto const words = closed.substr(0, closed.size() - tag_size);
    Bytes tag { closed.end() - tag_size, closed.end() };
    std::string plain(words.size(), '\0');
    auto* const out = reinterpret_cast<unsigned char*>(plain.data());
    auto const* const in = reinterpret_cast<unsigned char const*>(words.data());
    std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> const work {
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free
    };
    int size = 0;
    int rest = 0;
    bool const sound = work
        && EVP_DecryptInit_ex2(work.get(), EVP_aes_256_gcm(), key.data(), nonce.data(), nullptr)
            == 1
        && EVP_DecryptUpdate(work.get(), out, &size, in, static_cast<int>(words.size())) == 1
        && EVP_CIPHER_CTX_ctrl(work.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1
        && EVP_DecryptFinal_ex(work.get(), out + size, &rest) == 1;
    if (!sound) return {};
    return plain;
}

} // namespace

std::optional<std::string> OwnKey::opened(std::string_view text) const
{
    auto const whole = from_base64url(text);
    if (!whole || whole->size() < sealer_size + tag_size) return {};
    auto const point = whole->substr(0, sealer_size);
    auto const sealer = PublicKey::read(to_base64url(point));
    if (!sealer.ok() || !sealer.value().is_sound()) return {};
    auto mixed = shared_by(m_handle.get(), sealer.value().m_handle.get());
    if (mixed.empty()) return {};
    mixed.insert(mixed.end(), point.begin(), point.end());
    Bytes key(key_size);
    CHECK(EVP_Digest(mixed.data(), mixed.size(), key.data(), nullptr, EVP_sha256(), nullptr) == 1);
    return decrypted(key, std::string_view { *whole }.substr(sealer_size));
}

std::optional<std::string> nip_of(SaleMade const& sale, OwnKey const& key)
{
    if (!sale.sealed_nip) return sale.nip;
    return key.opened(*sale.sealed_nip).value_or("");
}

} // namespace karya::device
