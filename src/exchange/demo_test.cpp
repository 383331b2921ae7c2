#include "exchange/demo.h"
#include "exchange/exchange_test.h"

namespace karya::exchange {

namespace {

using namespace test;

constexpr std::size_t units_max = 6;

struct DemoTest : testing::Test {
    Market market;
    Actor const cashier { .officer = market.cast.sari.officer,
                          .name = "Sari",
                          .role = Role::cashier,
                          .unit = holders().front().id };
    DemoPlan const plan { .seller = market.cast.admin,
                          .cashiers = { cashier },
                          .now = evening,
                          .pictures = Pictures::without,
                          .units_max = units_max };

    std::vector<org::Unit> holders()
    {
        auto all = market.view(market.cast.admin, evening,
                               [](View& view) { return org::holders(view); });
        all.resize(units_max);
        return all;
    }
    std::vector<sales::Sale> sales_of(UnitId unit)
    {
        return market.view(market.cast.admin, evening, [&](View& view) {
            std::vector<sales::Sale> all;
            sales::each_sale(view.read, unit,
                             [&](sales::Sale const& sale) { all.push_back(sale); });
            return all;
        });
    }
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
                EXPECT_GE(sale.day, Day::from(2021, 3, 1));
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

TEST_F(DemoTest, TheMonthBeforeCanBeClosedWhereSomebodyHasAnAccount)
{
    ASSERT_TRUE(lay_demo(market.engine(), plan).ok());
    auto const april = Day::from(2021, 4, 1);
    int before = 0;
    int own = 0;
    for (auto const& sale : sales_of(cashier.unit)) {
        before += sale.day < april ? 1 : 0;
        own += sale.officer == cashier.officer ? 1 : 0;
    }
    EXPECT_GE(before, 30);
    EXPECT_GE(own, 60);
    auto const closed = market.call(market.cast.admin, evening, [&](Call& call) -> Result<int> {
        auto const scope = TRY(org::reach(call.view(), cashier.unit));
        TRY(ledger::close_period(call, scope, Day::from(2021, 3, 1)));
        return 1;
    });
    EXPECT_TRUE(closed.ok()) << closed.error().code().id;
}

TEST_F(DemoTest, ATurnoverIsMadeOfManySalesNotOfADearOne)
{
    ASSERT_TRUE(lay_demo(market.engine(), plan).ok());
    for (auto const& unit : holders()) {
        Rupiah sum;
        Rupiah largest;
        for (auto const& sale : sales_of(unit.id)) {
            if (sale.day < Day::from(2021, 4, 20)) continue;
            sum += sale.total;
            largest = std::max(largest, sale.total);
        }
        EXPECT_LE(largest, Rupiah { 3'000'000 }) << unit.name;
        EXPECT_LT(largest.amount() * 4, sum.amount()) << unit.name;
    }
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
