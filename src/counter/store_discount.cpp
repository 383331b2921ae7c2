#include "counter/store.h"

namespace karya::counter::store {

namespace {

db::Query const select_limit { "counter.limit_at", R"sql(
SELECT since, percent, amount FROM counter_discount_limit
WHERE unit = $1 AND role = $2 AND since <= $3 ORDER BY since DESC LIMIT 1
)sql" };

db::Query const select_later { "counter.limits_after", R"sql(
SELECT since, percent, amount FROM counter_discount_limit
WHERE unit = $1 AND role = $2 AND since > $3 ORDER BY since LIMIT 50
)sql" };

db::Query const add_limit { "counter.put_limit", R"sql(
INSERT INTO counter_discount_limit(unit, role, since, percent, amount, set_at, set_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (unit, role, since) DO UPDATE SET percent = excluded.percent,
    amount = excluded.amount, set_at = excluded.set_at, set_by = excluded.set_by
)sql" };

db::Query const add_discount { "counter.insert_discount", R"sql(
INSERT INTO counter_discount(sale, unit, number, sold_at, officer, role, worth, amount, most,
    reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (sale) DO NOTHING
)sql" };

db::Query const select_discounts { "counter.discounts", R"sql(
SELECT sale, number, sold_at, officer, role, worth, amount, most, reason, seen_at, seen_by,
    seen_note
FROM counter_discount WHERE unit = $1 ORDER BY sale DESC LIMIT 50
)sql" };

db::Query const select_open { "counter.open_discounts", R"sql(
SELECT sale, number, sold_at, officer, role, worth, amount, most, reason, seen_at, seen_by,
    seen_note
FROM counter_discount WHERE unit = $1 AND amount > most AND seen_at IS NULL ORDER BY sale LIMIT 50
)sql" };

db::Query const count_open { "counter.open_discount_count", R"sql(
SELECT count(*) FROM counter_discount WHERE unit = $1 AND amount > most AND seen_at IS NULL
)sql" };

db::Query const mark_seen { "counter.see_discount", R"sql(
UPDATE counter_discount SET seen_at = $3, seen_by = $4, seen_note = $5
WHERE sale = $1 AND unit = $2 AND amount > most AND seen_at IS NULL
)sql" };

} // namespace

std::optional<DiscountLimit> limit_at(db::Read& read, LimitPlace const& place)
{
    return read.one<DiscountLimit>(select_limit, place.unit, place.role, place.at);
}

std::vector<DiscountLimit> limits_after(db::Read& read, LimitPlace const& place)
{
    return read.all<DiscountLimit>(select_later, place.unit, place.role, place.at);
}

void put_limit(db::Tx& tx, LimitPlace const& place, DiscountLimit const& limit, By const& by)
{
    tx.run(add_limit, place.unit, place.role, place.at, limit.percent, limit.amount, by.at,
           by.officer);
}

void insert_discount(db::Tx& tx, UnitId unit, Discount const& discount)
{
    tx.run(add_discount, discount.sale, unit, discount.number, discount.sold_at, discount.officer,
           discount.role, discount.worth, discount.amount, discount.most, discount.reason);
}

std::vector<Discount> discounts(db::Read& read, UnitId unit)
{
    return read.all<Discount>(select_discounts, unit);
}

std::vector<Discount> open_discounts(db::Read& read, UnitId unit)
{
    return read.all<Discount>(select_open, unit);
}

std::int64_t open_discount_count(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_open, unit);
}

bool see_discount(db::Tx& tx, UnitId unit, SaleId sale, By const& by, std::string_view note)
{
    return tx.run(mark_seen, sale, unit, by.at, by.officer, note) == 1;
}

} // namespace karya::counter::store
