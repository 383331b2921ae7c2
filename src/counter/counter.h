#pragma once
// The till of a unit: selling across the counter, shifts of the drawer, receipts on screen and
// paper. What a sale is, sales says; here it is made by people in a hurry.

#include "core/actor.h"

namespace karya::web {
class Routes;
}

namespace karya::counter {

/// Sell, and open and close shifts.
inline constexpr Permission sell = allow("counter.sell", { Role::cashier, Role::kasi, Role::head });
/// Take sales back: voids and refunds.
inline constexpr Permission take_back = allow("counter.refund", { Role::kasi, Role::head });
/// Read the own unit's receipts, shifts and day totals.
inline constexpr Permission read_receipts
    = allow("counter.read", { Role::cashier, Role::kasi, Role::treasurer, Role::head });

void add_routes(web::Routes& routes);

} // namespace karya::counter
