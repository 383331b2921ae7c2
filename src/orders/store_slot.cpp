#include "orders/store_slot.h"

namespace karya::orders::store {

db::Query list_slots { "orders.week_slots", R"sql(
SELECT weekday, starts, ends, room FROM orders_slot WHERE owner = $1
ORDER BY weekday, starts LIMIT 200
)sql" };

std::vector<WeekSlot> week_slots(db::Read& read, SlotOwner owner)
{
    return read.all<WeekSlot>(list_slots, owner);
}

db::Query lock_slots { "orders.hold_slots", R"sql(
SELECT weekday, starts, ends, room FROM orders_slot WHERE owner = $1 AND weekday = $2
ORDER BY starts
)sql",
                       R"sql(
SELECT weekday, starts, ends, room FROM orders_slot WHERE owner = $1 AND weekday = $2
ORDER BY starts FOR UPDATE
)sql" };

std::vector<WeekSlot> hold_slots(db::Tx& tx, SlotOwner owner, std::int64_t weekday)
{
    return tx.all<WeekSlot>(lock_slots, owner, weekday);
}

db::Query add_week_slot { "orders.add_slot", R"sql(
INSERT INTO orders_slot (owner, weekday, starts, ends, room) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (owner, weekday, starts) DO NOTHING
)sql" };

void insert_slot(db::Tx& tx, SlotOwner owner, WeekSlot const& slot)
{
    tx.run(add_week_slot, owner, slot.weekday, slot.starts, slot.ends, slot.room);
}

db::Query remove_week_slot { "orders.remove_slot", R"sql(
DELETE FROM orders_slot WHERE owner = $1 AND weekday = $2 AND starts = $3
)sql" };

void delete_slot(db::Tx& tx, SlotOwner owner, WeekSlot const& slot)
{
    tx.run(remove_week_slot, owner, slot.weekday, slot.starts);
}

db::Query list_taken { "orders.taken_slots", R"sql(
SELECT day, starts, ends, taken FROM orders_slot_taken
WHERE owner = $1 AND day >= CAST($2 AS BIGINT) AND taken > 0
ORDER BY day, starts LIMIT 2000
)sql" };

std::vector<TakenSlot> taken_slots(db::Read& read, SlotOwner owner, Day from)
{
    return read.all<TakenSlot>(list_taken, owner, from);
}

db::Query sum_beside { "orders.taken_beside", R"sql(
SELECT CAST(COALESCE(SUM(taken), 0) AS BIGINT) FROM orders_slot_taken
WHERE owner = $1 AND day = $2 AND starts <> $3 AND starts < CAST($4 AS BIGINT) AND ends > $3
)sql" };

std::int64_t taken_beside(db::Read& read, Place const& place)
{
    return read.value<std::int64_t>(sum_beside, place.owner, place.day, place.starts, place.ends);
}

db::Query take_slot { "orders.take_slot", R"sql(
INSERT INTO orders_slot_taken (owner, day, starts, ends, taken) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (owner, day, starts) DO UPDATE SET taken = orders_slot_taken.taken + excluded.taken,
    ends = CASE WHEN orders_slot_taken.taken = 0 OR excluded.ends > orders_slot_taken.ends
        THEN excluded.ends ELSE orders_slot_taken.ends END
WHERE orders_slot_taken.taken + excluded.taken <= CAST($6 AS BIGINT)
RETURNING taken
)sql" };

bool take_place(db::Tx& tx, Place const& place, std::int64_t room)
{
    if (place.count > room) return false; // the first of a day meets no row to compare with
    return tx
        .one<std::int64_t>(take_slot, place.owner, place.day, place.starts, place.ends, place.count,
                           room)
        .has_value();
}

db::Query free_slot { "orders.free_slot", R"sql(
UPDATE orders_slot_taken SET taken = taken - CAST($4 AS BIGINT)
WHERE owner = $1 AND day = $2 AND starts = $3 AND taken >= CAST($4 AS BIGINT)
)sql" };

