#include "base/text.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace karya {

namespace {

/// Length of the well-formed sequence at the front, 0 when malformed (RFC 3629, table 3-7).
std::size_t sequence_length(std::string_view text)
{
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto const within = [&](std::size_t i, unsigned low, unsigned high) {
        return i < text.size() && at(i) >= low && at(i) <= high;
    };
    unsigned const lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return within(1, 0x80, 0xbf) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        unsigned const low = lead == 0xe0 ? 0xa0 : 0x80;
        unsigned const high = lead == 0xed ? 0x9f : 0xbf;
        return within(1, low, high) && within(2, 0x80, 0xbf) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        unsigned const low = lead == 0xf0 ? 0x90 : 0x80;
        unsigned const high = lead == 0xf4 ? 0x8f : 0xbf;
        bool const tail = within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf);
        return within(1, low, high) && tail ? 4 : 0;
    }
    return 0;
}

bool is_control(std::string_view sequence)
{
    auto const lead = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1)
        return (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7f;
    auto const second = static_cast<unsigned char>(sequence[1]);
    if (sequence.size() == 2) return lead == 0xc2 && second < 0xa0;
    if (sequence.size() != 3 || lead != 0xe2) return false;
    // U+202A to U+202E and U+2066 to U+2069 turn the order of what is read after them.
    auto const third = static_cast<unsigned char>(sequence[2]);
    return (second == 0x80 && third >= 0xaa && third <= 0xae)
        || (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

/// The ASCII letter under a Latin-1 accented letter (lead byte 0xc3), or 0.
char unaccented(unsigned char second)
{
    constexpr std::string_view letters =
        "aaaaaaaceeeeiiii nooooo ouuuuy  aaaaaaaceeeeiiii nooooo ouuuuy y";
    char const letter = letters[second & 0x3fU];
    return letter == ' ' ? '\0' : letter;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

} // namespace

bool is_clean_utf8(std::string_view text)
{
    while (!text.empty()) {
        auto const length = sequence_length(text);
        if (length == 0 || is_control(text.substr(0, length))) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string cleaned(std::string_view text)
{
    std::string clean;
    while (!text.empty()) {
        auto const length = sequence_length(text);
        auto const sequence = text.substr(0, std::max<std::size_t>(length, 1));
        if (length > 0 && !is_control(sequence)) clean += sequence;
        text.remove_prefix(sequence.size());
    }
    return clean;
}

std::size_t code_points(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string first_letters(std::string_view text, std::size_t most)
{
    std::size_t end = 0;
    for (; most > 0 && end < text.size(); --most)
        end += std::max<std::size_t>(sequence_length(text.substr(end)), 1);
    return std::string { text.substr(0, end) };
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string result { text };
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string slug(std::string_view text)
{
    std::string result;
    bool pending = false;
    auto const add = [&](char c) {
        if (pending && !result.empty()) result += '-';
        pending = false;
        result += c;
    };
    auto const lower = lowered(text);
    for (std::size_t i = 0; i < lower.size(); ++i) {
        if (is_word(lower[i])) {
            add(lower[i]);
        } else if (static_cast<unsigned char>(lower[i]) == 0xc3 && i + 1 < lower.size()) {
            char const letter = unaccented(static_cast<unsigned char>(lower[++i]));
            letter ? add(letter) : void(pending = true);
        } else if (lower[i] != '\'') {
            pending = true;
        }
    }
    return result;
}

std::vector<std::string_view> fields_of(std::string_view text, char separator)
{
    std::vector<std::string_view> fields;
    for (;;) {
        auto const end = text.find(separator);
        fields.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return fields;
        text.remove_prefix(end + 1);
    }
}

std::string html_escaped(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (char const c : text) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    }
    return result;
}

bool parse_integer(std::string_view text, std::int64_t& number)
{
    auto const* const begin = text.data();
    auto const* const end = begin + text.size();
    auto const [stop, error] = std::from_chars(begin, end, number);
    return error == std::errc {} && stop == end;
}

} // namespace karya
