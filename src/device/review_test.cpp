// What a person does with events that wait.

#include "device/test_house.h"
#include "device/told.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using ledger::Account;
using test::noon;

class Review : public test::House {
protected:
    test::Till at_work()
    {
        auto till = enrolled();
        till.opened();
        EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
        return till;
    }
    Kept kept_one()
    {
        auto const all = waiting();
        CHECK(all.size() == 1);
        return all.front();
    }
    Result<Settled> decide(Decision const& decision, std::string const& who = "wayan",
                           Timestamp now = noon + 1h)
    {
        return run(who, [&](Call& call) { return book_kept(call, scope_of(who), decision); }, now);
    }
    void expect_booked(Result<Settled> const& done)
    {
        ASSERT_TRUE(done.ok()) << done.error().code().id;
        EXPECT_FALSE(done.value().still) << done.value().still->code().id;
    }
    Result<void> put_aside(KeptId id, std::string const& why, std::string const& who = "wayan")
    {
        return run(who, [&](Call& call) { return set_aside(call, scope_of(who), id, why); });
    }
};

TEST_F(Review, a_wrong_clock_needs_a_time_and_the_sale_stands_on_that_day)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.clock -= 48h;
    auto const event = till.sold(keset);
    EXPECT_EQ(send_one(till, noon + 1h).reason, ReviewReason::clock);
    auto const kept = kept_one();
    EXPECT_EQ(code_of(decide({ kept.id })), "device.time_missing");
    EXPECT_EQ(code_of(decide({ kept.id, noon + 2h })), "device.time_missing") << "not come yet";
    expect_booked(decide({ kept.id, noon + 30min }));
    auto const sale = sale_of(event.id).take();
    EXPECT_EQ(sale.sold_at, noon + 30min);
    EXPECT_EQ(sale.number, "PTK-K1-1");
    EXPECT_EQ(sale.officer, actors["sari"].officer);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(code_of(decide({ kept.id, noon })), "device.settled");
    till.outbox = { event };
    auto const again = send_one(till, noon + 1h);
    EXPECT_EQ(again.outcome, Outcome::duplicate);
    EXPECT_EQ(again.number, "PTK-K1-1");
    expect_sound();
}

TEST_F(Review, what_became_of_events_is_counted_for_whoever_watches)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto twin = till.sold(keset);
    send(till);
    till.clock -= 48h;
    till.sold(keset);
    till.sold(keset);
    send(till, noon + 1h);
    ASSERT_EQ(waiting().size(), 2U);
    expect_booked(decide({ waiting().front().id, noon + 30min }));
    twin.body.replace(twin.body.find("\"total\":45000"), 13, "\"total\":99000");
    till.sign_again(twin);
    till.outbox = { twin };
    EXPECT_EQ(send_one(till).outcome, Outcome::conflict);

    auto const told = look("wayan", [](View& view) { return fates(view.read); });
    EXPECT_EQ(told.accepted, 2) << "a shift and a sale";
    EXPECT_EQ(told.waiting, 1);
    EXPECT_EQ(told.reviewed, 1);
    EXPECT_EQ(told.conflict, 1);
}

TEST_F(Review, the_device_hears_what_was_decided)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.clock -= 48h;
    auto const first = till.sold(keset);
    auto const second = till.sold(keset);
    auto const third = till.sold(keset);
    send(till, noon + 1h);
    auto const all = waiting();
    ASSERT_EQ(all.size(), 3U);
    expect_booked(decide({ all[0].id, noon + 30min }));
    ASSERT_TRUE(put_aside(all[1].id, "salinan").ok());
    std::vector<std::string> const asked { first.id, second.id, third.id, "bukan id", "" };
    auto const told = look("wayan", [&](View& view) { return decided(view, till.id, asked); });
    ASSERT_EQ(told.size(), 2U) << "the third still waits";
    EXPECT_EQ(told[0].id, first.id);
    EXPECT_EQ(told[0].seq, first.seq);
    EXPECT_EQ(told[0].verdict, Verdict::booked);
    EXPECT_EQ(told[0].number, "PTK-K1-1");
    EXPECT_EQ(told[1].verdict, Verdict::aside);
    EXPECT_EQ(told[1].why, "salinan");
    auto const other = enrolled();
    EXPECT_TRUE(look("wayan", [&](View& view) { return decided(view, other.id, asked); }).empty());
}

