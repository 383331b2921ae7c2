#pragma once
// Pontianak sells and deposits: for the tests of pnbp/.

#include "pnbp/match.h"
#include "pnbp/state.h"
#include "sales/sales.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::pnbp {

using std::chrono::days;
using std::chrono::hours;

inline Rupiah operator""_rp(unsigned long long amount)
{
    return Rupiah { static_cast<std::int64_t>(amount) };
}

class Treasury : public testing::Test {
protected:
    static Payer payer_of_unit()
    {
        return { "123", "04", "654321", "Uji", "425999", "Lapas Pontianak", "Hasil karya" };
    }
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(now); }

    template<class Work>
    auto run(Work&& work)
    {
        return market.call(dewi, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(dewi, now, work);
    }
    void SetUp() override
    {
        sales::keep_nip_key(std::string(32, 'k'));
        goods = market.product({ .stock = Quantity::pieces(1'000'000) });
        dewi = market.cast.wayan;
        dewi.officer = test::numbered<OfficerTag>(3);
        dewi.name = "Dewi";
        dewi.role = Role::treasurer;
        // Money of its own, so that what is given back never lacks it.
        ledger::EntryDraft const opening {
            .kind = ledger::EntryKind::opening,
            .day = today(),
            .source = "opening",
            .postings = { { ledger::Account::bank, Rupiah { 1'000'000 } },
                          { ledger::Account::working_fund, Rupiah { -1'000'000 } } }
        };
        EXPECT_TRUE(run([&](Call& call) { return ledger::post(call, unit(), opening); }).ok());
        EXPECT_TRUE(run([&](Call& call) { return set_payer(call, unit(), payer_of_unit()); }).ok());
    }
    /// Keset at 45,000, cost 20,000: 25,000 of profit, 3,750 of it PNBP.
    sales::Sale sell(std::int64_t pieces = 1, std::optional<ShiftId> shift = {})
    {
        sales::SaleDraft draft { .id = test::numbered<SaleTag>(++m_ids),
                                 .shift = shift,
                                 .sold_at = now,
                                 .lines = { { goods, Quantity::pieces(pieces) } },
                                 .payment = sales::Payment::transfer };
        if (shift) draft.payment = sales::Payment::cash;
        return run([&](Call& call) { return sales::record(call, unit(), draft); }).take();
    }
    void give_back(sales::Sale const& sale, std::int64_t pieces = 1)
    {
        sales::RefundDraft const draft { .id = test::numbered<RefundTag>(++m_ids),
                                         .sale = sale.id,
                                         .lines = { { 1, Quantity::pieces(pieces), {} } },
                                         .reason = "rusak" };
        auto const done = run([&](Call& call) { return sales::refund(call, unit(), draft); });
        ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    }

    Result<Deposit> try_make()
    {
        return run([&](Call& call) { return make(call, unit()); });
    }
    Deposit made() { return try_make().take(); }
    BillingDraft billing_of(Deposit const& deposit)
    {
        auto day = today().text();
        std::erase(day, '-');
        auto serial = std::to_string(100'000 + ++m_codes);
        return { deposit.id, "8" + day + serial, today(), today().next(7) };
    }
    Result<Deposit> try_bill(BillingDraft const& draft)
    {
        return run([&](Call& call) { return bill(call, unit(), draft); });
    }
    Deposit billed(Deposit const& deposit) { return try_bill(billing_of(deposit)).take(); }
    PaymentDraft payment_of(Deposit const& deposit)
    {
        auto serial = std::to_string(1'000'000 + ++m_codes);
        return { .deposit = deposit.id,
                 .ntpn = "0A1B2C3D4" + serial,
                 .ntb = "000123",
                 .channel = "BRI, teller",
                 .paid_on = std::min(today(), deposit.expires_on.value_or(today())) };
    }
    Result<Deposit> try_pay(PaymentDraft const& draft)
    {
        return run([&](Call& call) { return pay(call, unit(), draft); });
    }
    Deposit paid(Deposit const& deposit) { return try_pay(payment_of(deposit)).take(); }
    Result<Deposit> try_drop(Deposit const& deposit)
    {
        return run([&](Call& call) { return drop(call, unit(), deposit.id); });
    }
    Deposit now_of(Deposit const& deposit)
    {
        return look([&](View& view) { return pnbp::deposit(view, unit(), deposit.id); }).take();
    }

    /// Debit positive.
    Rupiah held(ledger::Account account)
    {
        return look([&](View& view) { return ledger::balance(view, unit(), account); });
    }
    Rupiah payable() { return -held(ledger::Account::pnbp_payable); }
    Rupiah claim() { return held(ledger::Account::pnbp_claim); }
    Due due_now()
    {
        return look([&](View& view) { return due(view, unit()); });
    }
    /// Everything that verify would say of books, sales and deposits.
    std::string broken()
    {
        return market.engine()
            .get<std::string>([](db::Read& read) -> Result<std::string> {
                auto const books = ledger::verify(read).take();
                if (!books.sound) return books.first_broken;
                if (auto const sale = sales::first_broken_sale(read)) return *sale;
                return first_broken_deposit(read).value_or("");
            })
            .take();
    }
    template<class T>
    static std::string_view code_of(Result<T> const& result)
    {
        return result.ok() ? "ok" : result.error().code().id;
    }
    template<class T>
    static std::string reason_of(Result<T> const& result, std::string_view field)
    {
        if (result.ok()) return "ok";
        for (auto const& bad : result.error().fields)
            if (bad.field == field) return bad.reason;
        return "no such field";
    }

    test::Market market;
    Actor dewi {};
    Timestamp now { test::noon };
    VariantId goods {};

private:
    unsigned m_ids { 0 };
    int m_codes { 0 };
};

} // namespace karya::pnbp
