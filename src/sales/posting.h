#pragma once
// What recording, reversing and shifts share inside this module.

#include "sales/sales.h"

namespace karya::sales {

/// True for an open shift of this unit, which then stays open until the transaction ends.
bool hold_open(db::Tx& tx, org::UnitScope const& scope, ShiftId shift);

} // namespace karya::sales
