// Bundles that others can check, and samples drawn by lot.

#include "evidence/evidence.h"
#include "evidence/lot.h"
#include "ledger/ledger.h"
#include "pnbp/pnbp.h"
#include "sales/sales.h"
#include "support/cast.h"
#include "tlog/tlog.h"
#include <fstream>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <zip.h>

namespace karya::evidence {
namespace {

class EvidenceTest : public testing::Test {
protected:
    test::Market market;
    Day const monday = Day::from(2021, 4, 26);
    Timestamp const morning = parse_time("2021-04-27T09:00:00+07:00").take();
    Actor officer { .officer = test::numbered<OfficerTag>(31),
                    .name = "Dewi",
                    .role = Role::kanwil,
                    .kanwil = market.cast.kalbar };

    void SetUp() override
    {
        sales::keep_nip_key(std::string(32, 'k'));
        tlog::keep_settings({ std::string(32, 't'), "karya.example/tlog" });
    }
    org::UnitScope const& unit() { return market.pontianak(); }
    /// One piece at that price, 20,000 of it cost.
    sales::Sale sell(Day day, std::int64_t price)
    {
        auto const goods = market.product({ .price = Rupiah { price } });
        return sell(day, { { goods, Quantity::pieces(1) } });
    }
    sales::Sale sell(Day day, std::vector<sales::LineDraft> lines)
    {
        auto const sold_at = start_of(day, unit().zone()) + std::chrono::hours { 12 };
        return market
            .call(market.cast.sari, test::noon,
                  [&](Call& call) {
                      return sales::record(call, unit(),
                                           { .id = test::numbered<SaleTag>(++m_sales),
                                             .sold_at = sold_at,
                                             .lines = lines,
                                             .payment = sales::Payment::transfer });
                  })
            .take();
    }
    void give_back(sales::Sale const& sale, sales::RefundLine const& line)
    {
        auto const done = market.call(market.cast.sari, test::noon, [&](Call& call) {
            return sales::refund(call, unit(),
                                 { .id = test::numbered<RefundTag>(++m_sales),
                                   .sale = sale.id,
                                   .lines = { line },
                                   .reason = "rusak" });
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    void close_days()
    {
        tlog::Closer closer { market.engine() };
        while (closer.work(morning).take()) { }
    }
    Result<std::string> made(Days const& days)
    {
        return market.view(officer, morning,
                           [&](View& view) { return bundle(view, unit(), days); });
    }
    Result<Sample> sampled(Days const& days, std::int64_t size)
    {
        return market.call(officer, morning,
                           [&](Call& call) { return draw(call, unit(), { days, size }); });
    }
    Result<void> found(SampleId id, std::int64_t n, Verdict verdict, std::string const& words = {})
    {
        return market.call(officer, morning, [&](Call& call) {
            return find(call, unit(), { id, n, verdict, words });
        });
    }
    Result<Sample> closed(SampleId id, std::string const& words = {})
    {
        return market.call(officer, morning,
                           [&](Call& call) { return close(call, unit(), id, words); });
    }
    std::vector<Pick> picked(SampleId id)
    {
        return market.view(officer, morning, [&](View& view) { return picks(view, id); });
    }
    std::string broken()
    {
        return market.view(officer, morning,
                           [](View& view) { return first_broken_sample(view.read).value_or(""); });
    }
    template<class T>
    static std::string code_of(Result<T> const& result)
    {
        return result.ok() ? "ok" : std::string { result.error().code().id };
    }
    /// What tools/check_bundle.py ends with.
    int judged(std::string const& bytes)
    {
        auto const file = market.directory() / "bundle.zip";
        std::ofstream { file, std::ios::binary } << bytes;
        std::vector<std::string> words { std::string { KARYA_SOURCE } + "/tools/check_bundle.py",
                                         file.string() };
        std::vector<char*> arguments { words[0].data(), words[1].data(), nullptr };
        pid_t child {};
        if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
            return -1;
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

    /// Makes a deposit that is dropped again, so often.
    void deposit(int times)
    {
        using ledger::Account;
        auto treasurer = market.cast.wayan;
        treasurer.role = Role::treasurer;
        auto const done = market.call(treasurer, test::noon, [&](Call& call) -> Result<void> {
            TRY(ledger::post(call, unit(),
                             { .kind = ledger::EntryKind::opening,
                               .day = monday,
                               .source = "owed",
                               .postings = { { Account::bank, Rupiah { 9'000 } },
                                             { Account::pnbp_payable, Rupiah { -9'000 } } } }));
            for (int n = 0; n < times; ++n)
                TRY(pnbp::drop(call, unit(), TRY(pnbp::make(call, unit())).id));
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    /// Lays dropped sheets and returned reports of Monday, so many of each.
    void lay_papers(int count)
    {
        static db::Query const sheet { db::Query::Unlisted {}, "test.lay_sheet",
                                       R"sql(
INSERT INTO premium_sheet(id, unit, activity, n, fund, first_day, last_day, state, version, formula,
    covers, accrued, carried_in, claimed, topped_up, amount, carried_out, hash, made_at, made_by)
VALUES ($1, $2, $1, $3, 'premi', $4, $4, 'dropped', 2, '{}', 1, 5, 0, 0, 0, 5, 0, $5, $6, $1)
)sql" };
        static db::Query const report { db::Query::Unlisted {}, "test.lay_report",
                                        R"sql(
INSERT INTO books_report (id, level, place, first, last, version, code, reason, content, hash)
VALUES ($1, 'unit', $2, $4, $4, $3, $6, '', '{}', $5)
)sql" };
        static db::Query const hand { db::Query::Unlisted {}, "test.lay_hand",
                                      R"sql(
INSERT INTO books_hand (report, n, deed, at, officer, name, role, hash, note)
VALUES ($1, 1, 'made', $2, $1, 'Dewi', 'kasi', $3, '')
)sql" };
        std::string const hash(64, 'a');
        auto const laid = market.engine().write([&](db::Tx& tx) -> Result<void> {
            for (std::int64_t n = 1; n <= count; ++n) {
                auto const id = SampleId::make(test::noon + std::chrono::milliseconds { n });
                tx.run(sheet, id, unit().unit(), n, monday, hash, test::noon);
                tx.run(report, id, unit().unit(), n, monday, hash, "K" + std::to_string(n));
                tx.run(hand, id, test::noon, hash);
            }
            return {};
        });
        ASSERT_TRUE(laid.ok());
    }
    /// How many lines a file of it has, its head not counted.
    static std::int64_t rows_in(std::string const& bundle, char const* name)
    {
        auto* source = zip_source_buffer_create(bundle.data(), bundle.size(), 0, nullptr);
        auto* zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
        zip_stat_t found {};
        EXPECT_EQ(zip_stat(zip, name, 0, &found), 0) << name;
        std::string text(found.size, '\0');
        auto* file = zip_fopen(zip, name, 0);
        EXPECT_EQ(zip_fread(file, text.data(), text.size()), static_cast<zip_int64_t>(text.size()));
        zip_fclose(file);
        zip_discard(zip);
        return std::ranges::count(text, '\n') - 1;
    }

private:
    unsigned m_sales { 0 };
};

TEST_F(EvidenceTest, periods_that_cannot_be_and_what_nobody_could_check_are_refused)
{
    sell(monday, 50'000);
    EXPECT_EQ(code_of(made({ monday, monday })), "tlog.no_key");
    close_days();
    EXPECT_EQ(code_of(made({ monday, monday.next(-1) })), "evidence.bad_days");
    EXPECT_EQ(code_of(made({ monday, monday.next(2) })), "evidence.bad_days");
    EXPECT_EQ(code_of(made({ monday.next(-days_max), monday })), "evidence.too_long");
    EXPECT_EQ(code_of(made({ monday, monday })), "ok");
}

TEST_F(EvidenceTest, a_bundle_stands_before_who_shares_no_code_with_us)
{
    for (int n = 1; n <= 5; ++n) sell(monday.next(-n % 3), 10'000 * n);
    close_days();
    auto const bytes = made({ monday.next(-1), monday }).take();
    EXPECT_EQ(judged(bytes), 0);
    EXPECT_EQ(made({ monday.next(-1), monday }).value(), bytes);
    EXPECT_EQ(judged(made({ monday.next(-60), monday.next(-50) }).take()), 0) << "of nothing";
    // What somebody changed in the database is in the bundle, and found there.
    static db::Query const bend { db::Query::Unlisted {}, "test.bend_entry",
                                  "UPDATE tlog_line SET text = replace(text, '000', '900')" };
    ASSERT_TRUE(market.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        tx.run(bend);
                        return {};
                    })
                    .ok());
    EXPECT_NE(judged(made({ monday.next(-1), monday }).take()), 0);
}

TEST_F(EvidenceTest, every_line_can_be_split_again_from_the_bundle_alone)
{
    auto const one = market.product({ .price = Rupiah { 45'001 }, .cost = Rupiah { 20'003 } });
    auto const two = market.product({ .price = Rupiah { 7'777 }, .cost = {}, .whole_only = false });
    sell(monday.next(-1), { { one, Quantity::pieces(3) } });
    auto const sale = sell(
        monday,
        { { .variant = one, .quantity = Quantity::pieces(3), .discount = Rupiah { 1'234 } },
          { two, Quantity { 1'333 } } });
    give_back(sale, { 1, Quantity::pieces(1), {} });
    give_back(sale, { 1, {}, Rupiah { 5'001 } });
    give_back(sale, { 2, Quantity { 333 }, {} });
    close_days();
    auto const bytes = made({ monday, monday }).take();
    EXPECT_EQ(judged(bytes), 0);
    EXPECT_EQ(rows_in(bytes, "penjualan-baris.csv"), 2);
    EXPECT_EQ(rows_in(bytes, "pengembalian-baris.csv"), 3);
    EXPECT_EQ(rows_in(bytes, "aturan.csv"), 1);
    EXPECT_EQ(judged(made({ monday.next(-1), monday }).take()), 0);
    // Whoever bends one part of one line is found by who recomputes it.
    static db::Query const bend { db::Query::Unlisted {}, "test.bend_line",
                                  "UPDATE sales_line SET part_pnbp = part_pnbp + 1, "
                                  "part_premi = part_premi - 1 WHERE n = 2" };
    ASSERT_TRUE(market.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        EXPECT_GT(tx.run(bend), 0);
                        return {};
                    })
                    .ok());
    EXPECT_NE(judged(made({ monday, monday }).take()), 0);
}

TEST_F(EvidenceTest, nothing_of_its_days_is_left_out_however_much_there_is)
{
    sell(monday, 50'000);
    deposit(120);
    lay_papers(420);
    close_days();
    auto const bytes = made({ monday, monday }).take();
    EXPECT_EQ(rows_in(bytes, "setoran-pnbp.csv"), 120);
    EXPECT_EQ(rows_in(bytes, "lembar-premi.csv"), 420);
    EXPECT_EQ(rows_in(bytes, "laporan.csv"), 420);
    EXPECT_EQ(rows_in(bytes, "persetujuan-laporan.csv"), 420);
    EXPECT_EQ(rows_in(made({ monday.next(-1), monday.next(-1) }).value(), "setoran-pnbp.csv"), 0);
    EXPECT_EQ(judged(bytes), 0);
}

TEST_F(EvidenceTest, draws_that_cannot_be_are_refused_and_one_at_a_time_is_open)
{
    EXPECT_EQ(code_of(sampled({ monday, monday }, 3)), "evidence.nothing_booked");
    sell(monday, 50'000);
    EXPECT_EQ(code_of(sampled({ monday, monday.next(-1) }, 3)), "evidence.bad_days");
    EXPECT_EQ(code_of(sampled({ monday, monday }, 0)), "evidence.bad_sample");
    EXPECT_EQ(code_of(sampled({ monday, monday }, 51)), "evidence.bad_sample");
    EXPECT_EQ(code_of(sampled({ monday, monday }, 3)), "ok");
    EXPECT_EQ(code_of(sampled({ monday, monday }, 3)), "evidence.sample_open");
    EXPECT_EQ(broken(), "");
}

TEST_F(EvidenceTest, a_sample_is_looked_at_closed_and_then_stays)
{
    for (int n = 1; n <= 20; ++n) sell(monday, 1'000 * n);
    auto const sample = sampled({ monday, monday }, 2).take();
    EXPECT_EQ(sample.drawn_from, 20);
    auto const all = picked(sample.id);
    ASSERT_EQ(all.size(), 2U);
    std::vector<std::int64_t> numbers;
    for (std::int64_t n = 1; n <= 20; ++n) numbers.push_back(n);
    EXPECT_EQ(drawn(sample.seed, numbers, 2), (std::vector { all[0].seq, all[1].seq }));
    EXPECT_EQ(code_of(closed(sample.id)), "evidence.not_looked_at");
    EXPECT_EQ(code_of(found(sample.id, 3, Verdict::right)), "core.not_found");
    EXPECT_EQ(code_of(found(sample.id, 1, Verdict::doubt)), "evidence.bad_finding");
    EXPECT_EQ(code_of(found(sample.id, 1, Verdict::doubt, "struk tidak ada")), "ok");
    EXPECT_EQ(code_of(found(sample.id, 2, Verdict::right)), "ok");
    EXPECT_EQ(code_of(closed(sample.id)), "evidence.bad_finding");
    EXPECT_EQ(closed(sample.id, "Satu struk hilang.").value().outcome, Outcome::reserved);
    EXPECT_EQ(code_of(found(sample.id, 1, Verdict::right)), "evidence.sample_closed");
    EXPECT_EQ(code_of(closed(sample.id, "lagi")), "evidence.sample_closed");
    sell(monday, 5'000); // what comes later changes no draw
    EXPECT_EQ(broken(), "");
    EXPECT_EQ(code_of(sampled({ monday, monday }, 3)), "ok");
}

TEST_F(EvidenceTest, a_finding_that_was_bent_is_found)
{
    sell(monday, 50'000);
    auto const sample = sampled({ monday, monday }, 1).take();
    ASSERT_TRUE(found(sample.id, 1, Verdict::doubt, "hilang").ok());
    static db::Query const bend { db::Query::Unlisted {}, "test.bend_finding",
                                  "UPDATE evidence_pick SET verdict = 'right'" };
    ASSERT_TRUE(market.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        tx.run(bend);
                        return {};
                    })
                    .ok());
    EXPECT_NE(broken().find("the audit trail knows it otherwise"), std::string::npos) << broken();
}

} // namespace
} // namespace karya::evidence
