#pragma once
// Reports in the demonstration: the last days of a unit, and its last month with all approvals.

#include "core/call.h"
#include <optional>

namespace karya::app {

/// Those of one unit who have a hand in its reports.
struct ReportHands {
    Actor section {};
    std::optional<Actor> treasurer {};
    std::optional<Actor> head {};
};
/// Once every sale is in the sums.
Result<void> lay_reports(Call& call, ReportHands const& hands);

} // namespace karya::app
