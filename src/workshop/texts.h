#pragma once
// What texts and days of this module may be. For workshop/ only.

#include "base/text.h"
#include "workshop/workshop.h"

namespace karya::workshop {

inline constexpr std::size_t text_max = 120;

/// One line of at most `text_max` characters.
inline bool is_line(std::string_view text)
{
    return code_points(text) <= text_max && is_clean_utf8(text)
        && text.find('\n') == std::string_view::npos;
}

inline Day month_of_day(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / 1 } };
}

inline Day last_of_month(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / std::chrono::last } };
}

} // namespace karya::workshop
