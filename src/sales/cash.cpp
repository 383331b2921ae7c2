// Money that goes into a drawer or out of it without goods.

#include "core/audit.h"
#include "sales/posting.h"
#include "sales/seal.h"
#include "sales/store.h"

namespace karya::sales {

namespace {

Result<CashMove> checked(Call const& call, CashDraft const& draft)
{
    auto const amount = draft.amount.amount();
    if (amount == 0 || amount > Rupiah::amount_max || amount < -Rupiah::amount_max)
        return Error { bad_amount }.at("amount", std::string { bad_amount.id });
    if (draft.at > call.now + clock_slack) return bad_instant;
    CHECK(!draft.id.empty());
    return CashMove { .id = draft.id,
                      .shift = draft.shift,
                      .at = draft.at,
                      .officer = call.actor.officer,
                      .amount = draft.amount,
                      .reason = TRY(checked_reason(draft.reason)) };
}

bool says_the_same(CashMove const& known, CashMove const& move)
{
    return known.shift == move.shift && known.amount == move.amount && known.reason == move.reason;
}

} // namespace

Result<CashMove> move_cash(Call& call, org::UnitScope const& scope, CashDraft const& draft)
{
    auto move = TRY(checked(call, draft));
    bool const open = hold_open(call.tx, scope, move.shift);
    if (auto known = store::cash_move(call.tx, scope.unit(), move.id)) {
        if (!says_the_same(*known, move)) return id_taken;
        return std::move(*known);
    }
    auto const shift = sales::shift(call.view(), scope, move.shift);
    if (!shift.ok() || (!open && !draft.after_closing)) return no_shift;
    if (open && !draft.after_closing && move.amount < Rupiah {})
        TRY(check_drawer(call, scope, move.shift, -move.amount));
    if (!store::insert_cash(call.tx, scope.unit(), move)) return not_found; // another unit's id
    if (!open)
        TRY(expect_more(call, scope,
                        { move.shift, move.amount, move.id.text(), shift.value().series }));
    core::audit(call,
                { .what = "sales.move_cash",
                  .object = move.shift.text(),
                  .after = seal_of(move),
                  .unit = scope.unit() });
    return move;
}

std::vector<CashMove> cash_moves(View const& view, org::UnitScope const& scope, ShiftId shift)
{
    return store::cash_moves(view.read, scope.unit(), shift);
}

} // namespace karya::sales
