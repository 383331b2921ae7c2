#include "orders/test_shop.h"

namespace karya::orders {
namespace {

class Baskets : public Shop { };

TEST_F(Baskets, take_nothing_that_is_not_for_sale)
{
    std::string token;
    EXPECT_EQ(put(token, VariantId::make(now), 1).error().code(), not_found);
    auto const mat = goods(units[0], 45'000, 3);
    EXPECT_EQ(put(token, mat, 0).error().code(), catalogue::bad_stock);
    EXPECT_EQ(put(token, mat, -1).error().code(), catalogue::bad_stock);
    EXPECT_EQ(put(token, mat, 2'000'000'000).error().code(), catalogue::bad_stock);
    auto const half = buyer(
        [&](Call& call) { return put_in(call, "", { mat, Quantity { 500 } }); });
    EXPECT_EQ(half.error().code(), catalogue::whole_only);
    EXPECT_TRUE(token.empty());
}

TEST_F(Baskets, are_nobody_elses)
{
    std::string token;
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 3), 1).ok());
    EXPECT_EQ(token.size(), 64U);
    EXPECT_EQ(seen(token).parts.size(), 1U);
    for (auto const& other :
         { std::string {}, std::string(64, '0'), token.substr(1), std::string { "' OR 1=1 --" } })
        EXPECT_TRUE(seen(other).parts.empty());
}

TEST_F(Baskets, hold_what_several_units_sell)
{
    std::string token;
    for (auto const unit : units) ASSERT_TRUE(put(token, goods(unit, 10'000, 5), 2).ok());
    auto const first = goods(units[0], 1'000, 5);
    ASSERT_TRUE(put(token, first, 1).ok());
    ASSERT_TRUE(put(token, first, 1).ok());
    auto const shown = seen(token);
    ASSERT_EQ(shown.parts.size(), 3U);
    EXPECT_EQ(shown.total, Rupiah { 62'000 });
    EXPECT_TRUE(shown.sound);
}

TEST_F(Baskets, take_a_double_click_for_one)
{
    auto const mat = goods(units[0], 45'000, 9);
    std::string token;
    ASSERT_TRUE(put(token, mat, 2).ok());
    auto const again = buyer(
        [&](Call& call) { return put_in(call, token, { mat, Quantity::pieces(2) }); });
    EXPECT_EQ(again.value(), token);
    EXPECT_EQ(seen(token).parts[0].lines[0].quantity, Quantity::pieces(2));
    ASSERT_TRUE(put(token, mat, 2).ok());
    EXPECT_EQ(seen(token).parts[0].lines[0].quantity, Quantity::pieces(4));
}

TEST_F(Baskets, have_their_bounds)
{
    std::string token;
    for (int line = 0; line < 40; ++line)
        ASSERT_TRUE(put(token, goods(units[0], 1'000, 5), 1).ok());
    EXPECT_EQ(put(token, goods(units[0], 1'000, 5), 1).error().code(), basket_full);
}

TEST_F(Baskets, say_what_changed)
{
    auto const dear = goods(units[0], 10'000, 5);
    auto const few = goods(units[0], 10'000, 5);
    auto const gone = goods(units[0], 10'000, 5);
    std::string token;
    for (auto const variant : { dear, few, gone }) ASSERT_TRUE(put(token, variant, 4).ok());
    ASSERT_TRUE(
        desk(units[0], [&](Call& call, auto const& scope) -> Result<void> {
            TRY(catalogue::set_price(call, scope, dear, { Rupiah { 12'000 }, {} }));
            TRY(catalogue::set_stock(
                call, scope, { few, Quantity::pieces(1), catalogue::StockReason::count, "" }));
            for (auto const& row : catalogue::products(call.view(), scope))
                if (TRY(catalogue::goods_name(call.view(), scope, gone.text())).product
                    == row.product)
                    TRY(catalogue::set_state(call, scope, row.product,
                                             catalogue::ProductState::withdrawn));
            return {};
        }).ok());
    auto const shown = seen(token);
    EXPECT_FALSE(shown.sound);
    ASSERT_EQ(shown.gone.size(), 1U);
    EXPECT_EQ(shown.gone[0].variant, gone);
    ASSERT_EQ(shown.parts.size(), 1U);
    EXPECT_EQ(shown.parts[0].lines[0].seen_price, Rupiah { 10'000 });
    EXPECT_EQ(shown.parts[0].lines[0].price, Rupiah { 12'000 });
    EXPECT_EQ(shown.parts[0].lines[1].trouble, Trouble::too_few);
    EXPECT_EQ(shown.parts[0].lines[1].left, Quantity::pieces(1));
    auto const begun = buyer([&](Call& call) { return begin(call, token); });
    EXPECT_EQ(begun.error().code(), goods_changed);
    ASSERT_TRUE(buyer([&](Call& call) {
                    return set_quantities(call, token,
                                          { { dear, Quantity::pieces(4) },
                                            { few, Quantity::pieces(1) },
                                            { gone, Quantity {} } });
                }).ok());
    EXPECT_TRUE(seen(token).sound);
    EXPECT_EQ(seen(token).parts[0].lines[0].seen_price, Rupiah { 12'000 });
    EXPECT_TRUE(buyer([&](Call& call) { return begin(call, token); }).ok());
}

TEST_F(Baskets, keep_goods_while_the_buyer_writes_and_no_longer)
{
    auto const last = goods(units[0], 45'000, 1);
    std::string mine;
    std::string other;
    ASSERT_TRUE(put(mine, last, 1).ok());
    ASSERT_TRUE(put(other, last, 1).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return begin(call, mine); }).ok());
    EXPECT_TRUE(seen(mine).sound); // his own hold does not count
    EXPECT_FALSE(seen(other).sound);
    EXPECT_EQ(order_all(other).error().code(), goods_changed);
    now += minutes { 31 };
    tidy();
    EXPECT_TRUE(seen(other).sound);
    EXPECT_TRUE(order_all(other).ok());
    EXPECT_EQ(order_all(mine).error().code(), goods_changed);
}

TEST_F(Baskets, are_forgotten_after_a_month)
{
    std::string token;
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 1), 1).ok());
    now += days { 31 };
    tidy();
    EXPECT_TRUE(seen(token).parts.empty());
    EXPECT_EQ(buyer([&](Call& call) { return begin(call, token); }).error().code(), basket_empty);
}

} // namespace
} // namespace karya::orders
