#include "orders/store_slot.h"

namespace karya::orders::store {

db::Query list_slots { "orders.week_slots", R"sql(
SELECT weekday, starts, ends, room FROM orders_slot WHERE unit = $1
ORDER BY weekday, starts LIMIT 200
)sql" };

std::vector<WeekSlot> week_slots(db::Read& read, UnitId unit)
{
    return read.all<WeekSlot>(list_slots, unit);
}

db::Query add_week_slot { "orders.add_slot", R"sql(
INSERT INTO orders_slot (unit, weekday, starts, ends, room) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, weekday, starts) DO NOTHING
)sql" };

void insert_slot(db::Tx& tx, UnitId unit, WeekSlot const& slot)
{
    tx.run(add_week_slot, unit, slot.weekday, slot.starts, slot.ends, slot.room);
}

db::Query remove_week_slot { "orders.remove_slot", R"sql(
DELETE FROM orders_slot WHERE unit = $1 AND weekday = $2 AND starts = $3
)sql" };

void delete_slot(db::Tx& tx, UnitId unit, WeekSlot const& slot)
{
    tx.run(remove_week_slot, unit, slot.weekday, slot.starts);
}

db::Query list_taken { "orders.taken_slots", R"sql(
SELECT day, starts, taken FROM orders_slot_taken
WHERE unit = $1 AND day >= CAST($2 AS BIGINT) AND taken > 0
ORDER BY day, starts LIMIT 2000
)sql" };

std::vector<TakenSlot> taken_slots(db::Read& read, UnitId unit, Day from)
{
    return read.all<TakenSlot>(list_taken, unit, from);
}

db::Query take_slot { "orders.take_slot", R"sql(
INSERT INTO orders_slot_taken (unit, day, starts, taken) VALUES ($1, $2, $3, 1)
ON CONFLICT (unit, day, starts) DO UPDATE SET taken = orders_slot_taken.taken + 1
WHERE orders_slot_taken.taken < CAST($4 AS BIGINT)
RETURNING taken
)sql" };

bool take_place(db::Tx& tx, Place const& place, std::int64_t room)
{
    return tx.one<std::int64_t>(take_slot, place.unit, place.day, place.starts, room).has_value();
}

db::Query free_slot { "orders.free_slot", R"sql(
UPDATE orders_slot_taken SET taken = taken - 1
WHERE unit = $1 AND day = $2 AND starts = $3 AND taken > 0
)sql" };

void free_place(db::Tx& tx, Place const& place)
{
    tx.run(free_slot, place.unit, place.day, place.starts);
}

db::Query write_time { "orders.set_time", R"sql(
UPDATE orders_order SET pick_day = $2, due_at = $3, slot_starts = $4, slot_ends = $5 WHERE id = $1
)sql" };

void set_time(db::Tx& tx, Order const& order)
{
    std::optional<std::int64_t> starts;
    std::optional<std::int64_t> ends;
    if (order.slot) std::tie(starts, ends) = std::pair { order.slot->starts, order.slot->ends };
    CHECK(tx.run(write_time, order.id, order.pick_day, order.due_at, starts, ends) == 1);
}

} // namespace karya::orders::store
