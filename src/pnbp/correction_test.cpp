// What was typed wrong of a payment is set right by two people, and nothing is lost of it.

#include "pnbp/store.h"
#include "pnbp/test_treasury.h"

namespace karya::pnbp {
namespace {

class CorrectionTest : public Treasury {
protected:
    void SetUp() override
    {
        Treasury::SetUp();
        head = dewi;
        head.officer = test::numbered<OfficerTag>(4);
        head.name = "Kepala";
        head.role = Role::head;
    }
    /// What the deposit says now, to be changed by a test.
    static PaymentDraft as_recorded(Deposit const& deposit)
    {
        return { .deposit = deposit.id,
                 .ntpn = *deposit.ntpn,
                 .ntb = deposit.ntb,
                 .channel = deposit.channel,
                 .paid_on = *deposit.paid_on,
                 .money = *deposit.money };
    }
    Result<Correction> try_propose(PaymentDraft const& draft,
                                   std::string const& why = "salah tulis")
    {
        return run([&](Call& call) { return propose(call, unit(), draft, why); });
    }
    Result<Deposit> try_confirm(Correction const& one, Actor const& who)
    {
        return market.call(
            who, now, [&](Call& call) { return confirm(call, unit(), { one.deposit, one.n }); });
    }
    Result<Correction> try_refuse(Correction const& one)
    {
        return run([&](Call& call) { return refuse(call, unit(), { one.deposit, one.n }); });
    }
    Deposit corrected_to(PaymentDraft const& draft)
    {
        return try_confirm(try_propose(draft).take(), head).take();
    }
    std::int64_t last_entry()
    {
        return look([&](View& view) { return ledger::entries(view, unit(), 0, 1); })[0].seq;
    }
    std::vector<Booking> booked()
    {
        return look([&](View& view) { return bookings(view, unit()); });
    }
    Rupiah deposited_in(unsigned month)
    {
        return look([&](View& view) { return months_of(view, unit(), 2021); })[month - 1].deposited;
    }
    /// Another drawer's money, so that a deposit can leave it.
    void fill_cash()
    {
        ledger::EntryDraft const opening { .kind = ledger::EntryKind::opening,
                                           .day = today(),
                                           .source = "opening 2",
                                           .postings = {
                                               { ledger::Account::cash, 100'000_rp },
                                               { ledger::Account::working_fund, -100'000_rp } } };
        EXPECT_TRUE(run([&](Call& call) { return ledger::post(call, unit(), opening); }).ok());
    }

    Actor head {};
};

// ---- What is refused ----

TEST_F(CorrectionTest, only_a_paid_and_unmatched_deposit_is_corrected)
{
    sell();
    auto const deposit = billed(made());
    auto draft = payment_of(deposit);
    EXPECT_EQ(code_of(try_propose(draft)), "pnbp.wrong_state");
    auto const done = try_pay(draft).take();
    draft.channel = "BNI";
    run([&](Call& call) -> Result<std::int64_t> {
        return mark_matched(call, unit(), { done.id });
    }).take();
    EXPECT_EQ(code_of(try_propose(draft)), "pnbp.matched_first");
    ASSERT_TRUE(run([&](Call& call) { return unmatch(call, unit(), done.id); }).ok());
    EXPECT_EQ(code_of(run([&](Call& call) { return unmatch(call, unit(), done.id); })),
              "pnbp.wrong_state");
    EXPECT_EQ(broken(), "");
    EXPECT_EQ(code_of(try_propose(draft)), "ok");
}

TEST_F(CorrectionTest, a_proposal_says_what_changes_and_why)
{
    sell();
    auto draft = as_recorded(paid(billed(made())));
    EXPECT_EQ(code_of(try_propose(draft)), "pnbp.nothing_corrected");
    draft.channel = "BNI";
    EXPECT_EQ(reason_of(try_propose(draft, " "), "why"), "pnbp.why_missing");
    EXPECT_EQ(reason_of(try_propose(draft, std::string(201, 'x')), "why"), "pnbp.why_missing");
    auto bad = draft;
    bad.ntpn = "ABC/123";
    EXPECT_EQ(reason_of(try_propose(bad), "ntpn"), "pnbp.ntpn_form");
    bad = draft;
    bad.paid_on = today().next();
    EXPECT_EQ(reason_of(try_propose(bad), "paid_on"), "pnbp.in_future");
    ASSERT_EQ(code_of(try_propose(draft)), "ok");
    EXPECT_EQ(code_of(try_propose(draft)), "pnbp.correction_open");
}

TEST_F(CorrectionTest, nobody_confirms_what_he_proposed_nor_what_is_gone)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto draft = as_recorded(deposit);
    draft.channel = "BNI";
    auto const first = try_propose(draft).take();
    auto same_person = head;
    same_person.officer = dewi.officer;
    EXPECT_EQ(code_of(try_confirm(first, same_person)), "pnbp.own_proposal");
    ASSERT_EQ(code_of(try_refuse(first)), "ok");
    EXPECT_EQ(code_of(try_refuse(first)), "pnbp.correction_gone");
    draft.channel = "Mandiri";
    ASSERT_EQ(code_of(try_propose(draft)), "ok");
    EXPECT_EQ(code_of(try_confirm(first, head)), "pnbp.correction_gone")
        << "seen before the second";
    EXPECT_EQ(now_of(deposit).channel, deposit.channel);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, what_was_matched_meanwhile_is_not_changed)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto draft = as_recorded(deposit);
    draft.ntpn = "FFFF0000FFFF0000";
    auto const one = try_propose(draft).take();
    run([&](Call& call) -> Result<std::int64_t> {
        return mark_matched(call, unit(), { deposit.id });
    }).take();
    EXPECT_EQ(code_of(try_confirm(one, head)), "pnbp.matched_first");
    EXPECT_EQ(now_of(deposit).ntpn, deposit.ntpn);
}

TEST_F(CorrectionTest, an_ntpn_of_another_is_refused_and_the_former_one_is_free_again)
{
    sell();
    auto const first = paid(billed(made()));
    sell();
    auto const second = billed(made());
    auto draft = as_recorded(first);
    draft.ntpn = "FFFF0000FFFF0000";
    auto const one = try_propose(draft).take();
    auto taking = payment_of(second);
    taking.ntpn = draft.ntpn;
    ASSERT_EQ(code_of(try_pay(taking)), "ok");
    EXPECT_EQ(reason_of(try_confirm(one, head), "ntpn"), "pnbp.ntpn_taken");
    ASSERT_EQ(code_of(try_refuse(one)), "ok");
    EXPECT_EQ(reason_of(try_propose(draft), "ntpn"), "pnbp.ntpn_taken");

    draft.ntpn = "EEEE0000EEEE0000";
    ASSERT_EQ(corrected_to(draft).ntpn, draft.ntpn);
    auto freed = as_recorded(now_of(second));
    freed.ntpn = *first.ntpn;
    EXPECT_EQ(corrected_to(freed).ntpn, first.ntpn);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, R11_money_that_is_not_there_is_not_taken)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto draft = as_recorded(deposit);
    draft.money = MoneySource::cash;
    auto const one = try_propose(draft).take();
    EXPECT_EQ(code_of(try_confirm(one, head)), "ledger.too_little_money");
    EXPECT_EQ(now_of(deposit).money, MoneySource::bank);
    EXPECT_EQ(broken(), "");
}

// ---- What is set right ----

TEST_F(CorrectionTest, words_are_corrected_without_an_entry_and_kept_as_they_were)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto const entries = last_entry();
    auto draft = as_recorded(deposit);
    draft.ntpn = "ffff 0000 ffff 0000";
    draft.channel = "BNI, ATM";
    auto const after = corrected_to(draft);
    EXPECT_EQ(after.ntpn, "FFFF0000FFFF0000");
    EXPECT_EQ(now_of(deposit).channel, "BNI, ATM");
    EXPECT_EQ(last_entry(), entries);
    auto const kept = look([&](View& view) { return corrections(view, unit(), deposit.id); });
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].was_ntpn, deposit.ntpn);
    EXPECT_EQ(kept[0].was_channel, deposit.channel);
    EXPECT_EQ(kept[0].proposed_by, dewi.officer);
    EXPECT_EQ(kept[0].decided_by, head.officer);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, a_wrong_account_is_mirrored_and_booked_anew)
{
    fill_cash();
    sell(3);
    auto const deposit = paid(billed(made()));
    auto const bank = held(ledger::Account::bank);
    auto const cash = held(ledger::Account::cash);
    auto draft = as_recorded(deposit);
    draft.money = MoneySource::cash;
    auto const after = corrected_to(draft);
    EXPECT_EQ(held(ledger::Account::bank), bank + 11'250_rp);
    EXPECT_EQ(held(ledger::Account::cash), cash - 11'250_rp);
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(claim(), 0_rp);
    EXPECT_EQ(last_entry(), *deposit.booked_as + 2);
    EXPECT_EQ(after.booked_as, *deposit.booked_as + 2);
    EXPECT_EQ(deposited_in(4), 11'250_rp);
    EXPECT_EQ(look([&](View& view) { return unit_line(view, unit(), 2021); }).deposited, 11'250_rp);
    ASSERT_EQ(booked().size(), 3U);
    EXPECT_EQ(booked()[1].amount, -11'250_rp);
    EXPECT_EQ(booked()[0].deposit.money, MoneySource::bank);
    EXPECT_EQ(broken(), "");

    draft = as_recorded(after); // and back again
    draft.money = MoneySource::bank;
    corrected_to(draft);
    EXPECT_EQ(held(ledger::Account::bank), bank);
    EXPECT_EQ(deposited_in(4), 11'250_rp);
    EXPECT_EQ(booked().size(), 5U);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, R12_a_day_of_a_closed_month_is_corrected_in_the_open_one)
{
    now = test::at("2021-04-28T10:00:00+07:00");
    sell();
    auto const deposit = paid(billed(made()));
    now = test::at("2021-05-03T10:00:00+07:00");
    ASSERT_TRUE(run([&](Call& call) {
                    return ledger::close_period(call, unit(), Day::from(2021, 4, 1));
                }).ok());
    auto draft = as_recorded(deposit);
    draft.paid_on = Day::from(2021, 4, 30);
    auto const after = corrected_to(draft);
    EXPECT_EQ(after.paid_on, Day::from(2021, 4, 30));
    EXPECT_EQ(after.booked_on, Day::from(2021, 5, 1));
    EXPECT_EQ(deposited_in(4), 3'750_rp) << "April stays as it was reported";
    EXPECT_EQ(deposited_in(5), 0_rp) << "mirrored and booked anew";
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, R10_what_refunds_had_taken_stays_what_it_was)
{
    auto const sale = sell(3);
    auto const deposit = billed(made());
    now += days { 30 };
    give_back(sale);
    auto const done = paid(deposit);
    ASSERT_EQ(done.over, 3'750_rp);
    auto const later = sell(2);
    give_back(later); // not covered: takes from what is owed
    auto draft = as_recorded(done);
    draft.paid_on = deposit.billed_on->next();
    EXPECT_EQ(corrected_to(draft).over, 3'750_rp);
    EXPECT_EQ(claim(), 3'750_rp);
    EXPECT_EQ(payable(), 3'750_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, an_earlier_one_that_is_corrected_supersedes_nothing)
{
    sell();
    auto const first = paid(billed(made()));
    sell();
    auto const second = billed(made());
    now += days { 8 };
    auto draft = as_recorded(first);
    draft.paid_on = first.billed_on->next(2);
    corrected_to(draft);
    EXPECT_EQ(code_of(try_pay(payment_of(second))), "ok") << "paid in time, recorded late";
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(CorrectionTest, a_foreign_deposit_is_not_there)
{
    sell();
    auto draft = as_recorded(paid(billed(made())));
    draft.channel = "BNI";
    auto const one = try_propose(draft).take();
    auto const& ambon = market.ambon();
    CorrectionKey const key { one.deposit, one.n };
    EXPECT_EQ(code_of(run([&](Call& call) { return propose(call, ambon, draft, "salah"); })),
              "core.not_found");
    EXPECT_EQ(code_of(run([&](Call& call) { return refuse(call, ambon, key); })), "core.not_found");
    EXPECT_EQ(code_of(market.call(head, now, [&](Call& c) { return confirm(c, ambon, key); })),
              "core.not_found");
    EXPECT_EQ(code_of(run([&](Call& call) { return unmatch(call, ambon, one.deposit); })),
              "core.not_found");
}

// ---- What somebody bent ----

using Unlisted = db::Query::Unlisted;
db::Query const bent_corrections[] {
    { Unlisted {}, "test.was_ntpn", "UPDATE pnbp_correction SET was_ntpn = 'FFFF0000FFFF0000'" },
    { Unlisted {}, "test.why", "UPDATE pnbp_correction SET why = 'x'" },
    { Unlisted {}, "test.decider", "UPDATE pnbp_correction SET decided_by = unit" },
    { Unlisted {}, "test.gone", "DELETE FROM pnbp_correction" },
    { Unlisted {}, "test.mirror", "UPDATE pnbp_correction SET mirrored_as = mirrored_as + 1" },
};

class DeedOfCorrection : public CorrectionTest, public testing::WithParamInterface<std::size_t> { };

TEST_P(DeedOfCorrection, is_named)
{
    sell();
    auto draft = as_recorded(paid(billed(made())));
    draft.ntpn = "EEEE0000EEEE0000";
    fill_cash();
    draft.money = MoneySource::cash;
    corrected_to(draft);
    ASSERT_EQ(broken(), "");
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    EXPECT_GT(call.tx.run(bent_corrections[GetParam()]), 0);
                    return {};
                }).ok());
    EXPECT_NE(broken(), "");
}

INSTANTIATE_TEST_SUITE_P(Proof, DeedOfCorrection,
                         testing::Range(std::size_t { 0 }, std::size(bent_corrections)),
                         [](auto const& one) {
                             return std::string { bent_corrections[one.param].name.substr(5) };
                         });

} // namespace
} // namespace karya::pnbp
