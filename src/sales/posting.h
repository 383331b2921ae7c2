#pragma once
// What recording, reversing and shifts share inside this module.

#include "sales/sales.h"

namespace karya::sales {

/// True for an open shift of this unit, which then stays open until the transaction ends.
bool hold_open(db::Tx& tx, org::UnitScope const& scope, ShiftId shift);
/// The drawer of this closed shift was counted with the sale's cash in it: expects it there, and
/// takes it off the difference that was booked.
Result<void> expect_more(Call& call, org::UnitScope const& scope, Sale const& sale);

} // namespace karya::sales
