#include "org/state.h"
#include "base/hash.h"
#include "base/text.h"
#include <algorithm>

namespace karya::org {

namespace {

constexpr std::size_t name_max = 120;

/// The letters of a name, capital, without anything else.
std::string capitals(std::string_view name)
{
    std::string letters = slug(name);
    std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
    for (auto& letter : letters) letter = static_cast<char>(letter - 'a' + 'A');
    return letters;
}

bool is_vowel(char letter)
{
    return std::string_view { "AEIOU" }.find(letter) != std::string_view::npos;
}

/// First letter and every ordered pair of the letters in `rest`.
void add_pairs(std::vector<std::string>& codes, char first, std::string_view rest)
{
    for (std::size_t i = 0; i < rest.size(); ++i)
        for (std::size_t j = i + 1; j < rest.size(); ++j)
            codes.push_back({ first, rest[i], rest[j] });
}

std::uint8_t nibble(char hex)
{
    return static_cast<std::uint8_t>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

} // namespace

bool is_code(std::string_view text)
{
    return text.size() >= 2 && text.size() <= 6 && std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

std::vector<std::string> code_candidates(std::string_view name)
{
    auto const letters = capitals(name);
    if (letters.size() < 2) return {};
    auto consonants = letters.substr(1);
    std::erase_if(consonants, is_vowel);
    std::vector<std::string> codes;
    add_pairs(codes, letters[0], consonants);
    add_pairs(codes, letters[0], letters.substr(1, 12));
    for (int number = 2; number < 1000; ++number)
        codes.push_back(letters.substr(0, 2) + std::to_string(number));
    return codes;
}

std::string_view code_letter(UnitKind kind, UnitCategory category)
{
    switch (kind) {
    case UnitKind::rutan: return category == UnitCategory::perempuan ? "W" : "R";
    case UnitKind::lpka: return "A";
    case UnitKind::bapas: return "B";
    case UnitKind::rs: return "H";
    case UnitKind::lapas: break;
    }
    switch (category) {
    case UnitCategory::perempuan: return "P";
    case UnitCategory::narkotika: return "N";
    case UnitCategory::pemuda: return "M";
    case UnitCategory::khusus: return "K";
    case UnitCategory::terbuka: return "T";
    case UnitCategory::umum:
    case UnitCategory::anak: break;
    }
    return "";
}

bool is_name(std::string_view text)
{
    return is_clean_utf8(text) && trimmed(text) == text && !text.empty()
        && code_points(text) <= name_max && text.find_first_of("\r\n\t") == std::string_view::npos;
}

bool is_class(std::string_view text)
{
    constexpr std::string_view classes[] = { "", "I", "IIA", "IIB", "II", "III" };
    return std::ranges::find(classes, text) != std::end(classes);
}

ZoneDays ZoneDays::at(Timestamp instant)
{
    return { day_in(Zone::wib, instant), day_in(Zone::wita, instant), day_in(Zone::wit, instant) };
}

bool is_window(Day first, Day last)
{
    return Day::from(2000, 1, 1) <= first && first <= last && last <= Day::from(2999, 12, 31);
}

Uuid uuid_of(std::string_view text)
{
    auto const hex = sha256_hex(text);
    Uuid uuid;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x80); // version 8
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80); // variant 10
    return uuid;
}

} // namespace karya::org
