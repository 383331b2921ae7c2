// The largest bundle of evidence: time and memory. usage: bundle_bench FOLDER

#include "base/embedded.h"
#include "bench/memory.h"
#include "db/engine.h"
#include "db/schema.h"
#include "evidence/evidence.h"
#include "ledger/ledger.h"
#include "tlog/tlog.h"
#include <filesystem>
#include <iostream>

using namespace karya;

namespace {

Timestamp const evening = parse_time("2026-04-26T20:00:00+07:00").take();
Timestamp const morning = parse_time("2026-04-27T03:00:00+07:00").take();
Actor const head { OfficerId::make(evening),
                   "Bench",
                   Role::head,
                   org::seed_unit_id("lapas-kelas-iia-pontianak"),
                   {} };

Result<void> book(Call& call, org::UnitScope const& scope, std::int64_t first)
{
    using ledger::Account;
    constexpr std::int64_t at_once = 500;
    for (auto n = first; n < first + at_once; ++n)
        TRY(ledger::post(call, scope,
                         { .day = scope.day(evening),
                           .source = SaleId::make(evening).text() + std::to_string(n),
                           .memo = "PTK-2026-" + std::to_string(n),
                           .postings = { { Account::cash, Rupiah { 45'000 } },
                                         { Account::premi_payable, Rupiah { -12'500 } },
                                         { Account::pnbp_payable, Rupiah { -3'750 } },
                                         { Account::cost_recovery, Rupiah { -20'000 } },
                                         { Account::working_fund, Rupiah { -8'750 } } } }));
    return {};
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) return 2;
    std::filesystem::create_directories(arguments[1]);
    auto const engine = db::Engine::open({ .directory = arguments[1] }).take();
    if (!engine->migrate(db::schema()).ok()) return 1;
    auto const with_call = [&](auto&& work) {
        CHECK(engine
                  ->write([&](db::Tx& tx) -> Result<void> {
                      Call call { tx, head, evening, Lang::id, "bench" };
                      return work(call);
                  })
                  .ok());
    };
    with_call([](Call& call) -> Result<void> {
        org::load_seed(call);
        return ledger::load_seed(call);
    });
    for (std::int64_t n = 0; n < evidence::entries_max; n += 500)
        with_call(
            [&](Call& call) -> Result<void> { return book(call, TRY(org::own(call.view())), n); });
    tlog::Closer closer { *engine };
    while (closer.work(morning).take()) { }
    bench::Peak peak;
    auto const from = std::chrono::steady_clock::now();
    auto const made = engine->get<std::string>([](db::Read& read) -> Result<std::string> {
        View const view { read, head, morning };
        auto const scope = TRY(org::own(view));
        return evidence::bundle(view, scope, { scope.day(evening), scope.day(evening) });
    });
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - from;
    std::cout << evidence::entries_max << " entries in " << took.count() << " s, "
              << made.value().size() / 1024 << " KiB, memory + " << peak.megabytes() << " MB\n";
}
