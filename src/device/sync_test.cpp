// What becomes of the events that a device sends.

#include "device/order.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using ledger::Account;
using test::noon;

class Sync : public test::House {
protected:
    /// A device with an open shift that was taken in, and goods to sell.
    test::Till at_work()
    {
        auto till = enrolled();
        till.opened();
        EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
        return till;
    }
    /// One more event is sent; the reason for which it waits.
    void expect_review(test::Till& till, ReviewReason reason, std::optional<Timestamp> now = {})
    {
        auto const answer = send_one(till, now);
        EXPECT_EQ(answer.outcome, Outcome::review);
        ASSERT_TRUE(answer.reason.has_value());
        EXPECT_EQ(enum_text(*answer.reason), enum_text(reason))
            << answer.detail.value_or("no detail");
        ASSERT_FALSE(waiting().empty());
        EXPECT_FALSE(waiting().back().body.empty());
    }
};

// ---- Who may send ----

TEST_F(Sync, an_unknown_device_and_a_wrong_stamp_take_nothing)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    auto forged = till.envelope();
    forged.stamp.signature = test::SecretKey {}.signature_of(forged.stamp.text);
    EXPECT_EQ(code_of(send(forged, till.clock)), "device.bad_signature");
    auto altered = till.envelope();
    altered.stamp.text += " ";
    EXPECT_EQ(code_of(send(altered, till.clock)), "device.bad_signature");
    auto stranger = till.envelope();
    stranger.device = DeviceId::make(noon);
    EXPECT_EQ(code_of(send(stranger, till.clock)), "core.not_found");
    auto many = till.envelope();
    many.events.resize(batch_max + 1, many.events.front());
    EXPECT_EQ(code_of(send(many, till.clock)), "device.too_many_events");
    EXPECT_EQ(day().sales, 0);
    EXPECT_TRUE(waiting().empty());
}

TEST_F(Sync, an_altered_event_is_kept_and_does_not_stand_in_the_way_of_the_right_one)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const good = till.sold(keset);
    till.outbox.front().signature = test::SecretKey {}.signature_of(good.body);
    expect_review(till, ReviewReason::signature);
    till.outbox = { good };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    till.outbox = { good };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    EXPECT_EQ(day().sales, 1);
    EXPECT_TRUE(alarms().empty()) << "a forged one holds no number";
    expect_sound();
}

TEST_F(Sync, another_devices_event_is_not_booked_here)
{
    auto till = at_work();
    auto other = enrolled();
    other.opened();
    till.outbox = other.outbox;
    till.sign_again(till.outbox.front());
    expect_review(till, ReviewReason::foreign);
    EXPECT_EQ(send_one(other).outcome, Outcome::accepted);
}

TEST_F(Sync, what_cannot_be_read_is_kept_and_told_by_its_place)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.write("later_kind", R"("x":1)");
    till.outbox.push_back({ "", 0, "no JSON \x01 at all", "" });
    till.sign_again(till.outbox.back());
    till.sold(keset);
    auto const taken = send(till);
    ASSERT_EQ(taken.answers.size(), 3U);
    EXPECT_EQ(taken.answers[0].reason, ReviewReason::unreadable);
    EXPECT_EQ(taken.answers[0].seq, 2);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::unreadable);
    EXPECT_EQ(taken.answers[1].id, "");
    EXPECT_EQ(taken.answers[2].outcome, Outcome::accepted);
    EXPECT_TRUE(alarms().empty()) << "number 2 has come, whatever it says";
    ASSERT_EQ(waiting().size(), 2U);
    EXPECT_EQ(body_of(waiting()[0]), "no JSON \x01 at all") << "what has no number comes first";
    expect_sound();
}

