// Ten thousand labels as PDF: time and memory. usage: label_bench FOLDER

#include "base/embedded.h"
#include "bench/memory.h"
#include "catalogue/catalogue.h"
#include "db/engine.h"
#include "db/schema.h"
#include "labels/labels.h"
#include <filesystem>
#include <iostream>

using namespace karya;

namespace {

Timestamp const start = parse_time("2026-05-02T08:00:00+07:00").take();
Actor const kasi {
    OfficerId::make(start), "Bench", Role::kasi, org::seed_unit_id("lapas-kelas-iia-pontianak"), {}
};
constexpr std::int64_t runs_printed = 10'000 / labels::run_max;

Result<labels::PrintRun> issued(Call& call)
{
    auto const scope = TRY(org::own(call.view()));
    auto const product = TRY(catalogue::add_product(call, scope, { .name_id = "Keset Sabut" }));
    auto const variant = TRY(catalogue::add_variant(
        call, scope, product,
        { .price = Rupiah { 45'000 }, .cost = Rupiah { 20'000 }, .opening = Quantity::pieces(1) }));
    return labels::issue(call, scope,
                         { .variant = variant,
                           .count = labels::run_max,
                           .day = scope.day(start),
                           .with_price = true });
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) return 2;
    std::filesystem::create_directories(arguments[1]);
    auto const engine = db::Engine::open({ .directory = arguments[1] }).take();
    if (!engine->migrate(db::schema()).ok()) return 1;
    labels::keep_key(std::string(32, 'k'));
    auto const run = engine
                         ->put<labels::PrintRun>([](db::Tx& tx) -> Result<labels::PrintRun> {
                             Call call { tx, kasi, start, Lang::id, "bench" };
                             org::load_seed(call);
                             return issued(call);
                         })
                         .take();
    for (auto const paper : enum_values<labels::LabelPaper>()) {
        bench::Peak peak;
        std::size_t bytes = 0;
        auto const from = std::chrono::steady_clock::now();
        for (std::int64_t n = 0; n < runs_printed; ++n) {
            auto const done = engine->get<int>([&](db::Read& read) -> Result<int> {
                TRY(labels::print({ read, kasi, start }, run, { run.first, run.last }, paper,
                                  "https://karya.example",
                                  [&](std::string_view part) { bytes += part.size(); }));
                return 0;
            });
            CHECK(done.ok());
        }
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - from;
        std::cout << enum_text(paper) << ": " << runs_printed * labels::run_max << " labels in "
                  << took.count() << " s, " << bytes / 1024 << " KiB, memory + " << peak.megabytes()
                  << " MB\n";
    }
}
