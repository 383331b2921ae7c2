// A coupon from basket to books: seen, charged, given back.

#include "base/lang.h"
#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

class WithCoupon : public Ahead {
protected:
    CouponId give(coupons::Draft draft)
    {
        auto const today = day_in(Zone::wib, now);
        draft.code = "HEMAT";
        draft.title = "Hari jadi";
        draft.first_day = today;
        draft.last_day = today.next(60);
        auto const made = market.call(rina, now,
                                      [&](Call& call) { return coupons::make(call, draft); });
        EXPECT_TRUE(made.ok());
        return made.value().id;
    }
    Result<void> name(std::string const& token, std::string_view code)
    {
        return buyer([&](Call& call) { return name_coupon(call, token, code); });
    }
    /// Two of each of these units at 45,001, with the coupon.
    std::string filled(std::vector<UnitId> const& sellers)
    {
        std::string token;
        for (auto const unit : sellers) EXPECT_TRUE(put(token, goods(unit, 45'001, 9), 2).ok());
        auto const named = name(token, "hemat");
        EXPECT_TRUE(named.ok()) << (named.ok() ? "" : named.error().code().id);
        return token;
    }
    Result<std::string> order_with(std::string const& token, std::optional<payments::Way> way,
                                   std::string phone = "0812 3456 7890")
    {
        auto draft = agreed(token);
        draft.way = way;
        draft.buyer.phone = std::move(phone);
        return buyer([&](Call& call) { return place(call, token, draft); });
    }
    std::int64_t used(CouponId id)
    {
        return visit([&](View& view) { return coupons::coupon(view, id); }).value().used;
    }
    void expect_counts_sound()
    {
        auto const broken = market.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                return coupons::first_broken_coupon(read);
            });
        EXPECT_EQ(broken.value(), std::nullopt);
    }
};

TEST_F(WithCoupon, what_does_not_count_is_told_and_changes_nothing)
{
    std::string token;
    EXPECT_EQ(name(token, "HEMAT").error().code(), basket_empty);
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 3), 1).ok());
    auto const refused = name(token, "HEMAT");
    EXPECT_EQ(refused.error().code(), coupons::unknown);
    EXPECT_EQ(refused.error().fields.front().field, "code");
    EXPECT_FALSE(seen(token).coupon);
    give({ .percent = Quantity::pieces(10), .minimum = Rupiah { 45'001 } });
    EXPECT_EQ(name(token, "HEMAT").error().code(), coupons::too_little);
}

TEST_F(WithCoupon, it_counts_once_over_all_units_and_what_is_seen_is_charged)
{
    auto const id = give({ .amount = Rupiah { 10'000 }, .minimum = Rupiah { 50'000 } });
    auto const token = filled(units); // three
    auto const shown = seen(token);
    EXPECT_EQ(shown.total, Rupiah { 270'006 });
    EXPECT_EQ(shown.charged(), Rupiah { 260'006 });
    auto const link = order_with(token, payments::Way::transfer).value();
    auto const placed = group_at(link);
    Rupiah off;
    for (auto const& order : placed.orders) {
        EXPECT_EQ(order.coupon, "HEMAT");
        EXPECT_EQ(order.total + order.discount(), Rupiah { 90'002 });
        off += order.discount();
    }
    EXPECT_EQ(off, Rupiah { 10'000 });
    EXPECT_EQ(placed.total, Rupiah { 260'006 });
    EXPECT_EQ(payment(link).amount, Rupiah { 260'006 });
    EXPECT_EQ(used(id), 1);
    pay(link);
    auto const order = order_at(link, units[0]);
    auto const sale = desk(units[0], [&](Call& call, auto const& scope) {
                          return sales::sale(call.view(), scope, *order.sale);
                      }).take();
    EXPECT_EQ(sale.total, order.total);
    EXPECT_EQ(sale.lines.front().discount, order.discount());
    expect_books_sound();
    expect_counts_sound();
}

TEST_F(WithCoupon, one_that_ends_while_he_writes_is_told_before_anything_is_charged)
{
    auto const id = give({ .percent = Quantity::pieces(10) });
    auto const token = filled({ units[0] });
    auto const draft = agreed(token);
    ASSERT_TRUE(market.call(rina, now, [&](Call& call) { return coupons::stop(call, id); }).ok());
    auto const refused = buyer([&](Call& call) { return place(call, token, draft); });
    EXPECT_EQ(refused.error().code(), total_changed);
    EXPECT_EQ(seen(token).charged(), Rupiah { 90'002 });
    EXPECT_FALSE(seen(token).coupon->trouble.empty());
    ASSERT_TRUE(name(token, "").ok());
    EXPECT_FALSE(seen(token).coupon);
    EXPECT_TRUE(order_with(token, {}).ok());
}

TEST_F(WithCoupon, it_comes_back_when_nothing_was_bought_after_all)
{
    auto const id = give({ .percent = Quantity::pieces(10), .limit_all = 1 });
    auto const link = order_with(filled({ units[0], units[2] }), {}).value();
    EXPECT_EQ(used(id), 1);
    std::string other;
    ASSERT_TRUE(put(other, goods(units[0], 45'000, 3), 1).ok());
    EXPECT_EQ(name(other, "HEMAT").error().code(), coupons::used_up);
    auto const first = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, first); }).ok());
    EXPECT_EQ(used(id), 1) << "the other unit's is still open";
    now += days { 30 };
    tidy();
    EXPECT_EQ(used(id), 0);
    ASSERT_TRUE(name(other, "HEMAT").ok());
    ASSERT_TRUE(order_with(other, {}).ok());
    expect_counts_sound();
}

TEST_F(WithCoupon, one_that_waits_for_money_that_never_comes_is_free_again)
{
    auto const id = give({ .percent = Quantity::pieces(10) });
    (void)order_with(filled({ units[0], units[2] }), payments::Way::transfer).value();
    now += hours { 25 };
    ASSERT_TRUE(buyer([](Call& call) { return payments::end_due(call); }).ok());
    hear();
    EXPECT_EQ(used(id), 0);
}

TEST_F(WithCoupon, a_buyer_has_his_share_and_keeps_his_basket)
{
    give({ .percent = Quantity::pieces(10), .limit_buyer = 1 });
    ASSERT_TRUE(order_with(filled({ units[0] }), {}).ok());
    auto const again = filled({ units[0] });
    EXPECT_EQ(order_with(again, {}).error().code(), coupons::used_before);
    EXPECT_EQ(seen(again).parts.size(), 1U);
    EXPECT_TRUE(order_with(again, {}, "0813 1111 2222").ok());
}

TEST_F(WithCoupon, what_goes_back_is_what_was_paid_to_the_rupiah)
{
    auto const id = give({ .percent = Quantity::parse("7.5").value() });
    auto const link = order_with(filled({ units[0], units[2] }), payments::Way::transfer).value();
    pay(link);
    auto const due = payment(link);
    for (auto const unit : { units[0], units[2] }) {
        auto const order = order_at(link, unit).id;
        ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, order); }).ok());
    }
    hear();
    EXPECT_EQ(payment(link).given_back, due.to_pay);
    for (auto const unit : { units[0], units[2] }) {
        EXPECT_EQ(held_in(unit, Account::receivable), Rupiah {});
        EXPECT_EQ(held_in(unit, Account::working_fund), Rupiah {});
    }
    EXPECT_EQ(used(id), 0);
    expect_books_sound();
}

} // namespace
} // namespace karya::orders
