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

/// For a parcel, on 100 × 150 mm or A6: from whom, to whom, how heavy, and the number as a code.
/// Without the address once the buyer was erased.
std::string address_label_pdf(counter::Paper paper, View const& view, org::Unit const& unit,
                              Order const& order, std::optional<Buyer> const& buyer);
template<counter::Paper paper>
std::string address_label_pdf(View const& view, org::Unit const& unit, Order const& order,
                              std::optional<Buyer> const& buyer)
{
    return address_label_pdf(paper, view, unit, order, buyer);
}

} // namespace karya::orders
