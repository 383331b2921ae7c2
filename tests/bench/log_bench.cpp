// Closing all unit-days of a date: the lines of every unit with the sales of its day, the tree and
// the three checkpoints. usage: log_bench FOLDER [SALES A UNIT]; KARYA_DATABASE: PostgreSQL instead
// of SQLite in FOLDER.

#include "base/text.h"
#include "db/schema.h"
#include "ledger/ledger.h"
#include "tlog/tlog.h"
#include <chrono>
#include <cstdlib>
#include <iostream>

using namespace karya;

namespace {

Timestamp const evening = parse_time("2026-04-26T20:00:00+07:00").take();
Timestamp const morning = parse_time("2026-04-27T03:00:00+07:00").take();

void sell(db::Engine& engine, org::Unit const& unit, std::int64_t sales)
{
    using ledger::Account;
    (void)engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, { .role = Role::admin }, evening, Lang::id, "bench" };
        call.actor.officer = OfficerId::make(evening);
        auto const scope = TRY(org::reach(call.view(), unit.id));
        for (std::int64_t n = 1; n <= sales; ++n)
            TRY(ledger::post(call, scope,
                             { .day = scope.day(evening),
                               .source = "sale " + std::to_string(n),
                               .postings = { { Account::cash, Rupiah { 45'000 } },
                                             { Account::premi_payable, Rupiah { -12'500 } },
                                             { Account::pnbp_payable, Rupiah { -3'750 } },
                                             { Account::working_fund, Rupiah { -28'750 } } } }));
        return {};
    });
}

} // namespace

int main(int count, char** words)
{
    std::int64_t sales = 20;
    if (count < 2 || (count > 2 && !parse_integer(words[2], sales))) return 2;
    auto const* postgres = std::getenv("KARYA_DATABASE"); // NOLINT(concurrency-mt-unsafe)
    auto engine =
        db::Engine::open({ .directory = words[1], .postgres = postgres ? postgres : "" }).take();
    CHECK(engine->migrate(db::schema()).ok());
    auto const laid = engine->write([](db::Tx& tx) -> Result<void> {
        Call call { tx, {}, evening, Lang::id, "bench" };
        org::load_seed(call);
        return ledger::load_seed(call);
    });
    CHECK(laid.ok());
    auto const units =
        engine
            ->get<std::vector<org::Unit>>([](db::Read& read) {
                return Result<std::vector<org::Unit>> { org::holders(View { read, {}, evening }) };
            })
            .take();
    for (auto const& unit : units) sell(*engine, unit, sales);
    tlog::Closer closer { *engine };
    auto const began = std::chrono::steady_clock::now();
    while (closer.work(morning).take()) { }
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    auto const size = engine->get<std::int64_t>([](db::Read& read) -> Result<std::int64_t> {
        return tlog::log(View { read, {}, morning })->size;
    });
    std::cout << size.value() << " lines in " << took.count() << " s\n";
    return 0;
}
