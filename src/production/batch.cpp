// A batch as it is written: checked, numbered, brought into stock, and its cost offered.

#include "base/json.h"
#include "core/audit.h"
#include "production/check.h"
#include "production/state.h"
#include "production/store.h"
#include "production/words.h"
#include <algorithm>

namespace karya::production {

namespace {

Batch made_of(BatchDraft const& draft, Goods const& goods)
{
    auto const cost = sum_of(draft.costs);
    return { .day = draft.day,
             .activity = goods.product.activity,
             .variant = draft.variant,
             .label = goods.label,
             .measure = goods.variant.measure,
             .kind = draft.kind,
             .grade = draft.grade,
             .output = draft.output,
             .for_sale = draft.uses.for_sale,
             .kitchen = draft.uses.kitchen,
             .social_aid = draft.uses.social_aid,
             .own_use = draft.uses.own_use,
             .spoiled = draft.uses.spoiled,
             .cost = cost,
             .unit_cost = unit_cost_of(cost, draft.output, draft.uses.spoiled),
             .note = draft.note };
}

} // namespace

std::string words_of(Batch const& batch, std::vector<CostLine> const& costs, Day booked_on)
{
    auto words = json_text(batch);
    for (auto const& line : costs) words += "\n" + json_text(line);
    if (booked_on != batch.day) words += "\n" + booked_on.text();
    return words;
}

Line first_line(Batch const& batch, Day booked_on)
{
    return { .batch = batch.id,
             .seq = 1,
             .lot = batch.lot,
             .activity = batch.activity,
             .variant = batch.variant,
             .label = batch.label,
             .measure = batch.measure,
             .booked_on = booked_on,
             .sign = 1,
             .day = batch.day,
             .kind = batch.kind,
             .grade = batch.grade,
             .output = batch.output,
             .for_sale = batch.for_sale,
             .kitchen = batch.kitchen,
             .social_aid = batch.social_aid,
             .own_use = batch.own_use,
             .spoiled = batch.spoiled,
             .cost = batch.cost,
             .unit_cost = batch.unit_cost,
             .note = batch.note,
             .at = batch.at,
             .officer = batch.officer };
}

Result<Batch> record(Call& call, org::UnitScope const& scope, BatchDraft const& draft)
{
    auto const goods = TRY(goods_of(call.view(), scope, draft.variant));
    if (goods.variant.supply == catalogue::Supply::service) return not_made;
    TRY(check(call, draft, goods, { scope.day(call.now) }));
    auto batch = made_of(draft, goods);
    batch.id = BatchId::make(call.now);
    batch.unit = scope.unit();
    batch.n = store::next_n(call.tx, scope.unit(), draft.day);
    batch.lot = lot_of(scope.code(), draft.day, batch.n);
    batch.at = call.now;
    batch.officer = call.actor.officer;
    auto const booked_on = open_day(call.view(), scope, batch.day);
    store::add(call.tx, batch);
    store::add(call.tx, batch.unit, first_line(batch, booked_on), draft.costs);
    if (batch.for_sale > Quantity {})
        TRY(catalogue::change_stock(
            call, scope,
            { batch.variant, batch.for_sale, catalogue::StockReason::production, batch.lot }));
    core::audit(call,
                { .what = "production.record",
                  .object = batch.id.text(),
                  .after = words_of(batch, draft.costs, booked_on),
                  .unit = scope.unit() });
    return batch;
}

Result<Batch> batch(View const& view, org::UnitScope const& scope, BatchId id)
{
    auto found = store::batch(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<UnitId> unit_of(View const& view, BatchId id)
{
    auto const found = store::unit_of(view.read, id);
    if (!found) return not_found;
    return *found;
}

std::vector<CostLine> costs(View const& view, BatchId id)
{
    auto const written = store::lines(view.read, id);
    if (written.empty()) return {};
    return store::costs(view.read, id, written.back().seq);
}

std::vector<Batch> batches_of(View const& view, org::UnitScope const& scope, std::string_view lot)
{
    return store::of_lot(view.read, scope.unit(), lot);
}

std::vector<labels::Lot> lots_for_labels(View const& view, org::UnitScope const& scope,
                                         std::string_view lot)
{
    std::vector<labels::Lot> found;
    auto const made = lot.empty() ? store::on_sale(view.read, scope.unit())
                                  : batches_of(view, scope, lot);
    for (auto const& batch : made)
        found.push_back({ batch.lot, batch.variant, batch.day, batch.label });
    return found;
}

std::vector<Batch> batches(View const& view, org::UnitScope const& scope,
                           std::optional<BatchId> before)
{
    return before ? store::before(view.read, scope.unit(), *before)
                  : store::newest(view.read, scope.unit());
}

Result<void> use_cost(Call& call, org::UnitScope const& scope, BatchId id)
{
    auto const made = TRY(batch(call.view(), scope, id));
    if (!made.unit_cost) return no_unit_cost;
    auto const goods = TRY(goods_of(call.view(), scope, made.variant));
    return catalogue::set_price(call, scope, made.variant, { goods.variant.price, made.unit_cost });
}

std::vector<Made> made_between(View const& view, Day from, Day to)
{
    return store::made_between(view.read, from, to);
}

Result<std::vector<UnitMade>> made_below(View const& view)
{
    constexpr int days = 30;
    auto const range = TRY(org::range(view));
    auto const today = day_in(Zone::wit, view.now);
    auto const made = store::made_between(view.read, today.next(1 - days), today);
    std::vector<UnitMade> lines;
    for (auto const& unit : org::all_units(view)) {
        auto const found = std::ranges::find(made, unit.id, &Made::unit);
        if (found == made.end() || !range.covers(unit)) continue;
        lines.push_back({ unit.id, unit.name, unit.code, found->batches, found->cost });
    }
    std::ranges::stable_sort(lines, std::ranges::greater {}, &UnitMade::batches);
    return lines;
}

} // namespace karya::production
