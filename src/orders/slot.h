#pragma once
// Slots inside this module. For orders/ only.

#include "orders/move.h"

namespace karya::orders {

/// A time that an open order has.
struct Booked {
    OrderId order {};
    std::string number {};
    Day day {};
    std::int64_t starts {};
    std::int64_t ends {};
};
BOOST_DESCRIBE_STRUCT(Booked, (), (order, number, day, starts, ends))
/// From today on, by time: of that service, or of fetching. At most 500.
std::vector<Booked> booked_times(View const& view, org::UnitScope const& scope,
                                 std::optional<ProductId> service = {});
/// Whether it was made in that slot.
bool is_in(Booked const& booked, WeekSlot const& slot);

/// The offered time that was chosen. Fails: orders.bad_pick_day, slot_full.
Result<PickTime> chosen_time(std::vector<PickTime> const& offered, PickDay const& chosen);
/// The same of a service's times; nothing when it is not offered any more.
std::optional<PickTime> offered_time(std::vector<PickTime> const& offered, PickDay const& chosen);
/// When a part that has services with times is done with: the last of them, or once its goods are
/// there. Nothing for other parts.
std::optional<PickTime> visit_of(View const& view, BasketPart const& part);
/// Says that a service has not enough room then.
Error full_at(Lang lang, std::string const& name, PickTime const& time);
/// That time of a service, whether it has room or not.
PickTime time_of(View const& view, ProductId service, PickDay const& wanted);
/// When an order ends that is to be fetched on that day.
Timestamp due_after(Day day, Zone zone);
/// Places in the order's slots, if it has some. Fails: orders.slot_full, time_full.
Result<void> take_slot(Call& call, Order const& order);
void free_slot(Call& call, Order const& order);
/// "09.00–10.00".
std::string slot_words(Lang lang, Slot const& slot);
/// "30 November 2026, 09.00–10.00".
std::string time_words(Lang lang, PickTime const& time);
/// As buyers of services choose it: with the weekday, and what is left of it.
catalogue::ServiceTime free_time(Lang lang, PickTime const& time);
/// When that line is done; empty when it has no time of its own.
std::string when_of(Lang lang, Order const& order, std::int64_t line);
/// The times of its services by name.
std::string visit_words(Lang lang, Order const& order);

} // namespace karya::orders
