// From a lot to the sales that may hold it, and off the shelf with what is left.

#include "base/json.h"
#include "core/audit.h"
#include "labels/labels.h"
#include "production/check.h"
#include "production/state.h"
#include "production/store.h"
#include "sales/sales.h"
#include <algorithm>

namespace karya::production {

namespace {

/// What came back names its own refund: its sale is meant.
void name_sales(View const& view, org::UnitScope const& scope, std::vector<Step>& steps)
{
    std::vector<std::string> back;
    for (auto const& step : steps)
        if (step.delta > Quantity {} && !step.sale.empty()) back.push_back(step.sale);
    std::map<std::string, SaleId> known;
    for (auto const& one : sales::behind(view, scope, back)) known.emplace(one.document, one.sale);
    for (auto& step : steps)
        if (step.delta > Quantity {})
            if (auto const sale = known.find(step.sale); sale != known.end())
                step.sale = sale->second.text();
}

/// What is left of it and kept for no buyer.
Quantity free_of(View const& view, org::UnitScope const& scope, Batch const& batch, Quantity left)
{
    auto const goods = catalogue::sellable(view, scope, batch.variant);
    return std::max(Quantity {}, std::min(left, goods ? goods->left : left));
}

Result<void> take_off(Call& call, org::UnitScope const& scope, Batch const& batch,
                      Quantity quantity, std::string const& reason)
{
    if (quantity == Quantity {}) return {};
    auto done = catalogue::change_stock(call, scope,
                                        { batch.variant, quantity, catalogue::StockReason::spoiled,
                                          withdrawal_note(batch.lot, reason) });
    if (!done.ok() && done.error().code() == catalogue::not_enough_stock) return held;
    return done;
}

/// Withdrawn before: what was kept for buyers then, or has come back since, goes too.
Result<Withdrawal> with_rest(Withdrawal withdrawal, Quantity left, Quantity free)
{
    if (left == Quantity {}) return withdrawn_already;
    if (free == Quantity {}) return held;
    withdrawal.quantity = withdrawal.quantity + free;
    return withdrawal;
}

/// What their labels tell of the sales of these goods; a label stands for one.
LabelledBySale labelled(View const& view, org::UnitScope const& scope, VariantId variant)
{
    LabelledBySale all;
    for (auto const& [sale, lot, count] : labels::labelled_sales(view, scope, variant))
        all[sale.text()].push_back({ lot, Quantity::pieces(count) });
    return all;
}

} // namespace

Trace trace_of(View const& view, org::UnitScope const& scope, Batch const& batch)
{
    std::vector<Step> steps;
    auto const read = catalogue::each_movement(
        view.read, batch.variant, [&](catalogue::StockMove const& move) {
            if (move.delta == Quantity {}) return;
            steps.push_back({ move.source, move.note, move.at, move.delta });
        });
    CHECK(read.ok());
    name_sales(view, scope, steps);
    fold_corrections(steps);
    return first_in_first_out(steps, batch.lot, labelled(view, scope, batch.variant));
}

SalesBehind sales_of(View const& view, org::UnitScope const& scope,
                     std::vector<PossibleSale> const& possible)
{
    std::vector<std::string> ids;
    for (auto const& one : possible) ids.push_back(one.source);
    SalesBehind known;
    for (auto& one : sales::behind(view, scope, ids)) {
        auto id = one.document;
        known.emplace(std::move(id), std::move(one));
    }
    return known;
}

Result<Withdrawal> withdraw(Call& call, org::UnitScope const& scope, BatchId id,
                            std::string_view reason)
{
    auto const made = TRY(batch(call.view(), scope, id));
    catalogue::hold(call, scope, { made.variant });
    auto const before = store::withdrawal(call.tx, id);
    auto const left = trace_of(call.view(), scope, made).left;
    auto const free = free_of(call.view(), scope, made, left);
    Withdrawal withdrawal { .batch = id, .at = call.now, .officer = call.actor.officer };
    if (before) {
        withdrawal = TRY(with_rest(*before, left, free));
    } else {
        withdrawal.reason = TRY(checked_reason(reason));
        withdrawal.quantity = free;
    }
    store::put(call.tx, withdrawal);
    TRY(take_off(call, scope, made, free, withdrawal.reason));
    labels::recall(call, scope, made.lot, withdrawal.reason);
    core::audit(call,
                { .what = "production.withdraw",
                  .object = id.text(),
                  .after = json_text(withdrawal),
                  .unit = scope.unit() });
    return withdrawal;
}

std::vector<BatchId> withdrawn_lots(View const& view, org::UnitScope const& scope)
{
    return store::withdrawn(view.read, scope.unit());
}

std::optional<Withdrawal> withdrawal(View const& view, BatchId id)
{
    return store::withdrawal(view.read, id);
}

} // namespace karya::production
