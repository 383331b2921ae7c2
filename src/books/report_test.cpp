// Month and year reports: wrong order, wrong hands, frozen for good; cash and stock books against
// the ledger; papers read back.

#include "books/cash_book.h"
#include "books/report.h"
#include "books/test_unit.h"
#include "cash/cash.h"
#include "production/production.h"
#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <spawn.h>
#include <sys/wait.h>

namespace karya::books {
namespace {

using ledger::Account;
using Unlisted = db::Query::Unlisted;

/// What a program prints of a file that holds these bytes; the last word is the file's name.
std::string said_by(std::vector<std::string> words, std::string const& bytes)
{
    auto const folder = std::filesystem::temp_directory_path() / ("karya-" + random_hex(16));
    std::filesystem::create_directory(folder);
    auto const in = folder / "in.xlsx"; // openpyxl asks for the ending
    auto const out = folder / "out.txt";
    std::ofstream { in, std::ios::binary } << bytes;
    words.push_back(in.string());
    if (words.front() == "pdftotext") words.emplace_back("-");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions {};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t child {};
    int status = 1;
    if (posix_spawnp(&child, words.front().c_str(), &actions, nullptr, arguments.data(), environ)
        == 0)
        waitpid(child, &status, 0);
    posix_spawn_file_actions_destroy(&actions);
    std::ifstream file { out, std::ios::binary };
    std::string said { std::istreambuf_iterator<char> { file }, {} };
    std::filesystem::remove_all(folder);
    return status == 0 ? said : "failed: " + said;
}

constexpr std::string_view read_workbook =
    "import openpyxl, sys\n"
    "for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True):\n"
    "    print(*row, sep='|')\n";

class ReportTest : public Unit {
protected:
    void SetUp() override
    {
        Unit::SetUp();
        treasurer = of(Role::treasurer, 3);
        head = of(Role::head, 4);
        period = period_named("2021-04").take();
    }
    Actor of(Role role, unsigned number)
    {
        auto actor = market.cast.wayan;
        actor.officer = test::numbered<OfficerTag>(number);
        actor.name = std::string { enum_text(role) };
        actor.role = role;
        return actor;
    }
    ReportKey key() { return { Level::unit, unit().unit().text(), period.first, period.last }; }
    Result<Report> try_make(std::string const& why = {})
    {
        return market.call(treasurer, now, [&](Call& call) { return make(call, key(), why); });
    }
    template<class Step>
    Result<void> by(Actor const& actor, Step&& step)
    {
        return market.call(actor, now, step);
    }
    auto verifying(Report const& report)
    {
        return [id = report.id](Call& call) { return verify(call, id); };
    }
    auto authorising(Report const& report)
    {
        return [id = report.id](Call& call) { return authorise(call, id); };
    }
    auto returning(Report const& report, std::string const& why)
    {
        return [id = report.id, why](Call& call) { return books::give_back(call, id, why); };
    }
    Report authorised()
    {
        auto const made = try_make().take();
        EXPECT_TRUE(by(market.cast.wayan, verifying(made)).ok());
        EXPECT_TRUE(by(head, authorising(made)).ok());
        return made;
    }
    Report stored(Report const& report)
    {
        return look([&](View& view) { return books::report(view, report.id); }).take();
    }
    void next_month() { now = test::at("2021-05-03T10:00:00+07:00"); }
    CashBook cash(CashWish const& wish)
    {
        return look([&](View& view) { return cash_book(view, unit(), wish); }).take();
    }

