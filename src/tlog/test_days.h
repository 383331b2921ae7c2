#pragma once
// Units that sell and days that close. For tests of tlog/ only.

#include "support/database.h"
#include "support/scopes.h"
#include "tlog/tlog.h"
#include <gtest/gtest.h>

namespace karya::tlog {

class Days : public testing::Test {
protected:
    using Account = ledger::Account;

    test::Database database { [](test::Database& fresh) {
        auto const laid = fresh.call({}, test::noon, [](Call& call) -> Result<void> {
            org::load_seed(call);
            return {};
        });
        CHECK(laid.ok());
    } };
    UnitId const pontianak { org::seed_unit_id("lapas-kelas-iia-pontianak") }; ///< WIB
    UnitId const ambon { org::seed_unit_id("lapas-kelas-iia-ambon") };         ///< WIT
    Day const monday = Day::from(2021, 4, 26);

    void SetUp() override { keep_settings({ std::string(32, 't'), "karya.example/tlog" }); }
    static Timestamp at(std::string_view text) { return parse_time(text).take(); }
    org::UnitScope scope(UnitId id)
    {
        return test::Scopes::of(
            database.view({}, test::noon, [&](View& view) { return org::unit(view, id); }).take());
    }
    /// Books a sale of that amount: 30 % of it premi, 10 % PNBP.
    void sell(UnitId unit, Day day, std::int64_t amount,
              ledger::EntryKind kind = ledger::EntryKind::sale)
    {
        auto const premi = amount * 3 / 10;
        auto const pnbp = amount / 10;
        ledger::EntryDraft const draft {
            .kind = kind,
            .day = day,
            .source = "sale " + std::to_string(++m_sales),
            .postings = { { Account::cash, Rupiah { amount } },
                          { Account::premi_payable, Rupiah { -premi } },
                          { Account::pnbp_payable, Rupiah { -pnbp } },
                          { Account::working_fund, Rupiah { premi + pnbp - amount } } }
        };
        auto const where = scope(unit);
        auto const done = database.call({}, test::noon, [&](Call& call) -> Result<void> {
            TRY(ledger::post(call, where, draft));
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    /// As the job does until nothing is due; how many days it closed.
    int close(Timestamp now)
    {
        Closer closer { database.engine() };
        int closed = 0;
        for (;; ++closed) {
            auto const more = closer.work(now);
            EXPECT_TRUE(more.ok()) << more.error().code().id << " " << more.error().why();
            if (!more.ok() || !more.value()) return closed;
        }
    }
    template<class Work>
    auto look(Work&& work)
    {
        return database.view({}, test::noon, work);
    }
    /// What is said of a unit's day.
    std::vector<Line> lines(UnitId unit, Day day)
    {
        std::vector<Line> found;
        for (auto const& one : look([&](View& view) { return lines_about(view, unit, day); }))
            found.push_back(read_line(one.text).take());
        return found;
    }
    std::int64_t size()
    {
        return look([](View& view) { return log(view).value_or(Log {}).size; });
    }
    std::string broken()
    {
        return look([](View& view) { return first_broken_line(view.read).value_or(""); });
    }

private:
    int m_sales { 0 };
};

} // namespace karya::tlog
