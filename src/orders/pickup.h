#pragma once
// When goods can be fetched at a unit: its days, its hours, and slots with room for so many orders.

#include "orders/basket.h"

namespace karya::orders {

inline constexpr ErrorCode bad_pick_day { "orders.bad_pick_day", Fault::invalid };
inline constexpr ErrorCode slot_full { "orders.slot_full", Fault::conflict };
inline constexpr ErrorCode bad_pickup { "orders.bad_pickup", Fault::invalid };

/// A stretch of a day in minutes since midnight.
struct Slot {
    std::int64_t starts {};
    std::int64_t ends {};
    friend bool operator==(Slot const&, Slot const&) = default;
};
struct PickDay {
    UnitId unit {};
    Day day {};
    std::optional<std::int64_t> starts {}; ///< of the slot, at a unit that has some
};
/// When goods can be fetched at a unit.
struct Pickup {
    std::string days {};  ///< "12345": Monday to Friday
    std::string hours {}; ///< in words
    std::string place {}; ///< where to go, in words; empty: the unit itself
};
BOOST_DESCRIBE_STRUCT(Pickup, (), (days, hours, place))
/// Monday to Friday, unless the unit said otherwise.
Pickup pickup_of(View const& view, UnitId unit);
/// Days on which it is closed all the same, from today on.
std::vector<Day> closed_days(View const& view, org::UnitScope const& scope);
/// Nobody is offered that day any more; who has chosen it keeps it. A repeat is fine. Audited.
/// Fails: orders.bad_pickup (field "day": past, or over a year ahead; sixty are closed already).
Result<void> close_day(Call& call, org::UnitScope const& scope, Day day);
/// It is open after all. A repeat is fine. Audited.
Result<void> open_day(Call& call, org::UnitScope const& scope, Day day);
/// The next days on which this part can be fetched, at most six; later for what must be made, none
/// on which the unit is closed.
std::vector<Day> pick_days(View const& view, BasketPart const& part);
/// Audited. Fails: orders.bad_pickup (fields).
Result<void> set_pickup(Call& call, org::UnitScope const& scope, Pickup const& pickup);

/// A slot of each week, and for how many orders it has room.
struct WeekSlot {
    std::int64_t weekday {}; ///< Monday is 1
    std::int64_t starts {};
    std::int64_t ends {};
    std::int64_t room {};
};
BOOST_DESCRIBE_STRUCT(WeekSlot, (), (weekday, starts, ends, room))
/// By weekday and hour; none: it hands over all day.
std::vector<WeekSlot> week_slots(View const& view, UnitId unit);
/// Orders that are there stay as they are. Audited.
/// Fails: orders.bad_pickup (fields; also one that runs into another).
Result<void> add_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot);
/// A repeat is fine. Audited.
Result<void> remove_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot);
/// When something can be fetched.
struct PickTime {
    Day day {};
    std::optional<Slot> slot {}; ///< absent: all day
};
/// Those of the `pick_days` that still have room.
std::vector<PickTime> pick_times(View const& view, BasketPart const& part);
/// Those to which the unit can put an order off.
std::vector<PickTime> pick_times(View const& view, org::UnitScope const& scope);

} // namespace karya::orders
