#include "pnbp/state.h"
#include <gtest/gtest.h>

namespace karya::pnbp {
namespace {

TEST(DepositState, moves_only_as_the_table_says)
{
    using enum DepositState;
    std::vector<std::pair<DepositState, DepositState>> const legal {
        { made, billed },  { billed, paid },    { expired, paid },    { paid, matched },
        { made, dropped }, { billed, dropped }, { expired, dropped },
    };
    for (auto const from : enum_values<DepositState>())
        for (auto const to : enum_values<DepositState>())
            EXPECT_EQ(may_become(from, to), std::ranges::count(legal, std::pair { from, to }) == 1)
                << enum_text(from) << " -> " << enum_text(to);
}

TEST(DepositState, a_billed_one_expires_the_day_after_its_last)
{
    auto const last = Day::from(2021, 5, 3);
    EXPECT_EQ(state_on(DepositState::billed, last, last), DepositState::billed);
    EXPECT_EQ(state_on(DepositState::billed, last, last.next()), DepositState::expired);
    EXPECT_EQ(state_on(DepositState::paid, last, last.next(90)), DepositState::paid);
}

TEST(Due, claims_are_deducted_and_never_make_it_negative)
{
    auto const sums = [](std::int64_t payable, std::int64_t claim) {
        auto const due = due_of(Rupiah { payable }, Rupiah { claim });
        return std::vector { due.accrued.amount(), due.claimed.amount(), due.amount.amount(),
                             due.carried.amount() };
    };
    using Row = std::vector<std::int64_t>;
    EXPECT_EQ(sums(0, 0), (Row { 0, 0, 0, 0 }));
    EXPECT_EQ(sums(100, 0), (Row { 100, 0, 100, 0 }));
    EXPECT_EQ(sums(100, 30), (Row { 100, 30, 70, 0 }));
    EXPECT_EQ(sums(100, 130), (Row { 100, 100, 0, 30 }));
    EXPECT_EQ(sums(-5, 30), (Row { 0, 0, 0, 30 }));
}

TEST(WorkingDay, R13_is_the_next_from_monday_to_friday)
{
    EXPECT_EQ(next_working_day(Day::from(2021, 4, 26)), Day::from(2021, 4, 27)); // Monday
    EXPECT_EQ(next_working_day(Day::from(2021, 4, 30)), Day::from(2021, 5, 3));  // Friday
    EXPECT_EQ(next_working_day(Day::from(2021, 5, 1)), Day::from(2021, 5, 3));
    EXPECT_EQ(next_working_day(Day::from(2021, 5, 2)), Day::from(2021, 5, 3));
}

TEST(BillingCode, has_fifteen_digits_and_usually_tells_its_day)
{
    auto const day = Day::from(2022, 9, 22);
    EXPECT_TRUE(is_code("820220922465628"));
    for (auto const* bad : { "", "82022092246562", "8202209224656280", "82022092246562A" })
        EXPECT_FALSE(is_code(bad)) << bad;
    EXPECT_TRUE(looks_like_code("820220922465628", day));
    EXPECT_TRUE(looks_like_code("820220922465628", day.next())) << "Jakarta's date";
    EXPECT_FALSE(looks_like_code("820220922465628", day.next(2)));
    EXPECT_FALSE(looks_like_code("720220922465628", day));
    EXPECT_FALSE(looks_like_code("820221322465628", day));
}

TEST(Ntpn, is_read_as_people_type_it)
{
    EXPECT_EQ(bare_number(" 0a1b-2c3d 4E5F.6789 "), "0A1B2C3D4E5F6789");
    EXPECT_EQ(bare_number("'0A1B"), "0A1B");
    EXPECT_TRUE(is_ntpn("0A1B2C3D4E5F6789"));
    for (auto const* bad : { "", "0A/1B", "0a1b" }) EXPECT_FALSE(is_ntpn(bad)) << bad;
    EXPECT_FALSE(is_ntpn(std::string(41, 'A')));
}

} // namespace
} // namespace karya::pnbp
