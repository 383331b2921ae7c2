// Who a number is: asked for with a purpose, noted person by person, seen for a quarter of an hour.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "wbp/held.h"
#include "wbp/store.h"

namespace karya::wbp {

namespace {

constexpr std::chrono::minutes seen_for { 15 };
constexpr std::size_t purpose_max = 200;

Result<std::vector<Worker>> wanted(Call& call, org::UnitScope const& scope, ReadingWish const& wish)
{
    if (wish.workers) {
        std::vector<Worker> these;
        for (auto const id : *wish.workers) these.push_back(TRY(held(call, scope, id)));
        if (these.empty()) return nobody;
        return these;
    }
    if (auto const number = trimmed(wish.register_number); !number.empty()) {
        auto const found = store::by_mark(call.tx, scope.unit(), mark_of(number));
        if (!found) return Error { nobody }.at("register_number", "wbp.nobody");
        return std::vector { *found };
    }
    std::vector<Worker> all;
    for (std::int64_t last = 0;;) {
        auto const page = store::here(call.tx, scope.unit(), last);
        if (page.empty()) break;
        all.insert(all.end(), page.begin(), page.end());
        last = page.back().n;
    }
    if (all.empty()) return nobody;
    return all;
}

} // namespace

Result<ReadingId> read(Call& call, org::UnitScope const& scope, ReadingWish const& wish)
{
    auto const purpose = trimmed(wish.purpose);
    if (purpose.empty() || code_points(purpose) > purpose_max || !is_clean_utf8(purpose))
        return Error { purpose_missing }.at("purpose", "wbp.purpose_missing");
    auto const workers = TRY(wanted(call, scope, wish));
    store::Reading const reading { .id = ReadingId::make(call.now),
                                   .unit = scope.unit(),
                                   .officer = call.actor.officer,
                                   .until = call.now + seen_for,
                                   .purpose = std::string { purpose } };
    store::add_reading(call.tx, reading);
    for (auto const& worker : workers) {
        store::add_read(call.tx, reading.id, worker.id);
        core::audit(call,
                    { .what = "wbp.read",
                      .object = worker.id.text(),
                      .after = reading.purpose,
                      .unit = scope.unit() });
    }
    return reading.id;
}

namespace {

std::vector<store::Box> boxes_of(View const& view, org::UnitScope const& scope, ReadingId id)
{
    auto const reading = store::reading(view.read, scope.unit(), id);
    if (!reading || reading->officer != view.actor.officer || view.now >= reading->until) return {};
    return store::boxes(view.read, id);
}

} // namespace

std::vector<Named> named(View const& view, org::UnitScope const& scope, ReadingId id)
{
    std::vector<Named> found;
    for (auto const& box : boxes_of(view, scope, id)) {
        auto identity = opened(box.worker, box.sealed_key,
                               { box.register_mark, box.sealed_register, box.sealed_name });
        if (identity) found.push_back({ box.worker, std::move(*identity) });
    }
    return found;
}

Keepsakes keepsakes(View const& view, org::UnitScope const& scope,
                    std::vector<WorkerId> const& workers)
{
    Keepsakes all;
    for (auto const worker : workers)
        if (auto const person = store::person(view.read, scope.unit(), worker))
            all[worker] = json_text(*person);
    return all;
}

std::vector<Named> named_then(View const& view, org::UnitScope const& scope, ReadingId id,
                              Keepsakes const& then)
{
    std::vector<Named> found;
    for (auto const& box : boxes_of(view, scope, id)) {
        auto const kept = then.find(box.worker);
        if (kept == then.end() || kept->second.empty()) continue;
        auto const person = from_json_text<store::Person>(kept->second);
        if (!person.ok()) continue;
        auto const& [number, name] = person.value();
        auto identity = opened(box.worker, box.sealed_key, { {}, number, name });
        if (identity) found.push_back({ box.worker, std::move(*identity) });
    }
    return found;
}

std::vector<ReadLine> readers_of(View const& view, org::UnitScope const& scope, WorkerId worker)
{
    if (!store::worker(view.read, scope.unit(), worker)) return {};
    auto lines = store::readers_of(view.read, worker);
    for (auto& line : lines) line.at = line.at - seen_for; // kept is when it closes again
    return lines;
}

} // namespace karya::wbp
