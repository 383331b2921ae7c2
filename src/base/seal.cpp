#include "base/seal.h"
#include "base/base64.h"
#include "base/check.h"
#include <sodium.h>

namespace karya {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char const* bytes_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

unsigned char const* key_of(SealedBy const& by)
{
    CHECK(by.key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    return bytes_of(by.key);
}

} // namespace

std::string sealed(std::string_view plain, SealedBy const& by)
{
    std::string box(nonce_size + plain.size() + tag_size, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(box.data());
    randombytes_buf(bytes, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + nonce_size, nullptr, bytes_of(plain),
                                               plain.size(), bytes_of(by.bound_to),
                                               by.bound_to.size(), nullptr, bytes, key_of(by));
    return to_base64(box);
}

std::optional<std::string> opened(std::string_view text, SealedBy const& by)
{
    auto const box = from_base64(text);
    if (!box || box->size() < nonce_size + tag_size) return {};
    auto const* const bytes = bytes_of(*box);
    std::string plain(box->size() - nonce_size - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytes + nonce_size,
            box->size() - nonce_size, bytes_of(by.bound_to), by.bound_to.size(), bytes, key_of(by))
        != 0)
        return {};
    return plain;
}

} // namespace karya
