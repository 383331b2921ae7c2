#include "shipping/shipping.h"
#include "shipping/state.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::shipping {
namespace {

using Fields = std::vector<std::string>;

places::Place to(std::string_view code) { return places::place(code).value(); }
constexpr auto pontianak = "61.71.01.1002";
constexpr auto sambas = "61.01.01.2001";
constexpr auto banjarmasin = "63.71.01.1001";
constexpr auto jakarta = "31.71.01.1001";

class Rates : public testing::Test {
protected:
    test::Market market;
    Timestamp now { test::noon };

    Result<void> set(Rate const& rate)
    {
        return market.call(market.cast.wayan, now,
                           [&](Call& call) { return set_rate(call, market.pontianak(), rate); });
    }
    Rate wanted(Distance distance, std::int64_t first_kg)
    {
        return { .courier = Courier::jne,
                 .service = "Reguler",
                 .distance = distance,
                 .valid_from = market.pontianak().day(now),
                 .first_kg = Rupiah { first_kg },
                 .further_kg = Rupiah { 8'000 },
                 .days_min = 2,
                 .days_max = 4 };
    }
    std::vector<Offer> offered(std::string_view code, std::int64_t grams)
    {
        return market.view({}, now, [&](View& view) {
            return offers(view, market.cast.pontianak_id, to(code), grams).offers;
        });
    }
};

TEST_F(Rates, what_cannot_be_meant_is_refused_field_by_field)
{
    auto wrong = wanted(Distance::nation, -1);
    wrong.service = "  ";
    wrong.valid_from = wrong.valid_from.next(-1);
    wrong.further_kg = Rupiah { 10'000'001 };
    wrong.kg_min = 0;
    wrong.days_max = 1;
    auto const done = set(wrong);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code(), bad_rate);
    Fields fields;
    for (auto const& field : done.error().fields) fields.push_back(field.field);
    EXPECT_EQ(fields,
              (Fields { "service", "valid_from", "first_kg", "further_kg", "kg_min", "days_max" }));
    EXPECT_TRUE(offered(pontianak, 500).empty());
}

TEST_F(Rates, the_nearest_row_that_reaches_counts)
{
    ASSERT_TRUE(set(wanted(Distance::regency, 9'000)).ok());
    ASSERT_TRUE(set(wanted(Distance::island, 30'000)).ok());
    EXPECT_EQ(offered(pontianak, 1'000).front().fee, Rupiah { 9'000 });
    EXPECT_EQ(offered(sambas, 1'000).front().fee, Rupiah { 30'000 });
    EXPECT_EQ(offered(banjarmasin, 1'001).front().fee, Rupiah { 38'000 });
    EXPECT_TRUE(offered(jakarta, 1'000).empty());
    EXPECT_TRUE(offered(pontianak, 0).empty());
    EXPECT_TRUE(offered(pontianak, 1'000'001).empty());
}

TEST_F(Rates, the_newest_of_its_day_counts_and_may_end_it)
{
    auto rate = wanted(Distance::nation, 20'000);
    ASSERT_TRUE(set(rate).ok());
    auto const first = offered(jakarta, 500).front().rate;
    rate.first_kg = Rupiah { 25'000 };
    ASSERT_TRUE(set(rate).ok());
    ASSERT_EQ(offered(jakarta, 500).size(), 1U);
    EXPECT_EQ(offered(jakarta, 500).front().fee, Rupiah { 25'000 });
    EXPECT_NE(offered(jakarta, 500).front().rate, first);
    rate.valid_from = rate.valid_from.next();
    rate.active = false;
    ASSERT_TRUE(set(rate).ok());
    EXPECT_EQ(offered(jakarta, 500).size(), 1U);
    now += std::chrono::hours { 24 };
    EXPECT_TRUE(offered(jakarta, 500).empty());
    EXPECT_EQ(market
                  .view(market.cast.wayan, now,
                        [&](View& view) { return rates(view, market.pontianak()); })
                  .size(),
              2U);
}

TEST_F(Rates, the_cheapest_is_first_and_the_least_weight_counts)
{
    ASSERT_TRUE(set(wanted(Distance::nation, 20'000)).ok());
    auto cargo = wanted(Distance::nation, 5'000);
    cargo.service = "Kargo";
    cargo.further_kg = Rupiah { 1'000 };
    cargo.kg_min = 10;
    ASSERT_TRUE(set(cargo).ok());
    auto const found = offered(jakarta, 1);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].fee, Rupiah { 14'000 });
    EXPECT_EQ(found[1].fee, Rupiah { 20'000 });
}

} // namespace
} // namespace karya::shipping
