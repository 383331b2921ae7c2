#pragma once
// Distances and prices: pure.

#include "shipping/shipping.h"

namespace karya::shipping {

Distance distance_of(org::Unit const& from, places::Place const& to);
/// Each kilogram that is begun counts, never fewer than the row's least.
Rupiah fee_of(Rate const& rate, std::int64_t grams);
/// Of the rows in force: of each courier and service the nearest that reaches `distance`, the
/// cheapest first.
std::vector<Offer> offers_of(std::vector<Rate> const& in_force, Distance distance,
                             std::int64_t grams);

} // namespace karya::shipping