void free_place(db::Tx& tx, Place const& place)
{
    tx.run(free_slot, place.owner, place.day, place.starts, place.count);
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

// ---- Services ----

db::Query list_chosen { "orders.chosen_times", R"sql(
SELECT variant, day, starts FROM orders_basket_time WHERE basket = $1 ORDER BY variant
)sql" };

std::vector<ChosenTime> chosen_times(db::Read& read, GroupId basket)
{
    return read.all<ChosenTime>(list_chosen, basket);
}

db::Query write_chosen { "orders.choose_time", R"sql(
INSERT INTO orders_basket_time (basket, variant, day, starts) VALUES ($1, $2, $3, $4)
ON CONFLICT (basket, variant) DO UPDATE SET day = excluded.day, starts = excluded.starts
)sql" };

void choose_time(db::Tx& tx, GroupId basket, ChosenTime const& time)
{
    tx.run(write_chosen, basket, time.variant, time.day, time.starts);
}

db::Query add_appointment { "orders.add_appointment", R"sql(
INSERT INTO orders_appointment (ord, line, unit, product, day, starts, ends, places)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

void insert_appointments(db::Tx& tx, Order const& order)
{
    for (auto const& one : order.appointments)
        tx.run(add_appointment, order.id, one.n, order.unit, one.product, one.day, one.starts,
               one.ends, one.places);
}

db::Query list_appointments { "orders.appointments", R"sql(
SELECT line, product, day, starts, ends, places FROM orders_appointment
WHERE ord = $1 ORDER BY line
)sql" };

std::vector<Appointment> appointments(db::Read& read, OrderId order)
{
    return read.all<Appointment>(list_appointments, order);
}

db::Query write_appointment { "orders.set_appointment", R"sql(
UPDATE orders_appointment SET day = $3, starts = $4, ends = $5 WHERE ord = $1 AND line = $2
)sql" };

void set_appointment(db::Tx& tx, OrderId order, Appointment const& appointment)
{
    CHECK(tx.run(write_appointment, order, appointment.n, appointment.day, appointment.starts,
                 appointment.ends)
          == 1);
}

db::Query list_visits { "orders.visits", R"sql(
SELECT placed.id, placed.grp, placed.number, placed.state, line.name, line.measure,
    line.quantity - line.back,
    appointment.starts, appointment.ends
FROM orders_appointment AS appointment
JOIN orders_order AS placed ON placed.id = appointment.ord
JOIN orders_line AS line ON line.ord = appointment.ord AND line.n = appointment.line
WHERE appointment.unit = $1 AND appointment.day = $2 AND placed.state <> 'cancelled'
    AND line.quantity > line.back
ORDER BY appointment.starts, placed.id, line.n LIMIT 200
)sql" };

std::vector<Visit> visits(db::Read& read, UnitId unit, Day day)
{
    return read.all<Visit>(list_visits, unit, day);
}

db::Query list_booked_services { "orders.booked_services", R"sql(
SELECT placed.id, placed.number, appointment.day, appointment.starts, appointment.ends
FROM orders_appointment AS appointment
JOIN orders_order AS placed ON placed.id = appointment.ord
WHERE appointment.unit = $1 AND appointment.product = $2 AND appointment.day >= CAST($3 AS BIGINT)
    AND placed.state IN ('placed', 'paid', 'packed', 'ready')
ORDER BY appointment.day, appointment.starts, placed.id LIMIT 500
)sql" };
db::Query list_booked_pickups { "orders.booked_pickups", R"sql(
SELECT id, number, pick_day, slot_starts, slot_ends FROM orders_order
WHERE unit = $1 AND pick_day >= CAST($2 AS BIGINT) AND slot_starts IS NOT NULL
    AND state IN ('placed', 'paid', 'packed', 'ready')
ORDER BY pick_day, slot_starts, id LIMIT 500
)sql" };

std::vector<Booked> booked(db::Read& read, UnitId unit, std::optional<ProductId> service, Day from)
{
    if (service) return read.all<Booked>(list_booked_services, unit, *service, from);
    return read.all<Booked>(list_booked_pickups, unit, from);
}

db::Query list_visit_days { "orders.visit_days", R"sql(
SELECT appointment.day, COUNT(*)
FROM orders_appointment AS appointment
JOIN orders_order AS placed ON placed.id = appointment.ord
JOIN orders_line AS line ON line.ord = appointment.ord AND line.n = appointment.line
WHERE appointment.unit = $1 AND appointment.day >= CAST($2 AS BIGINT)
    AND placed.state <> 'cancelled' AND line.quantity > line.back
GROUP BY appointment.day ORDER BY appointment.day LIMIT 30
)sql" };

std::vector<VisitDay> visit_days(db::Read& read, UnitId unit, Day from)
{
    return read.all<VisitDay>(list_visit_days, unit, from);
}

} // namespace karya::orders::store
