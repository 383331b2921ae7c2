#pragma once
// What seed/words.tsv knows: roots that look affixed, words without meaning, synonyms.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karya::search {

struct Lexicon {
    std::set<std::string, std::less<>> stops {};
    /// A phrase as stems ("alas kaki") -> the other phrases of its line, as words.
    std::map<std::string, std::vector<std::vector<std::string>>, std::less<>> synonyms {};
};

/// True for a word that only looks as if it had affixes ("kemeja" has nothing to do with "meja").
bool is_root(std::string_view word);

/// Read once. The seed is ours: a crooked line is a Bug.
Lexicon const& lexicon();

/// Stems of words, joined by spaces: how phrases are looked up.
std::string phrase_of(std::vector<std::string> const& words);

} // namespace karya::search
