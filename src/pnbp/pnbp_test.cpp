// The whole way of a deposit, and every way it must not go. 3,750 is the PNBP of one piece.

#include "pnbp/test_treasury.h"
#include <atomic>
#include <random>
#include <thread>

namespace karya::pnbp {
namespace {

using PnbpTest = Treasury;

// ---- What is refused ----

TEST_F(PnbpTest, nothing_sold_is_nothing_to_deposit)
{
    EXPECT_EQ(code_of(try_make()), "pnbp.nothing_to_deposit");
    give_back(sell());
    EXPECT_EQ(code_of(try_make()), "pnbp.nothing_to_deposit");
}

TEST_F(PnbpTest, one_deposit_is_open_at_a_time)
{
    sell();
    auto const first = made();
    sell();
    EXPECT_EQ(code_of(try_make()), "pnbp.deposit_open");
    billed(first);
    EXPECT_EQ(code_of(try_make()), "pnbp.deposit_open");
}

TEST_F(PnbpTest, steps_are_taken_in_their_order)
{
    sell();
    auto const first = made();
    EXPECT_EQ(code_of(try_pay(payment_of(first))), "pnbp.wrong_state");
    billed(first);
    EXPECT_EQ(code_of(try_bill(billing_of(first))), "pnbp.wrong_state");
    paid(now_of(first));
    EXPECT_EQ(code_of(try_pay(payment_of(now_of(first)))), "pnbp.wrong_state");
    EXPECT_EQ(code_of(try_drop(first)), "pnbp.wrong_state");
    sell();
    auto const second = made();
    ASSERT_EQ(code_of(try_drop(second)), "ok");
    EXPECT_EQ(code_of(try_drop(second)), "pnbp.wrong_state");
    EXPECT_EQ(code_of(try_bill(billing_of(second))), "pnbp.wrong_state");
}

TEST_F(PnbpTest, a_billing_needs_to_know_its_payer)
{
    sell();
    auto const deposit = made();
    auto unknown = payer_of_unit();
    unknown.account.clear();
    ASSERT_TRUE(run([&](Call& call) { return set_payer(call, unit(), unknown); }).ok());
    EXPECT_EQ(code_of(try_bill(billing_of(deposit))), "pnbp.payer_unknown");
}

TEST_F(PnbpTest, codes_of_the_payer_have_their_length)
{
    auto const refused = [&](auto change, char const* field) {
        auto payer = payer_of_unit();
        change(payer);
        auto const done = run([&](Call& call) { return set_payer(call, unit(), payer); });
        EXPECT_EQ(reason_of(done, field), "pnbp.code_digits") << field;
    };
    refused([](Payer& payer) { payer.ministry = "12"; }, "ministry");
    refused([](Payer& payer) { payer.echelon = "4"; }, "echelon");
    refused([](Payer& payer) { payer.satker = "65432A"; }, "satker");
    refused([](Payer& payer) { payer.account = "4259999"; }, "account");
}

TEST_F(PnbpTest, a_billing_that_cannot_be_is_refused_and_an_odd_one_asked_about)
{
    sell();
    auto const draft = billing_of(made());
    auto const why = [&](auto change, char const* field) {
        auto bent = draft;
        change(bent);
        return std::string { reason_of(try_bill(bent), field) };
    };
    EXPECT_EQ(why([](auto& bent) { bent.code = "8202104261234"; }, "code"), "pnbp.code_form");
    EXPECT_EQ(why([](auto& bent) { bent.code[3] = 'x'; }, "code"), "pnbp.code_form");
    EXPECT_EQ(why([](auto& bent) { bent.billed_on = bent.billed_on.next(); }, "billed_on"),
              "pnbp.in_future");
    EXPECT_EQ(why([](auto& bent) { bent.billed_on = bent.billed_on.next(-400); }, "billed_on"),
              "pnbp.long_ago");
    EXPECT_EQ(why([](auto& bent) { bent.expires_on = bent.billed_on.next(-1); }, "expires_on"),
              "pnbp.bad_expiry");
    EXPECT_EQ(why([](auto& bent) { bent.expires_on = bent.billed_on.next(400); }, "expires_on"),
              "pnbp.bad_expiry");
    EXPECT_EQ(why(
                  [](auto& bent) {
                      bent.billed_on = bent.billed_on.next(-9);
                      bent.expires_on = bent.billed_on.next(8);
                  },
                  "expires_on"),
              "pnbp.expired_now");
    auto odd = draft;
    odd.code = "7 20210426-100001";
    EXPECT_EQ(reason_of(try_bill(odd), "sure"), "pnbp.odd_code");
    odd.sure = true;
    EXPECT_EQ(try_bill(odd).take().code, "720210426100001");
}

TEST_F(PnbpTest, a_payment_that_cannot_be_is_refused_and_an_odd_ntpn_asked_about)
{
    sell();
    auto const deposit = billed(made());
    auto const draft = payment_of(deposit);
    auto const why = [&](auto change, char const* field) {
        auto bent = draft;
        change(bent);
        return std::string { reason_of(try_pay(bent), field) };
    };
    EXPECT_EQ(why([](auto& bent) { bent.ntpn = "ABC/123"; }, "ntpn"), "pnbp.ntpn_form");
    EXPECT_EQ(why([](auto& bent) { bent.ntpn = " - "; }, "ntpn"), "pnbp.ntpn_form");
    EXPECT_EQ(why([](auto& bent) { bent.paid_on = bent.paid_on.next(); }, "paid_on"),
              "pnbp.in_future");
    EXPECT_EQ(why([](auto& bent) { bent.paid_on = bent.paid_on.next(-1); }, "paid_on"),
              "pnbp.outside_billing");
    EXPECT_EQ(why([](auto& bent) { bent.channel = std::string(200, 'x'); }, "channel"),
              "pnbp.too_long");
    auto odd = draft;
    odd.ntpn = "0a1b 2c3d";
    EXPECT_EQ(reason_of(try_pay(odd), "sure"), "pnbp.odd_ntpn");
    odd.sure = true;
    EXPECT_EQ(try_pay(odd).take().ntpn, "0A1B2C3D");
}

TEST_F(PnbpTest, R11_money_that_is_not_there_is_not_deposited)
{
    sell();
    auto const deposit = billed(made());
    auto draft = payment_of(deposit);
    draft.money = MoneySource::cash;
    auto const refused = try_pay(draft);
    ASSERT_EQ(code_of(refused), "ledger.too_little_money");
    EXPECT_EQ(refused.error().args[1].second, show(Lang::id, 3'750_rp));
    EXPECT_EQ(now_of(deposit).state, DepositState::billed);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, a_billing_code_and_an_ntpn_exist_once_in_the_nation)
{
    sell();
    auto const first = billed(made());
    auto const pontianak = payment_of(first);
    ASSERT_EQ(code_of(try_pay(pontianak)), "ok");

    auto const& ambon = market.ambon();
    auto const goods_there = market.product(market.cast.ambon_id, {});
    auto const there = [&](auto work) { return market.call(dewi, now, work); };
    auto const sold = there([&](Call& call) {
        return sales::record(call, ambon,
                             { .id = test::numbered<SaleTag>(900),
                               .sold_at = now,
                               .lines = { { goods_there, Quantity::pieces(1) } },
                               .payment = sales::Payment::transfer });
    });
    ASSERT_TRUE(sold.ok());
    ASSERT_TRUE(there([&](Call& call) { return set_payer(call, ambon, payer_of_unit()); }).ok());
    auto const second = there([&](Call& call) { return make(call, ambon); }).take();
    auto billing = billing_of(second);
    billing.billed_on = ambon.day(now);
    auto const code = std::exchange(billing.code, *first.code);
    EXPECT_EQ(code_of(there([&](Call& call) { return bill(call, ambon, billing); })),
              "pnbp.code_taken");
    billing.code = code;
    ASSERT_EQ(code_of(there([&](Call& call) { return bill(call, ambon, billing); })), "ok");
    auto payment = payment_of(second);
    payment.paid_on = ambon.day(now);
    payment.ntpn = pontianak.ntpn;
    EXPECT_EQ(code_of(there([&](Call& call) { return pay(call, ambon, payment); })),
              "pnbp.ntpn_taken");
}

TEST_F(PnbpTest, a_billing_given_up_by_mistake_is_recorded_again)
{
    sell();
    auto const given_up = billed(made());
    ASSERT_TRUE(try_drop(given_up).ok());
    auto draft = billing_of(made());
    draft.code = *given_up.code;
    auto const again = try_bill(draft).take();
    EXPECT_EQ(again.code, given_up.code);
    ASSERT_EQ(code_of(try_pay(payment_of(again))), "ok");
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, a_foreign_deposit_does_not_exist)
{
    sell();
    auto const deposit = billed(made());
    auto const& ambon = market.ambon();
    EXPECT_EQ(code_of(run([&](Call& call) { return pay(call, ambon, payment_of(deposit)); })),
              "core.not_found");
    EXPECT_EQ(code_of(run([&](Call& call) { return drop(call, ambon, deposit.id); })),
              "core.not_found");
    EXPECT_EQ(code_of(look([&](View& view) { return pnbp::deposit(view, ambon, deposit.id); })),
              "core.not_found");
    EXPECT_EQ(run([&](Call& call) -> Result<std::int64_t> {
                  return mark_matched(call, ambon, { deposit.id });
              }).take(),
              0);
}

// ---- The whole way ----

TEST_F(PnbpTest, what_was_booked_is_deposited_to_the_rupiah)
{
    sell(3);
    auto const deposit = made();
    EXPECT_EQ(deposit.accrued, 11'250_rp);
    EXPECT_EQ(deposit.claimed, 0_rp);
    EXPECT_EQ(deposit.amount, 11'250_rp);
    sell(2); // later: the next one's
    auto const bank = held(ledger::Account::bank);
    auto const done = paid(billed(deposit));
    EXPECT_EQ(done.state, DepositState::paid);
    EXPECT_EQ(done.over, 0_rp);
    EXPECT_EQ(held(ledger::Account::bank), bank - 11'250_rp);
    EXPECT_EQ(payable(), 7'500_rp);
    EXPECT_EQ(claim(), 0_rp);
    EXPECT_EQ(due_now().amount, 7'500_rp);
    EXPECT_EQ(number_of(unit(), done), "PTK-PNBP-1");
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, a_payment_from_the_drawer_leaves_the_drawer)
{
    auto const shift = run([&](Call& call) {
                           return sales::open_shift(call, unit(), "W", 100'000_rp);
                       }).take();
    sell(1, shift.id);
    auto draft = payment_of(billed(made()));
    draft.money = MoneySource::cash;
    ASSERT_EQ(code_of(try_pay(draft)), "ok");
    EXPECT_EQ(held(ledger::Account::cash), 41'250_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_a_refund_before_making_lowers_what_is_owed)
{
    sell();
    auto const sale = sell(2);
    give_back(sale);
    auto const deposit = made();
    EXPECT_EQ(deposit.amount, 7'500_rp);
    EXPECT_EQ(claim(), 0_rp);
}

TEST_F(PnbpTest, R10_a_refund_of_what_is_covered_becomes_a_claim_and_lowers_the_next_deposit)
{
    auto const sale = sell(3);
    auto const first = made();
    give_back(sale); // while made
    EXPECT_EQ(payable(), 11'250_rp);
    EXPECT_EQ(claim(), 3'750_rp);
    billed(first);
    give_back(sale); // while billed
    EXPECT_EQ(claim(), 7'500_rp);
    paid(now_of(first));
    now += days { 40 };
    give_back(sale); // after it was paid: for ever
    EXPECT_EQ(claim(), 11'250_rp);
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(code_of(try_make()), "pnbp.nothing_to_deposit");

    sell(2); // 7,500, not enough to deduct everything
    EXPECT_EQ(code_of(try_make()), "pnbp.nothing_to_deposit");
    EXPECT_EQ(due_now().carried, 3'750_rp);
    sell(3);
    auto const second = made();
    EXPECT_EQ(second.accrued, 18'750_rp);
    EXPECT_EQ(second.claimed, 11'250_rp);
    EXPECT_EQ(second.amount, 7'500_rp);
    paid(billed(second));
    EXPECT_EQ(claim(), 0_rp);
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_a_void_of_what_is_covered_becomes_a_claim)
{
    auto const shift = run([&](Call& call) {
                           return sales::open_shift(call, unit(), "W", 100'000_rp);
                       }).take();
    auto const covered = sell(1, shift.id);
    made();
    auto const later = sell(2, shift.id);
    for (auto const& sale : { covered, later })
        ASSERT_TRUE(run([&](Call& call) {
                        return sales::void_sale(call, unit(), sale.id, "salah ketik");
                    }).ok());
    EXPECT_EQ(claim(), 3'750_rp);
    EXPECT_EQ(payable(), 3'750_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_dropping_frees_the_parts_and_what_was_claimed_is_deducted)
{
    auto const sale = sell(3);
    auto const first = made();
    give_back(sale);
    ASSERT_EQ(code_of(try_drop(first)), "ok");
    give_back(sale);
    EXPECT_EQ(claim(), 3'750_rp);
    EXPECT_EQ(payable(), 7'500_rp);
    auto const second = made();
    EXPECT_EQ(second.n, 2);
    EXPECT_EQ(second.amount, 3'750_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_an_expired_billing_frees_the_parts_and_a_new_one_takes_its_place)
{
    auto const sale = sell(3);
    auto const first = billed(made());
    now += days { 8 };
    EXPECT_EQ(now_of(first).state, DepositState::expired);
    give_back(sale);
    EXPECT_EQ(claim(), 0_rp);
    EXPECT_EQ(payable(), 7'500_rp);
    auto const second = made();
    EXPECT_EQ(second.amount, 7'500_rp);
    EXPECT_EQ(code_of(try_pay(payment_of(first))), "pnbp.superseded");
    paid(billed(second));
    EXPECT_EQ(code_of(try_pay(payment_of(first))), "pnbp.superseded");
    EXPECT_EQ(code_of(try_drop(first)), "ok");
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_an_expired_one_that_was_paid_in_time_is_recorded_late)
{
    auto const sale = sell(3);
    auto const deposit = billed(made());
    now += days { 30 };
    give_back(sale); // the lock is over: it takes from what is owed
    auto draft = payment_of(deposit);
    draft.paid_on = deposit.expires_on->next();
    EXPECT_EQ(reason_of(try_pay(draft), "paid_on"), "pnbp.outside_billing");
    draft.paid_on = *deposit.expires_on;
    auto const done = try_pay(draft).take();
    EXPECT_EQ(done.over, 3'750_rp);
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(claim(), 3'750_rp);
    give_back(sale);
    EXPECT_EQ(claim(), 7'500_rp) << "paid: its parts are locked again";
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R10_a_late_record_never_makes_what_is_owed_negative)
{
    auto const covered = sell(3);
    auto const deposit = billed(made());
    now += days { 30 };
    auto const later = sell(4);
    give_back(covered, 2);
    give_back(later, 1);
    ASSERT_EQ(code_of(try_pay(payment_of(deposit))), "ok");
    give_back(later, 3);
    EXPECT_GE(payable(), 0_rp);
    EXPECT_EQ(payable() - claim(), 3'750_rp - 11'250_rp) << "one piece sold, three deposited";
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, two_that_expired_are_one_too_many_once_the_first_was_paid)
{
    sell();
    auto const first = billed(made());
    now += days { 8 };
    auto const second = billed(made());
    now += days { 8 };
    ASSERT_EQ(code_of(try_pay(payment_of(first))), "ok");
    EXPECT_EQ(code_of(try_pay(payment_of(second))), "pnbp.superseded");
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(code_of(try_make()), "pnbp.nothing_to_deposit");
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, R12_a_payment_in_a_closed_month_is_booked_in_the_open_one)
{
    now = test::at("2021-04-29T10:00:00+07:00");
    sell();
    auto const deposit = billed(made());
    now = test::at("2021-05-03T10:00:00+07:00");
    ASSERT_TRUE(run([&](Call& call) {
                    return ledger::close_period(call, unit(), Day::from(2021, 4, 1));
                }).ok());
    auto draft = payment_of(deposit);
    draft.paid_on = Day::from(2021, 4, 30);
    auto const done = try_pay(draft).take();
    EXPECT_EQ(done.paid_on, Day::from(2021, 4, 30));
    EXPECT_EQ(done.booked_on, Day::from(2021, 5, 1));
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpTest, payer_and_billing_are_kept_as_they_were)
{
    sell();
    auto const deposit = billed(made());
    auto other = payer_of_unit();
    other.account = "425111";
    ASSERT_TRUE(run([&](Call& call) { return set_payer(call, unit(), other); }).ok());
    EXPECT_NE(now_of(deposit).payer->find("425999"), std::string::npos);
}

TEST_F(PnbpTest, two_treasurers_at_once_make_one_deposit_and_pay_it_once)
{
    sell();
    auto const both = [&](auto work) {
        std::atomic<int> done = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 2; ++i) threads.emplace_back([&, i] { done += work(i).ok() ? 1 : 0; });
        for (auto& thread : threads) thread.join();
        return done.load();
    };
    EXPECT_EQ(both([&](int) { return try_make(); }), 1);
    auto const deposit = look([&](View& view) { return open_deposit(view, unit()); }).value();
    BillingDraft const billings[] { billing_of(deposit), billing_of(deposit) };
    EXPECT_EQ(both([&](int i) { return try_bill(billings[i]); }), 1);
    PaymentDraft const payments[] { payment_of(now_of(deposit)), payment_of(now_of(deposit)) };
    EXPECT_EQ(both([&](int i) { return try_pay(payments[i]); }), 1);
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(broken(), "");
}

// ---- What somebody bent ----

struct BentRow {
    db::Query query;
    std::string_view found;
};
using Unlisted = db::Query::Unlisted;
BentRow const bents[] {
    { { Unlisted {}, "test.ntpn", "UPDATE pnbp_deposit SET ntpn = 'FFFF0000FFFF0000'" },
      "-PNBP-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.channel", "UPDATE pnbp_deposit SET channel = 'BNI'" },
      "-PNBP-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.maker", "UPDATE pnbp_deposit SET made_by = unit" },
      "-PNBP-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.paper", "UPDATE pnbp_proof SET webp = 'eA=='" },
      "-PNBP-1: its paper is not the one that was sent" },
    { { Unlisted {}, "test.no_base64", "UPDATE pnbp_proof SET webp = '!'" },
      "-PNBP-1: its paper is not the one that was sent" },
    { { Unlisted {}, "test.no_paper", "DELETE FROM pnbp_proof" },
      "-PNBP-1: its paper is not the one that was sent" },
};

class DeedOfDeposit : public Treasury, public testing::WithParamInterface<std::size_t> { };

TEST_P(DeedOfDeposit, is_named)
{
    sell();
    auto const deposit = paid(billed(made()));
    ASSERT_TRUE(run([&](Call& call) { return put_proof(call, unit(), deposit.id, "webp"); }).ok());
    ASSERT_EQ(broken(), "");
    auto const& [query, found] = bents[GetParam()];
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    EXPECT_GT(call.tx.run(query), 0);
                    return {};
                }).ok());
    EXPECT_NE(broken().find(found), std::string::npos) << broken();
}

INSTANTIATE_TEST_SUITE_P(Proof, DeedOfDeposit, testing::Range(std::size_t { 0 }, std::size(bents)),
                         [](auto const& one) {
                             return std::string { bents[one.param].query.name.substr(5) };
                         });

db::Query const forget_made { Unlisted {}, "test.forget_made", "DELETE FROM pnbp_deposit" };
db::Query const forget_locks { Unlisted {}, "test.forget_locks", "DELETE FROM ledger_lock" };
db::Query const unguard { Unlisted {}, "test.unguard", "DROP TRIGGER ledger_lock_no_delete" };
db::Query const unguard_there { Unlisted {}, "test.unguard_there",
                                "DROP TRIGGER ledger_lock_no_delete ON ledger_lock" };

TEST_F(PnbpTest, a_deposit_that_is_gone_with_its_lock_is_known_to_the_trail)
{
    sell();
    auto const deposit = made();
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    call.tx.run(test::Database::on_postgres() ? unguard_there : unguard);
                    call.tx.run(forget_made);
                    call.tx.run(forget_locks);
                    return {};
                }).ok());
    EXPECT_EQ(broken(),
              "unit " + deposit.unit.text() + ": the audit trail tells of deposit "
                  + deposit.id.text() + ", which is not there");
}

// ---- Any order of things ----

class AnyOrder : public Treasury, public testing::WithParamInterface<unsigned> { };

TEST_P(AnyOrder, R10_what_is_owed_less_what_is_claimed_is_what_was_sold_less_what_was_deposited)
{
    SCOPED_TRACE(GetParam());
    std::mt19937 dice { GetParam() };
    struct Sold {
        sales::Sale sale;
        std::int64_t left;
    };
    std::vector<Sold> sold;
    Rupiah kept;      // PNBP of what is still sold
    Rupiah deposited; // paid to the state
    std::vector<Deposit> known;
    for (int step = 0; step < 90; ++step) {
        now += hours { dice() % 40 };
        auto const which = dice() % 10;
        if (which < 4 || sold.empty()) {
            auto const pieces = static_cast<std::int64_t>(1 + dice() % 3);
            sold.push_back({ sell(pieces), pieces });
            kept += Rupiah { 3'750 * pieces };
        } else if (which < 6) {
            auto& one = sold[dice() % sold.size()];
            if (one.left == 0 || held(ledger::Account::bank) < 45'000_rp) continue;
            give_back(one.sale);
            --one.left;
            kept -= 3'750_rp;
        } else if (which == 6) {
            auto const due = due_now();
            auto const tried = try_make();
            if (!tried.ok()) continue;
            EXPECT_EQ(tried.value().amount, due.amount);
            known.push_back(tried.value());
        } else if (!known.empty()) {
            auto const deposit = now_of(dice() % 3 == 0 ? known[dice() % known.size()]
                                                        : known.back());
            if (which == 7 && deposit.state == DepositState::made) {
                ASSERT_EQ(code_of(try_bill(billing_of(deposit))), "ok");
            } else if (which > 7 && dice() % 8 == 0) {
                (void)try_drop(deposit).ok();
            } else if (which > 7 && deposit.code) {
                if (try_pay(payment_of(deposit)).ok()) deposited += deposit.amount;
            }
        }
        ASSERT_EQ(payable() - claim(), kept - deposited) << "step " << step;
        ASSERT_GE(payable(), 0_rp) << "step " << step;
        ASSERT_GE(claim(), 0_rp) << "step " << step;
    }
    // Whatever happened, the next deposit puts everything straight.
    if (auto const open = look([&](View& view) { return open_deposit(view, unit()); })) {
        ASSERT_EQ(code_of(try_drop(*open)), "ok");
    }
    sell(300);
    deposited += paid(billed(made())).amount;
    EXPECT_EQ(kept + Rupiah { 3'750 * 300 }, deposited) << "to the rupiah";
    EXPECT_EQ(payable(), 0_rp);
    EXPECT_EQ(claim(), 0_rp);
    EXPECT_EQ(broken(), "");
}

INSTANTIATE_TEST_SUITE_P(Histories, AnyOrder, testing::Range(1U, 9U));

} // namespace
} // namespace karya::pnbp
