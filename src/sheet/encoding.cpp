#include "sheet/encoding.h"
#include "base/text.h"
#include "sheet/sheet.h"
#include <algorithm>
#include <array>

namespace karya::sheet {

namespace {

constexpr std::size_t piece_bytes = 64U << 10;
/// Never part of UTF-8: marks the row.
constexpr char undecodable = '\xff';

/// Windows-1252, 0x80 to 0x9f (the rest equals Latin-1); 0 where nothing is assigned.
constexpr std::array<std::uint16_t, 32> windows_1252_high {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178
};

void append_code_point(std::string& text, std::uint32_t point)
{
    auto const add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (point < 0x80) return add(point);
    if (point < 0x800) {
        add(0xc0 | (point >> 6));
    } else if (point < 0x10000) {
        add(0xe0 | (point >> 12));
        add(0x80 | ((point >> 6) & 0x3f));
    } else {
        add(0xf0 | (point >> 18));
        add(0x80 | ((point >> 12) & 0x3f));
        add(0x80 | ((point >> 6) & 0x3f));
    }
    add(0x80 | (point & 0x3f));
}

void append_windows_1252(std::string_view piece, std::string& text)
{
    for (char const c : piece) {
        auto const byte = static_cast<unsigned char>(c);
        std::uint32_t const point = byte >= 0x80 && byte < 0xa0 ? windows_1252_high[byte - 0x80]
                                                                : byte;
        if (point == 0 && byte != 0)
            text += undecodable;
        else
            append_code_point(text, point);
    }
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::size_t sequence_bytes(char lead)
{
    auto const byte = static_cast<unsigned char>(lead);
    return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

/// Text is taken for UTF-8 when its good sequences outnumber the bad bytes: one damaged letter must
/// not turn the whole file into another encoding.
Encoding guessed(std::string_view piece)
{
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t i = 0; i < piece.size();) {
        if (!is_high(piece[i])) {
            ++i;
            continue;
        }
        auto const length = sequence_bytes(piece[i]);
        auto const sequence = piece.substr(i, length);
        bool const cut_off = sequence.size() < length && std::ranges::all_of(sequence, is_high);
        bool const fits = cut_off || is_clean_utf8(sequence);
        (fits ? good : bad) += 1;
        i += fits ? length : 1;
    }
    return good > bad ? Encoding::utf8 : Encoding::windows_1252;
}

/// UTF-16 without a mark: most of one half of its bytes is NUL.
Encoding guessed_wide(std::string_view piece)
{
    std::array<std::size_t, 2> nuls {};
    for (std::size_t i = 0; i < piece.size(); ++i)
        if (piece[i] == '\0') ++nuls[i % 2];
    auto const enough = piece.size() / 5;
    if (nuls[1] > enough && nuls[0] * 8 < nuls[1]) return Encoding::utf16_little;
    if (nuls[0] > enough && nuls[1] * 8 < nuls[0]) return Encoding::utf16_big;
    return Encoding::ascii;
}

} // namespace

Result<bool> TextSource::read(std::string& text)
{
    m_buffer.resize(piece_bytes);
    auto const count = TRY(m_bytes->read(m_buffer));
    std::string_view piece { m_buffer.data(), count };
    if (count == 0) {
        if (!m_odd.empty() || m_high_surrogate != 0) text += undecodable;
        m_odd.clear();
        m_high_surrogate = 0;
        return false;
    }
    if (!m_started) {
        using namespace std::string_view_literals;
        m_started = true;
        if (piece.starts_with("\xff\xfe\0\0"sv) || piece.starts_with("\0\0\xfe\xff"sv))
            return bad_encoding;
        piece = without_mark(piece);
    }
    if (m_encoding == Encoding::ascii && std::ranges::any_of(piece, is_high))
        m_encoding = guessed(piece);
    switch (m_encoding) {
    case Encoding::ascii:
    case Encoding::utf8: text += piece; break;
    case Encoding::windows_1252: append_windows_1252(piece, text); break;
    case Encoding::utf16_little:
    case Encoding::utf16_big: append_utf16(piece, text); break;
    }
    return true;
}

/// Takes the byte order mark off the first piece and remembers what it says.
std::string_view TextSource::without_mark(std::string_view piece)
{
    if (piece.starts_with("\xef\xbb\xbf")) {
        m_encoding = Encoding::utf8;
        return piece.substr(3);
    }
    bool const little = piece.starts_with("\xff\xfe");
    if (little || piece.starts_with("\xfe\xff")) {
        m_encoding = little ? Encoding::utf16_little : Encoding::utf16_big;
        return piece.substr(2);
    }
    m_encoding = guessed_wide(piece);
    return piece;
}

void TextSource::append_utf16(std::string_view piece, std::string& text)
{
    auto const units = std::exchange(m_odd, {}).append(piece);
    std::size_t const high_half = m_encoding == Encoding::utf16_big ? 0 : 1;
    std::size_t i = 0;
    for (; i + 1 < units.size(); i += 2) {
        auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(units[i + at]); };
        std::uint32_t const unit = (std::uint32_t { byte(high_half) } << 8) | byte(1 - high_half);
        bool const low = unit >= 0xdc00 && unit < 0xe000;
        auto const high = std::exchange(m_high_surrogate, 0);
        if (high != 0 && low) {
            append_code_point(text, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
            continue;
        }
        if (high != 0 || low) text += undecodable;
        if (unit >= 0xd800 && unit < 0xdc00)
            m_high_surrogate = unit;
        else if (!low)
            append_code_point(text, unit);
    }
    m_odd = units.substr(i);
}

} // namespace karya::sheet
