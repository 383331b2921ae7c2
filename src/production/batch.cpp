// A batch as it is written: checked, numbered, brought into stock, and its cost offered.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "production/state.h"
#include "production/store.h"
#include "production/words.h"
#include <algorithm>

namespace karya::production {

namespace {

constexpr std::size_t text_max = 120;
constexpr int days_back = 366;

struct Goods {
    catalogue::Product product {};
    catalogue::Variant variant {};
    std::string label {};
};

Result<Goods> goods(View const& view, org::UnitScope const& scope, VariantId id)
{
    auto const named = TRY(catalogue::goods_name(view, scope, id.text()));
    Goods found { .product = TRY(catalogue::product(view, scope, named.product)),
                  .label = named.name };
    auto const variant = std::ranges::find(found.product.variants, id, &catalogue::Variant::id);
    if (variant == found.product.variants.end()) return not_found;
    found.variant = *variant;
    return found;
}

bool is_line(std::string_view text)
{
    return code_points(text) <= text_max && is_clean_utf8(text)
        && text.find('\n') == std::string_view::npos;
}

void check_quantity(Error& error, Quantity quantity, Goods const& goods, char const* field)
{
    constexpr Quantity most { 1'000'000'000 };
    if (quantity < Quantity {} || quantity > most)
        error.fields.push_back({ field, "base.bad_quantity" });
    else if (goods.variant.whole_only && !catalogue::is_whole(quantity))
        error.fields.push_back({ field, "production.whole_only" });
}

void check_costs(Error& error, std::vector<CostLine> const& costs)
{
    constexpr std::int64_t amount_max = 1'000'000'000'000; // sixty of them stay within a Rupiah
    for (std::size_t i = 0; i < costs.size(); ++i) {
        auto const field = "costs." + std::to_string(i) + ".";
        auto const& line = costs[i];
        if (line.name.empty()) error.fields.push_back({ field + "name", "production.empty" });
        if (!is_line(line.name)) error.fields.push_back({ field + "name", "production.too_long" });
        if (!is_line(line.measure))
            error.fields.push_back({ field + "measure", "production.too_long" });
        if (line.quantity
            && (*line.quantity <= Quantity {}
                || line.quantity->thousandths() > Quantity::thousandths_max))
            error.fields.push_back({ field + "quantity", "base.bad_quantity" });
        if (line.amount < Rupiah {} || line.amount.amount() > amount_max)
            error.fields.push_back({ field + "amount", "base.bad_amount" });
    }
    if (costs.size() > costs_max) error.fields.push_back({ "costs", "production.too_many" });
}

/// Says what is missing of the output, or too much.
void check_sum(Error& error, Lang lang, BatchDraft const& draft)
{
    auto const sum = sum_of(draft.uses);
    if (sum == draft.output) return;
    bool const less = sum < draft.output;
    auto const difference = less ? draft.output - sum : sum - draft.output;
    error.fields.push_back({ "output",
                             less ? "production.uses_missing" : "production.uses_too_many",
                             { { "difference", show(lang, difference) } } });
}

Result<void> check(Call const& call, BatchDraft const& draft, Goods const& goods, Day today)
{
    Error error { bad_batch };
    if (draft.day > today) error.fields.push_back({ "day", "production.ahead" });
    if (draft.day < today.next(-days_back))
        error.fields.push_back({ "day", "production.long_ago" });
    check_quantity(error, draft.uses.for_sale, goods, "for_sale");
    check_quantity(error, draft.uses.kitchen, goods, "kitchen");
    check_quantity(error, draft.uses.social_aid, goods, "social_aid");
    check_quantity(error, draft.uses.own_use, goods, "own_use");
    check_quantity(error, draft.uses.spoiled, goods, "spoiled");
    check_quantity(error, draft.output, goods, "output");
    if (error.fields.empty() && draft.output == Quantity {})
        error.fields.push_back({ "output", "production.nothing_made" });
    if (error.fields.empty()) check_sum(error, call.lang, draft);
    check_costs(error, draft.costs);
    if (!is_line(draft.note)) error.fields.push_back({ "note", "production.too_long" });
    if (!error.fields.empty()) return error;
    return {};
}

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

std::string words_of(Batch const& batch, std::vector<CostLine> const& costs)
{
    auto words = json_text(batch);
    for (auto const& line : costs) words += "\n" + json_text(line);
    return words;
}

Result<Batch> record(Call& call, org::UnitScope const& scope, BatchDraft const& draft)
{
    auto const goods = TRY(production::goods(call.view(), scope, draft.variant));
    if (goods.variant.supply == catalogue::Supply::service) return not_made;
    TRY(check(call, draft, goods, scope.day(call.now)));
    auto batch = made_of(draft, goods);
    batch.id = BatchId::make(call.now);
    batch.unit = scope.unit();
    batch.n = store::next_n(call.tx, scope.unit(), draft.day);
    batch.lot = lot_of(scope.code(), draft.day, batch.n);
    batch.at = call.now;
    batch.officer = call.actor.officer;
    store::add(call.tx, batch, draft.costs);
    if (batch.for_sale > Quantity {})
        TRY(catalogue::change_stock(
            call, scope,
            { batch.variant, batch.for_sale, catalogue::StockReason::production, batch.lot }));
    core::audit(call,
                { .what = "production.record",
                  .object = batch.id.text(),
                  .after = words_of(batch, draft.costs),
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

std::vector<CostLine> costs(View const& view, BatchId id) { return store::costs(view.read, id); }

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
    auto const goods = TRY(production::goods(call.view(), scope, made.variant));
    return catalogue::set_price(call, scope, made.variant, { goods.variant.price, made.unit_cost });
}

std::vector<Batch> batches_on(View const& view, org::UnitScope const& scope, Day first, Day last)
{
    std::vector<Batch> all;
    Day day = first.next(-1);
    std::int64_t n = INT64_MAX;
    for (;;) {
        auto const page = store::after(view.read, scope.unit(), day, n);
        for (auto const& batch : page)
            if (batch.day <= last) all.push_back(batch);
        if (page.empty() || page.back().day > last) return all;
        day = page.back().day;
        n = page.back().n;
    }
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
