// A month of premium: who gets what, by which steps, and what refuses.

#include "base/hash.h"
#include "premium/test_month.h"
#include <atomic>
#include <mutex>
#include <thread>

namespace karya::premium {
namespace {

using Amounts = std::vector<std::int64_t>;

class PremiumTest : public Bakery {
protected:
    void SetUp() override
    {
        Bakery::SetUp();
        workers = team(bread, 3);
    }
    void work_april()
    {
        for (int back = 1; back <= 3; ++back)
            work(bread, today().next(-back), { { workers[0] }, { workers[1] } });
        work(bread, today().next(-4), { { workers[0] } });
        work(bread, today().next(-5), { { workers[2] } });
    }
    std::vector<WorkerId> workers;
};

TEST_F(PremiumTest, a_period_that_cannot_be_is_refused)
{
    work_april();
    sell();
    auto wanted = april();
    wanted.last_day = today().next();
    EXPECT_EQ(code_of(try_make(wanted)), "premium.bad_period");
    wanted.last_day = wanted.first_day.next(-1);
    EXPECT_EQ(code_of(try_make(wanted)), "premium.bad_period");
    wanted.last_day = today();
    wanted.first_day = today().next(-92);
    EXPECT_EQ(code_of(try_make(wanted)), "premium.bad_period");
    wanted.activity = ActivityId::make(now);
    EXPECT_EQ(code_of(try_make(wanted)), "core.not_found");
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, without_sales_there_is_nothing_to_share)
{
    work_april();
    EXPECT_EQ(code_of(try_make(april())), "premium.nothing_to_share");
}

TEST_F(PremiumTest, without_anybody_at_work_it_cannot_be_sent)
{
    sell();
    auto const sheet = made();
    EXPECT_EQ(code_of(step(cashier, send, sheet)), "premium.nobody_worked");
    work_april();
    EXPECT_EQ(code_of(step(cashier, send, sheet)), "premium.changed");
    EXPECT_EQ(code_of(step(cashier, send, again(sheet).take())), "ok");
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R15_days_share_the_pot_to_the_last_rupiah)
{
    work_april();
    sell(3);
    auto const sheet = made();
    EXPECT_EQ(sheet.accrued, Rupiah { 37'500 });
    EXPECT_EQ(sheet.amount, Rupiah { 37'500 });
    EXPECT_EQ(amounts_of(sheet), (Amounts { 18'750, 14'063, 4'687 })); // 4, 3 and 1 of 8 days
    EXPECT_EQ(number_of(unit(), sheet), "PTK-PREMI-1");
}

TEST_F(PremiumTest, R15_marks_weigh_by_the_dated_table)
{
    work_april();
    sell(2);
    auto const marks = [&](Call& call) {
        return workshop::mark(
            call, unit(),
            { bread, Day::from(2021, 4, 1), "", { { workers[0], 3, 5 }, { workers[1], 3, 2 } } });
    };
    ASSERT_TRUE(as(kasi, marks).ok());
    EXPECT_EQ(amounts_of(made()), (Amounts { 12'500, 9'375, 3'125 }));
    Factors const factors { .since = Day::from(2021, 4, 20),
                            .difficulty = { 100, 100, 100, 100, 100 },
                            .conduct = { 0, 50, 100, 100, 200 } };
    auto const set = [&](Factors const& wanted) {
        return as(kasi, [&](Call& call) { return set_factors(call, unit(), wanted); });
    };
    ASSERT_TRUE(set(factors).ok());
    auto wrong = factors;
    wrong.conduct.pop_back();
    EXPECT_EQ(code_of(set(wrong)), "premium.bad_factors");
    wrong = factors;
    wrong.since = factors.since.next(-1);
    EXPECT_EQ(code_of(set(wrong)), "premium.bad_factors");
    auto const sheet = look([&](View& view) { return sheets(view, unit()); }).front();
    auto const anew = again(sheet).take();
    // 4 × 200, 3 × 50 and 1 × 100 of 1050
    EXPECT_EQ(amounts_of(anew), (Amounts { 19'048, 3'571, 2'381 }));
    EXPECT_EQ(again(anew, Basis::hours).take().amount, anew.amount);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R15_equal_remainders_go_to_the_lower_number)
{
    for (auto const worker : workers) work(bread, today().next(-1), { { worker } });
    sell(); // 12,500 for three
    EXPECT_EQ(amounts_of(made()), (Amounts { 4'167, 4'167, 4'166 }));
}

TEST_F(PremiumTest, R16_pieces_are_paid_whole_and_the_working_fund_owes_what_is_missing)
{
    pay_wage(bread, 1'000);
    sell(5); // 5,000 of upah
    work(bread, today().next(-1), { { workers[0], 6, 4 }, { workers[1], 6, 3 } }, 1'000);
    auto const first = authorised(try_make(april(Fund::upah)).take());
    EXPECT_EQ(amounts_of(first), (Amounts { 4'000, 3'000 }));
    EXPECT_EQ(first.topped_up, Rupiah { 2'000 });
    EXPECT_EQ(held(Account::upah_payable), -7'000);
    EXPECT_EQ(broken(), "");
    // Later the rest is sold: what was advanced is there for the next sheet.
    now += std::chrono::days { 1 };
    sell(4);
    work(bread, today(), { { workers[0], 6, 1 } }, 1'000);
    auto wanted = april(Fund::upah);
    wanted.first_day = today();
    auto const second = authorised(try_make(wanted).take());
    EXPECT_EQ(second.amount, Rupiah { 1'000 });
    EXPECT_EQ(second.topped_up, Rupiah {});
    EXPECT_EQ(second.carried_out, Rupiah { 3'000 });
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R16_days_written_or_corrected_after_a_sheet_are_paid_by_the_next_one)
{
    auto const day = today().next(-3);
    work(bread, day, { { workers[0], 6, 10 }, { workers[1], 6, 5 } }, 2'000);
    authorised(try_make(april(Fund::upah)).take());
    // Ten become thirty, and one who was forgotten.
    work(bread, day, { { workers[0], 6, 30 }, { workers[2], 6, 40 } }, 2'000);
    EXPECT_EQ(broken(), "");
    now += std::chrono::days { 1 };
    work(bread, today(), { { workers[1], 6, 1 } }, 2'000);
    auto wanted = april(Fund::upah);
    EXPECT_EQ(code_of(try_make(wanted)), "premium.period_taken");
    wanted.first_day = today();
    auto const next = authorised(try_make(wanted).take());
    EXPECT_EQ(amounts_of(next), (Amounts { 40'000, 2'000, 80'000 }));
    auto const late = look([&](View& view) { return lates(view, unit(), next.id); });
    ASSERT_EQ(late.size(), 2U);
    for (auto const& one : late)
        EXPECT_EQ(one.earned, Rupiah { one.worker == workers[0] ? 40'000 : 80'000 });
    EXPECT_EQ(broken(), "");
    now += std::chrono::days { 1 };
    wanted.first_day = wanted.last_day = today();
    EXPECT_EQ(code_of(try_make(wanted)), "premium.nothing_to_share") << "once";
}

TEST_F(PremiumTest, R16_a_day_corrected_down_is_deducted_from_his_own_next_wages_to_the_last)
{
    auto const day = today().next(-3);
    work(bread, day, { { workers[0], 6, 10 }, { workers[1], 6, 5 } }, 2'000);
    authorised(try_make(april(Fund::upah)).take());
    work(bread, day, { { workers[0], 6, 2 } }, 2'000); // 16,000 too many
    auto const next_day = [&](std::int64_t pieces) {
        now += std::chrono::days { 1 };
        work(bread, today(), { { workers[0], 6, pieces }, { workers[1], 6, 1 } }, 2'000);
        auto wanted = april(Fund::upah);
        wanted.first_day = wanted.last_day = today();
        return amounts_of(authorised(try_make(wanted).take()));
    };
    EXPECT_EQ(next_day(3), (Amounts { 0, 2'000 })) << "never below nothing";
    EXPECT_EQ(next_day(8), (Amounts { 6'000, 2'000 })) << "the other 10,000";
    EXPECT_EQ(next_day(8), (Amounts { 16'000, 2'000 }));
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R16_days_between_two_sheets_are_in_the_later_one)
{
    work(bread, today(), { { workers[0], 6, 4 } }, 1'000);
    authorised(try_make(april(Fund::upah)).take());
    now += std::chrono::days { 2 };
    work(bread, today().next(-1), { { workers[1], 6, 7 } }, 1'000);
    work(bread, today(), { { workers[0], 6, 1 } }, 1'000);
    auto wanted = april(Fund::upah);
    wanted.first_day = wanted.last_day = today();
    EXPECT_EQ(amounts_of(authorised(try_make(wanted).take())), (Amounts { 1'000, 7'000 }));
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R15_days_written_after_a_sheet_weigh_in_the_next_one)
{
    work(bread, today().next(-1), { { workers[0] }, { workers[1] } });
    sell();
    authorised(made());
    work(bread, today().next(-1), { { workers[2] } });
    work(bread, today().next(-2), { { workers[2] } });
    now += std::chrono::days { 1 };
    sell();
    work(bread, today(), { { workers[0] }, { workers[1] } });
    auto wanted = april();
    wanted.first_day = wanted.last_day = today();
    auto const sheet = authorised(try_make(wanted).take());
    EXPECT_EQ(amounts_of(sheet), (Amounts { 3'125, 3'125, 6'250 }));
    EXPECT_EQ(lines_of(sheet).back().present, 2);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, a_sheet_without_late_days_has_the_hash_that_it_had_before_there_were_any)
{
    Sheet const sheet { .n = 3, .fund = Fund::upah, .formula = "{}", .amount = Rupiah { 5 } };
    auto const none = UnitId {}.text();
    auto const content = "{\"unit\":\"" + none + "\",\"activity\":\"" + none
        + "\",\"n\":3,\"fund\":\"upah\",\"first_day\":\"" + Day {}.text() + "\",\"last_day\":\""
        + Day {}.text()
        + "\",\"formula\":\"{}\",\"covers\":0,\"accrued\":0,\"carried_in\":0,\"claimed\":0,"
          "\"topped_up\":0,\"amount\":5,\"carried_out\":0,\"lines\":[],\"parts\":[]}";
    EXPECT_EQ(hash_of(sheet, { {}, {}, {} }), sha256_hex(content));
    EXPECT_NE(hash_of(sheet, { {}, { { .present = 1 } }, {} }), sha256_hex(content));
}

TEST_F(PremiumTest, steps_go_in_their_order_and_by_other_hands)
{
    work_april();
    sell();
    auto sheet = made();
    EXPECT_EQ(code_of(step(kasi, verify, sheet)), "premium.wrong_state");
    EXPECT_EQ(code_of(step(head, authorise, sheet)), "premium.wrong_state");
    EXPECT_EQ(code_of(try_pay(sheet, { workers[0] })), "premium.wrong_state");
    sheet = sent(sheet);
    EXPECT_EQ(code_of(step(head, authorise, sheet)), "premium.wrong_state");
    EXPECT_EQ(code_of(step(cashier, verify, sheet)), "premium.own_step");
    EXPECT_EQ(code_of(step(cashier, drop, sheet)), "premium.wrong_state");
    sheet = step(kasi, verify, sheet).take();
    EXPECT_EQ(code_of(step(kasi, authorise, sheet)), "premium.own_step");
    sheet = step(head, authorise, sheet).take();
    EXPECT_EQ(code_of(step(head, authorise, sheet)), "premium.wrong_state");
    EXPECT_EQ(code_of(try_back(head, sheet)), "premium.wrong_state");
    auto const steps = look([&](View& view) { return approvals(view, unit(), sheet.id); });
    ASSERT_EQ(steps.size(), 4U);
    for (auto const& one : steps) EXPECT_EQ(one.hash, sheet.hash);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, of_two_at_once_the_second_is_told)
{
    work_april();
    sell();
    auto const sheet = made();
    again(sheet).take();
    EXPECT_EQ(code_of(step(cashier, send, sheet)), "premium.stale");
    EXPECT_EQ(code_of(step(cashier, drop, sheet)), "premium.stale");
}

TEST_F(PremiumTest, what_changed_after_it_was_computed_is_not_approved)
{
    work_april();
    auto const sale = sell(2);
    auto sheet = verified(made());
    give_goods_back(sale);
    EXPECT_EQ(code_of(step(head, authorise, sheet)), "premium.changed");
    EXPECT_EQ(code_of(try_back(head, sheet, " ")), "premium.reason_missing");
    sheet = try_back(head, sheet).take();
    EXPECT_EQ(sheet.state, SheetState::draft);
    sheet = authorised(again(sheet).take());
    EXPECT_EQ(sheet.amount, Rupiah { 12'500 });
    EXPECT_EQ(broken(), "");
    // Sales after it do not change it.
    sell();
    EXPECT_TRUE(look([&](View& view) { return is_current(view, unit(), sheet); }));
}

TEST_F(PremiumTest, attendance_that_changed_is_seen_too)
{
    work_april();
    sell();
    auto const sheet = sent(made());
    work(bread, today().next(-6), { { workers[2] } });
    EXPECT_EQ(code_of(step(kasi, verify, sheet)), "premium.changed");
}

TEST_F(PremiumTest, one_open_sheet_an_activity_and_days_are_paid_once)
{
    work_april();
    sell();
    auto const sheet = made();
    EXPECT_EQ(code_of(try_make(april())), "premium.sheet_open");
    authorised(sheet);
    sell();
    EXPECT_EQ(code_of(try_make(april())), "premium.period_taken");
    auto const other = add_activity("Kayu");
    auto wanted = april();
    wanted.activity = other;
    EXPECT_EQ(code_of(try_make(wanted)), "premium.nothing_to_share");
}

TEST_F(PremiumTest, a_dropped_one_frees_its_parts_and_its_days)
{
    work_april();
    sell();
    auto const sheet = made();
    step(cashier, drop, sheet).take();
    auto const second = authorised(made());
    EXPECT_EQ(second.n, 2);
    EXPECT_EQ(second.amount, Rupiah { 12'500 });
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, what_is_sold_after_the_last_day_waits_for_the_next_sheet)
{
    work_april();
    sell();
    now += std::chrono::days { 2 };
    sell();
    work(bread, today(), { { workers[2] } });
    auto wanted = april();
    wanted.last_day = today().next(-1);
    auto const first = authorised(try_make(wanted).take());
    EXPECT_EQ(first.amount, Rupiah { 12'500 });
    wanted.first_day = wanted.last_day = today();
    auto const second = authorised(try_make(wanted).take());
    EXPECT_EQ(second.amount, Rupiah { 12'500 });
    EXPECT_EQ(amounts_of(second), (Amounts { 12'500 }));
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R10_a_refund_after_authorising_is_claimed_from_the_next_sheet)
{
    work_april();
    auto const sale = sell(3);
    authorised(made());
    give_goods_back(sale, 1, 2);
    EXPECT_EQ(held(Account::premi_claim), 25'000);
    EXPECT_EQ(held(Account::premi_payable), -37'500);
    now += std::chrono::days { 1 };
    sell();
    work(bread, today(), { { workers[0] } });
    auto wanted = april();
    wanted.first_day = wanted.last_day = today();
    auto const second = authorised(try_make(wanted).take());
    EXPECT_EQ(second.claimed, Rupiah { 12'500 });
    EXPECT_EQ(second.amount, Rupiah {});
    EXPECT_EQ(now_of(second).state, SheetState::paid) << "nothing of it is left to pay";
    EXPECT_EQ(held(Account::premi_claim), 12'500) << "the rest is carried on";
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R10_only_lines_of_the_activity_are_locked)
{
    auto const wood = add_activity("Kayu");
    auto const chair = product(wood, "Kursi");
    work_april();
    auto const sale = sell({ { goods, Quantity::pieces(1) }, { chair, Quantity::pieces(2) } });
    authorised(made());
    give_goods_back(sale, 2);
    EXPECT_EQ(held(Account::premi_claim), 0);
    EXPECT_EQ(held(Account::premi_payable), -25'000);
    give_goods_back(sale, 1);
    EXPECT_EQ(held(Account::premi_claim), 12'500);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, nobody_is_paid_twice_or_more_than_he_earned)
{
    work_april();
    sell(3);
    auto const sheet = authorised(made());
    EXPECT_EQ(code_of(try_pay(sheet, {})), "premium.nothing_to_pay");
    EXPECT_EQ(code_of(try_pay(sheet, { workers[0], workers[0] })), "premium.bad_payout");
    EXPECT_EQ(code_of(try_pay(sheet, { WorkerId::make(now) })), "premium.bad_payout");
    auto const first = try_pay(sheet, { workers[0], workers[1] }).take();
    EXPECT_EQ(first.amount, Rupiah { 32'813 });
    EXPECT_EQ(code_of(try_pay(sheet, { workers[1], workers[2] })), "premium.already_paid");
    EXPECT_EQ(now_of(sheet).paid, Rupiah { 32'813 });
    EXPECT_EQ(held(Account::premi_payable), -4'687);
    try_pay(sheet, { workers[2] }).take();
    EXPECT_EQ(now_of(sheet).state, SheetState::paid);
    EXPECT_EQ(held(Account::premi_payable), 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, what_came_back_is_owed_again_and_paid_again)
{
    work_april();
    sell();
    auto const sheet = authorised(made());
    auto const payout = try_pay(sheet, workers).take();
    EXPECT_EQ(code_of(try_come_back(payout, workers[0], " ")), "premium.reason_missing");
    EXPECT_EQ(code_of(try_come_back(payout, WorkerId::make(now))), "premium.not_paid");
    ASSERT_EQ(code_of(try_come_back(payout, workers[0])), "ok");
    EXPECT_EQ(code_of(try_come_back(payout, workers[0])), "premium.not_paid");
    EXPECT_EQ(held(Account::premi_payable), -6'250);
    EXPECT_EQ(now_of(sheet).state, SheetState::authorised);
    EXPECT_EQ(broken(), "");
    try_pay(sheet, { workers[0] }).take();
    EXPECT_EQ(held(Account::premi_payable), 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, a_card_file_that_was_changed_afterwards_is_found)
{
    work_april();
    sell();
    auto const sheet = authorised(made());
    try_pay(sheet, { workers[0] }).take();
    EXPECT_EQ(broken(), "");
    static db::Query const change { "premium_test.card",
                                    "UPDATE premium_card SET card = card || ' '" };
    as(treasurer, [&](Call& call) -> Result<int> { return call.tx.run(change), 1; }).take();
    EXPECT_NE(broken().find("audit trail"), std::string::npos);
}

TEST_F(PremiumTest, of_many_who_pay_at_once_one_pays)
{
    work_april();
    sell();
    auto const sheet = authorised(made());
    std::mutex guard;
    std::map<std::string, int> answers;
    std::vector<std::thread> desks;
    for (int i = 0; i < 8; ++i)
        desks.emplace_back([&] {
            auto const code = code_of(try_pay(sheet, workers));
            std::lock_guard const lock { guard };
            ++answers[code];
        });
    for (auto& desk : desks) desk.join();
    EXPECT_EQ(answers, (std::map<std::string, int> { { "ok", 1 }, { "premium.already_paid", 7 } }));
    EXPECT_EQ(held(Account::premi_payable), 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, of_many_who_authorise_at_once_one_does_and_a_refund_meets_one_side)
{
    work_april();
    auto const sale = sell(2);
    auto const sheet = verified(made());
    std::atomic<int> taken { 0 };
    std::vector<std::thread> desks;
    for (int i = 0; i < 4; ++i)
        desks.emplace_back([&] { taken += step(head, authorise, sheet).ok() ? 1 : 0; });
    desks.emplace_back([&] { give_goods_back(sale); });
    for (auto& desk : desks) desk.join();
    // Either the refund came first and nothing was authorised, or it is a claim.
    EXPECT_EQ(held(Account::premi_claim), taken * 12'500);
    EXPECT_EQ(held(Account::premi_payable), taken == 1 ? -25'000 : -12'500);
    EXPECT_LE(taken, 1);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumTest, R11_money_that_is_not_there_cannot_be_paid)
{
    work_april();
    sell();
    auto const sheet = authorised(made());
    PayoutDraft const draft { .sheet = sheet.id,
                              .channel = Channel::hand,
                              .money = MoneySource::cash,
                              .paid_on = today(),
                              .workers = workers };
    auto const done = as(treasurer, [&](Call& call) { return pay(call, unit(), draft); });
    EXPECT_EQ(code_of(done), "ledger.too_little_money");
    auto early = draft;
    early.paid_on = today().next(-1);
    EXPECT_EQ(code_of(as(treasurer, [&](Call& call) { return pay(call, unit(), early); })),
              "premium.bad_payout");
    EXPECT_EQ(now_of(sheet).paid, Rupiah {});
}

TEST_F(PremiumTest, another_units_sheet_is_not_there)
{
    work_april();
    sell();
    auto const sheet = made();
    auto const foreign = look(
        [&](View& view) { return premium::sheet(view, market.ambon(), sheet.id).ok(); });
    EXPECT_FALSE(foreign);
    auto const done = as(cashier, [&](Call& call) {
        return send(call, market.ambon(), { sheet.id, sheet.version });
    });
    EXPECT_EQ(code_of(done), "core.not_found");
}

TEST_F(PremiumTest, verify_sees_what_was_bent)
{
    work_april();
    sell(2);
    auto const sheet = authorised(made());
    try_pay(sheet, { workers[0] }).take();
    ASSERT_EQ(broken(), "");
    using Unlisted = db::Query::Unlisted;
    // What bends, and what puts it right again.
    db::Query const queries[] {
        { Unlisted {}, "test.part", "UPDATE premium_part SET amount = amount + 1" },
        { Unlisted {}, "test.part_back", "UPDATE premium_part SET amount = amount - 1" },
        { Unlisted {}, "test.line", "UPDATE premium_line SET amount = amount + 1 WHERE n = 1" },
        { Unlisted {}, "test.line_back",
          "UPDATE premium_line SET amount = amount - 1 WHERE n = 1" },
        { Unlisted {}, "test.days", "UPDATE premium_line SET present = present + 1 WHERE n = 2" },
        { Unlisted {}, "test.days_back",
          "UPDATE premium_line SET present = present - 1 WHERE n = 2" },
        { Unlisted {}, "test.paid", "UPDATE premium_payout SET amount = amount + 1" },
        { Unlisted {}, "test.paid_back", "UPDATE premium_payout SET amount = amount - 1" },
        { Unlisted {}, "test.day", "UPDATE premium_payout SET paid_on = paid_on - 1" },
        { Unlisted {}, "test.day_back", "UPDATE premium_payout SET paid_on = paid_on + 1" },
    };
    for (std::size_t i = 0; i < std::size(queries); ++i) {
        SCOPED_TRACE(i);
        auto const changed = as(
            kasi, [&](Call& call) -> Result<std::int64_t> { return call.tx.run(queries[i]); });
        EXPECT_GT(changed.value(), 0);
        bool const bent = i % 2 == 0;
        EXPECT_EQ(!broken().empty(), bent) << broken();
    }
}

TEST_F(PremiumTest, verify_sees_wages_that_no_day_ever_earned)
{
    static db::Query const fewer { "premium_test.fewer",
                                   "UPDATE workshop_line SET pieces = pieces - 1" };
    work(bread, today(), { { workers[0], 6, 4 } }, 1'000);
    authorised(try_make(april(Fund::upah)).take());
    EXPECT_EQ(broken(), "");
    as(kasi, [&](Call& call) -> Result<int> { return call.tx.run(fewer), 1; }).take();
    EXPECT_NE(broken().find("more than was ever written"), std::string::npos) << broken();
}

TEST_F(PremiumTest, verify_sees_late_days_that_were_bent)
{
    static db::Query const more { "premium_test.more",
                                  "UPDATE premium_late SET earned = earned + 1" };
    work(bread, today(), { { workers[0], 6, 4 } }, 1'000);
    auto wanted = april(Fund::upah);
    now += std::chrono::days { 1 };
    wanted.first_day = wanted.last_day = today();
    EXPECT_EQ(amounts_of(authorised(try_make(wanted).take())), (Amounts { 4'000 }));
    EXPECT_EQ(broken(), "");
    as(kasi, [&](Call& call) -> Result<int> { return call.tx.run(more), 1; }).take();
    EXPECT_NE(broken().find("not what was approved"), std::string::npos) << broken();
}

TEST_F(PremiumTest, R17_a_minimum_wage_is_dated_and_unknown_until_somebody_fills_it_in)
{
    auto const known = [&](Day day) {
        return look([&](View& view) { return wage_on(view, unit(), day); });
    };
    EXPECT_FALSE(known(today()).has_value());
    auto const set = [&](Wage const& wage) {
        return as(kasi, [&](Call& call) { return set_wage(call, unit(), wage); });
    };
    Wage wage { .since = Day::from(2021, 1, 1),
                .kind = WageKind::umk,
                .month = Rupiah { 2'500'000 },
                .days = 25,
                .source = "SK Gubernur 1" };
    EXPECT_EQ(code_of(set({ .since = wage.since, .days = 0 })), "premium.bad_wage");
    ASSERT_EQ(code_of(set(wage)), "ok");
    EXPECT_FALSE(known(Day::from(2020, 12, 31)).has_value());
    EXPECT_EQ(share_of(*known(today()), 3), Rupiah { 300'000 });
    wage.month = Rupiah { 2'600'000 };
    ASSERT_EQ(code_of(set(wage)), "ok") << "a correction is a new row";
    EXPECT_EQ(known(today())->month, Rupiah { 2'600'000 });
}

} // namespace
} // namespace karya::premium
