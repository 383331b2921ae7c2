#include "reviews/letters.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <cstdint>

namespace karya::reviews {

namespace {

/// A stretch of code points that are letters or digits in another dress, `period` of a kind.
struct Dress {
    std::uint32_t first;
    std::uint32_t last;
    char plain;           ///< what the first stands for
    std::uint32_t period; ///< after so many it begins anew
};
constexpr std::array<Dress, 14> dresses { {
    { 0x24B6, 0x24CF, 'a', 26 },   // circled capitals
    { 0x24D0, 0x24E9, 'a', 26 },   // circled small
    { 0xFF10, 0xFF19, '0', 10 },   // wide digits
    { 0xFF21, 0xFF3A, 'a', 26 },   // wide capitals
    { 0xFF41, 0xFF5A, 'a', 26 },   // wide small
    { 0x1D400, 0x1D6A3, 'a', 26 }, // mathematical alphabets
    { 0x1D7CE, 0x1D7FF, '0', 10 }, // mathematical digits
    { 0x1F130, 0x1F149, 'a', 26 }, // squared
    { 0x1F150, 0x1F169, 'a', 26 }, // black circles
    { 0x1F170, 0x1F189, 'a', 26 }, // black squares
    { 0x1F1E6, 0x1F1FF, 'a', 26 }, // flags
    { 0x2460, 0x2468, '1', 9 },    // circled digits
    { 0x2080, 0x2089, '0', 10 },   // small digits below
    { 0x2074, 0x2079, '4', 6 },    // and above
} };

/// Letters of other alphabets that the eye takes for ours.
struct Twin {
    std::uint32_t letter;
    char plain;
};
constexpr std::array<Twin, 32> twins { {
    { 0x0391, 'a' }, { 0x03B1, 'a' }, { 0x0410, 'a' }, { 0x0430, 'a' }, { 0x0412, 'b' },
    { 0x0421, 'c' }, { 0x0441, 'c' }, { 0x0501, 'd' }, { 0x0395, 'e' }, { 0x0415, 'e' },
    { 0x0435, 'e' }, { 0x0261, 'g' }, { 0x041D, 'h' }, { 0x0456, 'i' }, { 0x0406, 'i' },
    { 0x03B9, 'i' }, { 0x0131, 'i' }, { 0x0458, 'j' }, { 0x041A, 'k' }, { 0x043A, 'k' },
    { 0x041C, 'm' }, { 0x039F, 'o' }, { 0x03BF, 'o' }, { 0x041E, 'o' }, { 0x043E, 'o' },
    { 0x0420, 'p' }, { 0x0440, 'p' }, { 0x0455, 's' }, { 0x0422, 't' }, { 0x0442, 't' },
    { 0x0443, 'y' }, { 0x0445, 'x' },
} };

bool is_unseen(std::uint32_t letter)
{
    return letter == 0xAD || (letter >= 0x300 && letter <= 0x36F)
        || (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x2060 && letter <= 0x2064)
        || letter == 0xFEFF || (letter >= 0xFE00 && letter <= 0xFE0F);
}

/// The next code point of well-formed UTF-8; its bytes leave `rest`.
std::uint32_t next_letter(std::string_view& rest)
{
    auto const lead = static_cast<unsigned char>(rest.front());
    std::size_t const size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t letter = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size && i < rest.size(); ++i)
        letter = (letter << 6U) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
    rest.remove_prefix(std::min(size, rest.size()));
    return letter;
}

/// What a code point outside ASCII stands for; a space when nothing.
std::string undressed(std::uint32_t letter, std::string_view bytes)
{
    for (auto const& dress : dresses)
        if (letter >= dress.first && letter <= dress.last)
            return { static_cast<char>(static_cast<std::uint32_t>(dress.plain)
                                       + (letter - dress.first) % dress.period) };
    for (auto const& twin : twins)
        if (twin.letter == letter) return { twin.plain };
    auto accented = slug(bytes);
    return accented.empty() ? std::string { " " } : accented;
}

} // namespace

std::string plain_letters(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        auto const whole = text;
        auto const letter = next_letter(text);
        if (letter < 0x80)
            plain += lowered(whole.substr(0, 1));
        else if (!is_unseen(letter))
            plain += undressed(letter, whole.substr(0, whole.size() - text.size()));
    }
    return plain;
}

std::vector<std::string_view> words_in(std::string_view text)
{
    auto const part_of_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '@' || c == '$';
    };
    std::vector<std::string_view> words;
    for (auto from = text.begin(); from != text.end();) {
        from = std::find_if(from, text.end(), part_of_word);
        auto const to = std::find_if_not(from, text.end(), part_of_word);
        if (from != to) words.emplace_back(from, to);
        from = to;
    }
    return words;
}

} // namespace karya::reviews