    Actor treasurer {};
    Actor head {};
    Period period {};
};

TEST_F(ReportTest, periods_have_one_spelling)
{
    for (auto const* name : { "", "2021-13", "2021-4", "21-04", "2021-04-01", "abcd", "20211" })
        EXPECT_FALSE(period_named(name).ok()) << name;
    EXPECT_EQ(name_of(period_named("2020-02").take()), "2020-02");
    EXPECT_EQ(period_named("2020-02").take().last, Day::from(2020, 2, 29));
    EXPECT_EQ(name_of(period_named("2021").take()), "2021");
}

TEST_F(ReportTest, a_period_that_runs_and_steps_out_of_order_are_refused)
{
    sell();
    deliver();
    EXPECT_EQ(code_of(try_make()), "books.period_running");
    next_month();
    auto const made = try_make().take();
    EXPECT_EQ(code_of(try_make()), "books.report_open");
    EXPECT_EQ(code_of(by(head, authorising(made))), "books.wrong_step") << "not verified";
    EXPECT_EQ(code_of(by(market.cast.wayan, returning(made, " "))), "books.reason_missing");
    ASSERT_TRUE(by(market.cast.wayan, verifying(made)).ok());
    EXPECT_EQ(code_of(by(market.cast.wayan, verifying(made))), "books.wrong_step");
    ASSERT_TRUE(by(head, authorising(made)).ok());
    EXPECT_EQ(code_of(by(head, authorising(made))), "books.wrong_step");
    EXPECT_EQ(code_of(by(head, returning(made, "telat"))), "books.wrong_step");
    EXPECT_EQ(broken(), "");
}

TEST_F(ReportTest, nobody_acts_for_another_place)
{
    next_month();
    auto const made = try_make().take();
    auto stranger = market.cast.wayan;
    stranger.unit = market.cast.ambon_id;
    EXPECT_EQ(code_of(by(stranger, verifying(made))), "core.not_found");
    EXPECT_EQ(code_of(by(above(Role::kanwil, market.cast.kalbar), authorising(made))),
              "core.not_found");
    auto const seen = [&](Actor const& actor) {
        return market.view(actor, now, [&](View& view) { return books::report(view, made.id); });
    };
    EXPECT_TRUE(seen(above(Role::kanwil, market.cast.kalbar)).ok());
    EXPECT_TRUE(seen(above(Role::auditor)).ok());
    EXPECT_EQ(code_of(seen(stranger)), "core.not_found");
    EXPECT_EQ(code_of(seen(above(Role::kanwil, market.ambon().kanwil()))), "core.not_found");
}

TEST_F(ReportTest, above_units_two_people_are_needed)
{
    next_month();
    auto const first = above(Role::kanwil, market.cast.kalbar);
    auto second = first;
    second.officer = test::numbered<OfficerTag>(21);
    ReportKey const office { Level::kanwil, market.cast.kalbar.text(), period.first, period.last };
    auto const made =
        market.call(first, now, [&](Call& call) { return make(call, office, ""); }).take();
    EXPECT_EQ(code_of(by(first, verifying(made))), "books.wrong_step");
    EXPECT_EQ(code_of(by(first, authorising(made))), "books.same_hand");
    EXPECT_EQ(reason_of(by(second, authorising(made)), "sure"), "books.units_sure")
        << "no unit has an authorised report";
    auto const known = [id = made.id](Call& call) { return authorise(call, id, Missing::known); };
    EXPECT_TRUE(by(second, known).ok());
    auto const kept = look([&](View& view) { return hands(view, made.id); }).back().note;
    EXPECT_TRUE(kept.starts_with("0 dari ")) << kept;
    EXPECT_EQ(broken(), "");
}

TEST_F(ReportTest, an_office_whose_units_have_all_reported_is_not_asked)
{
    next_month();
    ReportKey const office { Level::kanwil, market.cast.kalbar.text(), period.first, period.last };
    auto const reporting = [&] {
        return market
            .view(above(Role::kanwil, market.cast.kalbar), now,
                  [&](View& view) { return reporting_of(view, office); })
            .take();
    };
    auto const before = reporting();
    EXPECT_EQ(before.authorised, 0);
    EXPECT_EQ(static_cast<std::int64_t>(before.missing.size()), before.of);
    authorised();
    auto const after = reporting();
    EXPECT_EQ(after.authorised, 1);
    EXPECT_EQ(after.of, before.of);
    EXPECT_EQ(std::ranges::count(after.missing, "Lapas Kelas IIA Pontianak"), 0);
}

TEST_F(ReportTest, nobody_takes_two_steps_of_one_report)
{
    next_month();
    auto const kasi = market.cast.wayan;
    auto const made = market.call(kasi, now, [&](Call& call) { return make(call, key(), ""); });
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(code_of(by(kasi, verifying(made.value()))), "books.same_hand");
    auto const other = of(Role::kasi, 7);
    ASSERT_TRUE(by(other, verifying(made.value())).ok());
    auto promoted = other;
    promoted.role = Role::head;
    EXPECT_EQ(code_of(by(promoted, authorising(made.value()))), "books.same_hand");
    EXPECT_TRUE(by(head, authorising(made.value())).ok());
}

TEST_F(ReportTest, periods_and_days_before_the_books_began_are_refused)
{
    sell();
    deliver();
    next_month();
    for (auto const* name : { "1700", "1900-01", "2021-03" }) {
        period = period_named(name).take();
        EXPECT_EQ(code_of(try_make()), "books.not_begun") << name;
    }
    period = period_named("9999").take();
    EXPECT_EQ(code_of(try_make()), "books.period_running");
    EXPECT_EQ(code_of(try_send(Day::from(1900, 1, 1))), "books.not_begun");
    EXPECT_EQ(code_of(try_send(Day::from(2021, 3, 1))), "books.not_begun");
    EXPECT_TRUE(try_send(today().next(-20)).ok()) << "a late nil report";
    for (auto const level : { Level::kanwil, Level::nation }) {
        auto const reader = level == Level::kanwil ? above(Role::kanwil, market.cast.kalbar)
                                                   : above(Role::ditjen);
        auto const early = market.call(reader, now, [&](Call& call) -> Result<Report> {
            return make(call, TRY(own_key(call.view(), period_named("2021-03").take())), "");
        });
        EXPECT_EQ(code_of(early), "books.not_begun");
    }
}

TEST_F(ReportTest, a_correction_is_another_version_with_its_reason)
{
    sell();
    deliver();
    next_month();
    auto const first = authorised();
    EXPECT_EQ(reason_of(try_make(), "reason"), "base.required");
    EXPECT_EQ(code_of(try_make("lupa")), "books.nothing_new");
    now = test::noon;
    sell({ 2 });
    deliver();
    next_month();
    auto const second = try_make("nota tertinggal");
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(second.value().version, 2);
    EXPECT_NE(second.value().hash, first.hash);
    EXPECT_EQ(stored(first).content, first.content);
    ASSERT_TRUE(by(market.cast.wayan, returning(second.value(), "salah lagi")).ok());
    EXPECT_EQ(try_make().take().version, 3) << "after a returned one no reason is asked";
    EXPECT_EQ(broken(), "");
}

TEST_F(ReportTest, what_was_written_after_it_was_authorised_is_told_at_the_report)
{
    sell();
    deliver();
    next_month();
    auto const report = authorised();
    auto const changed = [&] {
        std::vector<std::string> parts;
        for (auto const& part : look([&](View& view) { return changed_since(view, report); }))
            parts.push_back(part.id);
        return parts;
    };
    auto const bake = [&] {
        auto const all = Quantity::pieces(5);
        run([&](Call& call) {
            return production::record(call, unit(),
                                      { .variant = goods,
                                        .day = period.last,
                                        .output = all,
                                        .uses = { .for_sale = all } });
        }).take();
    };
    EXPECT_TRUE(changed().empty());
    bake();
    EXPECT_EQ(changed(), std::vector<std::string> { "Produksi" });
    auto const second = try_make("batch tertinggal").take();
    EXPECT_TRUE(changed().empty()) << "a newer version speaks for the month";
    ASSERT_TRUE(by(market.cast.wayan, verifying(second)).ok());
    ASSERT_TRUE(by(head, authorising(second)).ok());
    auto const close = [&](Call& call) {
        return ledger::close_period(call, unit(), Day::from(2021, 4, 1));
    };
    ASSERT_TRUE(run(close).ok());
    bake();
    EXPECT_TRUE(look([&](View& view) { return changed_since(view, second); }).empty())
        << "what comes after the close is in May (R-12)";
    period = period_named("2021-05").take();
    auto const may = look([&](View& view) { return draft(view, key()); }).take();
    auto const late = std::ranges::find(may.tables,
                                        "Produksi bulan tertutup yang ditulis terlambat",
                                        [](Table const& table) { return table.title.id; });
    ASSERT_NE(late, may.tables.end());
    ASSERT_EQ(late->rows.size(), 1U);
    EXPECT_EQ(late->rows[0].cells[0].words.id, "PTK-L210430-2");
}

TEST_F(ReportTest, last_years_report_is_the_same_after_names_regions_and_rules_change)
{
    sell({ 3, sales::BuyerKind::family });
    deliver();
    next_month();
    auto const made = authorised();
    auto const papers = [&] {
        auto const folio = folio_of(stored(made));
        return json_text(shown(Lang::id, folio)) + json_text(shown(Lang::en, folio))
            + folio_table(Lang::id, folio, FileFormat::xlsx).take()
            + folio_pdf(Lang::id, folio, { .made_at = "2021-05-03T03:00:00Z" });
    };
    auto const before = papers();
    now = test::at("2022-06-01T10:00:00+07:00");
    auto const changed = market.call(market.cast.admin, now, [&](Call& call) -> Result<void> {
        auto const today = unit().day(now);
        TRY(org::rename_unit(call, { unit().unit(), "Lapas Baru", "I", today }));
        return org::move_unit(call, unit().unit(), market.ambon().kanwil(), today);
    });
    ASSERT_TRUE(changed.ok()) << changed.error().why();
    ledger::SplitRule const rule { .key = { .unit = unit().unit() },
                                   .valid_from = Day::from(2022, 7, 1),
                                   .base = ledger::Base::gross,
                                   .premi = { 1'000 },
                                   .pnbp = { 1'000 },
                                   .working_fund = { 8'000 },
                                   .source = "uji" };
    auto const ruled = market.call(market.cast.admin, now,
                                   [&](Call& call) { return ledger::add_rule(call, rule); });
    ASSERT_TRUE(ruled.ok()) << ruled.error().why();
    EXPECT_EQ(papers(), before);
    // Even a draft of those days tells the name that the unit had.
    auto const again = look([&](View& view) { return draft(view, key()); }).take();
    EXPECT_EQ(again.place.id, "Lapas Kelas IIA Pontianak");
    EXPECT_EQ(json_text(again), made.content);
}

TEST_F(ReportTest, a_unit_its_office_and_the_nation_tell_the_same)
{
    auto const far = market.product(market.cast.ambon_id, { .stock = Quantity::pieces(100) });
    sell(market.ambon(), far, { 5 });
    sell({ 2 });
    deliver();
    auto const turnover = [&](Actor const& actor) {
        return market
            .view(actor, now,
                  [&](View& view) -> Result<std::int64_t> {
                      auto const folio = TRY(draft(view, TRY(own_key(view, period))));
                      return folio.facts.front().cell.number;
                  })
            .take();
    };
    EXPECT_EQ(turnover(market.cast.wayan), 90'000);
    EXPECT_EQ(turnover(above(Role::kanwil, market.cast.kalbar)), 90'000);
    EXPECT_EQ(turnover(above(Role::ditjen)), 315'000);
}

TEST_F(ReportTest, papers_can_be_read_back)
{
    sell({ 3, sales::BuyerKind::family });
    deliver();
    auto const folio = look([&](View& view) { return draft(view, key()); }).take();
    auto const pdf = folio_pdf(Lang::id, folio,
                               { .made_at = "2021-05-03T03:00:00Z",
                                 .code = "https://karya.example/laporan/abc",
                                 .code_words = "Pindai",
                                 .hands = { "Dibuat: Dewi" },
                                 .signs = { "Kepala" } });
    auto const text = said_by({ "pdftotext", "-layout" }, pdf);
    for (auto const* words : { "Laporan hasil karya", "Lapas Kelas IIA Pontianak", "April 2021",
                               "135.000", "Keluarga", "Dibuat: Dewi", "Kepala" })
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    auto const xlsx = folio_table(Lang::id, folio, FileFormat::xlsx).take();
    EXPECT_EQ(xlsx, folio_table(Lang::id, folio, FileFormat::xlsx).take());
    auto const cells = said_by({ "/usr/bin/python3", "-c", std::string { read_workbook } }, xlsx);
    for (auto const* line : { "Omzet|135000", "Keluarga|1|135000", "PNBP|11250" })
        EXPECT_NE(cells.find(line), std::string::npos) << line << "\n" << cells;
}

TEST_F(ReportTest, money_is_shown_in_thousands_to_who_opens_the_sheet)
{
    sell();
    deliver();
    auto const folio = look([&](View& view) { return draft(view, key()); }).take();
    constexpr std::string_view read_formats =
        "import openpyxl, sys\n"
        "for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows():\n"
        "    print(*[f'{c.value}~{c.number_format}' for c in row], sep='|')\n";
    auto const cells = said_by({ "/usr/bin/python3", "-c", std::string { read_formats } },
                               folio_table(Lang::id, folio, FileFormat::xlsx).take());
    EXPECT_NE(cells.find("Omzet~General|45000~#,##0"), std::string::npos) << cells;
    EXPECT_NE(cells.find("Penjualan~General|1~General"), std::string::npos) << "a count" << cells;
}

// ---- Cash book and stock book ----

TEST_F(ReportTest, a_cash_book_of_days_in_the_wrong_order_or_too_many_is_refused)
{
    auto const asked = [&](Day first, Day last) {
        return look([&](View& view) { return cash_book(view, unit(), { first, last }); });
    };
    EXPECT_EQ(reason_of(asked(today(), today().next(-1)), "last"), "books.bad_days");
    EXPECT_EQ(reason_of(asked(today(), today().next(days_most)), "last"), "books.too_many_days");
}

TEST_F(ReportTest, the_cash_book_is_the_ledger_to_the_rupiah)
{
    for (auto const payment :
         { sales::Payment::cash, sales::Payment::qris, sales::Payment::transfer }) {
        auto const sale = sell({ 2, sales::BuyerKind::public_buyer, payment });
        if (payment == sales::Payment::transfer) give_back(sale);
        now += std::chrono::hours { 24 };
    }
    for (auto const account : { Account::cash, Account::qris_clearing, Account::bank })
        for (int from = -3; from < 4; ++from) {
            auto const book = cash({ today().next(from), today().next(4), account });
            auto const held = look(
                [&](View& view) { return ledger::balance(view, unit(), account); });
            EXPECT_EQ(book.closing, held) << enum_text(account) << from;
            EXPECT_EQ(book.opening + book.in - book.out, book.closing);
        }
    auto const all = cash({ today().next(-10), today() });
    EXPECT_EQ(all.opening, Rupiah {});
    EXPECT_EQ(all.in, Rupiah { 1'270'000 });
    EXPECT_EQ(all.out, Rupiah { 45'000 });
    EXPECT_EQ(all.folio.tables.front().rows.size(), 6U) << "five entries and the sum";
}

TEST_F(ReportTest, activities_share_out_what_was_sold)
{
    auto const other = market.call(market.cast.wayan, now, [&](Call& call) -> Result<VariantId> {
        auto const bread = TRY(org::add_activity(call, unit(), { .name = "Roti" }));
        auto const product = TRY(catalogue::add_product(
            call, unit(), { .name_id = "Roti manis", .activity = bread.id }));
        return catalogue::add_variant(
            call, unit(), product,
            { .price = Rupiah { 10'000 }, .opening = Quantity::pieces(100) });
    });
    ASSERT_TRUE(other.ok()) << other.error().why();
    sales::SaleDraft const mixed { .id = test::numbered<SaleTag>(900),
                                   .sold_at = now,
                                   .lines = { { goods, Quantity::pieces(1) },
                                              { other.value(), Quantity::pieces(2) } },
                                   .payment = sales::Payment::cash };
    ASSERT_TRUE(run([&](Call& call) { return sales::record(call, unit(), mixed); }).ok());
    sell({ 1 });
    Rupiah together;
    auto const activities = look([&](View& view) { return org::activities(view, unit()); });
    ASSERT_EQ(activities.size(), 2U);
    for (auto const& activity : activities) {
        auto const book = cash({ today(), today(), {}, activity.id });
        together += book.closing;
        if (activity.name != "Roti") continue;
        EXPECT_EQ(book.closing, Rupiah { 20'000 });
    }
    EXPECT_EQ(together + Rupiah { 1'000'000 }, cash({ today(), today() }).closing)
        << "the opening money is no activity's";
}

TEST_F(ReportTest, an_activitys_cash_book_has_what_was_spent_for_it)
{
    auto const bread = run([&](Call& call) {
                           return org::add_activity(call, unit(), { .name = "Roti" });
                       }).take();
    auto const spend = [&](std::optional<ActivityId> activity) {
        return run([&](Call& call) {
                   return cash::record(call, unit(),
                                       { .kind = cash::MoveKind::material,
                                         .day = today(),
                                         .from = Account::bank,
                                         .amount = Rupiah { 7'000 },
                                         .activity = activity,
                                         .payee = "Toko Maju",
                                         .about = "tepung" });
               })
            .take();
    };
    auto const kept = spend(bread.id);
    auto const given_up = spend(bread.id);
    spend({});
    ASSERT_TRUE(run([&](Call& call) {
                    return cash::take_back(call, unit(), given_up.id, "salah kegiatan");
                }).ok());
    auto const book = cash({ today(), today(), {}, bread.id });
    EXPECT_EQ(book.out, Rupiah { 14'000 });
    EXPECT_EQ(book.in, Rupiah { 7'000 }) << "taken back";
    EXPECT_EQ(book.closing, -kept.amount);
    EXPECT_EQ(cash({ today(), today() }).closing, Rupiah { 1'000'000 - 14'000 });
}

TEST_F(ReportTest, the_stock_book_ends_with_what_is_on_hand)
{
    auto const sale = sell({ 4 });
    give_back(sale, 1);
    now += std::chrono::hours { 24 };
    sell({ 2 });
    auto const book = look(
        [&](View& view) { return stock_book(view, unit(), { today(), today(), goods }); });
    ASSERT_TRUE(book.ok());
    EXPECT_EQ(book.value().facts[1].cell.number, 999'997'000);
    EXPECT_EQ(book.value().facts[2].cell.number, 999'995'000);
    EXPECT_EQ(book.value().tables.front().rows.size(), 1U);
    auto const list = look(
        [&](View& view) { return stock_list(view, unit(), today().next(-5), today()); });
    ASSERT_EQ(list.value().tables.front().rows.size(), 1U);
    EXPECT_EQ(list.value().tables.front().rows[0].cells.back().number, 999'995'000);
    EXPECT_EQ(code_of(look([&](View& view) {
                  return stock_book(view, market.ambon(), { today(), today(), goods });
              })),
              "core.not_found");
}

// ---- Tampering ----

struct BentRow {
    db::Query query;
    std::string_view found;
};
BentRow const bent_reports[] {
    { { Unlisted {}, "test.content", "UPDATE books_report SET content = '{}'" },
      "its content is not its hash's" },
    { { Unlisted {}, "test.hand_name", "UPDATE books_hand SET name = 'Lain' WHERE n = 3" },
      "the audit trail knows its hands otherwise" },
    { { Unlisted {}, "test.hand_gone", "DELETE FROM books_hand WHERE n = 3" },
      "the audit trail knows its hands otherwise" },
};

TEST_F(ReportTest, verify_names_what_was_bent)
{
    next_month();
    authorised();
    ASSERT_EQ(broken(), "");
    for (auto const& [query, found] : bent_reports) {
        std::string said;
        // Undone again: each stands alone.
        auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
            EXPECT_GT(tx.run(query), 0);
            said = first_broken_report(tx).value_or("");
            return Error { invalid };
        });
        EXPECT_FALSE(done.ok());
        EXPECT_NE(said.find(found), std::string::npos) << query.name << ": " << said;
    }
}

} // namespace
} // namespace karya::books
