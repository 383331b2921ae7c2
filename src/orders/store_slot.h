#pragma once
// SQL of slots and of what is done in them. For orders/ only.

#include "orders/slot.h"

namespace karya::orders::store {

/// A unit, or a service of it.
using SlotOwner = Id<struct SlotOwnerTag>;
inline SlotOwner owner_of(UnitId unit, std::optional<ProductId> service = {})
{
    return { service ? service->uuid : unit.uuid };
}

std::vector<WeekSlot> week_slots(db::Read& read, SlotOwner owner);
/// Those of that weekday, until the transaction ends: who takes or removes one waits.
std::vector<WeekSlot> hold_slots(db::Tx& tx, SlotOwner owner, std::int64_t weekday);
void insert_slot(db::Tx& tx, SlotOwner owner, WeekSlot const& slot);
void delete_slot(db::Tx& tx, SlotOwner owner, WeekSlot const& slot);

struct TakenSlot {
    Day day {};
    std::int64_t starts {};
    std::int64_t ends {};
    std::int64_t taken {};
};
BOOST_DESCRIBE_STRUCT(TakenSlot, (), (day, starts, ends, taken))
std::vector<TakenSlot> taken_slots(db::Read& read, SlotOwner owner, Day from);
struct Place {
    SlotOwner owner {};
    Day day {};
    std::int64_t starts {};
    std::int64_t count { 1 };
    std::int64_t ends {}; ///< of the slot; not asked for when it is freed
};
/// Places in other slots that overlap it: of slots that are removed meanwhile.
std::int64_t taken_beside(db::Read& read, Place const& place);
/// All of them, if there is room: of two at once who want the last, one gets it.
bool take_place(db::Tx& tx, Place const& place, std::int64_t room);
void free_place(db::Tx& tx, Place const& place);
/// Of open orders, from that day on: of a service, or of fetching.
std::vector<Booked> booked(db::Read& read, UnitId unit, std::optional<ProductId> service, Day from);
void set_time(db::Tx& tx, Order const& order);

// ---- Services ----

/// What was chosen for a line of a basket.
struct ChosenTime {
    VariantId variant {};
    Day day {};
    std::int64_t starts {};
};
BOOST_DESCRIBE_STRUCT(ChosenTime, (), (variant, day, starts))
std::vector<ChosenTime> chosen_times(db::Read& read, GroupId basket);
void choose_time(db::Tx& tx, GroupId basket, ChosenTime const& time);

void insert_appointments(db::Tx& tx, Order const& order);
std::vector<Appointment> appointments(db::Read& read, OrderId order);
void set_appointment(db::Tx& tx, OrderId order, Appointment const& appointment);
std::vector<Visit> visits(db::Read& read, UnitId unit, Day day);
std::vector<VisitDay> visit_days(db::Read& read, UnitId unit, Day from);

} // namespace karya::orders::store
