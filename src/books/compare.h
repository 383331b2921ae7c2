#pragma once
// Places beside each other: the offices of the nation, or the units of an office. For books/ only.

#include "books/days.h"
#include "workshop/workshop.h"

namespace karya::books {

/// State revenue against what was aimed at.
struct Aim {
    Rupiah pnbp {};                  ///< of all
    std::optional<Rupiah> target {}; ///< of those units that have one
    Rupiah aimed {};                 ///< what those brought
    std::int64_t units {};           ///< how many those are
};

/// One place, or the sum of several.
struct Compared {
    About about {};
    std::string name {};
    std::int64_t units {};
    board::Sums sold {}; ///< of the span
    Rupiah cost {};
    Aim month {}; ///< so far
    Aim year {};
    Rupiah stock {};
    std::int64_t stock_unknown {};
    workshop::IdleCount idle {};
};

/// Of these units, each alone or by office, in their order. Sales are those of the span, whose last
/// day is today; targets are those of its whole month and year.
std::vector<Compared> compared(View const& view, Reach const& reach, AboutKind by,
                               board::Window const& span);

} // namespace karya::books
