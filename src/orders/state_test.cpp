#include "orders/state.h"
#include <gtest/gtest.h>
#include <set>

namespace karya::orders {
namespace {

TEST(OrderMoves, of_what_is_fetched_are_those_of_the_table)
{
    using enum OrderState;
    for (auto const pay : enum_values<PayTime>()) {
        auto const begun = pay == PayTime::ahead ? paid : placed;
        for (auto const from : enum_values<OrderState>())
            for (auto const to : enum_values<OrderState>()) {
                bool const open = from != shipped && is_open(from);
                bool const legal = (pay == PayTime::ahead && from == placed && to == paid)
                    || (from == begun && (to == ready || to == handed_over))
                    || (from == ready && to == handed_over) || (to == cancelled && open);
                EXPECT_EQ(may_become({ pay, Delivery::fetched }, from, to), legal)
                    << enum_text(from) << " " << enum_text(to);
            }
    }
}

TEST(OrderMoves, late_is_what_the_unit_has_not_done_on_its_day)
{
    using enum OrderState;
    auto const day = Day::from(2021, 4, 26);
    Terms const fetched { PayTime::at_pickup, Delivery::fetched };
    Terms const sent { PayTime::ahead, Delivery::sent };
    EXPECT_FALSE(is_late(fetched, placed, day, day.next(-1)));
    EXPECT_TRUE(is_late(fetched, placed, day, day)) << "its day has begun";
    EXPECT_FALSE(is_late(fetched, ready, day, day.next(9))) << "the buyer's turn";
    EXPECT_FALSE(is_late(sent, paid, day, day)) << "there is time until the evening";
    EXPECT_TRUE(is_late(sent, paid, day, day.next()));
    EXPECT_TRUE(is_late(sent, packed, day, day.next()));
    EXPECT_FALSE(is_late(sent, shipped, day, day.next(9)));
    EXPECT_FALSE(is_late(sent, placed, day, day.next(9))) << "it is not paid";
}

TEST(OrderMoves, of_what_is_sent_are_those_of_the_table)
{
    using enum OrderState;
    std::set<std::pair<OrderState, OrderState>> const legal {
        { placed, paid },      { placed, cancelled }, { paid, packed },
        { paid, shipped },     { paid, cancelled },   { packed, shipped },
        { packed, cancelled }, { ready, cancelled },  { shipped, handed_over },
    };
    for (auto const from : enum_values<OrderState>())
        for (auto const to : enum_values<OrderState>())
            EXPECT_EQ(may_become({ PayTime::ahead, Delivery::sent }, from, to),
                      legal.contains({ from, to }))
                << enum_text(from) << " " << enum_text(to);
}

TEST(OrderMoves, of_what_is_served_are_those_of_the_table)
{
    using enum OrderState;
    std::set<std::pair<OrderState, OrderState>> const legal {
        { placed, handed_over }, { placed, cancelled },  { paid, cancelled },
        { packed, cancelled },   { ready, handed_over }, { ready, cancelled },
    };
    for (auto const from : enum_values<OrderState>())
        for (auto const to : enum_values<OrderState>())
            EXPECT_EQ(may_become({ PayTime::at_pickup, Delivery::served }, from, to),
                      legal.contains({ from, to }))
                << enum_text(from) << " " << enum_text(to);
}

TEST(OrderSums, nothing_that_a_sale_could_not_hold)
{
    EXPECT_FALSE(line_amount(Rupiah { 0 }, Quantity::pieces(1)));
    EXPECT_FALSE(line_amount(Rupiah { 100 }, Quantity {}));
    EXPECT_FALSE(line_amount(Rupiah { 100 }, Quantity { 1 })); // no rupiah
    EXPECT_FALSE(line_amount(Rupiah { Rupiah::amount_max }, Quantity::pieces(1'000'000)));
    EXPECT_EQ(line_amount(Rupiah { 30'000 }, Quantity { 1'250 }), Rupiah { 37'500 });
    EXPECT_EQ(line_amount(Rupiah { 3'000'000'000 }, Quantity::pieces(2)), Rupiah { 6'000'000'000 });
}

TEST(OrderDays, are_the_next_ones_of_the_week)
{
    auto const monday = Day::from(2021, 4, 26);
    auto const days = days_after(monday, "15", 3);
    ASSERT_EQ(days.size(), 3U);
    EXPECT_EQ(days[0], Day::from(2021, 4, 30));
    EXPECT_EQ(days[1], Day::from(2021, 5, 3));
    EXPECT_EQ(days[2], Day::from(2021, 5, 7));
    EXPECT_TRUE(is_weekdays("1234567"));
    for (auto const* const wrong : { "", "0", "8", "11", "21", "1 2" })
        EXPECT_FALSE(is_weekdays(wrong)) << wrong;
}

} // namespace
} // namespace karya::orders
