#include "exchange/demo.h"
#include "exchange/exchange_test.h"

namespace karya::exchange {

namespace {

using namespace test;

constexpr std::size_t units_max = 6;

struct DemoTest : testing::Test {
    Market market;
    DemoPlan const plan { .seller = market.cast.admin,
                          .now = evening,
                          .pictures = Pictures::without,
                          .units_max = units_max };
};

TEST_F(DemoTest, NothingToSellBeforeItIsLaid)
{
    auto const player = Player::open(market.engine(), market.cast.admin, evening);
    ASSERT_FALSE(player.ok());
    EXPECT_EQ(player.error().code(), nothing_to_sell);
}

TEST_F(DemoTest, EveryUnitSellsAndNothingLiesAheadOfNow)
{
    auto const laid = lay_demo(market.engine(), plan);
    ASSERT_TRUE(laid.ok()) << laid.error().code().id;
    EXPECT_GE(laid.value().products, static_cast<std::int64_t>(3 * units_max));
    EXPECT_GT(laid.value().sales, 1'000);

    auto const all = stands(market.engine(), market.cast.admin, evening);
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all.value().size(), units_max);
    std::int64_t sold = 0;
    for (auto const& stand : all.value()) {
        market.view(market.cast.admin, evening, [&](View& view) {
            sales::each_sale(view.read, stand.scope.unit(), [&](sales::Sale const& sale) {
                EXPECT_LE(sale.sold_at, evening);
                EXPECT_GE(sale.day, Day::from(2021, 4, 20));
                ++sold;
            });
            return 0;
        });
    }
    EXPECT_EQ(sold, laid.value().sales);
    auto const today = market.view(market.cast.admin, evening, [&](View& view) {
        return org::current_campaign(view, Day::from(2021, 4, 26));
    });
    EXPECT_TRUE(today.has_value());
}

TEST_F(DemoTest, ADayIsPlayedBySellingOn)
{
    auto const laid = lay_demo(market.engine(), plan);
    ASSERT_TRUE(laid.ok()) << laid.error().code().id << " " << laid.error().why();
    auto const count = [&] {
        std::int64_t sold = 0;
        market.view(market.cast.admin, evening, [&](View& view) {
            for (auto const& unit : org::holders(view))
                sales::each_sale(view.read, unit.id, [&](sales::Sale const&) { ++sold; });
            return 0;
        });
        return sold;
    };
    auto const before = count();
    auto player = Player::open(market.engine(), market.cast.admin, evening).take();
    for (int second = 0; second < 40; ++second) {
        auto const sold = player.sell(evening + std::chrono::seconds { second });
        EXPECT_TRUE(sold.ok()) << sold.error().code().id;
    }
    EXPECT_GE(count(), before + 30);
}

} // namespace

} // namespace karya::exchange
