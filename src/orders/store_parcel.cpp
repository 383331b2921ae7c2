#include "orders/store_parcel.h"

namespace karya::orders::store {

db::Query add_parcel { "orders.add_parcel", R"sql(
INSERT INTO orders_parcel (ord, courier, service, grams, fee, days_min, days_max)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };

void insert_parcel(db::Tx& tx, OrderId order, Parcel const& parcel)
{
    tx.run(add_parcel, order, parcel.courier, parcel.service, parcel.grams, parcel.fee,
           parcel.days_min, parcel.days_max);
}

db::Query find_parcel { "orders.find_parcel", R"sql(
SELECT courier, service, grams, fee, days_min, days_max, tracking, shipped_at, cost
FROM orders_parcel WHERE ord = $1
)sql" };

std::optional<Parcel> parcel(db::Read& read, OrderId order)
{
    return read.one<Parcel>(find_parcel, order);
}

db::Query ship_parcel { "orders.ship_parcel", R"sql(
UPDATE orders_parcel SET courier = $2, tracking = $3, shipped_at = $4 WHERE ord = $1
)sql" };

void set_shipped(db::Tx& tx, Dispatch const& draft, Timestamp at)
{
    CHECK(tx.run(ship_parcel, draft.order, draft.courier, draft.tracking, at) == 1);
}

struct ConsignmentRow {
    std::int64_t n {};
    shipping::Courier courier {};
    std::string tracking {};
    Timestamp at {};
    std::int64_t line {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(ConsignmentRow, (), (n, courier, tracking, at, line, quantity))

db::Query list_consignments { "orders.list_consignments", R"sql(
SELECT part.n, part.courier, part.tracking, part.at, inside.line, inside.quantity
FROM orders_consignment AS part
JOIN orders_consignment_line AS inside ON inside.ord = part.ord AND inside.n = part.n
WHERE part.ord = $1 ORDER BY part.n, inside.line
)sql" };

std::vector<Consignment> consignments(db::Read& read, OrderId order)
{
    std::vector<Consignment> found;
    for (auto& row : read.all<ConsignmentRow>(list_consignments, order)) {
        if (found.empty() || found.back().n != row.n)
            found.push_back({ row.n, row.courier, std::move(row.tracking), row.at, {} });
        found.back().lines.push_back({ row.line, row.quantity });
    }
    return found;
}

db::Query add_consignment { "orders.add_consignment", R"sql(
INSERT INTO orders_consignment (ord, n, courier, tracking, at, officer)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };
db::Query add_consignment_line { "orders.add_consignment_line", R"sql(
INSERT INTO orders_consignment_line (ord, n, line, quantity) VALUES ($1, $2, $3, $4)
)sql" };

void insert_consignment(db::Tx& tx, OrderId order, Consignment const& part, OfficerId officer)
{
    tx.run(add_consignment, order, part.n, part.courier, part.tracking, part.at, officer);
    for (auto const& line : part.lines)
        tx.run(add_consignment_line, order, part.n, line.n, line.quantity);
}

db::Query pay_parcel { "orders.pay_parcel", R"sql(
UPDATE orders_parcel SET cost = $2 WHERE ord = $1 AND cost IS NULL
)sql" };

bool set_cost(db::Tx& tx, OrderId order, Rupiah cost)
{
    return tx.run(pay_parcel, order, cost) == 1;
}

db::Query list_travelling { "orders.list_travelling", R"sql(
SELECT placed.unit, placed.id
FROM orders_parcel AS parcel
JOIN orders_order AS placed ON placed.id = parcel.ord
WHERE parcel.shipped_at <= CAST($1 AS BIGINT) AND placed.state = 'shipped'
ORDER BY parcel.shipped_at, placed.id LIMIT CAST($2 AS BIGINT)
)sql" };

std::vector<Travelling> travelling(db::Read& read, Timestamp before, std::int64_t limit)
{
    return read.all<Travelling>(list_travelling, before, limit);
}

db::Query list_owed { "orders.list_owed", R"sql(
SELECT placed.unit, CAST(SUM(CASE WHEN placed.sale IS NOT NULL AND placed.state <> 'cancelled'
        AND parcel.cost IS NULL THEN parcel.fee ELSE 0 END) AS BIGINT)
FROM orders_parcel AS parcel
JOIN orders_order AS placed ON placed.id = parcel.ord
GROUP BY placed.unit ORDER BY placed.unit
)sql" };

std::vector<Owed> owed(db::Read& read) { return read.all<Owed>(list_owed); }

} // namespace karya::orders::store
