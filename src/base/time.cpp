#include "base/time.h"
#include <array>
#include <cstdio>
#include <optional>

namespace karya {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes exactly `count` digits off the front.
std::optional<int> digits(std::string_view& text, std::size_t count)
{
    if (text.size() < count) return {};
    int value = 0;
    for (char const c : text.substr(0, count)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view& text, std::string_view any_of)
{
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text)
{
    auto const year = digits(text, 4);
    if (!year || !skip(text, "-")) return {};
    auto const month = digits(text, 2);
    if (!month || !skip(text, "-")) return {};
    auto const day = digits(text, 2);
    if (!day) return {};
    std::chrono::year_month_day const date { std::chrono::year { *year },
                                             std::chrono::month { static_cast<unsigned>(*month) },
                                             std::chrono::day { static_cast<unsigned>(*day) } };
    if (!date.ok()) return {};
    return Day { date };
}

/// "14:05", "14:05:06" or "14:05:06.123456".
std::optional<std::chrono::microseconds> take_clock(std::string_view& text)
{
    auto const hour = digits(text, 2);
    if (!hour || *hour > 23 || !skip(text, ":")) return {};
    auto const minute = digits(text, 2);
    if (!minute || *minute > 59) return {};
    std::chrono::microseconds clock = hours { *hour } + minutes { *minute };
    if (!skip(text, ":")) return clock;
    auto const second = digits(text, 2);
    if (!second || *second > 59) return {};
    clock += seconds { *second };
    if (!skip(text, ".")) return clock;
    std::int64_t scale = 100'000;
    bool any = false;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
        clock += std::chrono::microseconds { (text.front() - '0') * scale };
        scale /= 10;
        any = true;
    }
    return any ? std::optional { clock } : std::nullopt;
}

/// "Z", "+07:00" or nothing (then `local`).
std::optional<minutes> take_offset(std::string_view& text, Zone local)
{
    if (text.empty()) return hours { static_cast<int>(local) };
    if (skip(text, "Zz")) return minutes { 0 };
    int const sign = text.front() == '-' ? -1 : 1;
    if (!skip(text, "+-")) return {};
    auto const hour = digits(text, 2);
    if (!hour || *hour > 23 || !skip(text, ":")) return {};
    auto const minute = digits(text, 2);
    if (!minute || *minute > 59) return {};
    return sign * (hours { *hour } + minutes { *minute });
}

} // namespace

std::string_view name_of(Zone zone)
{
    switch (zone) {
    case Zone::wib: return "wib";
    case Zone::wita: return "wita";
    case Zone::wit: return "wit";
    }
    CHECK(false);
}

Day Day::from(int year, unsigned month, unsigned day)
{
    std::chrono::year_month_day const date { std::chrono::year { year },
                                             std::chrono::month { month },
                                             std::chrono::day { day } };
    CHECK(date.ok());
    return { date };
}

Result<Day> Day::parse(std::string_view text)
{
    auto const day = take_day(text);
    if (!day || !text.empty()) return bad_time;
    return *day;
}

std::string Day::text() const
{
    auto const date = calendar();
    std::array<char, 24> buffer {};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer.data();
}

Day Day::numbered(std::int64_t number)
{
    return { std::chrono::sys_days { std::chrono::days { number } } };
}

Day day_in(Zone zone, Timestamp at)
{
    return { std::chrono::floor<std::chrono::days>(at + hours { static_cast<int>(zone) }) };
}

Timestamp start_of(Day day, Zone zone) { return day.days - hours { static_cast<int>(zone) }; }

std::int64_t micros(Timestamp at) { return at.time_since_epoch().count(); }

Timestamp from_micros(std::int64_t value)
{
    return Timestamp { std::chrono::microseconds { value } };
}

std::string rfc3339(Timestamp at)
{
    auto const day = std::chrono::floor<std::chrono::days>(at);
    std::chrono::hh_mm_ss const clock { at - day };
    std::array<char, 32> buffer {};
    std::snprintf(
        buffer.data(), buffer.size(), "T%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    std::string text = Day { day }.text() + buffer.data();
    if (auto const rest = clock.subseconds().count(); rest != 0)
        text += "." + std::to_string(1'000'000 + rest).substr(1);
    return text + "Z";
}

Result<Timestamp> parse_time(std::string_view text, Zone local)
{
    auto const day = take_day(text);
    if (!day || !skip(text, "T t")) return bad_time;
    auto const clock = take_clock(text);
    if (!clock) return bad_time;
    auto const offset = take_offset(text, local);
    if (!offset || !text.empty()) return bad_time;
    return Timestamp { day->days } + *clock - *offset;
}

} // namespace karya
