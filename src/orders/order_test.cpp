#include "orders/test_shop.h"
#include "sales/events.h"

namespace karya::orders {
namespace {

class Orders : public Shop { };

TEST_F(Orders, a_closed_day_is_offered_to_nobody_and_who_has_it_keeps_it)
{
    auto const close = [&](Day day) {
        return desk(units[0],
                    [&](Call& call, auto const& scope) { return close_day(call, scope, day); });
    };
    auto const today = day_in(Zone::wib, now);
    for (auto const day : { today.next(-1), today.next(400) })
        EXPECT_EQ(close(day).error().fields.front().field, "day");
    auto const kept = placed({ goods(units[0], 45'000, 9) });
    auto const day = order_at(kept, units[0]).pick_day;
    std::string token;
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 9), 1).ok());
    auto const before = agreed(token);
    ASSERT_TRUE(close(day).ok());
    ASSERT_TRUE(close(day).ok());
    EXPECT_EQ(buyer([&](Call& call) { return place(call, token, before); }).error().code(),
              bad_pick_day);
    EXPECT_EQ(order_at(kept, units[0]).pick_day, day);
    EXPECT_NE(agreed(token).pick_days.front().day, day);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return open_day(call, scope, day);
                }).ok());
    EXPECT_EQ(agreed(token).pick_days.front().day, day);
}

