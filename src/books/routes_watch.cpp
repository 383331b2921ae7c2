// Who has reported a day, and until when it must be.

#include "books/days.h"
#include "books/routes.h"
#include <algorithm>

namespace karya::books {

namespace {

struct WatchQuery {
    std::optional<Day> day {}; ///< absent: today
};
BOOST_DESCRIBE_STRUCT(WatchQuery, (), (day))

struct WatchSums {
    std::int64_t in_time {};
    std::int64_t late {};
    std::int64_t awaited {};
    std::int64_t missing {};

    void add(Reported state)
    {
        switch (state) {
        case Reported::in_time: ++in_time; break;
        case Reported::late: ++late; break;
        case Reported::awaited: ++awaited; break;
        case Reported::missing: ++missing; break;
        }
    }
};
BOOST_DESCRIBE_STRUCT(WatchSums, (), (in_time, late, awaited, missing))

struct WatchOffice {
    std::string name {};
    bool wanting { false }; ///< some of its units have not reported
    WatchSums sums {};
    std::vector<UnitReport> units {};
};
BOOST_DESCRIBE_STRUCT(WatchOffice, (), (name, wanting, sums, units))

/// By office: first those of which most is missing.
struct WatchPage {
    std::string place {};
    Day day {};
    std::string weekday {};
    Day before {};
    std::optional<Day> after {};
    WatchSums sums {};
    bool unfolded { false }; ///< there is but one office
    std::vector<WatchOffice> offices {};
};
BOOST_DESCRIBE_STRUCT(WatchPage, (), (place, day, weekday, before, after, sums, unfolded, offices))

void put_units(WatchPage& page, std::vector<UnitReport> reports)
{
    for (auto& report : reports) {
        auto office = std::ranges::find(page.offices, report.kanwil_name, &WatchOffice::name);
        if (office == page.offices.end())
            office = page.offices.insert(office, { .name = report.kanwil_name });
        page.sums.add(report.state);
        office->sums.add(report.state);
        office->wanting = office->sums.missing > 0;
        office->units.push_back(std::move(report));
    }
    std::ranges::sort(page.offices, [](WatchOffice const& a, WatchOffice const& b) {
        return a.sums.missing != b.sums.missing ? a.sums.missing > b.sums.missing : a.name < b.name;
    });
    page.unfolded = page.offices.size() == 1;
}

Result<WatchPage> show_watch(View& view, WatchQuery const& query)
{
    auto const today = board::nation_day(view.now);
    auto const day = std::min(query.day.value_or(today), today);
    WatchPage page { .place = TRY(place_of(view)).in(view.lang),
                     .day = day,
                     .weekday = weekday_name(view.lang, day),
                     .before = day.next(-1) };
    if (day < today) page.after = day.next();
    put_units(page, TRY(reports_of(view, day)));
    return page;
}

// ---- /meja/laporan/batas ----

/// "21.00" on the day itself, or so many days later.
struct CutoffRow {
    Zone zone {};
    std::string zone_words {};
    Day since {};
    std::string clock {};
    std::int64_t days_later {};
    bool later { false };
};
BOOST_DESCRIBE_STRUCT(CutoffRow, (), (zone, zone_words, since, clock, days_later, later))

struct ZoneChoice {
    std::string zone {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(ZoneChoice, (), (zone, words))

struct CutoffForm {
    std::string zone {};
    Day since {};
    std::string clock {};
    std::string days_later {};
};
BOOST_DESCRIBE_STRUCT(CutoffForm, (), (zone, since, clock, days_later))

struct CutoffPage {
    std::vector<CutoffRow> rows {};
    std::vector<ZoneChoice> zones {};
    CutoffForm form {};
};
BOOST_DESCRIBE_STRUCT(CutoffPage, (), (rows, zones, form))

std::string upper(std::string_view name)
{
    std::string words { name };
    for (auto& c : words) c = static_cast<char>(c - 'a' + 'A');
    return words;
}

CutoffRow row_of(Cutoff const& cutoff)
{
    constexpr std::int64_t day = 24 * 60;
    auto const minutes = cutoff.minutes % day;
    auto const two = [](std::int64_t number) {
        auto const digits = std::to_string(number);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    return { .zone = cutoff.zone,
             .zone_words = upper(name_of(cutoff.zone)),
             .since = cutoff.since,
             .clock = two(minutes / 60) + "." + two(minutes % 60),
             .days_later = cutoff.minutes / day,
             .later = cutoff.minutes >= day };
}

Result<CutoffPage> show_cutoffs(View& view, web::Nothing const&)
{
    CutoffPage page { .form = { .zone = "wib",
                                .since = day_in(Zone::wit, view.now).next(),
                                .clock = "21:00",
                                .days_later = "0" } };
    for (auto const& cutoff : cutoffs(view)) page.rows.push_back(row_of(cutoff));
    for (auto const zone : enum_values<Zone>())
        page.zones.push_back({ std::string { name_of(zone) }, upper(name_of(zone)) });
    return page;
}

struct CutoffInput {
    Zone zone {};
    Day since {};
    std::string clock {}; ///< "21:00"
    std::int64_t days_later {};
};
BOOST_DESCRIBE_STRUCT(CutoffInput, (), (zone, since, clock, days_later))

/// Minutes of "21:00" or "21.00"; negative when it is no time of day.
std::int64_t minutes_of(std::string_view clock)
{
    auto const digit = [&](std::size_t at) -> std::int64_t {
        return at < clock.size() && clock[at] >= '0' && clock[at] <= '9' ? clock[at] - '0' : 99;
    };
    if (clock.size() != 5 || (clock[2] != ':' && clock[2] != '.')) return -1;
    auto const hours = digit(0) * 10 + digit(1);
    auto const minutes = digit(3) * 10 + digit(4);
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

Result<web::Nothing> post_cutoff(Call& call, CutoffInput const& input)
{
    auto const minutes = minutes_of(input.clock);
    if (minutes < 0 || input.days_later < 0 || input.days_later > 2)
        return Error { bad_cutoff }.at(minutes < 0 ? "clock" : "days_later", "books.bad_minutes");
    TRY(set_cutoff(call, { input.zone, input.since, minutes + input.days_later * 24 * 60 }));
    return web::Nothing {};
}

} // namespace

void add_watch_routes(web::Routes& routes)
{
    constexpr std::string_view cutoff = "/meja/laporan/batas";
    routes.query<WatchQuery, WatchPage>("/meja/laporan/masuk", watch_right, show_watch,
                                        { "books/watch" });
    routes.query<web::Nothing, CutoffPage>(cutoff, watch_right, show_cutoffs, { "books/cutoff" });
    routes.command<CutoffInput, web::Nothing>(cutoff, cutoff_right, post_cutoff,
                                              { cutoff, cutoff });
}

} // namespace karya::books
