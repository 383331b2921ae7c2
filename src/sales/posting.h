#pragma once
// What recording, reversing and shifts share inside this module.

#include "sales/sales.h"

namespace karya::sales {

/// True for an open shift of this unit, which then stays open until the transaction ends.
bool hold_open(db::Tx& tx, org::UnitScope const& scope, ShiftId shift);
/// Whether that shift is closed already: an error, unless it is there and `after_closing` says that
/// it happened before. Fails: sales.no_shift.
Result<bool> is_closed(Call& call, org::UnitScope const& scope, std::optional<ShiftId> shift,
                       bool after_closing);
/// Cash that was in the drawer of a closed shift when it was counted.
struct LateCash {
    ShiftId shift {};
    Rupiah amount {};
    std::string source {}; ///< id of what it came with
    std::string memo {};
};
/// Expects it there, and takes it off the difference that was booked. Below zero: it was taken out.
Result<void> expect_more(Call& call, org::UnitScope const& scope, LateCash const& cash);
/// Nobody takes more out of an open drawer than should be in it.
/// Fails: sales.drawer_too_empty, which does not tell what should be there: the count is blind.
Result<void> check_drawer(Call& call, org::UnitScope const& scope, ShiftId shift, Rupiah taken);
/// A refund of which `kept` stays, since it pays for what is taken instead.
Result<Refund> refund_but(Call& call, org::UnitScope const& scope, RefundDraft const& draft,
                          std::vector<Tender> const& kept);
/// What pieces that come back are worth to the buyer.
struct WorthBack {
    Rupiah money {};             ///< that he paid for them and has not got back
    Rupiah discount {};          ///< that he had on them
    std::vector<Tender> ways {}; ///< `money`, as a refund gives it back
};
/// Fails as a refund, also sales.bad_line for money without pieces.
Result<WorthBack> worth_back(View const& view, Sale const& sale, RefundDraft const& draft);
/// Trimmed. Fails: sales.reason_missing (also over 500 characters).
Result<std::string> checked_reason(std::string const& reason);

} // namespace karya::sales
