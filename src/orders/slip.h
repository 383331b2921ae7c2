#pragma once
// Papers of an order: what is packed, and what is stuck on it. For orders/ only.

#include "counter/counter.h"
#include "orders/orders.h"

namespace karya::orders {

/// The goods with boxes to tick, and who comes for them; nothing of the buyer once he was erased.
/// The same order, language and paper always give the same bytes.
std::string slip_pdf(View const& view, org::Unit const& unit, Order const& order,
                     std::optional<Buyer> const& buyer);
/// For an 80 mm printer: number, name and day, large enough to find it on a shelf.
std::string label_pdf(View const& view, org::Unit const& unit, Order const& order,
                      std::optional<Buyer> const& buyer);

} // namespace karya::orders
