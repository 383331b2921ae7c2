#include "base/base64.h"
#include <sodium.h>

namespace karya {

namespace {

constexpr int plain = sodium_base64_VARIANT_ORIGINAL;
constexpr int url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string encoded(std::string_view bytes, int variant)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    auto const* raw = reinterpret_cast<unsigned char const*>(bytes.data());
    sodium_bin2base64(text.data(), text.size(), raw, bytes.size(), variant);
    text.pop_back(); // its terminator
    return text;
}

std::optional<std::string> decoded(std::string_view text, int variant)
{
    std::string bytes(text.size() * 3 / 4, '\0');
    std::size_t size = 0;
    auto* raw = reinterpret_cast<unsigned char*>(bytes.data());
    bool const read = sodium_base642bin(raw, bytes.size(), text.data(), text.size(), nullptr, &size,
                                        nullptr, variant)
        == 0;
    if (!read) return {};
    bytes.resize(size);
    return bytes;
}

} // namespace

std::string to_base64(std::string_view bytes) { return encoded(bytes, plain); }

std::optional<std::string> from_base64(std::string_view text) { return decoded(text, plain); }

std::string to_base64url(std::string_view bytes) { return encoded(bytes, url); }

std::optional<std::string> from_base64url(std::string_view text) { return decoded(text, url); }

} // namespace karya
