#pragma once
// Slots inside this module. For orders/ only.

#include "orders/move.h"

namespace karya::orders {

/// The offered time that was chosen. Fails: orders.bad_pick_day, slot_full.
Result<PickTime> chosen_time(std::vector<PickTime> const& offered, PickDay const& chosen);
/// When an order ends that is to be fetched on that day.
Timestamp due_after(Day day, Zone zone);
/// A place in the order's slot, if it has one. Fails: orders.slot_full.
Result<void> take_slot(Call& call, Order const& order);
void free_slot(Call& call, Order const& order);
/// "09.00–10.00".
std::string slot_words(Lang lang, Slot const& slot);
/// "30 November 2026, 09.00–10.00".
std::string time_words(Lang lang, PickTime const& time);

} // namespace karya::orders
