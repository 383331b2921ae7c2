#pragma once
// What is compared, as pages show it: a bar for each place and the table behind. For books/ only.

#include "books/compare.h"

namespace karya::books {

struct CompareBar {
    std::string name {};
    std::string link {};
    std::string figure {};
    std::int64_t width {};               ///< thousandths of the longest
    std::optional<std::int64_t> goal {}; ///< where the target's line lies
};
BOOST_DESCRIBE_STRUCT(CompareBar, (), (name, link, figure, width, goal))

struct Comparison {
    std::string id {};
    std::string title {};
    std::string note {};
    std::vector<CompareBar> bars {};
    ShownTable table {};
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (id, title, note, bars, table))

/// Turnover, state revenue against targets, stock, and what stands idle; each with the largest
/// first. `link_of` leads to a place.
std::vector<Comparison> comparisons(Lang lang, std::vector<Compared> const& places,
                                    LinkOf const& link_of);
/// What a unit's goods on hand have cost, goods by goods; `link_of` leads to their book.
Comparison stock_of_goods(View const& view, org::UnitScope const& scope, LinkOf const& link_of);

} // namespace karya::books
