// Whole thousandths of a unit of measure, and what they cost.

#include "base/quantity.h"
#include <gtest/gtest.h>

namespace karya {
namespace {

TEST(Quantity, refuses_what_may_mean_two_things)
{
    for (auto const* bad : { "", "-", "1.000", "2.500", "1.255", "-1.255", "12.001", "1,2345", "1,",
                             ",5", "1.2.3", "1,2,3", "1 kg", "1e3", "--1", "+1", "1000000001" })
        EXPECT_EQ(Quantity::parse(bad).error().code(), bad_quantity) << bad;
}

TEST(Quantity, reads_a_comma_and_a_point_and_writes_itself_back)
{
    EXPECT_EQ(Quantity::parse("3").value(), Quantity::pieces(3));
    EXPECT_EQ(Quantity::parse("1,2").value(), Quantity { 1'200 });
    EXPECT_EQ(Quantity::parse("1.25").value(), Quantity { 1'250 });
    EXPECT_EQ(Quantity::parse("-4").value(), Quantity::pieces(-4));
    EXPECT_EQ(Quantity::parse("0.255").value(), Quantity { 255 });
    EXPECT_EQ(Quantity::parse("1,255").value(), Quantity { 1'255 });
    EXPECT_EQ(Quantity::parse_plain("1.255").value(), Quantity { 1'255 });
    for (std::int64_t const thousandths :
         { 0, 1, 10, 999, 1'000, 1'050, -1, -2'500, -255, 123'456'789 }) {
        Quantity const quantity { thousandths };
        EXPECT_EQ(Quantity::parse_plain(quantity.plain()).value(), quantity) << thousandths;
        EXPECT_EQ(Quantity::parse(quantity.typed()).value(), quantity) << thousandths;
    }
    EXPECT_EQ(Quantity { 1'200 }.plain(), "1.2");
    EXPECT_EQ(Quantity { 1'200 }.typed(), "1,2");
    EXPECT_EQ(Quantity { -500 }.plain(), "-0.5");
}

TEST(Quantity, costs_its_price_half_up)
{
    EXPECT_EQ(amount_of(Rupiah { 1 }, Quantity { 499 }), Rupiah {});
    EXPECT_EQ(amount_of(Rupiah { 1 }, Quantity { 500 }), Rupiah { 1 });
    EXPECT_EQ(amount_of(Rupiah { 12'500 }, Quantity { 1'234 }), Rupiah { 15'425 });
    EXPECT_EQ(amount_of(Rupiah { 35'000 }, Quantity::pieces(3)), Rupiah { 105'000 });
    EXPECT_THROW(amount_of(Rupiah { INT64_MAX }, Quantity::pieces(2)), Bug);
    EXPECT_THROW(Quantity::pieces(INT64_MAX), Bug);
}

} // namespace
} // namespace karya
