#include "search/search.h"
#include <algorithm>

namespace karya::search {

std::size_t slips_allowed(std::size_t letters)
{
    if (letters < 4) return 0;
    return letters < 6 ? 1 : 2;
}

std::size_t slips(std::string_view a, std::string_view b, std::size_t most)
{
    auto const apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (apart > most) return most + 1;
    // Three rows of the table of all prefixes: two back for letters that changed places.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const wrong = a[i - 1] == b[j - 1] ? std::size_t { 0 } : std::size_t { 1 };
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        if (std::ranges::min(row) > most) return most + 1;
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[b.size()], most + 1);
}

std::vector<std::string> nearest(std::string_view word, std::span<std::string const> known)
{
    constexpr std::size_t nearest_max = 4;
    auto least = slips_allowed(word.size());
    if (least == 0) return {};
    std::vector<std::string> found;
    for (auto const& other : known) {
        auto const distance = slips(word, other, least);
        if (distance == 0 || distance > least) continue;
        if (distance < least) found.clear();
        least = distance;
        found.push_back(other);
    }
    // Who mistypes rarely misses the first letter.
    std::ranges::stable_partition(found,
                                  [&](auto const& other) { return other.front() == word.front(); });
    if (found.size() > nearest_max) found.resize(nearest_max);
    return found;
}

} // namespace karya::search
