// From what was typed to what is asked of either engine.

#include "base/text.h"
#include "search/lexicon.h"
#include "search/search.h"
#include <algorithm>
#include <set>

namespace karya::search {

namespace {

constexpr std::size_t words_max = 8;
constexpr std::size_t letters_max = 40;
/// Stands before the words of a title: no word begins so, for a number loses its leading zeros.
constexpr char title_mark = '0';
/// Stands behind a word that may go on.
constexpr char goes_on = '*';

void add_words(std::set<std::string>& found, std::string_view text, std::string_view mark)
{
    for (auto const& word : words_of(text)) {
        found.insert(std::string { mark } + word);
        found.insert(std::string { mark } + stem(word));
    }
}

} // namespace

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    auto const slugged = slug(text);
    for (auto word : fields_of(slugged, '-')) {
        while (word.size() > 1 && word.front() == title_mark) word.remove_prefix(1);
        if (!word.empty()) words.emplace_back(word.substr(0, letters_max));
    }
    return words;
}

std::string index_text(std::string_view title, std::string_view rest)
{
    std::set<std::string> found;
    add_words(found, title, "");
    add_words(found, title, std::string_view { &title_mark, 1 });
    add_words(found, rest, "");
    std::string text;
    for (auto const& word : found) text += (text.empty() ? "" : " ") + word;
    return text;
}

namespace {

/// Words that mean something; all of them when none does ("di", "the").
std::vector<std::string> telling_words(std::string_view typed)
{
    auto words = words_of(typed);
    if (words.size() > words_max) words.resize(words_max);
    auto telling = words;
    std::erase_if(telling, [](auto const& word) { return lexicon().stops.contains(word); });
    return telling.empty() ? words : telling;
}

void add_synonyms(Need& need, std::vector<std::string> const& phrase)
{
    auto const found = lexicon().synonyms.find(phrase_of(phrase));
    if (found == lexicon().synonyms.end()) return;
    for (auto const& other : found->second) {
        Alternative stems;
        for (auto const& word : other) stems.push_back(stem(word));
        need.push_back(std::move(stems));
    }
}

Need need_of(std::string const& word)
{
    Need need { { word } };
    if (auto const root = stem(word); root != word) need.push_back({ root });
    add_synonyms(need, { word });
    return need;
}

bool is_known_phrase(std::vector<std::string> const& phrase)
{
    return lexicon().synonyms.contains(phrase_of(phrase));
}

} // namespace

Wish wish_of(std::string_view typed)
{
    auto const words = telling_words(typed);
    Wish wish;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i + 1 < words.size() && is_known_phrase({ words[i], words[i + 1] })) {
            Need need { { stem(words[i]), stem(words[i + 1]) } };
            add_synonyms(need, { words[i], words[i + 1] });
            wish.needs.push_back(std::move(need));
            ++i;
        } else {
            wish.needs.push_back(need_of(words[i]));
        }
    }
    return wish;
}

std::optional<Correction> correction_of(std::string_view typed, std::span<std::string const> known)
{
    Correction meant;
    bool corrected = false;
    for (auto const& word : telling_words(typed)) {
        auto const is_known = std::ranges::find(known, word) != known.end();
        auto const near = is_known ? std::vector<std::string> {} : nearest(word, known);
        corrected = corrected || !near.empty();
        Need need;
        for (auto const& other : near.empty() ? std::vector { word } : near)
            std::ranges::move(need_of(other), std::back_inserter(need));
        meant.wish.needs.push_back(std::move(need));
        meant.text.append(meant.text.empty() ? "" : " ").append(near.empty() ? word : near.front());
    }
    if (!corrected) return {};
    return meant;
}

Wish beginning_of(std::string_view typed)
{
    auto wish = wish_of(typed);
    auto const words = words_of(typed);
    if (!wish.empty()) wish.needs.back().push_back({ words.back() + goes_on });
    return wish;
}

namespace {

std::string written(std::string_view word, Where where)
{
    bool const open_ended = word.ends_with(goes_on);
    if (open_ended) word.remove_suffix(1);
    std::string text { '"' };
    if (where == Where::title) text += title_mark;
    text.append(word).append("\"");
    return open_ended ? text + goes_on : text;
}

/// "(a SIGN b)": what `write` makes of each part.
template<class Parts, class Write>
std::string joined(Parts const& parts, std::string_view sign, Write const& write)
{
    std::string text;
    for (auto const& part : parts) text.append(text.empty() ? "" : sign).append(write(part));
    return parts.size() > 1 ? "(" + text + ")" : text;
}

} // namespace

std::string expression(Wish const& wish, Where where)
{
    auto const alternative = [&](Alternative const& words) {
        return joined(words, " AND ", [&](auto const& word) { return written(word, where); });
    };
    return joined(wish.needs, " AND ",
                  [&](Need const& need) { return joined(need, " OR ", alternative); });
}

} // namespace karya::search
