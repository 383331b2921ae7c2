// The month report of the nation over the day sums that a million sales leave behind: time and
// memory. usage: report_bench FOLDER [SALES]; KARYA_DATABASE: PostgreSQL instead of SQLite in
// FOLDER. Sales themselves are not laid: the program names every table that the report reads.

#include "base/embedded.h"
#include "bench/memory.h"
#include "books/report.h"
#include "db/engine.h"
#include "db/schema.h"
#include "org/org.h"
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace karya;

namespace {

using Unlisted = db::Query::Unlisted;

Timestamp const start = parse_time("2026-05-02T08:00:00+07:00").take();
Day const first = Day::from(2026, 4, 1);
constexpr int days = 30;
Actor const ditjen { OfficerId::make(start), "Bench", Role::ditjen, {}, {} };

db::Query const lay_day { Unlisted {}, "bench.day", R"sql(
INSERT INTO board_day (unit, day, turnover, premi, pnbp, sales) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
)sql" };
db::Query const lay_sold { Unlisted {}, "bench.sold", R"sql(
INSERT INTO books_sold (unit, day, facet, what, sales, turnover) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
)sql" };
db::Query const lay_balance { Unlisted {}, "bench.balance", R"sql(
INSERT INTO ledger_balance (unit, account, day, amount) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
)sql" };
db::Query const lay_book { Unlisted {}, "bench.book", R"sql(
INSERT INTO ledger_book (unit, seq, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING
)sql" };

template<class E>
void lay_facet(db::Tx& tx, UnitId unit, Day day, books::Facet facet, std::int64_t sales)
{
    auto const values = enum_values<E>();
    for (auto const value : values)
        tx.run(lay_sold, unit, day, facet, enum_text(value),
               sales / static_cast<std::int64_t>(values.size()), Rupiah { sales * 5'000 });
}

/// A year of days, the month among them, so that what is not asked for is there too.
void lay(db::Engine& engine, std::int64_t wanted)
{
    auto const units =
        engine
            .get<std::vector<org::Unit>>([](db::Read& read) {
                return Result<std::vector<org::Unit>> { org::holders(View { read, {}, start }) };
            })
            .take();
    auto const sales = wanted / days / static_cast<std::int64_t>(units.size()) + 1;
    for (auto const& unit : units)
        (void)engine.write([&](db::Tx& tx) -> Result<void> {
            tx.run(lay_book, unit.id);
            for (auto day = first.next(-335); day < first.next(days); day = day.next()) {
                tx.run(lay_day, unit.id, day, Rupiah { sales * 25'000 }, Rupiah { sales * 6'000 },
                       Rupiah { sales * 2'000 }, sales);
                lay_facet<sales::BuyerKind>(tx, unit.id, day, books::Facet::buyer, sales);
                lay_facet<sales::Channel>(tx, unit.id, day, books::Facet::channel, sales);
                lay_facet<catalogue::ProductKind>(tx, unit.id, day, books::Facet::goods, sales);
                for (auto const account : enum_values<ledger::Account>())
                    tx.run(lay_balance, unit.id, account, day, Rupiah { -sales * 1'000 });
            }
            return {};
        });
    std::cout << units.size() << " units, " << sales
              << " sales a unit and day: " << sales * days * static_cast<std::int64_t>(units.size())
              << " in the month\n";
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) return 2;
    db::Settings settings { .directory = arguments[1] };
    std::filesystem::create_directories(settings.directory);
    if (auto const* database = std::getenv("KARYA_DATABASE")) settings.postgres = database;
    auto const engine = db::Engine::open(settings).take();
    if (!engine->migrate(db::schema()).ok()) return 1;
    (void)engine->write([](db::Tx& tx) -> Result<void> {
        Call call { tx, ditjen, start, Lang::id, "bench" };
        org::load_seed(call);
        return {};
    });
    constexpr std::int64_t million = 1'000'000;
    lay(*engine, count > 2 ? std::strtoll(arguments[2], nullptr, 10) : million);
    for (auto const* name : { "2026-04", "2026-04", "2026-04" }) {
        bench::Peak peak;
        auto const from = std::chrono::steady_clock::now();
        auto const folio = engine->get<books::Folio>([&](db::Read& read) -> Result<books::Folio> {
            View const view { read, ditjen, start };
            return books::draft(view, TRY(books::own_key(view, TRY(books::period_named(name)))));
        });
        auto const drafted = std::chrono::steady_clock::now();
        auto const pdf = books::folio_pdf(Lang::id, folio.value(), { .made_at = "2026" });
        auto const printed = std::chrono::steady_clock::now();
        auto const xlsx = books::folio_table(Lang::id, folio.value(), books::FileFormat::xlsx);
        auto const written = std::chrono::steady_clock::now();
        auto const ms = [](auto time) {
            return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
        };
        std::cout << name << ": figures " << ms(drafted - from) << " ms, PDF "
                  << ms(printed - drafted) << " ms (" << pdf.size() << " bytes), XLSX "
                  << ms(written - printed) << " ms (" << xlsx.value().size() << " bytes), memory + "
                  << peak.megabytes() << " MB\n";
    }
}
