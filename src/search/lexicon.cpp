#include "search/lexicon.h"
#include "base/check.h"
#include "base/embedded.h"
#include "base/text.h"
#include "search/search.h"

namespace karya::search {

std::string phrase_of(std::vector<std::string> const& words)
{
    std::string phrase;
    for (auto const& word : words) phrase += (phrase.empty() ? "" : " ") + stem(word);
    return phrase;
}

namespace {

using Fields = std::vector<std::string_view>;

/// Calls `visit` for each line that begins with `kind`, with what follows it.
template<class Visit>
void each_line(std::string_view kind, Visit const& visit)
{
    for (auto const line : fields_of(embedded::seed("search/words.tsv"), '\n')) {
        auto fields = fields_of(line, '\t');
        if (fields.front() != kind) continue;
        CHECK(fields.size() > 1);
        fields.erase(fields.begin());
        visit(fields);
    }
}

std::set<std::string, std::less<>> words_under(std::string_view kind)
{
    std::set<std::string, std::less<>> words;
    each_line(kind, [&](Fields const& fields) { words.insert(fields.begin(), fields.end()); });
    return words;
}

Lexicon read_lexicon()
{
    Lexicon read { .stops = words_under("stop"), .synonyms = {} };
    each_line("same", [&](Fields const& fields) {
        std::vector<std::vector<std::string>> phrases;
        for (auto const field : fields) phrases.push_back(words_of(field));
        for (auto const& phrase : phrases)
            for (auto const& other : phrases)
                if (other != phrase) read.synonyms[phrase_of(phrase)].push_back(other);
    });
    return read;
}

} // namespace

bool is_root(std::string_view word)
{
    static auto const roots = words_under("root");
    return roots.contains(word);
}

Lexicon const& lexicon()
{
    static auto const read = read_lexicon();
    return read;
}

} // namespace karya::search
