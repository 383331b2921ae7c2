#include "base/id.h"
#include "base/hex.h"
#include <sys/random.h>

namespace karya {

namespace {

void fill_random(std::uint8_t* bytes, std::size_t size)
{
    CHECK(::getrandom(bytes, size, 0) == static_cast<ssize_t>(size));
}

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_hex(std::string& text, std::uint8_t byte)
{
    text += hex_digits[byte >> 4U];
    text += hex_digits[byte & 15U];
}

bool dash_follows(std::size_t byte) { return byte == 3 || byte == 5 || byte == 7 || byte == 9; }

} // namespace

Uuid Uuid::make(Timestamp now)
{
    Uuid uuid;
    fill_random(uuid.bytes.data(), uuid.bytes.size());
    auto const ms = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    for (unsigned i = 0; i < 6; ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(ms) >> (40 - 8 * i));
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0fU) | 0x70U);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3fU) | 0x80U);
    return uuid;
}

Result<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36) return bad_id;
    Uuid uuid;
    std::size_t at = 0;
    for (std::size_t byte = 0; byte < 16; ++byte) {
        auto const high = hex_value(text[at]);
        auto const low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return bad_id;
        uuid.bytes[byte] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
        if (dash_follows(byte) && text[at++] != '-') return bad_id;
    }
    return uuid;
}

std::string Uuid::text() const
{
    std::string text;
    text.reserve(36);
    for (std::size_t byte = 0; byte < 16; ++byte) {
        append_hex(text, bytes[byte]);
        if (dash_follows(byte)) text += '-';
    }
    return text;
}

std::string random_hex(std::size_t size)
{
    std::string text;
    text.reserve(2 * size);
    while (size-- > 0) {
        std::uint8_t byte {};
        fill_random(&byte, 1);
        append_hex(text, byte);
    }
    return text;
}

} // namespace karya
