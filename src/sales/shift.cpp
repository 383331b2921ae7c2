// The till's day: a float, sales, a blind count and a difference that is booked once.

#include "base/text.h"
#include "core/audit.h"
#include "sales/posting.h"
#include "sales/sales.h"
#include "sales/seal.h"
#include "sales/state.h"
#include "sales/store.h"

namespace karya::sales {

namespace {

Result<void> book_difference(Call& call, org::UnitScope const& scope, Shift const& shift)
{
    auto const difference = *shift.counted - *shift.expected;
    if (difference == Rupiah {}) return {};
    if (trimmed(shift.note).empty())
        return Error { reason_missing }.at("note", "sales.reason_missing");
    TRY(ledger::post(call, scope,
                     entry_of({ .day = scope.day(*shift.closed_at),
                                .source = shift.id.text(),
                                .memo = shift.series,
                                .amount = difference })));
    return {};
}

} // namespace

Result<void> expect_more(Call& call, org::UnitScope const& scope, LateCash const& cash)
{
    store::raise_expected(call.tx, cash.shift, cash.amount);
    TRY(ledger::post(call, scope,
                     entry_of({ .day = scope.day(call.now),
                                .source = cash.source,
                                .memo = cash.memo,
                                .amount = -cash.amount })));
    return {};
}

Result<void> check_drawer(Call& call, org::UnitScope const& scope, ShiftId shift, Rupiah taken)
{
    auto const there = expected_cash(call.view(), scope,
                                     TRY(sales::shift(call.view(), scope, shift)));
    if (taken <= there) return {};
    return Error { drawer_too_empty }.at("amount", std::string { drawer_too_empty.id });
}

bool hold_open(db::Tx& tx, org::UnitScope const& scope, ShiftId shift)
{
    auto const found = store::lock_shift(tx, scope.unit(), shift);
    return found && !found->closed_at;
}

Result<bool> is_closed(Call& call, org::UnitScope const& scope, std::optional<ShiftId> shift,
                       bool after_closing)
{
    if (!shift || hold_open(call.tx, scope, *shift)) return false;
    if (!after_closing || !sales::shift(call.view(), scope, *shift).ok()) return no_shift;
    return true;
}

std::optional<Shift> open_shift_of(View const& view, org::UnitScope const& scope,
                                   std::string_view series)
{
    return store::open_shift(view.read, scope.unit(), series);
}

std::int64_t open_shifts(View const& view, org::UnitScope const& scope)
{
    return store::open_shifts(view.read, scope.unit());
}

Result<UnitId> unit_of(View const& view, ShiftId id)
{
    auto const unit = store::unit_of_shift(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

Result<Shift> shift(View const& view, org::UnitScope const& scope, ShiftId id)
{
    auto found = store::shift(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<Shift> hold_shift(Call& call, org::UnitScope const& scope, ShiftId id)
{
    auto found = store::lock_shift(call.tx, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<Shift> open_shift(Call& call, org::UnitScope const& scope, std::string_view series,
                         Rupiah float_cash, std::optional<ShiftStart> const& start)
{
    TRY(scope.open_on(scope.day(start ? start->at : call.now)));
    if (float_cash < Rupiah {} || float_cash.amount() > Rupiah::amount_max)
        return Error { bad_amount }.at("float_cash", "base.bad_amount");
    Shift shift { .id = start ? start->id : ShiftId::make(call.now),
                  .series = std::string { series },
                  .officer = call.actor.officer,
                  .opened_at = start ? start->at : call.now,
                  .float_cash = float_cash };
    if (!store::insert_shift(call.tx, scope.unit(), shift)) return sales::shift_open;
    core::audit(call,
                { .what = "sales.open_shift",
                  .object = shift.id.text(),
                  .after = seal_of_opening(shift),
                  .unit = scope.unit() });
    return shift;
}

Rupiah expected_cash(View const& view, org::UnitScope const&, Shift const& shift)
{
    return shift.float_cash + store::cash_sold(view.read, shift.id)
        - store::cash_refunded(view.read, shift.id) + store::cash_moved(view.read, shift.id);
}

ShiftTotal shift_total(View const& view, org::UnitScope const&, Shift const& shift)
{
    auto const sold = store::shift_sold(view.read, shift.id);
    return { .turnover = sold.turnover,
             .cash = sold.cash,
             .qris = sold.qris,
             .transfer = sold.transfer,
             .sales = sold.sales,
             .back = store::shift_back(view.read, shift.id) };
}

Result<Shift> close_shift(Call& call, org::UnitScope const& scope, ShiftId id, Rupiah counted,
                          std::string const& note, std::optional<Timestamp> at)
{
    auto found = store::lock_shift(call.tx, scope.unit(), id);
    if (!found || found->closed_at) return no_shift;
    if (counted < Rupiah {} || counted.amount() > Rupiah::amount_max)
        return Error { bad_amount }.at("counted", "base.bad_amount");
    auto& shift = *found;
    shift.closed_at = at.value_or(call.now);
    shift.counted = counted;
    shift.expected = expected_cash(call.view(), scope, shift);
    shift.note = trimmed(note);
    TRY(book_difference(call, scope, shift));
    if (!store::close_shift(call.tx, shift)) return no_shift;
    core::audit(call,
                { .what = "sales.close_shift",
                  .object = id.text(),
                  .before = std::to_string(shift.expected->amount()),
                  .after = seal_of_closing(shift),
                  .unit = scope.unit() });
    return std::move(shift);
}

std::vector<Shift> shifts_of(View const& view, org::UnitScope const& scope)
{
    return store::shifts(view.read, scope.unit());
}

} // namespace karya::sales
