#pragma once
// Days of a month that is closed in the books. For workshop/ only.

#include "workshop/workshop.h"

namespace karya::workshop {

/// When the month of that day was closed, if it is: what is written after that is late.
std::optional<Timestamp> closed_at(View const& view, org::UnitScope const& scope, Day day);

} // namespace karya::workshop
