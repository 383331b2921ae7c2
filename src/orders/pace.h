#pragma once
// How many baskets, holds, orders and questions of one network there may be within an hour. For
// orders/ only.

#include "core/call.h"
#include <cstdint>

namespace karya::orders {

enum class Deed : std::uint8_t { make_basket, hold_goods, place_order, ask_price };

/// Counts one more for the network that asks; what asks from nowhere (jobs, files) is not counted.
/// Generous, for a school and a whole mobile network may come from one address; a robot is not.
/// Fails: orders.too_many_deeds.
Result<void> keep_pace(Call const& call, Deed deed);

} // namespace karya::orders
