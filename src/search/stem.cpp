// Indonesian affixes, taken off as far as the rest is still a word: particles and possessives, then
// suffixes, then prefixes with the letter that they swallow.

#include "search/lexicon.h"
#include "search/search.h"
#include <algorithm>
#include <array>

namespace karya::search {

namespace {

constexpr std::size_t letters_min = 3;

bool is_vowel(char letter)
{
    return std::string_view { "aeiou" }.find(letter) != std::string::npos;
}

std::size_t vowels(std::string_view word)
{
    return static_cast<std::size_t>(std::ranges::count_if(word, is_vowel));
}

/// A word of two syllables is left alone: what looks like an affix there belongs to it.
bool may_lose(std::string_view word) { return vowels(word) > 2; }

/// True when `rest` may stand without its affix.
bool stands(std::string_view rest) { return rest.size() >= letters_min && vowels(rest) >= 2; }

void drop_suffix(std::string& word, std::span<std::string_view const> suffixes)
{
    for (auto const suffix : suffixes) {
        if (!may_lose(word) || is_root(word)) return;
        auto const rest = std::string_view { word }.substr(
            0, word.size() - std::min(word.size(), suffix.size()));
        if (!word.ends_with(suffix) || !stands(rest)) continue;
        word.resize(rest.size());
        return;
    }
}

/// A prefix and, before a vowel, the letter that it swallowed: "menenun" -> "tenun".
struct Prefix {
    std::string_view text;
    std::string_view swallowed;
};

constexpr std::array prefixes {
    Prefix { "meny", "s" }, Prefix { "meng", "" },  Prefix { "mem", "p" }, Prefix { "men", "t" },
    Prefix { "me", "" },    Prefix { "peny", "s" }, Prefix { "peng", "" }, Prefix { "pem", "p" },
    Prefix { "pen", "t" },  Prefix { "per", "" },   Prefix { "pe", "" },   Prefix { "ber", "" },
    Prefix { "ter", "" },   Prefix { "di", "" },    Prefix { "ke", "" },
};

bool drop_prefix(std::string& word)
{
    if (!may_lose(word) || is_root(word)) return false;
    for (auto const& prefix : prefixes) {
        if (!word.starts_with(prefix.text)) continue;
        auto rest = word.substr(prefix.text.size());
        if (!rest.empty() && is_vowel(rest.front())) rest.insert(0, prefix.swallowed);
        if (!stands(rest)) continue;
        word = rest;
        return true;
    }
    return false;
}

/// "bags" and "bag", "boxes" and "box", "berries" and "berry" meet.
void drop_plural(std::string& word)
{
    auto const ends = [&](std::string_view ending) { return word.ends_with(ending); };
    if (word.size() <= letters_min || ends("ss")) return;
    if (ends("ies"))
        word.replace(word.size() - 3, 3, "y");
    else if (ends("xes") || ends("ches") || ends("shes") || ends("sses"))
        word.resize(word.size() - 2);
    else if (ends("s"))
        word.pop_back();
}

} // namespace

std::string stem(std::string_view given)
{
    static constexpr std::array<std::string_view, 3> particles { "kah", "lah", "pun" };
    static constexpr std::array<std::string_view, 3> owners { "nya", "ku", "mu" };
    static constexpr std::array<std::string_view, 3> suffixes { "kan", "an", "i" };
    std::string word { given };
    drop_plural(word);
    drop_suffix(word, particles);
    drop_suffix(word, owners);
    drop_suffix(word, suffixes);
    // "pemberian": two prefixes at most.
    if (drop_prefix(word)) drop_prefix(word);
    return word;
}

} // namespace karya::search
