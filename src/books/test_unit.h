#pragma once
// Pontianak sells and reports: for the tests of books/.

#include "books/books.h"
#include "support/cast.h"
#include <gtest/gtest.h>
#include <thread>

namespace karya::books {

inline db::Query const old_events { "books.test_events_are_old", "SELECT 1", R"sql(
SELECT CASE WHEN coalesce(max(tx), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    THEN 1 ELSE 0 END
FROM core_outbox
)sql" };

class Unit : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(now); }

    template<class Work>
    auto run(Work&& work)
    {
        return market.call(market.cast.wayan, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(market.cast.wayan, now, work);
    }
    void SetUp() override
    {
        sales::keep_nip_key(std::string(32, 'k'));
        goods = market.product({ .stock = Quantity::pieces(1'000'000) });
        ledger::EntryDraft const opening {
            .kind = ledger::EntryKind::opening,
            .day = today(),
            .source = "opening",
            .postings = { { ledger::Account::bank, Rupiah { 1'000'000 } },
                          { ledger::Account::working_fund, Rupiah { -1'000'000 } } }
        };
        EXPECT_TRUE(run([&](Call& call) { return ledger::post(call, unit(), opening); }).ok());
    }
    struct Deal {
        std::int64_t pieces { 1 };
        sales::BuyerKind buyer { sales::BuyerKind::public_buyer };
        sales::Payment payment { sales::Payment::transfer };
    };
    /// Keset at 45,000, cost 20,000: 25,000 of profit, 3,750 of it PNBP, 12,500 premium.
    sales::Sale sell(org::UnitScope const& scope, VariantId variant, Deal const& deal)
    {
        sales::SaleDraft const draft { .id = test::numbered<SaleTag>(++m_ids),
                                       .sold_at = now,
                                       .lines = { { variant, Quantity::pieces(deal.pieces) } },
                                       .buyer = deal.buyer,
                                       .payment = deal.payment };
        return run([&](Call& call) { return sales::record(call, scope, draft); }).take();
    }
    sales::Sale sell(Deal const& deal) { return sell(unit(), goods, deal); }
    sales::Sale sell() { return sell(Deal {}); }
    void give_back(sales::Sale const& sale, std::int64_t pieces = 1)
    {
        sales::RefundDraft const draft { .id = test::numbered<RefundTag>(++m_ids),
                                         .sale = sale.id,
                                         .lines = { { 1, Quantity::pieces(pieces), {} } },
                                         .reason = "rusak" };
        auto const done = run([&](Call& call) { return sales::refund(call, unit(), draft); });
        ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    }
    void deliver()
    {
        await_old_transactions();
        for (auto const& listener : { board::subscriber(), subscriber() })
            for (;;) {
                auto const more = core::deliver(market.engine(), listener);
                ASSERT_TRUE(more.ok()) << more.error().why();
                if (!more.value()) break;
            }
    }
    /// PostgreSQL holds events back while any older transaction of the server runs.
    void await_old_transactions()
    {
        for (int tries = 0; tries < 1000; ++tries) {
            auto const clear = market.engine().get<std::int64_t>(
                [](db::Read& read) -> Result<std::int64_t> {
                    return read.value<std::int64_t>(old_events);
                });
            if (clear.value() == 1) return;
            std::this_thread::sleep_for(std::chrono::milliseconds { 10 });
        }
        FAIL() << "an older transaction runs on";
    }
    Result<SentDay> try_send(Day day, std::string const& note = {})
    {
        return run([&](Call& call) { return send_day(call, unit(), day, note); });
    }
    std::string broken()
    {
        return market.engine()
            .get<std::string>([](db::Read& read) -> Result<std::string> {
                return first_broken_report(read).value_or("");
            })
            .take();
    }
    Actor above(Role role, KanwilId kanwil = {})
    {
        return { .officer = test::numbered<OfficerTag>(20),
                 .name = "Atas",
                 .role = role,
                 .kanwil = kanwil };
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
    Timestamp now { test::noon };
    VariantId goods {};

private:
    unsigned m_ids { 0 };
};

} // namespace karya::books
