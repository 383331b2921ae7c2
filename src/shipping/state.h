#pragma once
// Distances and prices: pure, but for what a provider said (quote.cpp).

#include "shipping/shipping.h"

namespace karya::shipping {

/// What is heavier goes by no courier of ours.
bool is_weight(std::int64_t grams);
Distance distance_of(org::Unit const& from, places::Place const& to);
/// Each kilogram that is begun counts, never fewer than the row's least.
Rupiah fee_of(Rate const& rate, std::int64_t grams);
/// Of the rows in force: of each courier and service the nearest that reaches `distance`, the
/// cheapest first.
std::vector<Offer> offers_of(std::vector<Rate> const& in_force, Distance distance,
                             std::int64_t grams);

/// What the unit's provider says; `own` when its table alone counts. Offers are there when
/// `quoted`.
Offered quoted_offers(View const& view, UnitId unit, places::Place const& to, std::int64_t grams);

} // namespace karya::shipping
