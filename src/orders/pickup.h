#pragma once
// When goods can be fetched at a unit: its days, its hours, and slots with room for so many orders;
// and when its services are done.

#include "orders/basket.h"

namespace karya::orders {

inline constexpr ErrorCode bad_pick_day { "orders.bad_pick_day", Fault::invalid };
inline constexpr ErrorCode slot_full { "orders.slot_full", Fault::conflict };
inline constexpr ErrorCode bad_pickup { "orders.bad_pickup", Fault::invalid };
inline constexpr ErrorCode no_time { "orders.no_time", Fault::invalid };
inline constexpr ErrorCode time_full { "orders.time_full", Fault::conflict };

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

/// A slot of each week, and for how many orders it has room; a service's: for how many of it.
struct WeekSlot {
    std::int64_t weekday {}; ///< Monday is 1
    std::int64_t starts {};
    std::int64_t ends {};
    std::int64_t room {};
};
BOOST_DESCRIBE_STRUCT(WeekSlot, (), (weekday, starts, ends, room))
/// By weekday and hour; none: it hands over all day.
std::vector<WeekSlot> week_slots(View const& view, UnitId unit);
/// Of a service; none: its buyers come when the unit is open, as for goods.
std::vector<WeekSlot> week_slots(View const& view, ProductId service);
/// The unit's, or those of a service of it. Orders that are there stay as they are. Audited.
/// Fails: core.not_found (no service of the unit), orders.bad_pickup (fields; also one that runs
/// into another).
Result<void> add_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot,
                      std::optional<ProductId> service = {});
/// A repeat is fine. Audited. Fails: core.not_found.
Result<void> remove_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot,
                         std::optional<ProductId> service = {});
/// Those of the `pick_days` that still have room.
std::vector<PickTime> pick_times(View const& view, BasketPart const& part);
/// Those to which the unit can put an order off.
std::vector<PickTime> pick_times(View const& view, org::UnitScope const& scope);

// ---- Services with times of their own ----

struct ServiceWant {
    UnitId unit {};
    ProductId product {};
    std::int64_t places { 1 };
    std::int64_t wait {}; ///< days before it can be done
};
/// When it can be done in the fortnight from tomorrow on: slots with room for so many, not on days
/// on which the unit is closed.
std::vector<PickTime> service_times(View const& view, ServiceWant const& want);
/// For catalogue::tell_times_by: the same in words; nothing for what has no times of its own.
std::optional<std::vector<catalogue::ServiceTime>> free_times(View const& view,
                                                              catalogue::Product const& product);
/// One place a piece; what is weighed or timed takes one.
std::int64_t places_of(Quantity quantity, bool whole_only);

/// When a line of an order is done.
struct Appointment {
    std::int64_t n {}; ///< of the line
    ProductId product {};
    Day day {};
    std::int64_t starts {};
    std::int64_t ends {};
    std::int64_t places {};

    PickTime time() const { return { day, Slot { starts, ends } }; }
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (n, product, day, starts, ends, places))

} // namespace karya::orders
