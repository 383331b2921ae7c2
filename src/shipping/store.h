#pragma once
// SQL of rates. For shipping/ only.

#include "shipping/shipping.h"

namespace karya::shipping::store {

/// In the place of the one of the same day, if there is one.
void put(db::Tx& tx, UnitId unit, Rate const& rate);
std::vector<Rate> all(db::Read& read, UnitId unit);
/// The newest of each courier, service and distance on that day that is active.
std::vector<Rate> in_force(db::Read& read, UnitId unit, Day day);

} // namespace karya::shipping::store