TEST_F(Sync, what_was_handed_over_is_booked_whatever_stands_beside_it)
{
    auto till = at_work();
    auto const keset = market.product({ .stock = Quantity::pieces(1'000) });
    auto const pasted = till.sold(
        { .lines = { { keset } }, .total = 45'000, .note = "pesanan \u202a+62 812\u202c" });
    auto const nobody = till.sold({ .lines = { { keset } },
                                    .total = 45'000,
                                    .buyer = "officer",
                                    .nip = "199002302014011001",
                                    .note = "titip" }); // 30 February
    std::vector<test::SoldLine> const many(120, { keset });
    auto const large = till.sold({ .lines = many, .total = 120 * 45'000 });
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(pasted.id).take().note, "pesanan +62 812");
    EXPECT_EQ(sale_of(nobody.id).take().nip_tail, "");
    EXPECT_EQ(sale_of(nobody.id).take().note,
              "titip · NIP yang diketik tidak sah, jadi tidak dicatat");
    EXPECT_EQ(sale_of(large.id).take().lines.size(), 120U);
    expect_sound();
}

// ---- What is booked ----

TEST_F(Sync, a_sale_is_booked_as_it_was_made)
{
    auto till = at_work();
    auto const keset = market.product({ .price = Rupiah { 99'000 } });
    auto const event = till.sold({ .lines = { { keset, "2", 45'000, 5'000 } }, .total = 85'000 });
    auto const answer = send_one(till, till.clock + 3h);
    EXPECT_EQ(answer.outcome, Outcome::review) << "three hours of silence are a clock that moved";
    till.outbox = { event };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    EXPECT_EQ(day().sales, 0);

    auto const second = till.sold({ .lines = { { keset, "2", 45'000, 5'000 } }, .total = 85'000 });
    auto const booked = send_one(till);
    EXPECT_EQ(booked.outcome, Outcome::accepted);
    EXPECT_EQ(booked.number, "PTK-K1-2");
    auto const sale = sale_of(second.id).take();
    EXPECT_EQ(sale.total, Rupiah { 85'000 });
    EXPECT_EQ(sale.lines[0].price, Rupiah { 45'000 }) << "the price on the receipt";
    EXPECT_EQ(sale.lines[0].cost, Rupiah { 20'000 }) << "the cost in force";
    EXPECT_EQ(sale.officer, actors["sari"].officer);
    EXPECT_EQ(sale.shift, till.shift);
    EXPECT_EQ(sale.sold_at, till.clock);
    EXPECT_EQ(balance(Account::cash), 85'000);
    expect_sound();
}

TEST_F(Sync, a_lost_answer_makes_no_second_sale)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.sold(keset);
    auto const lost = send(till.envelope(), till.clock).take();
    EXPECT_EQ(lost.answers[1].number, "PTK-K1-2");
    auto const again = send(till);
    EXPECT_EQ(again.answers[0].outcome, Outcome::duplicate);
    EXPECT_EQ(again.answers[1].number, "PTK-K1-2");
    EXPECT_TRUE(till.outbox.empty());
    EXPECT_EQ(day().sales, 2);
    expect_sound();
}

TEST_F(Sync, goods_that_are_gone_are_sold_whatever_stock_and_shelf_say)
{
    auto till = at_work();
    auto const keset = market.product({ .stock = Quantity::pieces(1) });
    till.sold(keset, 3);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    auto const withdrawn = market.product({ .name = "Sapu" });
    auto const product = run("wayan", [&](Call& call) -> Result<void> {
        for (auto const& one : catalogue::sellables(call.view(), market.pontianak()))
            if (one.variant == withdrawn)
                return catalogue::set_state(call, market.pontianak(), one.product,
                                            catalogue::ProductState::withdrawn);
        return not_found;
    });
    ASSERT_TRUE(product.ok());
    till.sold(withdrawn);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    auto const short_of = look(
        "wayan", [&](View& view) { return catalogue::open_shortages(view, market.pontianak()); });
    ASSERT_EQ(short_of.size(), 1U);
    EXPECT_EQ(short_of[0].quantity, Quantity::pieces(2));
    expect_sound();
}

TEST_F(Sync, an_officers_number_is_kept_nowhere_in_full)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const nip = std::string { "198503122009011002" };
    test::Sold sale { .lines = { { keset } }, .total = 45'000, .buyer = "officer", .nip = nip };
    auto const event = till.sold(sale);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(event.id).value().nip_tail, "002");
    sale.total = 1;
    till.sold(sale);
    expect_review(till, ReviewReason::total);
    EXPECT_EQ(waiting()[0].body.find(nip), std::string::npos) << "sealed while it waits";
    EXPECT_EQ(std::get<SaleMade>(event_of(waiting()[0])->said).nip, nip);
    auto const booked = look("wayan", [&](View& view) {
        return store::alike(view.read, { till.id, "", event.id, event.seq });
    });
    ASSERT_EQ(booked.size(), 1U);
    EXPECT_EQ(booked[0].body, "") << "dropped once booked";
    EXPECT_NE(booked[0].hash, sha256_hex(event.body)) << "no plain hash to guess from";
}

TEST_F(Sync, an_officers_number_comes_sealed_and_is_booked_as_if_it_were_not)
{
    auto till = at_work();
    auto const keset = market.product({});
    test::Sold sale { .lines = { { keset } }, .total = 45'000, .buyer = "officer" };
    sale.sealed_nip = test::sealed_number;
    auto const event = till.sold(sale);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(event.id).value().nip_tail, "002");
    sale.sealed_nip.back() = 'A'; // to a key that is gone, say
    auto const other = till.sold(sale);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted) << "the goods are with him";
    EXPECT_EQ(sale_of(other.id).value().nip_tail, "");
    EXPECT_NE(sale_of(other.id).value().note, "");
}

// ---- What waits for a person ----

TEST_F(Sync, one_refused_event_leaves_nothing_and_the_others_stand)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.sold({ .lines = { { keset, "1" }, { VariantId::make(noon), "1" } }, .total = 90'000 });
    till.sold(keset);
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::goods);
    EXPECT_EQ(taken.answers[2].number, "PTK-K1-3");
    EXPECT_EQ(day().sales, 2);
    auto const left = look("wayan", [&](View& view) {
        for (auto const& one : catalogue::sellables(view, market.pontianak()))
            if (one.variant == keset) return one.left;
        return Quantity {};
    });
    EXPECT_EQ(left, Quantity::pieces(8)) << "the good line of the refused one took nothing";
    expect_sound();
}

TEST_F(Sync, a_total_that_is_not_that_of_its_lines_waits)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold({ .lines = { { keset, "2" } }, .total = 80'000 });
    expect_review(till, ReviewReason::total);
}

TEST_F(Sync, foreign_goods_wait)
{
    auto till = at_work();
    till.sold(market.product(market.cast.ambon_id, { .name = "Kerang" }));
    expect_review(till, ReviewReason::goods);
}

TEST_F(Sync, a_clock_wrong_by_days_is_right_when_the_device_knew_it)
{
    auto till = enrolled();
    till.clock = noon - 72h;
    till.ahead = std::chrono::milliseconds { 72h }.count();
    till.opened();
    auto const keset = market.product({});
    auto const event = till.sold(keset);
    auto const taken = send(till, till.clock + 72h + 2min);
    EXPECT_EQ(taken.answers[1].outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(event.id).value().sold_at, till.clock + 72h);
}

TEST_F(Sync, a_clock_that_jumped_makes_the_sale_wait_with_a_proposal)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.clock -= 48h;
    till.sold(keset);
    auto const now = noon + 1h;
    till.clock += 10min;
    expect_review(till, ReviewReason::clock, now);
    auto const kept = waiting()[0];
    EXPECT_FALSE(kept.clock_fits);
    EXPECT_EQ(kept.proposed_at, now - 10min) << "as its clock goes now";

    till.clock = noon + 30 * 24h;
    till.ahead = 0;
    till.sold(keset);
    expect_review(till, ReviewReason::clock, noon + 2h);
    till.clock = noon - 200 * 24h;
    till.sold(keset);
    till.ahead = 0;
    expect_review(till, ReviewReason::clock, till.clock);
    EXPECT_EQ(day().sales, 0);
}

TEST_F(Sync, a_late_request_does_not_overwrite_what_a_newer_one_told)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const early = till.envelope();
    till.sold(keset);
    till.sold(keset);
    ASSERT_TRUE(send(till.envelope(1), till.clock).ok());
    ASSERT_TRUE(send(early, till.clock + 5h).ok());
    auto const known = look("wayan", [&](View& view) { return store::device(view.read, till.id); });
    EXPECT_EQ(known->turn, till.turn);
    EXPECT_EQ(known->unsent, 2);
    EXPECT_EQ(known->seen_at, till.clock);
    EXPECT_EQ(known->skew, 0);
}

TEST_F(Sync, a_revoked_device_loses_nothing_but_its_say)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    ASSERT_TRUE(
        run("wayan", [&](Call& call) { return revoke(call, market.pontianak(), till.id); }).ok());
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[0].reason, ReviewReason::revoked);
    EXPECT_EQ(taken.device.state, DeviceState::revoked);
    EXPECT_EQ(day().sales, 0);
    EXPECT_EQ(waiting().size(), 1U);
}

TEST_F(Sync, who_never_signed_in_there_or_may_not_any_more_makes_events_that_wait)
{
    auto till = at_work();
    auto const keset = market.product({});
    for (auto const* const who : { "wayan", "rina", "yosef" }) {
        till.officer = actors.at(who).officer;
        till.sold(keset);
        expect_review(till, ReviewReason::officer);
    }
    till.officer = OfficerId::make(noon);
    till.sold(keset);
    expect_review(till, ReviewReason::officer);

    till.officer = actors.at("sari").officer;
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    ASSERT_TRUE(identity::user_disable({ market.engine(), noon }, "sari").ok());
    till.sold(keset);
    expect_review(till, ReviewReason::officer);
    EXPECT_EQ(day().sales, 1);
    expect_sound();
}

TEST_F(Sync, a_closed_unit_sells_nothing)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    ASSERT_TRUE(market
                    .call(market.cast.admin, noon,
                          [&](Call& call) {
                              return org::close_unit(call, market.cast.pontianak_id,
                                                     market.pontianak().day(noon));
                          })
                    .ok());
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted) << "made on its last day";
    till.clock += 24h;
    till.sold(keset);
    expect_review(till, ReviewReason::unit_closed);
}

// ---- Order ----

TEST_F(Sync, the_same_number_with_other_content_is_a_conflict_and_both_are_kept)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto twin = till.sold(keset);
    ASSERT_EQ(send_one(till).outcome, Outcome::accepted);
    twin.body.replace(twin.body.find("\"total\":45000"), 13, "\"total\":99000");
    till.sign_again(twin);
    till.outbox = { twin };
    EXPECT_EQ(send_one(till).outcome, Outcome::conflict);
    till.outbox = { twin };
    EXPECT_EQ(send_one(till).outcome, Outcome::conflict) << "said again, answered the same";
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms()[0].kind, AlarmKind::conflict);
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(body_of(waiting()[0]), twin.body);
    EXPECT_EQ(day().turnover, Rupiah { 45'000 });
    expect_sound();
}

TEST_F(Sync, missing_numbers_are_told_and_the_alarm_ends_when_they_come)
{
    auto till = at_work();
    auto const keset = market.product({});
    std::vector<test::Signed> all;
    for (int i = 0; i < 6; ++i) all.push_back(till.sold(keset)); // events 2 … 7, receipts 1 … 6
    till.outbox = { all[0], all[4], all[5] };
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[1].outcome, Outcome::accepted);
    EXPECT_EQ(taken.next_seq, 3);
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms()[0].first, 3);
    EXPECT_EQ(alarms()[0].last, 5);
    auto const told = alarms()[0];
    auto const missing = look("wayan", [&](View& view) { return missing_receipts(view, told); });
    EXPECT_EQ(missing, (std::pair<std::int64_t, std::int64_t> { 2, 4 }));
    expect_sound();

    till.outbox = { all[2] };
    EXPECT_EQ(send(till).next_seq, 3);
    ASSERT_EQ(alarms().size(), 2U) << "one on each side of it";
    till.outbox = { all[3], all[1] };
    EXPECT_EQ(send(till).next_seq, 8);
    EXPECT_TRUE(alarms().empty());
    EXPECT_EQ(day().sales, 6);
    expect_sound();
}

TEST_F(Sync, an_event_that_does_not_follow_from_the_one_before_is_taken_and_told)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.prev = sha256_hex("something else");
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms()[0].kind, AlarmKind::chain);
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(alarms().size(), 1U);
}

TEST_F(Sync, a_receipt_number_that_another_sale_has_waits)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.sold({ .lines = { { keset } }, .total = 45'000, .n = 1 });
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[0].number, "PTK-K1-1");
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::number);
    EXPECT_EQ(day().sales, 1);
    expect_sound();
}

TEST_F(Sync, a_sale_that_another_device_has_made_under_that_id_waits)
{
    auto first = at_work();
    auto second = at_work();
    auto const keset = market.product({});
    auto const event = first.sold(keset);
    ASSERT_EQ(send_one(first).outcome, Outcome::accepted);
    second.sold({ .lines = { { keset } }, .total = 45'000, .id = SaleId::parse(event.id).take() });
    expect_review(second, ReviewReason::id);
    EXPECT_EQ(day().sales, 1);
}

// ---- Shifts ----

TEST_F(Sync, a_shift_is_opened_sold_in_and_closed_at_its_own_times)
{
    auto till = enrolled();
    auto const keset = market.product({});
    till.opened(50'000);
    auto const opened_at = till.clock;
    till.sold(keset, 2);
    till.sold({ .lines = { { keset } }, .total = 45'000, .payment = "qris" });
    till.clock += 5h;
    till.closed(140'000, "Kembalian keliru");
    auto const taken = send(till);
    for (auto const& answer : taken.answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    auto const shift = look("wayan", [&](View& view) {
                           return sales::shift(view, market.pontianak(), till.shift);
                       }).take();
    EXPECT_EQ(shift.series, "K1");
    EXPECT_EQ(shift.opened_at, opened_at);
    EXPECT_EQ(shift.closed_at, till.clock);
    EXPECT_EQ(shift.expected, Rupiah { 140'000 });
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(Sync, a_difference_without_a_reason_gets_one_that_says_who_closed)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.closed(140'000);
    send(till);
    auto const shift = look("wayan", [&](View& view) {
                           return sales::shift(view, market.pontianak(), till.shift);
                       }).take();
    EXPECT_EQ(shift.counted, Rupiah { 140'000 });
    EXPECT_EQ(shift.expected, Rupiah { 145'000 });
    EXPECT_NE(shift.note.find("Tablet galeri"), std::string::npos) << shift.note;
    EXPECT_EQ(balance(Account::cash_over_short), 5'000);
    expect_sound();
}

TEST_F(Sync, cash_that_comes_after_the_count_lessens_the_difference)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const late = till.sold(keset, 2);
    till.sold(keset);
    till.closed(235'000, "Ada yang belum terkirim"); // float and both sales lie in the drawer
    till.outbox.pop_front();
    send(till);
    EXPECT_EQ(balance(Account::cash_over_short), -90'000);
    till.outbox = { late };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    EXPECT_EQ(balance(Account::cash), 135'000);
    auto const shift = look("wayan", [&](View& view) {
                           return sales::shift(view, market.pontianak(), till.shift);
                       }).take();
    EXPECT_EQ(shift.expected, shift.counted);
    EXPECT_TRUE(alarms().empty());
    expect_sound();
}

TEST_F(Sync, what_waited_for_a_shift_is_booked_when_it_opens)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const close = till.closed(100'000);
    auto const open = till.opened();
    till.sold(keset);
    till.outbox.pop_front();
    auto const taken = send(till); // the closing is missing
    EXPECT_EQ(taken.answers[0].reason, ReviewReason::shift);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::shift);
    EXPECT_EQ(day().sales, 0);
    till.outbox = { close };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(day().sales, 1);
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(alarms().empty());
    expect_sound();
}

TEST_F(Sync, the_drawer_of_the_desk_is_not_the_devices)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const desk = run("sari", [&](Call& call) {
                          return sales::open_shift(call, market.pontianak(), counter::desk_series,
                                                   Rupiah { 1'000 });
                      }).take();
    till.sold({ .lines = { { keset } }, .total = 45'000, .shift = desk.id });
    expect_review(till, ReviewReason::shift);
    till.shift = desk.id;
    till.closed(1'000);
    expect_review(till, ReviewReason::shift);
    till.sold({ .lines = { { keset } }, .total = 45'000, .shift = ShiftId::make(noon) });
    expect_review(till, ReviewReason::shift);
}

TEST_F(Sync, units_keep_apart)
{
    auto till = at_work();
    till.sold(market.product({}), 1);
    auto far = enrolled("yosef", "yosef");
    far.opened();
    far.sold(VariantId::make(noon));
    send(far);
    EXPECT_EQ(waiting("yosef").size(), 1U);
    EXPECT_TRUE(waiting("wayan").empty());
    EXPECT_EQ(send_one(till).number, "PTK-K1-1");
}

} // namespace
} // namespace karya::device
