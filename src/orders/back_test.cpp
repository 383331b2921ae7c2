// What comes back of orders that were paid ahead: books, payment and order agree at every step.

#include "orders/ahead.h"
#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

using sales::Payment;

class Back : public Ahead {
protected:
    Order paid_order(std::vector<UnitId> const& sellers)
    {
        link = ordered(sellers);
        pay(link);
        return order_at(link, sellers[0]);
    }
    Order now_of(UnitId unit) { return order_at(link, unit); }
    std::vector<PickLine> picks(UnitId unit)
    {
        return desk(unit,
                    [](Call& call, auto const& scope) -> Result<std::vector<PickLine>> {
                        return pick_list(call.view(), scope);
                    })
            .take();
    }
    Result<void> cancel_desk(UnitId unit, OrderId id)
    {
        auto done = desk(unit, [&](Call& call, auto const& scope) {
            return cancel(call, scope, id, "barang habis");
        });
        hear();
        return done;
    }
    Result<void> cancel_buyer(OrderId id)
    {
        auto done = buyer([&](Call& call) { return cancel_as_buyer(call, link, id); });
        hear();
        return done;
    }
    Result<void> pass(UnitId unit, std::string const& id, Rupiah amount, bool back = false)
    {
        return desk(unit, [&](Call& call, auto const& scope) {
            return pass_on(call, scope, { id, amount, "BRI", back });
        });
    }
    std::string link {};
};

TEST_F(Back, each_of_three_units_gives_back_exactly_what_came_for_it)
{
    auto const order = paid_order({ units[0], units[1], units[2] });
    for (auto const unit : units) {
        refund(unit, SaleId { now_of(unit).id.uuid }, 2);
        EXPECT_EQ(held_in(unit, Account::receivable), Rupiah {}) << unit.text();
        EXPECT_EQ(held_in(unit, Account::working_fund), Rupiah {}) << unit.text();
    }
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Back, a_units_own_bank_ends_where_its_payments_do)
{
    name_account(treasurer(units[0]));
    now += seconds { 1 };
    auto const order = paid_order({ units[0] });
    refund(units[0], SaleId { order.id.uuid }, 1);
    EXPECT_EQ(held_in(units[0], Account::bank), payment(link).received - payment(link).given_back);
    refund(units[0], SaleId { order.id.uuid }, 1);
    EXPECT_EQ(held_in(units[0], Account::bank), Rupiah {});
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Back, money_that_somebody_changed_is_noticed)
{
    auto const order = paid_order({ units[0] });
    refund(units[0], SaleId { order.id.uuid }, 1);
    auto const broken = [&](db::Query const& query) {
        EXPECT_TRUE(market.engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            EXPECT_EQ(tx.run(query), 1);
                            return {};
                        })
                        .ok());
        return market.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                return first_broken_money(read);
            });
    };
    EXPECT_NE(broken({ "test.more_back", "UPDATE payments_return SET amount = amount + 1" }).take(),
              std::nullopt);
    EXPECT_EQ(broken({ "test.as_it_was", "UPDATE payments_return SET amount = amount - 1" }).take(),
              std::nullopt);
    EXPECT_NE(broken({ "test.fee", "UPDATE orders_order SET fee = fee + 1" }).take(), std::nullopt);
}

