// What the desk does with a device and its officers, and prices that were not those of the list.

#include "device/order.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using ledger::Account;
using test::noon;

class DeskOfDevices : public test::House {
protected:
    test::Till at_work()
    {
        auto till = enrolled();
        till.opened();
        EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
        return till;
    }
    Result<void> remove(test::Till const& till, std::string const& whom, Timestamp now,
                        std::string const& who = "wayan")
    {
        return run(
            who,
            [&](Call& call) {
                return device::remove_officer(call, scope_of(who), till.id, actors[whom].officer);
            },
            now);
    }
    Result<void> end(test::Till const& till, std::int64_t counted, std::string const& note,
                     std::string const& who = "wayan")
    {
        return run(
            who,
            [&](Call& call) {
                return end_drawer(call, scope_of(who), { till.id, Rupiah { counted }, note });
            },
            noon + 1h);
    }
    void set_price(VariantId variant, std::int64_t price, Timestamp now)
    {
        auto const set = run(
            "wayan",
            [&](Call& call) {
                return catalogue::set_price(call, market.pontianak(), variant,
                                            { Rupiah { price }, {} });
            },
            now);
        ASSERT_TRUE(set.ok());
    }
    std::vector<OddPrice> odd()
    {
        auto const all = alarms();
        CHECK(all.size() == 1 && all.front().kind == AlarmKind::price);
        return look("wayan", [&](View& view) { return store::prices(view.read, all.front().id); });
    }
    sales::Shift shift_of(test::Till const& till)
    {
        return look("wayan",
                    [&](View& view) { return sales::shift(view, market.pontianak(), till.shift); })
            .take();
    }
};

TEST_F(DeskOfDevices, a_removed_officers_events_are_booked_up_to_then)
{
    auto till = at_work();
    auto const keset = market.product({});
    EXPECT_EQ(code_of(remove(till, "wayan", noon)), "core.not_found") << "never worked there";
    EXPECT_EQ(code_of(remove(till, "sari", noon, "yosef")), "core.not_found") << "another unit";
    till.clock = noon + 10min;
    till.sold(keset);
    ASSERT_TRUE(remove(till, "sari", noon + 20min).ok());
    EXPECT_EQ(code_of(remove(till, "sari", noon + 20min)), "core.not_found");
    till.clock = noon + 30min;
    till.sold(keset);
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[0].outcome, Outcome::accepted) << "made before, sent after";
    EXPECT_EQ(taken.answers[1].outcome, Outcome::review);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::officer);
    EXPECT_TRUE(look("wayan", [&](View& view) { return officers_of(view, till.id); }).empty());

    work_on(till, "sari");
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted) << "signed in there again";
    expect_sound();
}

TEST_F(DeskOfDevices, a_lost_devices_drawer_is_counted_at_the_desk)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    send(till);
    auto const late = till.sold(keset);
    ASSERT_TRUE(
        run("wayan", [&](Call& call) { return revoke(call, market.pontianak(), till.id); }).ok());
    EXPECT_EQ(code_of(end(till, 145'000, "hilang", "yosef")), "core.not_found");
    EXPECT_EQ(code_of(end(till, 145'000, " ")), "device.reason_missing");
    EXPECT_EQ(code_of(end(till, -1, "hilang")), "base.bad_amount");
    ASSERT_TRUE(end(till, 190'000, "Tablet hilang, laci ada").ok());
    EXPECT_EQ(code_of(end(till, 190'000, "lagi")), "sales.no_shift");
    EXPECT_EQ(shift_of(till).expected, Rupiah { 145'000 });
    EXPECT_EQ(balance(Account::cash_over_short), -45'000);

    send(till);
    auto const kept = waiting();
    ASSERT_EQ(kept.size(), 1U);
    auto const booked = run(
        "wayan",
        [&](Call& call) { return book_kept(call, market.pontianak(), { kept.front().id }); },
        noon + 2h);
    ASSERT_TRUE(booked.ok() && !booked.value().still);
    EXPECT_EQ(sale_of(late.id).value().number, "PTK-K1-2");
    EXPECT_EQ(shift_of(till).expected, Rupiah { 190'000 }) << "its cash was in the drawer";
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(DeskOfDevices, a_price_of_its_list_is_right_though_another_is_in_force)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const list = rfc3339(noon + 1h);
    set_price(keset, 50'000, noon + 2h);
    till.clock = noon + 3h;
    till.sold({ .lines = { { keset } }, .total = 45'000, .list = list });
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_TRUE(alarms().empty());
    till.sold(
        { .lines = { { keset, "1", 50'000 } }, .total = 50'000, .list = rfc3339(till.clock) });
    send(till);
    EXPECT_TRUE(alarms().empty());
    EXPECT_EQ(day().turnover, Rupiah { 95'000 });
}

TEST_F(DeskOfDevices, another_price_than_the_lists_is_booked_and_shown)
{
    auto till = at_work();
    auto const keset = market.product({});
    auto const sapu = market.product({ .name = "Sapu" });
    auto const list = rfc3339(noon + 3h);
    set_price(keset, 50'000, noon + 2h);
    till.clock = noon + 4h;
    auto const event = till.sold(
        { .lines = { { sapu }, { keset, "2", 45'000 } }, .total = 135'000, .list = list });
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(event.id).value().total, Rupiah { 135'000 }) << "the goods are gone";
    auto const lines = odd();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].n, 2);
    EXPECT_EQ(lines[0].variant, keset);
    EXPECT_EQ(lines[0].listed, Rupiah { 50'000 });
    EXPECT_EQ(lines[0].sold, Rupiah { 45'000 });
    till.outbox = { event };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    EXPECT_EQ(alarms().size(), 1U) << "once";
    ASSERT_TRUE(run("wayan", [&](Call& call) {
                    return give_up(call, market.pontianak(), alarms().front().id, "harga lama");
                }).ok());
    EXPECT_TRUE(alarms().empty());
    expect_sound();
}

TEST_F(DeskOfDevices, a_list_that_names_no_time_is_judged_by_the_sales_own)
{
    auto till = at_work();
    auto const keset = market.product({});
    set_price(keset, 50'000, noon + 2h);
    till.clock = noon + 3h;
    for (auto const* list : { "v1", "", "2999-01-01T00:00:00Z" })
        till.sold({ .lines = { { keset } }, .total = 45'000, .list = list });
    send(till);
    EXPECT_EQ(alarms().size(), 3U);
}

TEST_F(DeskOfDevices, a_sale_that_a_person_books_is_looked_at_too)
{
    auto till = at_work();
    auto const keset = market.product({});
    set_price(keset, 50'000, noon + 2h);
    till.clock = noon + 3h;
    till.sold({ .lines = { { keset } }, .total = 45'000, .shift = ShiftId::make(noon) });
    EXPECT_EQ(send_one(till).reason, ReviewReason::shift);
    EXPECT_TRUE(alarms().empty());
    auto const id = waiting().front().id;
    ASSERT_TRUE(run(
                    "wayan",
                    [&](Call& call) { return book_kept(call, market.pontianak(), { id }); },
                    noon + 4h)
                    .ok());
    EXPECT_EQ(odd().front().sold, Rupiah { 45'000 });
}

} // namespace
} // namespace karya::device