TEST_F(Orders, are_not_made_of_what_the_buyer_did_not_see)
{
    auto const mat = goods(units[0], 45'000, 3);
    std::string token;
    EXPECT_EQ(buyer([&](Call& call) { return place(call, token, {}); }).error().code(),
              basket_empty);
    ASSERT_TRUE(put(token, mat, 2).ok());
    auto const right = agreed(token);
    auto const refused = [&](auto change) {
        auto draft = right;
        change(draft);
        return buyer([&](Call& call) { return place(call, token, draft); }).error();
    };
    EXPECT_EQ(refused([](auto& d) { d.seen_total = Rupiah { 1 }; }).code(), total_changed);
    EXPECT_EQ(refused([&](auto& d) { d.basket = GroupId::make(now); }).code(), goods_changed);
    EXPECT_EQ(refused([](auto& d) { d.pick_days.clear(); }).code(), bad_pick_day);
    EXPECT_EQ(refused([](auto& d) { d.pick_days[0].day = Day::from(2021, 4, 25); }).code(),
              bad_pick_day);
    auto const blank = refused([](auto& d) { d.buyer = { " ", "abc", std::string(301, 'x') }; });
    EXPECT_EQ(blank.code(), bad_buyer);
    EXPECT_EQ(blank.fields.size(), 3U);
    EXPECT_EQ(refused([](auto& d) { d.buyer.name = "Sri\nWahyuni"; }).code(), bad_buyer);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return catalogue::set_price(call, scope, mat, { Rupiah { 50'000 }, {} });
                }).ok());
    auto const dearer = refused([](auto&) { });
    EXPECT_EQ(dearer.code(), total_changed);
    EXPECT_EQ(dearer.args.front().second, "Rp\u00a0100.000");
    EXPECT_EQ(stock(units[0], mat).held, Quantity {});
}

TEST_F(Orders, of_three_units_add_up_to_the_last_rupiah)
{
    std::string token;
    std::vector<VariantId> wanted;
    std::int64_t price = 33'333;
    for (auto const unit : units) {
        wanted.push_back(goods(unit, price, 9));
        ASSERT_TRUE(put(token, wanted.back(), 3).ok());
        price += 11'111;
    }
    auto const total = seen(token).total;
    auto const link = order_all(token).take();
    auto const group = group_at(link);
    EXPECT_EQ(group.total, total);
    ASSERT_EQ(group.orders.size(), 3U);
    Rupiah sum;
    for (auto const& order : group.orders) {
        sum += order.total;
        ASSERT_EQ(order.lines.size(), 1U);
        EXPECT_EQ(order.state, OrderState::placed);
    }
    EXPECT_EQ(sum, total);
    EXPECT_EQ(order_at(link, units[0]).number, "PTK-P-1");
    for (std::size_t i = 0; i < units.size(); ++i)
        EXPECT_EQ(stock(units[i], wanted[i]).held, Quantity::pieces(3));
    EXPECT_EQ(group.buyer->phone, "+6281234567890");
    EXPECT_TRUE(seen(token).parts.empty()); // it is used up
}

TEST_F(Orders, placed_twice_are_one)
{
    auto const mat = goods(units[0], 45'000, 3);
    std::string token;
    ASSERT_TRUE(put(token, mat, 2).ok());
    auto const draft = agreed(token);
    auto const send = [&] { return buyer([&](Call& call) { return place(call, token, draft); }); };
    auto const first = send().take();
    now += hours { 1 };
    EXPECT_EQ(send().take(), first);
    EXPECT_EQ(stock(units[0], mat).held, Quantity::pieces(2));
    EXPECT_EQ(order_at(first, units[0]).number, "PTK-P-1");
    auto next = token;
    ASSERT_TRUE(put(next, mat, 1).ok());
    EXPECT_NE(next, token); // a new basket begins
    EXPECT_EQ(order_at(order_all(next).take(), units[0]).number, "PTK-P-2");
}

TEST_F(Orders, open_by_their_link_alone)
{
    auto const link = placed({ goods(units[0], 45'000, 3) });
    EXPECT_EQ(link.size(), 64U);
    auto const id = group_at(link).id.text();
    for (auto const& other : { std::string {}, id, std::string(64, 'a'), link.substr(0, 63) })
        EXPECT_EQ(visit([&](View& view) { return group(view, other); }).error().code(), not_found);
}

TEST_F(Orders, keep_what_was_promised)
{
    auto const mat = goods(units[0], 45'000, 3);
    auto const link = placed({ mat });
    auto const before = order_at(link, units[0]);
    open_till(units[0]);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) -> Result<void> {
                    TRY(catalogue::set_price(call, scope, mat, { Rupiah { 99'000 }, {} }));
                    auto const product =
                        catalogue::goods_name(call.view(), scope, mat.text()).take().product;
                    TRY(catalogue::edit_product(call, scope, product, { .name_id = "Lain" }));
                    return catalogue::set_state(call, scope, product,
                                                catalogue::ProductState::withdrawn);
                }).ok());
    EXPECT_EQ(order_at(link, units[0]).lines[0].name, before.lines[0].name);
    auto const sale = hand(units[0], before.id).take();
    EXPECT_EQ(sale.total, Rupiah { 45'000 });
    EXPECT_EQ(sale.number, "PTK-T-1");
    EXPECT_EQ(sale.channel, sales::Channel::shop);
    expect_books_sound();
}

TEST_F(Orders, become_money_once_when_they_are_handed_over)
{
    auto const mat = goods(units[0], 45'000, 3);
    auto const link = placed({ mat });
    auto const id = order_at(link, units[0]).id;
    EXPECT_EQ(hand(units[0], id).error().code(), sales::no_shift);
    open_till(units[0]);
    auto const wrong = desk(units[0], [&](Call& call, auto const& scope) {
        return hand_over(call, scope, { .order = id, .code = "000000x" });
    });
    EXPECT_EQ(wrong.error().code(), wrong_code);
    auto const unpaid = desk(units[0], [&](Call& call, auto const& scope) {
        return hand_over(
            call, scope,
            { .order = id, .without_code = true, .payment = sales::Payment::collected });
    });
    EXPECT_EQ(unpaid.error().code(), sales::bad_payment) << "nobody collects for a counter";
    EXPECT_EQ(stock(units[0], mat).held, Quantity::pieces(1));
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return make_ready(call, scope, id);
                }).ok());
    auto const again = desk(
        units[0], [&](Call& call, auto const& scope) { return make_ready(call, scope, id); });
    EXPECT_EQ(again.error().code(), moved_on);
    ASSERT_TRUE(hand(units[0], id).ok());
    EXPECT_EQ(hand(units[0], id).error().code(), moved_on);
    EXPECT_EQ(stock(units[0], mat).held, Quantity {});
    EXPECT_EQ(stock(units[0], mat).on_hand, Quantity::pieces(2));
    auto const cash = desk(units[0], [&](Call& call, auto const& scope) -> Result<Rupiah> {
        return ledger::balance(call.view(), scope, ledger::Account::cash);
    });
    EXPECT_EQ(cash.value(), Rupiah { 45'000 });
    EXPECT_EQ(order_at(link, units[0]).steps.size(), 3U);
    expect_books_sound();
}

TEST_F(Orders, are_nothing_to_another_unit)
{
    auto const link = placed({ goods(units[0], 45'000, 3), goods(units[2], 45'000, 3) });
    auto const id = order_at(link, units[0]).id;
    auto const group = group_at(link).id;
    open_till(units[2]);
    auto const tried = [&](auto work) { return desk(units[2], work).error().code(); };
    EXPECT_EQ(tried([&](Call& c, auto const& s) { return order(c.view(), s, id); }), not_found);
    EXPECT_EQ(tried([&](Call& c, auto const& s) { return make_ready(c, s, id); }), not_found);
    EXPECT_EQ(tried([&](Call& c, auto const& s) { return cancel(c, s, id, "x"); }), not_found);
    EXPECT_EQ(hand(units[2], id).error().code(), not_found);
    auto const third = desk(units[1], [&](Call& call, auto const& scope) -> Result<bool> {
        return orders::buyer(call.view(), scope, group).has_value();
    });
    EXPECT_FALSE(third.value());
    auto const own = desk(units[2], [&](Call& call, auto const& scope) -> Result<bool> {
        return orders::buyer(call.view(), scope, group).has_value();
    });
    EXPECT_TRUE(own.value());
}

TEST_F(Orders, cancelled_give_back_once)
{
    auto const mat = goods(units[0], 45'000, 3);
    auto const other = goods(units[2], 45'000, 3);
    auto const link = placed({ mat, other });
    auto const id = order_at(link, units[0]).id;
    auto const drop = [&](std::string const& reason) {
        return desk(units[0],
                    [&](Call& call, auto const& scope) { return cancel(call, scope, id, reason); });
    };
    EXPECT_EQ(drop("  ").error().code(), reason_missing);
    ASSERT_TRUE(drop("Rusak saat dikemas").ok());
    EXPECT_EQ(drop("lagi").error().code(), moved_on);
    EXPECT_EQ(stock(units[0], mat).held, Quantity {});
    EXPECT_EQ(stock(units[2], other).held, Quantity::pieces(1)); // the other unit's stands
    EXPECT_EQ(order_at(link, units[0]).steps.back().note, "Rusak saat dikemas");
    auto const elsewhere = placed({ mat });
    auto const foreign = buyer([&](Call& call) { return cancel_as_buyer(call, elsewhere, id); });
    EXPECT_EQ(foreign.error().code(), not_found);
    auto const mine = order_at(elsewhere, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, elsewhere, mine); }).ok());
    EXPECT_EQ(order_at(elsewhere, units[0]).steps.back().cause, Cause::buyer);
    EXPECT_EQ(stock(units[0], mat).held, Quantity {});
}

TEST_F(Orders, once_ready_the_buyer_cannot_take_back)
{
    auto const link = placed({ goods(units[0], 45'000, 3) });
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return make_ready(call, scope, id);
                }).ok());
    EXPECT_EQ(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).error().code(),
              moved_on);
}

TEST_F(Orders, that_nobody_fetches_end_and_those_handed_over_never_do)
{
    auto const mat = goods(units[0], 45'000, 3);
    open_till(units[0]);
    auto const left = placed({ mat });
    auto const fetched = placed({ mat });
    ASSERT_TRUE(hand(units[0], order_at(fetched, units[0]).id).ok());
    now = order_at(left, units[0]).due_at - seconds { 1 };
    tidy();
    EXPECT_EQ(order_at(left, units[0]).state, OrderState::placed);
    now += seconds { 1 };
    tidy();
    tidy();
    EXPECT_EQ(order_at(left, units[0]).state, OrderState::cancelled);
    EXPECT_EQ(order_at(left, units[0]).steps.back().cause, Cause::overdue);
    EXPECT_EQ(order_at(fetched, units[0]).state, OrderState::handed_over);
    EXPECT_EQ(stock(units[0], mat).held, Quantity {});
    EXPECT_EQ(stock(units[0], mat).on_hand, Quantity::pieces(2));
}

TEST_F(Orders, forget_their_buyer_when_all_is_over)
{
    auto const link = placed({ goods(units[0], 45'000, 3), goods(units[2], 45'000, 3) });
    ASSERT_TRUE(buyer([&](Call& call) {
                    return cancel_as_buyer(call, link, order_at(link, units[0]).id);
                }).ok());
    open_till(units[2]);
    ASSERT_TRUE(hand(units[2], order_at(link, units[2]).id).ok());
    now += days { 90 } - seconds { 1 };
    tidy();
    EXPECT_TRUE(group_at(link).buyer.has_value());
    now += seconds { 1 };
    tidy();
    EXPECT_FALSE(group_at(link).buyer.has_value());
    EXPECT_EQ(group_at(link).orders.size(), 2U);
}

TEST_F(Orders, late_ones_are_seen_from_above)
{
    placed({ goods(units[0], 45'000, 3) });
    auto const seen_by = [&](KanwilId kanwil) {
        Actor const chief { .officer = test::numbered<OfficerTag>(7),
                            .role = Role::kanwil,
                            .kanwil = kanwil };
        return market.view(chief, now, [](View& view) { return loads(view); }).take();
    };
    EXPECT_TRUE(seen_by(market.scope(units[2]).kanwil()).empty());
    ASSERT_EQ(seen_by(market.cast.kalbar).size(), 1U);
    EXPECT_EQ(seen_by(market.cast.kalbar)[0].late, 0);
    now += days { 1 };
    EXPECT_EQ(seen_by(market.cast.kalbar)[0].late, 1);
    EXPECT_EQ(visit([](View& view) { return loads(view); }).error().code(), not_found);
}

} // namespace
} // namespace karya::orders
