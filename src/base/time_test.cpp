// Instants, days of three zones, and ids that carry their time.

#include "base/id.h"
#include "base/time.h"
#include <gtest/gtest.h>

namespace karya {
namespace {

TEST(Time, refuses_days_and_instants_that_are_none)
{
    for (auto const* bad : { "", "2026-02-29", "2026-13-01", "2026-4-27", "27-04-2026",
                             "2026-04-27 ", "2026-04-31", "0000-00-00" })
        EXPECT_EQ(Day::parse(bad).error().code(), bad_time) << bad;
    for (auto const* bad :
         { "", "2026-04-27", "2026-04-27T25:00:00Z", "2026-04-27T10:60:00Z",
           "2026-04-27T10:00:00+25:00", "2026-04-27T10:00:00Zx", "2026-02-30 10:00" })
        EXPECT_EQ(parse_time(bad).error().code(), bad_time) << bad;
}

TEST(Time, a_day_begins_at_midnight_of_its_own_zone_R12)
{
    auto const last_second = parse_time("2026-04-27T14:59:59Z").value();
    EXPECT_EQ(day_in(Zone::wit, last_second).text(), "2026-04-27");
    EXPECT_EQ(day_in(Zone::wit, last_second + std::chrono::seconds { 1 }).text(), "2026-04-28");
    EXPECT_EQ(day_in(Zone::wita, last_second + std::chrono::seconds { 1 }).text(), "2026-04-27");
    for (auto const zone : { Zone::wib, Zone::wita, Zone::wit }) {
        auto const start = start_of(Day::from(2028, 2, 29), zone);
        EXPECT_EQ(day_in(zone, start).text(), "2028-02-29");
        EXPECT_EQ(day_in(zone, start - std::chrono::microseconds { 1 }).text(), "2028-02-28");
    }
}

TEST(Time, an_instant_reads_back_whatever_offset_it_was_written_with)
{
    auto const at = parse_time("2026-04-27T07:05:00Z").value();
    EXPECT_EQ(parse_time("2026-04-27T14:05:00+07:00").value(), at);
    EXPECT_EQ(parse_time("2026-04-27 14:05").value(), at) << "wall clock of WIB";
    EXPECT_EQ(parse_time("2026-04-27 16:05:00", Zone::wit).value(), at);
    EXPECT_EQ(rfc3339(at), "2026-04-27T07:05:00Z");
    auto const precise = at + std::chrono::microseconds { 70 };
    EXPECT_EQ(parse_time(rfc3339(precise)).value(), precise);
    EXPECT_EQ(from_micros(micros(precise)), precise);
}

TEST(Time, days_count_over_leap_years_and_before_1970)
{
    EXPECT_EQ(Day::from(2024, 2, 28).next().text(), "2024-02-29");
    EXPECT_EQ(Day::from(2026, 12, 31).next().text(), "2027-01-01");
    EXPECT_EQ(Day::from(1970, 1, 1).number(), 0);
    EXPECT_EQ(Day::numbered(-1).text(), "1969-12-31");
    EXPECT_EQ(Day::numbered(Day::from(2026, 4, 27).number()), Day::from(2026, 4, 27));
}

TEST(Uuid, refuses_other_spellings_and_orders_by_time)
{
    auto const at = parse_time("2026-04-27T07:05:00Z").value();
    auto const made = Uuid::make(at);
    auto const text = made.text();
    EXPECT_EQ(Uuid::parse(text).value(), made);
    for (auto const& bad : { std::string {}, "{" + text + "}", text.substr(1), text + "0",
                             std::string(36, '-'), "g" + text.substr(1) })
        EXPECT_EQ(Uuid::parse(bad).error().code(), bad_id) << bad;
    EXPECT_EQ(text[14], '7');
    EXPECT_NE(Uuid::make(at), made);
    EXPECT_LT(made, Uuid::make(at + std::chrono::milliseconds { 1 }));
}

} // namespace
} // namespace karya
