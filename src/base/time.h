#pragma once
// Instants, the three zones of Indonesia and calendar days.

#include "base/result.h"
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace karya {

inline constexpr ErrorCode bad_time { "base.bad_time", Fault::invalid };

/// UTC, microseconds: the only kind of instant that is stored.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Fixed offsets, no summer time (UTC+7, +8, +9).
enum class Zone : std::uint8_t { wib = 7, wita = 8, wit = 9 };
std::string_view name_of(Zone zone); ///< "wib", "wita", "wit"

/// A calendar day, counted from 1970-01-01. What "day" means is always the unit's local day.
struct Day {
    std::chrono::sys_days days {};

    static Day from(int year, unsigned month, unsigned day);
    /// "2026-04-27" and nothing else. Fails: base.bad_time.
    static Result<Day> parse(std::string_view text);
    std::string text() const;
    std::int64_t number() const { return days.time_since_epoch().count(); }
    static Day numbered(std::int64_t number);
    std::chrono::year_month_day calendar() const { return days; }
    Day next(int count = 1) const { return { days + std::chrono::days { count } }; }
    friend auto operator<=>(Day const&, Day const&) = default;
};

/// The calendar day of an instant on the wall clock of `zone`. Rule R-12.
Day day_in(Zone zone, Timestamp at);
/// The instant at which `day` begins in `zone`.
Timestamp start_of(Day day, Zone zone);

std::int64_t micros(Timestamp at);
Timestamp from_micros(std::int64_t value);

/// RFC 3339 in UTC: "2026-04-27T07:05:00Z" (microseconds only when not zero).
std::string rfc3339(Timestamp at);
/// RFC 3339 with any offset, or without one, as "2026-04-27 14:05[:06]", read in `local`.
/// Fails: base.bad_time.
Result<Timestamp> parse_time(std::string_view text, Zone local = Zone::wib);

} // namespace karya
