#pragma once
// SQL of slots. For orders/ only.

#include "orders/orders.h"

namespace karya::orders::store {

std::vector<WeekSlot> week_slots(db::Read& read, UnitId unit);
void insert_slot(db::Tx& tx, UnitId unit, WeekSlot const& slot);
void delete_slot(db::Tx& tx, UnitId unit, WeekSlot const& slot);

struct TakenSlot {
    Day day {};
    std::int64_t starts {};
    std::int64_t taken {};
};
BOOST_DESCRIBE_STRUCT(TakenSlot, (), (day, starts, taken))
std::vector<TakenSlot> taken_slots(db::Read& read, UnitId unit, Day from);
/// One place of it, if there is one: of two at once who want the last, one gets it.
struct Place {
    UnitId unit {};
    Day day {};
    std::int64_t starts {};
};
bool take_place(db::Tx& tx, Place const& place, std::int64_t room);
void free_place(db::Tx& tx, Place const& place);
void set_time(db::Tx& tx, Order const& order);

} // namespace karya::orders::store
