#pragma once
// Words as people write them, and how they are found: folded, stemmed, their synonyms, and what was
// meant by a word that nobody wrote. Pure: no database; both engines are asked the same.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karya::search {

/// Lower-case ASCII words of letters and digits, accents dropped, in their order.
std::vector<std::string> words_of(std::string_view text);

/// The word without Indonesian affixes ("kerajinan" -> "rajin") or the English plural; words listed
/// as roots stay as they are. Words and stems are compared with words and stems only.
std::string stem(std::string_view word);

/// What a document is found by: each word and its stem once, sorted, parted by one space. Those of
/// `title` stand there a second time, marked, so that a match in the title can be told.
std::string index_text(std::string_view title, std::string_view rest);

/// All words of one alternative must be there.
using Alternative = std::vector<std::string>;
/// One of the alternatives must be there: the word, its stem, its synonyms.
using Need = std::vector<Alternative>;
/// Every need must be met.
struct Wish {
    std::vector<Need> needs {};
    bool empty() const { return needs.empty(); }
};

/// The wish behind what somebody typed: at most eight words, words without meaning left out.
Wish wish_of(std::string_view typed);
/// The same for a word still being typed: the last one may go on.
Wish beginning_of(std::string_view typed);

enum class Where { anywhere, title };
/// The wish as SQLite's FTS5 understands it: `("keset" OR ("alas" AND "kaki")) AND ("bamb"*)`.
/// Words hold lower-case letters and digits only, so nothing needs escaping, and the store can put
/// it in PostgreSQL's signs.
std::string expression(Wish const& wish, Where where = Where::anywhere);

/// How many letters may be wrong in a word of that length: none under four, one under six, two.
std::size_t slips_allowed(std::size_t letters);
/// Letters to change, add, drop or swap to make one of the other; `most + 1` when it takes more.
std::size_t slips(std::string_view a, std::string_view b, std::size_t most);
/// The known words nearest to a mistyped one: all at the least distance, at most four; none when
/// all are too far.
std::vector<std::string> nearest(std::string_view word, std::span<std::string const> known);

/// What was meant, where words were mistyped.
struct Correction {
    Wish wish {};        ///< any of the nearest words
    std::string text {}; ///< with the first of them, to be read
};
/// Nothing when every word is known or none is near to a known one.
std::optional<Correction> correction_of(std::string_view typed, std::span<std::string const> known);

} // namespace karya::search
