// An order that travels: chosen and paid ahead, packed, handed to a courier, there.

#include "mail/mail.h"
#include "orders/slip.h"
#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

constexpr auto in_pontianak = "61.71.01.1002";
constexpr auto in_jakarta = "31.71.01.1001";

class Sent : public Ahead {
protected:
    /// The unit sends within its city only, the first kilogram for 9,000 and each more for 4,000.
    void offer(UnitId unit, shipping::Distance distance = shipping::Distance::regency)
    {
        ASSERT_TRUE(desk(unit, [&](Call& call, auto const& scope) {
                        return shipping::set_rate(call, scope,
                                                  { .courier = shipping::Courier::jne,
                                                    .service = "Reguler",
                                                    .distance = distance,
                                                    .valid_from = scope.day(now),
                                                    .first_kg = Rupiah { 9'000 },
                                                    .further_kg = Rupiah { 4'000 },
                                                    .days_min = 1,
                                                    .days_max = 2 });
                    }).ok());
    }
    std::string filled(std::optional<std::int64_t> grams)
    {
        std::string token;
        wanted.push_back(goods(units[0], 45'000, 5, grams));
        EXPECT_TRUE(put(token, wanted.back(), 2).ok());
        return token;
    }
    Result<void> go_to(std::string const& token, std::string_view village)
    {
        return buyer([&](Call& call) { return send_to(call, token, village); });
    }
    std::vector<shipping::Offer> offered(std::string const& token)
    {
        auto const shown = seen(token);
        return visit([&](View& view) { return sendings(view, shown, shown.parts.front()).offers; });
    }
    Result<void> choose(std::string const& token, std::optional<RateId> rate)
    {
        return buyer(
            [&](Call& call) { return choose_sending(call, token, { { units[0], rate } }); });
    }
    PlaceDraft paid_ahead(std::string const& token)
    {
        auto draft = agreed(token);
        draft.way = payments::Way::transfer;
        return draft;
    }
    Result<std::string> send(std::string const& token, PlaceDraft const& draft)
    {
        return buyer([&](Call& call) { return place(call, token, draft); });
    }
    /// Two pieces of 800 grams to a neighbour: 90,000 and 13,000 for the courier.
    std::string ordered_home()
    {
        offer(units[0]);
        auto const token = filled(800);
        EXPECT_TRUE(go_to(token, in_pontianak).ok());
        EXPECT_TRUE(choose(token, offered(token).front().rate).ok());
        auto link = send(token, paid_ahead(token));
        EXPECT_TRUE(link.ok()) << (link.ok() ? "" : link.error().code().id);
        return link.take();
    }
    Order home(std::string const& link) { return order_at(link, units[0]); }
    template<class Work>
    auto at_desk(Work&& work)
    {
        return desk(units[0], work);
    }
    Result<void> ship(OrderId id, std::string const& tracking)
    {
        return at_desk([&](Call& call, auto const& scope) {
            return dispatch(call, scope, { id, shipping::Courier::jne, tracking });
        });
    }
    Result<void> bill(OrderId id, std::int64_t cost)
    {
        return at_desk([&](Call& call, auto const& scope) {
            return pay_courier(call, scope, { id, Rupiah { cost }, PaidFrom::bank });
        });
    }
    /// What the collecting account took comes to the unit's own.
    void pass_on_all()
    {
        auto const owed = held_in(units[0], Account::receivable);
        ASSERT_TRUE(at_desk([&](Call& call, auto const& scope) {
                        return pass_on(call, scope, { "all", owed, "" });
                    }).ok());
    }
    /// The link of an order that is to be sent, paid by somebody who is told by letter.
    std::string paid_with_letters()
    {
        mail::keep_sender(
            mail::Sender { .from = "karya@example.id", .site = "https://karya.test" });
        offer(units[0]);
        auto const token = filled(800);
        EXPECT_TRUE(go_to(token, in_pontianak).ok());
        EXPECT_TRUE(choose(token, offered(token).front().rate).ok());
        auto draft = paid_ahead(token);
        draft.buyer.email = "sri@example.id";
        auto link = send(token, draft).take();
        pay(link);
        return link;
    }
};

TEST_F(Sent, the_letter_names_who_carries_it_under_which_number)
{
    auto const link = paid_with_letters();
    ASSERT_TRUE(ship(home(link).id, "JX 17").error().fields.front().field == "tracking");
    ASSERT_TRUE(ship(home(link).id, "JX17").ok());
    EXPECT_FALSE(ship(home(link).id, "JX18").ok());
    mail::keep_sender({});
    static db::Query const sent { db::Query::Unlisted {}, "test.orders_sent",
                                  "SELECT content FROM mail_letter WHERE content LIKE '%JX1%'" };
    auto const letters = visit([&](View& view) { return view.read.all<std::string>(sent); });
    ASSERT_EQ(letters.size(), 1U);
    for (auto const* words :
         { "dalam perjalanan", "JNE", "Reguler", "Nomor resi: JX17", "1–2 hari" })
        EXPECT_NE(letters[0].find(words), std::string::npos) << words << letters[0];
}

TEST_F(Sent, nothing_is_offered_without_a_place_a_weight_or_a_rate)
{
    auto const light = filled({});
    EXPECT_EQ(go_to(light, "99.99.99.9999").error().code(), bad_place);
    EXPECT_EQ(go_to("", in_pontianak).error().code(), basket_empty);
    ASSERT_TRUE(go_to(light, in_pontianak).ok());
    EXPECT_TRUE(offered(light).empty()); // no rate yet
    offer(units[0]);
    EXPECT_TRUE(offered(light).empty()); // never weighed
    auto const token = filled(800);
    EXPECT_TRUE(offered(token).empty()); // no place
    ASSERT_TRUE(go_to(token, in_jakarta).ok());
    EXPECT_TRUE(offered(token).empty()); // too far
    EXPECT_EQ(choose(token, RateId::make(now)).error().code(), sending_gone);
    EXPECT_FALSE(seen(token).travels());
}

TEST_F(Sent, it_is_paid_ahead_to_an_address_at_the_price_that_was_seen)
{
    offer(units[0]);
    auto const token = filled(800);
    ASSERT_TRUE(go_to(token, in_pontianak).ok());
    ASSERT_TRUE(choose(token, offered(token).front().rate).ok());
    auto const shown = seen(token);
    EXPECT_EQ(shown.total, Rupiah { 90'000 });
    EXPECT_EQ(shown.charged(), Rupiah { 103'000 });
    EXPECT_EQ(send(token, agreed(token)).error().code(), sent_is_paid_ahead);
    auto draft = paid_ahead(token);
    draft.street = " ";
    EXPECT_EQ(send(token, draft).error().fields.front().field, "street");
    draft = paid_ahead(token);
    offer(units[0]); // the unit writes its rate anew: what was chosen is gone
    EXPECT_EQ(send(token, draft).error().code(), sending_gone);
    EXPECT_FALSE(seen(token).travels());
    EXPECT_TRUE(seen(token).sending_lost());
}

TEST_F(Sent, another_place_forgets_what_was_chosen_and_fetching_costs_nothing)
{
    offer(units[0]);
    auto const token = filled(800);
    ASSERT_TRUE(go_to(token, in_pontianak).ok());
    ASSERT_TRUE(choose(token, offered(token).front().rate).ok());
    ASSERT_TRUE(go_to(token, in_jakarta).ok());
    EXPECT_EQ(seen(token).charged(), Rupiah { 90'000 });
    ASSERT_TRUE(go_to(token, in_pontianak).ok());
    ASSERT_TRUE(choose(token, offered(token).front().rate).ok());
    ASSERT_TRUE(choose(token, std::nullopt).ok());
    EXPECT_EQ(seen(token).charged(), Rupiah { 90'000 });
}

TEST_F(Sent, the_courier_is_owed_his_fee_which_is_no_turnover)
{
    auto const link = ordered_home();
    EXPECT_EQ(group_at(link).total, Rupiah { 103'000 });
    EXPECT_EQ(payment(link).amount, Rupiah { 103'000 });
    EXPECT_EQ(home(link).parcel->grams, 1'600);
    expect_books_sound();
    pay(link);
    hear();
    EXPECT_EQ(home(link).state, OrderState::paid);
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah { -13'000 });
    auto const sale = at_desk([&](Call& call, auto const& scope) {
        return sales::sale(call.view(), scope, *home(link).sale);
    });
    EXPECT_EQ(sale.value().total, Rupiah { 90'000 });
    expect_books_sound();
}

TEST_F(Sent, it_is_packed_sent_paid_for_and_arrives)
{
    auto const link = ordered_home();
    auto const id = home(link).id;
    EXPECT_EQ(ship(id, "JNE123").error().code(), moved_on); // not paid
    pay(link);
    EXPECT_EQ(hand(units[0], id).error().code(), moved_on); // nobody fetches it
    EXPECT_EQ(bill(id, 13'000).error().code(), moved_on);
    ASSERT_TRUE(
        at_desk([&](Call& call, auto const& scope) { return make_ready(call, scope, id); }).ok());
    EXPECT_EQ(home(link).state, OrderState::packed);
    auto const home_scope = market.scope(units[0]);
    auto const overdue = [&](Timestamp at) {
        return market.view(market.cast.wayan, at,
                           [&](View& view) { return load(view, home_scope).late; });
    };
    auto const day = home(link).pick_day;
    EXPECT_EQ(overdue(start_of(day, Zone::wib) + std::chrono::hours { 20 }), 0);
    EXPECT_EQ(overdue(start_of(day.next(), Zone::wib)), 1) << "packed, but it has not left";
    EXPECT_EQ(ship(id, "").error().fields.front().field, "tracking");
    EXPECT_EQ(ship(id, "JNE 12<3>").error().code(), bad_parcel);
    ASSERT_TRUE(ship(id, " JNE0012345678 ").ok());
    EXPECT_EQ(ship(id, "JNE9").error().code(), moved_on);
    EXPECT_EQ(home(link).parcel->tracking, "JNE0012345678");
    EXPECT_EQ(home(link).steps.back().note, "JNE0012345678");
    auto const late = buyer([&](Call& call) { return cancel_as_buyer(call, link, id); });
    EXPECT_EQ(late.error().code(), moved_on);

    EXPECT_EQ(bill(id, -1).error().code(), bad_parcel);
    EXPECT_EQ(bill(id, 11'000).error().code(), ledger::too_little_money);
    pass_on_all();
    auto const fund = held_in(units[0], Account::working_fund);
    ASSERT_TRUE(bill(id, 11'000).ok());
    EXPECT_EQ(bill(id, 11'000).error().code(), courier_paid);
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::working_fund), fund - Rupiah { 2'000 });
    expect_books_sound();

    EXPECT_EQ(buyer([&](Call& call) { return receive_as_buyer(call, std::string(64, '0'), id); })
                  .error()
                  .code(),
              not_found);
    ASSERT_TRUE(buyer([&](Call& call) { return receive_as_buyer(call, link, id); }).ok());
    EXPECT_EQ(home(link).state, OrderState::handed_over);
    EXPECT_EQ(home(link).steps.back().cause, Cause::buyer);
}

TEST_F(Sent, it_may_travel_in_parts_and_is_on_its_way_once_all_of_it_is)
{
    auto const link = ordered_home(); // two pieces
    pay(link);
    auto const id = home(link).id;
    auto const part = [&](std::int64_t thousandths, std::string const& tracking) {
        return at_desk([&](Call& call, auto const& scope) {
            return dispatch(
                call, scope,
                { id, shipping::Courier::jne, tracking, { { 1, Quantity { thousandths } } } });
        });
    };
    for (std::int64_t const wrong : { 0, 500, 3'000, -1'000 })
        EXPECT_EQ(part(wrong, "JNE1").error().fields.front().field, "lines") << wrong;
    EXPECT_EQ(part(1'000, "").error().fields.front().field, "tracking");
    EXPECT_TRUE(home(link).consignments.empty());
    ASSERT_TRUE(part(1'000, "JNE1").ok());
    auto const begun = home(link);
    EXPECT_EQ(begun.state, OrderState::paid);
    EXPECT_EQ(begun.left(begun.lines[0]), Quantity::pieces(1));
    EXPECT_EQ(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).error().code(),
              part_is_sent);
    auto const taken_back = at_desk(
        [&](Call& call, auto const& scope) { return cancel(call, scope, id, "habis"); });
    EXPECT_EQ(taken_back.error().code(), part_is_sent);
    EXPECT_EQ(bill(id, 9'000).error().code(), moved_on) << "he is paid once for all of it";
    EXPECT_EQ(part(2'000, "JNE2").error().code(), bad_parcel);
    ASSERT_TRUE(
        at_desk([&](Call& call, auto const& scope) { return make_ready(call, scope, id); }).ok());

    ASSERT_TRUE(ship(id, "JNE2").ok()) << "all that is left";
    auto const sent = home(link);
    EXPECT_EQ(sent.state, OrderState::shipped);
    EXPECT_EQ(sent.parcel->tracking, "JNE2");
    ASSERT_EQ(sent.consignments.size(), 2U);
    EXPECT_EQ(sent.consignments[0].tracking, "JNE1");
    EXPECT_EQ(sent.consignments[1].lines[0].quantity, Quantity::pieces(1));
    EXPECT_EQ(part(1'000, "JNE3").error().code(), moved_on);
    EXPECT_EQ(sent.charged(), Rupiah { 103'000 }) << "money as it was";
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah { -13'000 });
    expect_books_sound();
}

TEST_F(Sent, each_part_is_told_with_what_is_in_it)
{
    auto const link = paid_with_letters();
    ASSERT_TRUE(
        at_desk([&](Call& call, auto const& scope) {
            return dispatch(
                call, scope,
                { home(link).id, shipping::Courier::tiki, "TK9", { { 1, Quantity::pieces(1) } } });
        }).ok());
    mail::keep_sender({});
    static db::Query const told { db::Query::Unlisted {}, "test.orders_part",
                                  "SELECT content FROM mail_letter WHERE content LIKE '%TK9%'" };
    auto const letters = visit([&](View& view) { return view.read.all<std::string>(told); });
    ASSERT_EQ(letters.size(), 1U);
    for (auto const* words : { "Paket 1", "TIKI", "Nomor resi: TK9", "1 buah", "Sisanya" })
        EXPECT_NE(letters[0].find(words), std::string::npos) << words << letters[0];
}

TEST_F(Sent, what_costs_more_than_was_paid_is_the_working_funds)
{
    auto const link = ordered_home();
    pay(link);
    pass_on_all();
    ASSERT_TRUE(ship(home(link).id, "JNE1").ok()); // packed or not
    auto const fund = held_in(units[0], Account::working_fund);
    ASSERT_TRUE(bill(home(link).id, 20'000).ok());
    EXPECT_EQ(held_in(units[0], Account::working_fund), fund + Rupiah { 7'000 });
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah {});
    expect_books_sound();
}

TEST_F(Sent, taken_back_before_it_travels_all_of_it_goes_back)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    hear();
    EXPECT_EQ(home(link).state, OrderState::cancelled);
    EXPECT_EQ(payment(link).given_back, payment(link).received);
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::working_fund), Rupiah {});
    expect_books_sound();
}

TEST_F(Sent, refunded_whole_at_its_receipt_it_ends_and_the_couriers_fee_goes_back)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    refund(units[0], SaleId { id.uuid }, 1);
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah { -13'000 });
    refund(units[0], SaleId { id.uuid }, 1);
    EXPECT_EQ(home(link).state, OrderState::cancelled);
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah {});
    EXPECT_EQ(held_in(units[0], Account::receivable), Rupiah {});
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Sent, the_rest_is_cancelled_with_the_couriers_fee_once)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    refund(units[0], SaleId { id.uuid }, 1);
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    hear();
    EXPECT_EQ(held_in(units[0], Account::courier_payable), Rupiah {});
    expect_all_back(link);
    expect_books_sound();
}

TEST_F(Sent, only_what_is_left_is_sent)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    refund(units[0], SaleId { id.uuid }, 1);
    ASSERT_TRUE(ship(id, "JNE1").ok());
    EXPECT_EQ(home(link).consignments[0].lines[0].quantity, Quantity::pieces(1));
    EXPECT_EQ(home(link).state, OrderState::shipped);
    expect_books_sound();
}

TEST_F(Sent, what_is_left_after_a_part_was_sent_comes_back_and_it_is_on_its_way)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    ASSERT_TRUE(at_desk([&](Call& call, auto const& scope) {
                    return dispatch(
                        call, scope,
                        { id, shipping::Courier::tiki, "TK9", { { 1, Quantity::pieces(1) } } });
                }).ok());
    refund(units[0], SaleId { id.uuid }, 1);
    EXPECT_EQ(home(link).state, OrderState::shipped);
    EXPECT_EQ(home(link).parcel->tracking, "TK9");
    ASSERT_TRUE(bill(id, 0).ok());
    expect_books_sound();
}

TEST_F(Sent, one_that_nobody_confirms_is_closed_by_the_desk_and_then_by_itself)
{
    auto const link = ordered_home();
    pay(link);
    auto const id = home(link).id;
    auto const close = [&] {
        return at_desk([&](Call& call, auto const& scope) { return close_sent(call, scope, id); });
    };
    EXPECT_EQ(close().error().code(), moved_on);
    ASSERT_TRUE(ship(id, "JNE1").ok());
    now += days { 6 };
    EXPECT_EQ(close().error().code(), too_early);
    tidy();
    EXPECT_EQ(home(link).state, OrderState::shipped);
    now += days { 16 };
    tidy();
    EXPECT_EQ(home(link).state, OrderState::handed_over);
    EXPECT_EQ(home(link).steps.back().cause, Cause::overdue);
    EXPECT_EQ(close().error().code(), moved_on);
    now += days { 91 };
    tidy();
    EXPECT_FALSE(group_at(link).buyer); // address and all
}

TEST_F(Sent, the_address_is_read_by_the_unit_that_sends_and_stands_on_its_papers)
{
    auto const link = ordered_home();
    auto const order = home(link);
    auto const who = at_desk([&](Call& call, auto const& scope) -> Result<std::optional<Buyer>> {
        return orders::buyer(call.view(), scope, order.group);
    });
    ASSERT_TRUE(who.value() && who.value()->address);
    EXPECT_EQ(who.value()->address->street, "Jalan Ampera 12");
    EXPECT_EQ(who.value()->address->village, in_pontianak);
    auto const elsewhere = desk(units[1],
                                [&](Call& call, auto const& scope) -> Result<std::optional<Buyer>> {
                                    return orders::buyer(call.view(), scope, order.group);
                                });
    EXPECT_FALSE(elsewhere.value());
    visit([&](View& view) {
        auto const unit = org::unit(view, units[0]).take();
        for (auto const paper : { counter::Paper::label, counter::Paper::a6 }) {
            auto const drawn = address_label_pdf(paper, view, unit, order, who.value());
            EXPECT_TRUE(drawn.starts_with("%PDF"));
            EXPECT_EQ(drawn, address_label_pdf(paper, view, unit, order, who.value()));
            EXPECT_NE(drawn, address_label_pdf(paper, view, unit, order, std::nullopt));
        }
        return 0;
    });
}

} // namespace
} // namespace karya::orders
