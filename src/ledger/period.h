#pragma once
// Calendar months and the day a late entry is booked on: pure. Rule R-12.

#include "base/lang.h"
#include "base/time.h"
#include <optional>
#include <string>

namespace karya::ledger {

Day month_of(Day day);     ///< its first day
Day end_of_month(Day day); ///< its last day

/// The business day itself, or the first day of the oldest open month when its month is closed.
/// Closed months follow each other without gaps, so that is the day after the last closed one.
Day booked_day(std::optional<Day> closed_through, Day business_day);

} // namespace karya::ledger
