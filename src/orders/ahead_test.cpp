// Money that is sent ahead: a sale of each unit once it is here, and back with the goods.

#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

TEST_F(Ahead, nothing_is_prepared_or_booked_before_the_money_is_here)
{
    auto const link = ordered({ units[0], units[2] });
    auto const order = order_at(link, units[0]);
    EXPECT_EQ(order.state, OrderState::placed);
    EXPECT_EQ(payment(link).amount, Rupiah { 180'004 });
    auto const ready = desk(
        units[0], [&](Call& call, auto const& scope) { return make_ready(call, scope, order.id); });
    EXPECT_EQ(ready.error().code(), moved_on);
    open_till(units[0]);
    EXPECT_EQ(hand(units[0], order.id).error().code(), moved_on);
    EXPECT_EQ(stock(units[0], wanted[0]).held, Quantity::pieces(2));
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
}

TEST_F(Ahead, each_unit_sells_once_when_it_is_and_the_fee_is_borne)
{
    auto const link = ordered({ units[0], units[2] });
    auto const due = payment(link);
    pay(link);
    hear();
    auto const fee = due.amount - due.to_pay;
    Rupiah receivable;
    for (auto const unit : { units[0], units[2] }) {
        EXPECT_EQ(order_at(link, unit).state, OrderState::paid);
        receivable += held_in(unit, Account::receivable);
    }
    EXPECT_EQ(receivable, due.amount - fee);
    EXPECT_EQ(stock(units[0], wanted[0]).held, Quantity {});
    EXPECT_EQ(stock(units[0], wanted[0]).on_hand, Quantity::pieces(1));
    auto const id = order_at(link, units[0]).id;
    auto const sale = hand(units[0], id).take(); // without a till: it is paid
    EXPECT_EQ(sale.payment, sales::Payment::collected);
    EXPECT_EQ(sale.total, Rupiah { 90'002 });
    EXPECT_EQ(order_at(link, units[0]).state, OrderState::handed_over);
    now += days { 30 };
    tidy();
    EXPECT_EQ(order_at(link, units[2]).state, OrderState::paid); // a paid one never ends
    expect_books_sound();
}

TEST_F(Ahead, a_units_own_account_takes_what_it_alone_sells)
{
    name_account(treasurer(units[0]));
    now += seconds { 1 };
    auto const link = ordered({ units[0] });
    auto const due = payment(link);
    EXPECT_EQ(due.unit, units[0]);
    pay(link);
    EXPECT_EQ(held_in(units[0], Account::bank), due.to_pay);
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    expect_books_sound();
}

TEST_F(Ahead, what_is_not_paid_ends_and_gives_back_the_goods)
{
    auto const link = ordered({ units[0], units[2] });
    now += hours { 25 };
    ASSERT_TRUE(buyer([](Call& call) { return payments::end_due(call); }).ok());
    hear();
    for (auto const unit : { units[0], units[2] })
        EXPECT_EQ(order_at(link, unit).state, OrderState::cancelled);
    EXPECT_EQ(stock(units[0], wanted[0]).held, Quantity {});
    // Its money comes all the same: it goes back.
    pay(link);
    EXPECT_EQ(payment(link).given_back, payment(link).received);
}

TEST_F(Ahead, the_buyer_takes_back_all_before_and_one_after_paying)
{
    auto const before = ordered({ units[0], units[2] });
    ASSERT_TRUE(buyer([&](Call& call) {
                    return cancel_as_buyer(call, before, order_at(before, units[0]).id);
                }).ok());
    EXPECT_EQ(order_at(before, units[2]).state, OrderState::cancelled);
    EXPECT_EQ(payment(before).state, payments::PaymentState::cancelled);
    hear();

    wanted.clear();
    auto const after = ordered({ units[0], units[2] });
    pay(after);
    auto const id = order_at(after, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, after, id); }).ok());
    hear();
    EXPECT_EQ(order_at(after, units[0]).state, OrderState::cancelled);
    EXPECT_EQ(order_at(after, units[2]).state, OrderState::paid);
    auto const taken_off = payment(after).amount - payment(after).received;
    EXPECT_EQ(order_at(after, units[0]).fee + order_at(after, units[2]).fee, taken_off);
    EXPECT_EQ(payment(after).given_back, Rupiah { 90'002 } - order_at(after, units[0]).fee);
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::working_fund), Rupiah {});
    EXPECT_EQ(stock(units[0], wanted[0]).on_hand, Quantity::pieces(3));
    expect_books_sound();
}

TEST_F(Ahead, a_refund_by_line_sends_its_money_back)
{
    auto const link = ordered({ units[0] });
    pay(link);
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(hand(units[0], id).ok());
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return sales::refund(call, scope,
                                         { .id = RefundId::make(call.now),
                                           .sale = SaleId { id.uuid },
                                           .lines = { { 1, Quantity::pieces(1), {} } },
                                           .reason = "sobek" });
                }).ok());
    hear();
    hear();
    auto const fee = order_at(link, units[0]).fee.amount();
    EXPECT_EQ(payment(link).given_back, Rupiah { 45'001 - (fee + 1) / 2 }) << "half never came";
    expect_books_sound();
}

TEST_F(Ahead, what_is_exchanged_stays_paid_and_only_the_rest_goes_back)
{
    auto const link = ordered({ units[0] });
    pay(link);
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(hand(units[0], id).ok());
    open_till(units[0]);
    auto const before = held_in(units[0], Account::receivable);
    auto const other = goods(units[0], 40'000, 3);
    auto const made = desk(units[0], [&](Call& call, auto const& scope) {
        auto const shift = sales::open_shift_of(call.view(), scope, "W");
        return sales::exchange(
            call, scope,
            { .back = { .id = RefundId::make(call.now),
                        .sale = SaleId { id.uuid },
                        .lines = { { 1, Quantity::pieces(1), {} } },
                        .reason = "kekecilan",
                        .shift = shift->id },
              .id = SaleId::make(call.now),
              .lines = { { .variant = other, .quantity = Quantity::pieces(1) } } });
    });
    ASSERT_TRUE(made.ok()) << made.error().code().id;
    hear();
    EXPECT_EQ(made.value().payment, sales::Payment::collected);
    EXPECT_EQ(payment(link).given_back, Rupiah { 5'001 });
    EXPECT_EQ(held_in(units[0], Account::receivable), before - Rupiah { 5'001 });

    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return sales::refund(call, scope,
                                         { .id = RefundId::make(call.now),
                                           .sale = made.value().id,
                                           .lines = { { 1, Quantity::pieces(1), {} } },
                                           .reason = "sobek" });
                }).ok());
    hear();
    auto const fee = order_at(link, units[0]).fee.amount();
    EXPECT_EQ(payment(link).given_back, Rupiah { 45'001 - (fee + 1) / 2 })
        << "its money was the order's, and half of what never came";
    expect_books_sound();
}

TEST_F(Ahead, goods_that_cannot_be_sold_any_more_give_the_money_back)
{
    auto const link = ordered({ units[0], units[2] });
    auto const scope = market.scope(units[0]);
    // The unit closes before the money comes.
    ASSERT_TRUE(
        market
            .call(market.cast.admin, now,
                  [&](Call& call) { return org::close_unit(call, units[0], scope.day(now)); })
            .ok());
    now += hours { 20 };
    pay(link);
    EXPECT_EQ(order_at(link, units[0]).state, OrderState::cancelled);
    EXPECT_EQ(order_at(link, units[0]).steps.back().cause, Cause::payment);
    EXPECT_EQ(order_at(link, units[2]).state, OrderState::paid);
    auto const back = payment(link).given_back;
    EXPECT_EQ(back, payment(link).received - held_in(units[2], Account::receivable));
    expect_books_sound();
}

TEST_F(Ahead, what_was_collected_is_passed_on_once_and_never_more)
{
    pay(ordered({ units[0], units[2] }));
    auto const owed = held_in(units[0], Account::receivable);
    auto const take = [&](std::string const& id, Rupiah amount) {
        return desk(units[0], [&](Call& call, auto const& scope) {
            return pass_on(call, scope, { id, amount, "BRI 17" });
        });
    };
    EXPECT_EQ(take("a", Rupiah {}).error().code(), bad_amount);
    EXPECT_EQ(take("a", owed + Rupiah { 1 }).error().code(), ledger::too_little_money);
    ASSERT_TRUE(take("b", Rupiah { 50'000 }).ok());
    ASSERT_TRUE(take("b", Rupiah { 50'000 }).ok());
    EXPECT_EQ(held_in(units[0], Account::bank), Rupiah { 50'000 });
    EXPECT_EQ(held_in(units[0], Account::receivable), owed - Rupiah { 50'000 });
    ASSERT_TRUE(take("c", owed - Rupiah { 50'000 }).ok());
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
}

TEST_F(Ahead, the_browser_that_paid_finds_its_order)
{
    std::string token;
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 3), 1).ok());
    auto const found = [&] {
        return visit([&](View& view) { return link_of_basket(view, token); });
    };
    EXPECT_EQ(found().error().code(), not_found);
    auto const link = order_all(token).take();
    EXPECT_EQ(found().value(), link);
}

} // namespace
} // namespace karya::orders
