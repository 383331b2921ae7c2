#pragma once
// What recording, reversing and shifts share inside this module.

#include "sales/sales.h"

namespace karya::sales {

/// True for an open shift of this unit.
bool is_open(db::Read& read, org::UnitScope const& scope, ShiftId shift);

} // namespace karya::sales