TEST_F(Back, what_is_exchanged_is_owed_only_as_far_as_it_came_ahead)
{
    name_account(treasurer(units[0]));
    now += seconds { 1 };
    auto const order = paid_order({ units[0] });
    ASSERT_TRUE(hand(units[0], order.id).ok());
    open_till(units[0]);
    auto const dear = goods(units[0], 100'000, 3);
    auto const made = exchange(units[0], SaleId { order.id.uuid }, dear, Payment::transfer).take();
    refund(units[0], made.id, 1);
    refund(units[0], SaleId { order.id.uuid }, 1);
    expect_all_back(link);
    EXPECT_EQ(held_in(units[0], Account::bank), Rupiah {}) << "54,999 went back at the counter";
    EXPECT_EQ(now_of(units[0]).steps.back().back, Rupiah { 45'001 - order.fee.amount() / 2 });
    expect_books_sound();
}

TEST_F(Back, what_was_passed_on_can_still_come_back)
{
    auto const order = paid_order({ units[0], units[2] });
    auto const owed = held_in(units[0], Account::receivable);
    ASSERT_TRUE(pass(units[0], "a", owed).ok());
    ASSERT_TRUE(cancel_buyer(order.id).ok());
    EXPECT_EQ(held_in(units[0], Account::receivable), -owed);
    EXPECT_EQ(held_in(units[0], Account::bank), owed);
    EXPECT_EQ(pass(units[0], "b", owed + Rupiah { 1 }, true).error().code(), over_owed);
    EXPECT_EQ(pass(units[0], "b", Rupiah { 1 }).error().code(), ledger::too_little_money);
    ASSERT_TRUE(pass(units[0], "b", owed, true).ok());
    ASSERT_TRUE(pass(units[0], "b", owed, true).ok()) << "a repeat";
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::bank), Rupiah {});
    expect_books_sound();
}

TEST_F(Back, a_buyer_never_reads_of_an_account_that_is_short)
{
    name_account(treasurer(units[0]));
    now += seconds { 1 };
    auto const order = paid_order({ units[0] });
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return ledger::post(
                        call, scope,
                        { .kind = ledger::EntryKind::payout,
                          .day = scope.day(call.now),
                          .source = "spent",
                          .postings = { { Account::bank, Rupiah { -80'000 } },
                                        { Account::premi_payable, Rupiah { 80'000 } } } });
                }).ok());
    EXPECT_EQ(cancel_buyer(order.id).error().code(), cancel_at_unit);
    EXPECT_EQ(cancel_desk(units[0], order.id).error().code(), ledger::too_little_money);
}

TEST_F(Back, goods_that_came_back_are_not_picked_nor_handed_over)
{
    auto const order = paid_order({ units[0] });
    refund(units[0], SaleId { order.id.uuid }, 1);
    EXPECT_EQ(picks(units[0]).at(0).quantity, Quantity::pieces(1));
    EXPECT_EQ(now_of(units[0]).goods().at(0).quantity, Quantity::pieces(1));
    auto const step = now_of(units[0]).steps.back();
    EXPECT_EQ(step.state, OrderState::paid);
    EXPECT_EQ(step.back, payment(link).given_back);
    refund(units[0], SaleId { order.id.uuid }, 1);
    EXPECT_TRUE(picks(units[0]).empty());
    EXPECT_EQ(now_of(units[0]).state, OrderState::cancelled);
    EXPECT_EQ(hand(units[0], order.id).error().code(), moved_on);
    EXPECT_EQ(stock(units[0], wanted[0]).on_hand, Quantity::pieces(3));
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Back, the_rest_of_an_order_is_cancelled_and_given_back_once)
{
    auto const order = paid_order({ units[0], units[2] });
    refund(units[0], SaleId { order.id.uuid }, 1);
    ASSERT_TRUE(cancel_buyer(order.id).ok());
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    EXPECT_EQ(payment(link).given_back, Rupiah { 90'002 } - order.fee);
    auto const other = now_of(units[2]);
    refund(units[2], SaleId { other.id.uuid }, 1);
    ASSERT_TRUE(cancel_desk(units[2], other.id).ok());
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Back, goods_taken_instead_go_with_the_order)
{
    auto const order = paid_order({ units[0] });
    open_till(units[0]);
    auto const other = goods(units[0], 40'000, 3);
    auto const made = exchange(units[0], SaleId { order.id.uuid }, other).take();
    auto const after = now_of(units[0]);
    ASSERT_EQ(after.goods().size(), 2U);
    EXPECT_EQ(after.goods()[0].quantity, Quantity::pieces(1));
    EXPECT_EQ(after.goods()[1].variant, other);
    EXPECT_EQ(after.steps.back().instead, "1 × " + made.lines[0].name);
    EXPECT_EQ(after.steps.back().back, Rupiah { 5'001 });
    EXPECT_EQ(picks(units[0]).size(), 2U);
    ASSERT_TRUE(cancel_buyer(order.id).ok());
    EXPECT_EQ(stock(units[0], other).on_hand, Quantity::pieces(3));
    EXPECT_EQ(stock(units[0], wanted[0]).on_hand, Quantity::pieces(3));
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Back, what_was_paid_at_the_till_only_the_desk_gives_back)
{
    auto const order = paid_order({ units[0] });
    open_till(units[0]);
    auto const dear = goods(units[0], 100'000, 3);
    ASSERT_TRUE(exchange(units[0], SaleId { order.id.uuid }, dear).ok());
    auto const cash = held_in(units[0], Account::cash);
    EXPECT_EQ(cancel_buyer(order.id).error().code(), cancel_at_unit);
    EXPECT_EQ(now_of(units[0]).state, OrderState::paid);
    ASSERT_TRUE(cancel_desk(units[0], order.id).ok());
    EXPECT_EQ(held_in(units[0], Account::cash), cash - Rupiah { 54'999 });
    expect_all_back(link);
    expect_books_sound();
}

} // namespace
} // namespace karya::orders