TEST_F(Review, all_that_wait_for_the_clock_are_booked_at_once_in_their_order)
{
    auto till = enrolled();
    auto const keset = market.product({});
    till.clock -= 48h;
    till.opened();
    for (int i = 0; i < 4; ++i) till.sold(keset);
    till.closed(280'000);
    send(till, noon + 1h);
    EXPECT_EQ(waiting().size(), 6U);
    auto const groups = look("wayan",
                             [&](View& view) { return clock_groups(view, market.pontianak()); });
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].events, 6);
    auto const booked = run(
        "wayan", [&](Call& call) { return book_all_proposed(call, market.pontianak(), till.id); },
        noon + 1h);
    EXPECT_EQ(booked.value(), 6);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(day().turnover, Rupiah { 180'000 });
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(Review, a_person_overrules_who_and_what_but_not_the_books)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.officer = actors["wayan"].officer; // never signed in there
    till.sold({ .lines = { { keset, "2" } }, .total = 80'000 });
    EXPECT_EQ(send_one(till).reason, ReviewReason::officer);
    auto const kept = kept_one();
    auto const first = decide({ kept.id });
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first.value().still->code().id, "sales.total_changed");
    EXPECT_EQ(kept_one().reason, ReviewReason::total) << "the next reason is shown";
    expect_booked(decide({ kept.id }));
    EXPECT_EQ(day().turnover, Rupiah { 90'000 }) << "the prices of the goods count";
    expect_sound();
}

TEST_F(Review, a_taken_number_gets_one_of_the_desk_that_names_the_paper)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    auto const twin = till.sold({ .lines = { { keset } }, .total = 45'000, .n = 1 });
    send(till);
    auto const kept = kept_one();
    EXPECT_EQ(kept.reason, ReviewReason::number);
    expect_booked(decide({ kept.id }));
    auto const sale = sale_of(twin.id).take();
    EXPECT_EQ(sale.number, "PTK-W-1");
    EXPECT_NE(sale.note.find("PTK-K1-1"), std::string::npos) << sale.note;
    expect_sound();
}

TEST_F(Review, a_sale_without_its_shift_is_in_no_drawer)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const event = till.sold(
        { .lines = { { keset } }, .total = 45'000, .shift = ShiftId::make(noon) });
    EXPECT_EQ(send_one(till).reason, ReviewReason::shift);
    expect_booked(decide({ kept_one().id }));
    EXPECT_EQ(sale_of(event.id).value().shift, std::nullopt);
    expect_sound();
}

TEST_F(Review, what_a_person_has_overruled_stays_overruled)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    auto const odd = till.sold({ .lines = { { keset, "2" } },
                                 .total = 80'000,
                                 .note = std::string(495, 'x'),
                                 .n = 1,
                                 .shift = ShiftId::make(noon) });
    send(till);
    auto const id = kept_one().id;
    int steps = 1;
    for (; steps < 5; ++steps) {
        auto const done = decide({ id });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
        if (!done.value().still) break;
    }
    EXPECT_LE(steps, 3) << "number, total, shift: each is asked about once";
    EXPECT_TRUE(waiting().empty());
    auto const sale = sale_of(odd.id).take();
    EXPECT_EQ(sale.number, "PTK-W-1");
    EXPECT_TRUE(sale.note.ends_with("x · struk tercetak PTK-K1-1")) << sale.note;
    expect_sound();
}

TEST_F(Review, a_revoked_devices_sale_is_booked_by_a_person)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    ASSERT_TRUE(
        run("wayan", [&](Call& call) { return revoke(call, market.pontianak(), till.id); }).ok());
    send(till);
    expect_booked(decide({ kept_one().id }));
    EXPECT_EQ(day().sales, 1);
    expect_sound();
}

TEST_F(Review, of_two_under_one_number_the_second_may_be_booked_too)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    auto copy = till; // its data on a second phone
    send(till);
    till.sold(keset);
    send(till);
    copy.outbox.clear();
    copy.turn = till.turn;
    auto const second = copy.sold(keset, 2);
    EXPECT_EQ(send_one(copy).outcome, Outcome::conflict);
    EXPECT_EQ(alarms().size(), 1U);
    auto const kept = kept_one();
    EXPECT_EQ(decide({ kept.id }).value().still->code().id, "sales.number_taken");
    expect_booked(decide({ kept.id }));
    EXPECT_EQ(sale_of(second.id).value().number, "PTK-W-1");
    EXPECT_TRUE(alarms().empty());
    EXPECT_EQ(day().turnover, Rupiah { 180'000 });
    expect_sound();
}

TEST_F(Review, what_proves_nothing_can_only_be_set_aside)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.outbox.front().signature = test::SecretKey {}.signature_of(till.outbox.front().body);
    send(till);
    auto const kept = kept_one();
    EXPECT_EQ(code_of(decide({ kept.id })), "device.not_bookable");
    EXPECT_EQ(code_of(put_aside(kept.id, "  ")), "device.reason_missing");
    EXPECT_EQ(code_of(put_aside(kept.id, std::string(501, 'a'))), "device.reason_missing");
    ASSERT_TRUE(put_aside(kept.id, "Salinan rusak, struknya tidak ada").ok());
    EXPECT_EQ(code_of(put_aside(kept.id, "lagi")), "device.settled");
    EXPECT_TRUE(waiting().empty());
    auto const still = look("wayan", [&](View& view) {
                           return kept_event(view, market.pontianak(), kept.id);
                       }).take();
    EXPECT_EQ(still.state, KeptState::aside);
    EXPECT_FALSE(body_of(still).empty()) << "set aside, not thrown away";
    EXPECT_EQ(day().sales, 0);
    expect_sound();
}

TEST_F(Review, another_units_person_finds_nothing)
{
    auto till = at_work();
    till.sold(VariantId::make(noon));
    EXPECT_EQ(send_one(till).reason, ReviewReason::goods);
    auto const kept = kept_one();
    EXPECT_EQ(code_of(decide({ kept.id }, "yosef")), "core.not_found");
    EXPECT_EQ(code_of(put_aside(kept.id, "bukan kami", "yosef")), "core.not_found");
    EXPECT_EQ(code_of(look("yosef",
                           [&](View& view) { return kept_event(view, market.ambon(), kept.id); })),
              "core.not_found");
    EXPECT_EQ(
        code_of(run("yosef",
                    [&](Call& call) { return book_all_proposed(call, market.ambon(), till.id); })),
        "core.not_found");
}

TEST_F(Review, a_sale_is_told_in_words_without_the_officers_number)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold({ .lines = { { keset, "2", 45'000, 5'000 }, { VariantId::make(noon), "1" } },
                .total = 130'000,
                .buyer = "officer",
                .nip = "198503122009011002",
                .note = "titip" });
    send(till);
    auto const kept = kept_one();
    auto const [line, whole] = look("wayan", [&](View& view) {
        return std::pair { told_shortly(view, market.pontianak(), { kept }).front(),
                           told_whole(view, market.pontianak(), kept) };
    });
    EXPECT_EQ(line.goods, "2 × Keset sabut kelapa, 1 × barang tidak dikenal");
    EXPECT_EQ(line.number, "PTK-K1-1");
    EXPECT_EQ(line.officer, "Sari");
    EXPECT_EQ(whole.sale->nip_tail, "002");
    EXPECT_EQ(json_text(whole).find("198503122009011002"), std::string::npos);
    EXPECT_EQ(whole.sale->lines[0].discount, Rupiah { 5'000 });
    EXPECT_TRUE(whole.bookable);
    EXPECT_FALSE(whole.needs_time);
}

TEST_F(Review, an_alarm_that_nothing_will_end_is_given_up_with_a_reason)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.sold(keset);
    auto const lost = till.outbox.front();
    till.outbox.pop_front();
    EXPECT_EQ(send(till).next_seq, 2);
    auto const alarm = alarms().front();
    auto const end = [&](std::string const& why, std::string const& who = "wayan") {
        return run(who, [&](Call& call) { return give_up(call, scope_of(who), alarm.id, why); });
    };
    EXPECT_EQ(code_of(end("tabletnya rusak", "yosef")), "core.not_found");
    EXPECT_EQ(code_of(end("")), "device.reason_missing");
    ASSERT_TRUE(end("Tabletnya jatuh ke air").ok());
    EXPECT_EQ(code_of(end("lagi")), "device.settled");
    EXPECT_TRUE(alarms().empty());
    EXPECT_EQ(send(till).next_seq, 4);
    till.outbox = { lost };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted) << "it came after all";
    expect_sound();
}

} // namespace
} // namespace karya::device
