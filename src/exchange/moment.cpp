#include "exchange/moment.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <optional>

namespace karya::exchange {

namespace {

using namespace std::string_view_literals;

/// The names and abbreviations of each month, as Indonesian and English have them.
constexpr std::array month_names {
    "januari january jan"sv,
    "februari february pebruari feb peb"sv,
    "maret march mar mrt"sv,
    "april apr"sv,
    "mei may"sv,
    "juni june jun"sv,
    "juli july jul"sv,
    "agustus august agu ags agt agst aug"sv,
    "september sep sept"sv,
    "oktober october okt oct"sv,
    "november nopember nov nop"sv,
    "desember december des dec"sv,
};

std::string month_by_name(std::string_view name)
{
    for (std::size_t i = 0; i < month_names.size(); ++i)
        for (auto const other : fields_of(month_names[i], ' '))
            if (other == name) return std::to_string(i + 1);
    return {};
}

/// Takes what `belongs` at the start of `rest`, at most `most` bytes.
std::string_view taken(std::string_view& rest, std::size_t most, bool (*belongs)(char))
{
    std::size_t length = 0;
    while (length < rest.size() && length < most && belongs(rest[length])) ++length;
    auto const start = rest.substr(0, length);
    rest.remove_prefix(length);
    return start;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_blank(char c) { return c == ' '; }

/// Takes one of these, and blanks around it; '\0' when none is there.
char separator(std::string_view& rest, std::string_view allowed)
{
    bool const blank = !taken(rest, rest.size(), is_blank).empty();
    if (rest.empty()) return '\0';
    if (allowed.find(rest.front()) == std::string_view::npos) return blank ? ' ' : '\0';
    char const found = rest.front();
    rest.remove_prefix(1);
    taken(rest, rest.size(), is_blank);
    return found;
}

std::string two_digits(std::string_view digits)
{
    return (digits.size() == 1 ? "0" : "") + std::string { digits };
}

/// "14.05", "9:05", ", pukul 14.05" as "14:05".
std::string clock_of(std::string_view rest)
{
    if (rest.starts_with(',')) rest.remove_prefix(1);
    rest = trimmed(rest);
    for (auto const word : { "pukul "sv, "jam "sv })
        if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
    std::string clock { rest };
    std::ranges::replace(clock, '.', ':');
    if (clock.find(':') == 1) clock.insert(0, "0");
    return clock;
}

enum class ShortYear : std::uint8_t { of_this_century, unclear };

/// What is written with the day first, in small letters, as "2026-04-27 14:05"; else as it is.
std::string year_first(std::string const& cell, ShortYear short_year)
{
    std::string_view rest { cell };
    auto const day = taken(rest, 2, is_digit);
    char const before = separator(rest, "/-.");
    auto month = std::string { taken(rest, 2, is_digit) };
    bool const named = month.empty();
    if (named) month = month_by_name(taken(rest, rest.size(), is_letter));
    if (named && before == ' ' && rest.starts_with('.')) rest.remove_prefix(1); // "27 Nov. 2026"
    char const after = separator(rest, "/-.");
    auto year = std::string { taken(rest, 4, is_digit) };
    bool const parted = before != '\0' && before == after && (named || before != ' ');
    bool const ended = rest.empty() || rest.front() == ' ' || rest.front() == ',';
    if (day.empty() || month.empty() || !parted || !ended) return cell;
    if (year.size() == 2 && short_year == ShortYear::of_this_century) year.insert(0, "20");
    if (year.size() != 4) return cell;
    auto const clock = clock_of(rest);
    return year + "-" + two_digits(month) + "-" + two_digits(day)
        + (clock.empty() ? "" : " " + clock);
}

/// Takes "WITA" from the end.
std::optional<Zone> named_zone(std::string& cell)
{
    for (auto const zone : { Zone::wib, Zone::wita, Zone::wit }) {
        auto const name = " " + std::string { name_of(zone) };
        if (!cell.ends_with(name)) continue;
        cell.resize(cell.size() - name.size());
        return zone;
    }
    return {};
}

} // namespace

Result<Moment> read_moment(std::string_view text, Zone zone, Timestamp now)
{
    auto cell = lowered(text);
    auto const where = named_zone(cell).value_or(zone);
    cell = year_first(cell, ShortYear::of_this_century);
    auto const day = Day::parse(cell);
    if (!day.ok()) return Moment { TRY(parse_time(cell, where)) };
    auto const noon = start_of(day.value(), where) + std::chrono::hours { 12 };
    bool const today = day_in(where, now) == day.value();
    return Moment { today ? std::min(noon, now) : noon, true };
}

Result<Day> read_day(std::string_view text)
{
    return Day::parse(year_first(lowered(text), ShortYear::unclear));
}

} // namespace karya::exchange
