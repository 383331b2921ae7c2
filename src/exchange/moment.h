#pragma once
// Days and instants as people write them.

#include "base/lang.h"
#include "base/result.h"

namespace karya::exchange {

/// When something was, as a file tells it.
struct Moment {
    Timestamp at {};
    bool day_only { false }; ///< no time of day was told
};

/// "2026-04-27 14:05", RFC 3339, or with the day first: "27/4/2026 14.05", "27-04-26", "27 April
/// 2026", "27 Apr 2026, 9.05 WITA". Two digits of a year are of this century. A day alone is its
/// noon, or `now` while that has not come. Fails: base.bad_time.
Result<Moment> read_moment(std::string_view text, Zone zone, Timestamp now);
/// A day in the same ways, but its year whole: a unit may be of the last century.
Result<Day> read_day(std::string_view text);

} // namespace karya::exchange
