#include "orders/store.h"
#include "orders/store_parcel.h"
#include "orders/store_slot.h"

namespace karya::orders::store {

db::Query add_group { "orders.add_group", R"sql(
INSERT INTO orders_group (id, link_hash, placed_at, lang, total, buyer, account, mailbox)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

void insert_group(db::Tx& tx, NewGroup const& group)
{
    auto const& row = group.row;
    tx.run(add_group, row.id, group.link_hash, row.placed_at, group.lang, row.total, row.buyer,
           group.account, group.mailbox);
}

db::Query find_group { "orders.find_group", R"sql(
SELECT id, placed_at, total, buyer, erase_at FROM orders_group WHERE link_hash = $1
)sql" };

std::optional<GroupRow> group_by_link(db::Read& read, std::string_view link_hash)
{
    return read.one<GroupRow>(find_group, link_hash);
}

db::Query find_buyer { "orders.find_buyer", R"sql(
SELECT buyer FROM orders_group
WHERE id = $1 AND EXISTS (SELECT 1 FROM orders_order WHERE grp = $1 AND unit = $2)
)sql" };

std::optional<std::string> buyer(db::Read& read, UnitId unit, GroupId id)
{
    return read.one<std::optional<std::string>>(find_buyer, id, unit).value_or(std::nullopt);
}

db::Query find_contact { "orders.find_contact", R"sql(
SELECT lang, buyer FROM orders_group WHERE id = $1
)sql" };

Contact contact(db::Read& read, GroupId id)
{
    auto found = read.one<Contact>(find_contact, id);
    CHECK(found.has_value()); // it has orders
    return std::move(*found);
}

db::Query find_open_of_group { "orders.find_open_of_group", R"sql(
SELECT 1 FROM orders_order WHERE grp = $1 AND state NOT IN ('handed_over', 'cancelled') LIMIT 1
)sql" };

bool has_open_orders(db::Read& read, GroupId id)
{
    return read.one<std::int64_t>(find_open_of_group, id).has_value();
}

db::Query find_standing { "orders.find_standing", R"sql(
SELECT 1 FROM orders_order WHERE grp = $1 AND state <> 'cancelled' LIMIT 1
)sql" };

bool has_standing_orders(db::Read& read, GroupId id)
{
    return read.one<std::int64_t>(find_standing, id).has_value();
}

db::Query lock_group { "orders.hold_group", R"sql(
UPDATE orders_group SET lang = lang WHERE id = $1
)sql" };

void hold_group(db::Tx& tx, GroupId id) { CHECK(tx.run(lock_group, id) == 1); }

db::Query end_group { "orders.end_group", R"sql(
UPDATE orders_group SET erase_at = $2 WHERE id = $1
)sql" };

void set_erase_at(db::Tx& tx, GroupId id, Timestamp at) { tx.run(end_group, id, at); }

db::Query list_to_erase { "orders.list_to_erase", R"sql(
SELECT id FROM orders_group WHERE erase_at <= CAST($1 AS BIGINT)
ORDER BY erase_at LIMIT CAST($2 AS BIGINT)
)sql" };

std::vector<GroupId> groups_to_erase(db::Read& read, Timestamp now, std::int64_t limit)
{
    return read.all<GroupId>(list_to_erase, now, limit);
}

db::Query forget_buyer { "orders.forget_buyer", R"sql(
UPDATE orders_group SET buyer = NULL, erase_at = NULL, mailbox = NULL, account = $2 WHERE id = $1
)sql" };

void erase_buyer(db::Tx& tx, GroupId id, std::optional<BuyerId> account)
{
    tx.run(forget_buyer, id, account);
}

db::Query find_belongs { "orders.find_belongs", R"sql(
SELECT account, mailbox FROM orders_group WHERE id = $1
)sql" };

Belongs belongs(db::Read& read, GroupId id) { return read.value<Belongs>(find_belongs, id); }

db::Query adopt_groups { "orders.adopt_groups", R"sql(
UPDATE orders_group SET account = $1 WHERE mailbox = $2 AND account IS NULL
)sql" };

void adopt(db::Tx& tx, BuyerId account, std::string_view mailbox)
{
    tx.run(adopt_groups, account, mailbox);
}

db::Query detach_group { "orders.detach_group", R"sql(
UPDATE orders_group SET mailbox = NULL, account = $2 WHERE id = $1
)sql" };

void detach(db::Tx& tx, GroupId id, std::optional<BuyerId> account)
{
    tx.run(detach_group, id, account);
}

db::Query list_groups_of { "orders.list_groups_of", R"sql(
SELECT id, placed_at, total FROM orders_group
WHERE (account = $1 OR mailbox = $2)
    AND (CAST($3 AS TEXT) = ''
        OR (placed_at, id) < (SELECT placed_at, id FROM orders_group WHERE id = $3))
ORDER BY placed_at DESC, id DESC LIMIT $4
)sql" };

std::vector<GroupHead> groups_of(db::Read& read, buyers::Account const& account, GroupId before)
{
    auto const from = before.empty() ? std::string {} : before.text();
    return read.all<GroupHead>(list_groups_of, account.id, account.mailbox, from, placings_at_once);
}

db::Query next_number { "orders.next_number", R"sql(
INSERT INTO orders_series (unit, last) VALUES ($1, 1)
ON CONFLICT (unit) DO UPDATE SET last = orders_series.last + 1
RETURNING last
)sql" };

std::int64_t next_n(db::Tx& tx, UnitId unit) { return tx.value<std::int64_t>(next_number, unit); }

db::Query add_order { "orders.add_order", R"sql(
INSERT INTO orders_order
    (id, grp, unit, n, number, state, pay, total, placed_at, pick_day, due_at, delivery, coupon,
    slot_starts, slot_ends, steps)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)
)sql" };
db::Query add_line { "orders.add_line", R"sql(
INSERT INTO orders_line
    (ord, n, variant, product, name, measure, quantity, price, amount, to_order, discount, kit,
    kit_pieces, kit_off)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
)sql" };
db::Query add_step { "orders.add_step", R"sql(
INSERT INTO orders_step (ord, n, at, state, cause, officer, note, back, instead)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql" };

namespace {

void insert_step(db::Tx& tx, OrderId id, std::int64_t n, Step const& step)
{
    tx.run(add_step, id, n, step.at, step.state, step.cause, step.officer, step.note, step.back,
           step.instead);
}

} // namespace

void insert_order(db::Tx& tx, Order const& order, std::int64_t n)
{
    tx.run(add_order, order.id, order.group, order.unit, n, order.number, order.state, order.pay,
           order.total, order.placed_at, order.pick_day, order.due_at, order.delivery, order.coupon,
           order.slot ? std::optional { order.slot->starts } : std::nullopt,
           order.slot ? std::optional { order.slot->ends } : std::nullopt);
    for (auto const& line : order.lines)
        tx.run(add_line, order.id, line.n, line.variant, line.product, line.name, line.measure,
               line.quantity, line.price, line.amount, line.to_order, line.discount, line.kit,
               line.kit_pieces, line.kit_off);
    if (order.parcel) insert_parcel(tx, order.id, *order.parcel);
    insert_appointments(tx, order);
    CHECK(order.steps.size() == 1);
    insert_step(tx, order.id, 1, order.steps.front());
}

db::Query list_lines { "orders.list_lines", R"sql(
SELECT n, variant, product, name, measure, quantity, price, amount, to_order,
    discount, kit, kit_pieces, kit_off, back, sale, sale_line
FROM orders_line WHERE ord = $1 ORDER BY n
)sql" };
db::Query list_steps { "orders.list_steps", R"sql(
SELECT at, state, cause, officer, note, back, instead FROM orders_step WHERE ord = $1 ORDER BY n
)sql" };

namespace {

Order whole(db::Read& read, OrderHead head)
{
    auto lines = read.all<Line>(list_lines, head.id);
    auto const swapped = std::ranges::stable_partition(
        lines, [](Line const& line) { return !line.sale.has_value(); });
    std::vector<Line> swaps { swapped.begin(), swapped.end() };
    lines.erase(swapped.begin(), swapped.end());
    auto parcel = head.delivery == Delivery::sent ? store::parcel(read, head.id) : std::nullopt;
    return { .id = head.id,
             .group = head.group,
             .unit = head.unit,
             .number = std::move(head.number),
             .state = head.state,
             .pay = head.pay,
             .total = head.total,
             .placed_at = head.placed_at,
             .pick_day = head.pick_day,
             .due_at = head.due_at,
             .sale = head.sale,
             .fee = head.fee,
             .delivery = head.delivery,
             .lines = std::move(lines),
             .steps = read.all<Step>(list_steps, head.id),
             .parcel = std::move(parcel),
             .coupon = std::move(head.coupon),
             .slot = head.slot_starts
                 ? std::optional { Slot { *head.slot_starts, *head.slot_ends } }
                 : std::nullopt,
             .appointments = appointments(read, head.id),
             .consignments = head.delivery == Delivery::sent ? store::consignments(read, head.id)
                                                             : std::vector<Consignment> {},
             .swaps = std::move(swaps) };
}

std::vector<Order> wholes(db::Read& read, std::vector<OrderHead> heads)
{
    std::vector<Order> orders;
    for (auto& head : heads) orders.push_back(whole(read, std::move(head)));
    return orders;
}

std::optional<Order> whole_if(db::Read& read, std::optional<OrderHead> head)
{
    if (!head) return {};
    return whole(read, std::move(*head));
}

} // namespace

db::Query find_order { "orders.find_order", R"sql(
SELECT id, grp, unit, number, state, pay, total, placed_at, pick_day, due_at, sale,
    fee, delivery, coupon, slot_starts, slot_ends
FROM orders_order WHERE id = $1 AND unit = $2
)sql" };

std::optional<Order> order(db::Read& read, UnitId unit, OrderId id)
{
    return whole_if(read, read.one<OrderHead>(find_order, id, unit));
}

db::Query find_order_of_group { "orders.find_order_of_group", R"sql(
SELECT id, grp, unit, number, state, pay, total, placed_at, pick_day, due_at, sale,
    fee, delivery, coupon, slot_starts, slot_ends
FROM orders_order WHERE id = $1 AND grp = $2
)sql" };

std::optional<Order> order_of_group(db::Read& read, GroupId group, OrderId id)
{
    return whole_if(read, read.one<OrderHead>(find_order_of_group, id, group));
}

db::Query list_group_orders { "orders.list_group_orders", R"sql(
SELECT id, grp, unit, number, state, pay, total, placed_at, pick_day, due_at, sale,
    fee, delivery, coupon, slot_starts, slot_ends
FROM orders_order WHERE grp = $1 ORDER BY number
)sql" };

std::vector<Order> orders_of(db::Read& read, GroupId group)
{
    return wholes(read, read.all<OrderHead>(list_group_orders, group));
}

db::Query list_overdue { "orders.list_overdue", R"sql(
SELECT id, grp, unit, number, state, pay, total, placed_at, pick_day, due_at, sale,
    fee, delivery, coupon, slot_starts, slot_ends
FROM orders_order WHERE state IN ('placed', 'ready') AND pay = 'at_pickup'
    AND due_at <= CAST($1 AS BIGINT)
ORDER BY due_at, id LIMIT CAST($2 AS BIGINT)
)sql" };

std::vector<Order> overdue(db::Read& read, Timestamp now, std::int64_t limit)
{
    return wholes(read, read.all<OrderHead>(list_overdue, now, limit));
}

db::Query move_order { "orders.move", R"sql(
UPDATE orders_order SET state = $3, sale = COALESCE(CAST($4 AS TEXT), sale),
    fee = fee + CAST($5 AS BIGINT), steps = steps + 1
WHERE id = $1 AND state = $2
RETURNING steps
)sql" };

bool move(db::Tx& tx, OrderId id, Move const& move, Step const& step)
{
    auto const n = tx.one<std::int64_t>(move_order, id, move.from, move.to, move.sale, move.fee);
    if (!n) return false;
    insert_step(tx, id, *n, step);
    return true;
}

db::Query count_step { "orders.count_step", R"sql(
UPDATE orders_order SET steps = steps + 1 WHERE id = $1 RETURNING steps
)sql" };

void note(db::Tx& tx, OrderId id, Step const& step)
{
    insert_step(tx, id, tx.value<std::int64_t>(count_step, id), step);
}

db::Query add_to_back { "orders.add_back", R"sql(
UPDATE orders_line SET back = back + $3 WHERE ord = $1 AND n = $2
)sql" };

void add_back(db::Tx& tx, OrderId id, PartLine const& line)
{
    CHECK(tx.run(add_to_back, id, line.n, line.quantity) == 1);
}

db::Query add_swap { "orders.add_swap", R"sql(
INSERT INTO orders_line
    (ord, n, variant, product, name, measure, quantity, price, amount, to_order, discount, sale,
    sale_line)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12)
)sql" };

void insert_swap(db::Tx& tx, OrderId id, Line const& line)
{
    tx.run(add_swap, id, line.n, line.variant, line.product, line.name, line.measure, line.quantity,
           line.price, line.amount, line.discount, line.sale, line.sale_line);
}

db::Query list_groups_ahead { "orders.groups_ahead", R"sql(
SELECT DISTINCT grp FROM orders_order WHERE pay = 'ahead' AND grp > $1 ORDER BY grp LIMIT 200
)sql" };

std::vector<GroupId> groups_ahead(db::Read& read, GroupId after)
{
    return read.all<GroupId>(list_groups_ahead, after);
}

db::Query list_open { "orders.list_open", R"sql(
SELECT placed.id, placed.grp, placed.number, placed.state, placed.pay, placed.total,
    placed.placed_at, placed.pick_day, (SELECT COUNT(*) FROM orders_line
        WHERE ord = placed.id AND quantity > back),
    placed.delivery
FROM orders_order AS placed
WHERE placed.unit = $1 AND placed.state IN ('placed', 'paid', 'packed', 'ready', 'shipped')
ORDER BY CASE WHEN placed.state = 'shipped' THEN 1 ELSE 0 END, placed.pick_day, placed.id
LIMIT 200
)sql" };

std::vector<OrderRow> open_orders(db::Read& read, UnitId unit)
{
    return read.all<OrderRow>(list_open, unit);
}

db::Query list_done { "orders.list_done", R"sql(
SELECT placed.id, placed.grp, placed.number, placed.state, placed.pay, placed.total,
    placed.placed_at, placed.pick_day, (SELECT COUNT(*) FROM orders_line WHERE ord = placed.id),
    placed.delivery
FROM orders_order AS placed
WHERE placed.unit = $1 AND placed.state IN ('handed_over', 'cancelled')
    AND (CAST($2 AS TEXT) = '' OR placed.id < CAST($2 AS TEXT))
ORDER BY placed.id DESC LIMIT 50
)sql" };

std::vector<OrderRow> ended_orders(db::Read& read, UnitId unit, OrderId before)
{
    return read.all<OrderRow>(list_done, unit, before);
}

db::Query list_picks { "orders.list_picks", R"sql(
SELECT line.variant, MIN(line.name), MIN(line.measure),
    CAST(SUM(line.quantity - line.back) AS BIGINT), COUNT(DISTINCT line.ord),
    CAST(SUM(CASE WHEN line.kit_pieces > 0 THEN line.quantity - line.back ELSE 0 END) AS BIGINT)
FROM orders_line AS line
JOIN orders_order AS placed ON placed.id = line.ord
WHERE placed.unit = $1 AND line.quantity > line.back
    AND placed.state = CASE WHEN placed.pay = 'ahead' THEN 'paid' ELSE 'placed' END
    AND NOT EXISTS (SELECT 1 FROM orders_appointment AS kept
                    WHERE kept.ord = line.ord AND kept.line = line.n)
GROUP BY line.variant ORDER BY MIN(line.name), line.variant LIMIT 500
)sql" };

std::vector<PickLine> pick_list(db::Read& read, UnitId unit)
{
    return read.all<PickLine>(list_picks, unit);
}

db::Query list_loads { "orders.list_loads", R"sql(
SELECT unit, COUNT(*),
    CAST(SUM(CASE WHEN state IN (CASE WHEN pay = 'ahead' THEN 'paid' ELSE 'placed' END, 'packed')
        AND pick_day <= CAST($1 AS BIGINT) - CASE WHEN delivery = 'fetched' THEN 0 ELSE 1 END
        THEN 1 ELSE 0 END)
        AS BIGINT),
    MIN(CASE WHEN state IN (CASE WHEN pay = 'ahead' THEN 'paid' ELSE 'placed' END, 'packed')
        AND pick_day <= CAST($1 AS BIGINT) - CASE WHEN delivery = 'fetched' THEN 0 ELSE 1 END
        THEN pick_day END)
FROM orders_order WHERE state IN ('placed', 'paid', 'packed', 'ready')
GROUP BY unit ORDER BY unit
)sql" };

std::vector<LoadRow> loads(db::Read& read, Day today)
{
    return read.all<LoadRow>(list_loads, today);
}

db::Query find_load { "orders.find_load", R"sql(
SELECT unit, COUNT(*),
    CAST(SUM(CASE WHEN state IN (CASE WHEN pay = 'ahead' THEN 'paid' ELSE 'placed' END, 'packed')
        AND pick_day <= CAST($2 AS BIGINT) - CASE WHEN delivery = 'fetched' THEN 0 ELSE 1 END
        THEN 1 ELSE 0 END)
        AS BIGINT),
    MIN(CASE WHEN state IN (CASE WHEN pay = 'ahead' THEN 'paid' ELSE 'placed' END, 'packed')
        AND pick_day <= CAST($2 AS BIGINT) - CASE WHEN delivery = 'fetched' THEN 0 ELSE 1 END
        THEN pick_day END)
FROM orders_order WHERE unit = $1 AND state IN ('placed', 'paid', 'packed', 'ready')
GROUP BY unit
)sql" };

std::optional<LoadRow> load(db::Read& read, UnitId unit, Day today)
{
    return read.one<LoadRow>(find_load, unit, today);
}

db::Query find_pickup { "orders.find_pickup", R"sql(
SELECT days, hours, place FROM orders_pickup WHERE unit = $1
)sql" };

std::optional<Pickup> pickup(db::Read& read, UnitId unit)
{
    return read.one<Pickup>(find_pickup, unit);
}

db::Query write_pickup { "orders.write_pickup", R"sql(
INSERT INTO orders_pickup (unit, days, hours, place) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit) DO UPDATE SET days = excluded.days, hours = excluded.hours,
    place = excluded.place
)sql" };

void put_pickup(db::Tx& tx, UnitId unit, Pickup const& pickup)
{
    tx.run(write_pickup, unit, pickup.days, pickup.hours, pickup.place);
}

db::Query list_closed { "orders.list_closed", R"sql(
SELECT day FROM orders_closed WHERE unit = $1 AND day >= CAST($2 AS BIGINT) ORDER BY day LIMIT 400
)sql" };

std::vector<Day> closed_days(db::Read& read, UnitId unit, Day from)
{
    return read.all<Day>(list_closed, unit, from);
}

db::Query add_closed { "orders.add_closed", R"sql(
INSERT INTO orders_closed (unit, day) VALUES ($1, $2) ON CONFLICT (unit, day) DO NOTHING
)sql" };

void close_day(db::Tx& tx, UnitId unit, Day day) { tx.run(add_closed, unit, day); }

db::Query remove_closed { "orders.remove_closed", R"sql(
DELETE FROM orders_closed WHERE unit = $1 AND day = $2
)sql" };

void open_day(db::Tx& tx, UnitId unit, Day day) { tx.run(remove_closed, unit, day); }

} // namespace karya::orders::store
