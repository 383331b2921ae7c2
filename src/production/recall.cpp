// From a lot to the sales that may hold it, and off the shelf with what is left.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "production/state.h"
#include "production/store.h"
#include "sales/sales.h"
#include <algorithm>

namespace karya::production {

namespace {

constexpr std::size_t reason_max = 120;

/// The sale behind a movement; what came back names its own refund.
std::string sale_of(View const& view, org::UnitScope const& scope, catalogue::StockMove const& move)
{
    if (move.source.empty() || move.delta < Quantity {}) return move.source;
    auto const document = sales::document(view, scope, move.source);
    return document.ok() ? document.value().sale.text() : move.source;
}

Result<std::string> checked_reason(std::string_view reason)
{
    auto const text = trimmed(reason);
    if (text.empty() || code_points(text) > reason_max || !is_clean_utf8(text)
        || text.find('\n') != std::string_view::npos)
        return Error { reason_missing }.at("reason", "production.reason_missing");
    return std::string { text };
}

/// Takes it off the shelf; what a buyer's order holds cannot be taken.
Result<void> take_off(Call& call, org::UnitScope const& scope, Batch const& batch,
                      Withdrawal const& withdrawal)
{
    if (withdrawal.quantity == Quantity {}) return {};
    auto done = catalogue::change_stock(call, scope,
                                        { batch.variant, withdrawal.quantity,
                                          catalogue::StockReason::spoiled,
                                          withdrawal_note(batch.lot, withdrawal.reason) });
    if (!done.ok() && done.error().code() == catalogue::not_enough_stock) return held;
    return done;
}

} // namespace

Trace trace_of(View const& view, org::UnitScope const& scope, Batch const& batch)
{
    std::vector<Step> steps;
    auto const read = catalogue::each_movement(
        view.read, batch.variant, [&](catalogue::StockMove const& move) {
            if (move.delta == Quantity {}) return;
            steps.push_back({ sale_of(view, scope, move), move.note, move.at, move.delta });
        });
    CHECK(read.ok());
    return first_in_first_out(steps, batch.lot);
}

Result<Withdrawal> withdraw(Call& call, org::UnitScope const& scope, BatchId id,
                            std::string_view reason)
{
    auto const made = TRY(batch(call.view(), scope, id));
    auto const text = TRY(checked_reason(reason));
    catalogue::hold(call, scope, { made.variant });
    if (store::withdrawal(call.tx, id)) return withdrawn_already;
    Withdrawal const withdrawal { .batch = id,
                                  .at = call.now,
                                  .officer = call.actor.officer,
                                  .reason = text,
                                  .quantity = trace_of(call.view(), scope, made).left };
    store::add(call.tx, withdrawal);
    TRY(take_off(call, scope, made, withdrawal));
    core::audit(call,
                { .what = "production.withdraw",
                  .object = id.text(),
                  .after = json_text(withdrawal),
                  .unit = scope.unit() });
    return withdrawal;
}

std::optional<Withdrawal> withdrawal(View const& view, BatchId id)
{
    return store::withdrawal(view.read, id);
}

} // namespace karya::production
