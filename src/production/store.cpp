#include "production/store.h"

namespace karya::production::store {

namespace {

db::Query const take_next { "production.next_n", R"sql(
INSERT INTO production_number(unit, day, last) VALUES ($1, $2, 1)
ON CONFLICT (unit, day) DO UPDATE SET last = production_number.last + 1
RETURNING last
)sql" };
db::Query const insert_batch { "production.add", R"sql(
INSERT INTO production_batch(
    id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
    $20, $21, $22)
)sql" };
db::Query const insert_cost { "production.add_cost", R"sql(
INSERT INTO production_cost(batch, ordinal, kind, name, quantity, measure, amount, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const count_costs { "production.cost_count", R"sql(
SELECT COUNT(*) FROM production_cost WHERE batch = $1
)sql" };
db::Query const insert_line { "production.add_line", R"sql(
INSERT INTO production_line(
    batch, seq, unit, booked_on, sign, day, kind, grade, output, for_sale, kitchen, social_aid,
    own_use, spoiled, cost, unit_cost, note, reason, at, officer, hand)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21)
)sql" };
db::Query const select_lines { "production.lines", R"sql(
SELECT line.batch, line.seq, made.lot, made.activity, made.variant, made.label, made.measure,
    line.booked_on, line.sign, line.day, line.kind, line.grade, line.output, line.for_sale,
    line.kitchen, line.social_aid, line.own_use, line.spoiled, line.cost, line.unit_cost,
    line.note, line.reason, line.at, line.officer, line.hand
FROM production_line line JOIN production_batch made ON made.id = line.batch
WHERE line.batch = $1 ORDER BY line.seq LIMIT 2000
)sql" };
db::Query const select_booked { "production.booked", R"sql(
SELECT line.batch, line.seq, made.lot, made.activity, made.variant, made.label, made.measure,
    line.booked_on, line.sign, line.day, line.kind, line.grade, line.output, line.for_sale,
    line.kitchen, line.social_aid, line.own_use, line.spoiled, line.cost, line.unit_cost,
    line.note, line.reason, line.at, line.officer, line.hand
FROM production_line line JOIN production_batch made ON made.id = line.batch
WHERE line.unit = $1 AND (line.booked_on, line.batch, line.seq) > ($2, $3, $4)
    AND line.booked_on <= $5
ORDER BY line.booked_on, line.batch, line.seq LIMIT 500
)sql" };
db::Query const select_batch { "production.batch", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_lot WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_unit { "production.unit_of",
                              "SELECT unit FROM production_batch WHERE id = $1" };
db::Query const select_costs { "production.costs", R"sql(
SELECT kind, name, quantity, measure, amount FROM production_cost
WHERE batch = $1 AND seq = $2 ORDER BY ordinal
)sql" };
db::Query const select_newest { "production.newest", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_lot WHERE unit = $1 ORDER BY numbered_on DESC, n DESC LIMIT 100
)sql" };
db::Query const select_of_lot { "production.of_lot", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_lot WHERE unit = $1 AND lot = UPPER($2)
)sql" };
db::Query const select_on_sale { "production.on_sale", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_lot made WHERE unit = $1 AND for_sale > 0
    AND NOT EXISTS (SELECT 1 FROM production_withdrawal gone WHERE gone.batch = made.id)
ORDER BY numbered_on DESC, n DESC LIMIT 100
)sql" };
db::Query const select_before { "production.before", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_lot
WHERE unit = $1 AND (numbered_on, n) < (
    SELECT day, n FROM production_batch WHERE unit = $1 AND id = $2)
ORDER BY numbered_on DESC, n DESC LIMIT 100
)sql" };
db::Query const select_after { "production.after", R"sql(
SELECT id, unit, day, n, lot, activity, variant, label, measure, kind, grade, output, for_sale,
    kitchen, social_aid, own_use, spoiled, cost, unit_cost, note, at, officer
FROM production_batch WHERE unit = $1 AND (day, n) > ($2, $3) ORDER BY day, n LIMIT 500
)sql" };
db::Query const select_units { "production.units", R"sql(
SELECT DISTINCT unit FROM production_number ORDER BY unit
)sql" };
db::Query const select_numbers { "production.numbers", R"sql(
SELECT day, last FROM production_number WHERE unit = $1 ORDER BY day
)sql" };
db::Query const put_withdrawal { "production.put_withdrawal", R"sql(
INSERT INTO production_withdrawal(batch, at, officer, reason, quantity)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (batch) DO UPDATE SET quantity = excluded.quantity
)sql" };
db::Query const select_withdrawal { "production.withdrawal", R"sql(
SELECT batch, at, officer, reason, quantity FROM production_withdrawal WHERE batch = $1
)sql" };
db::Query const select_withdrawn { "production.withdrawn", R"sql(
SELECT withdrawal.batch FROM production_withdrawal withdrawal
JOIN production_batch batch ON batch.id = withdrawal.batch
WHERE batch.unit = $1 ORDER BY withdrawal.batch
)sql" };
db::Query const add_reading { "production.add_reading", R"sql(
INSERT INTO production_reading(id, batch, officer, at) VALUES ($1, $2, $3, $4)
)sql" };
db::Query const select_reading { "production.reading", R"sql(
SELECT id, batch, officer, at FROM production_reading WHERE id = $1
)sql" };
db::Query const select_readings { "production.readings", R"sql(
SELECT id, batch, officer, at FROM production_reading WHERE batch = $1 ORDER BY id
)sql" };
db::Query const select_made { "production.made_between", R"sql(
SELECT unit, CAST(SUM(CASE WHEN output > 0 THEN sign ELSE 0 END) AS BIGINT),
    CAST(SUM(sign * cost) AS BIGINT)
FROM production_line WHERE booked_on BETWEEN $1 AND $2 GROUP BY unit
)sql" };

} // namespace

std::int64_t next_n(db::Tx& tx, UnitId unit, Day day)
{
    return tx.value<std::int64_t>(take_next, unit, day);
}

void add(db::Tx& tx, Batch const& batch)
{
    tx.run(insert_batch, batch.id, batch.unit, batch.day, batch.n, batch.lot, batch.activity,
           batch.variant, batch.label, batch.measure, batch.kind, batch.grade, batch.output,
           batch.for_sale, batch.kitchen, batch.social_aid, batch.own_use, batch.spoiled,
           batch.cost, batch.unit_cost, batch.note, batch.at, batch.officer);
}

void add(db::Tx& tx, UnitId unit, Line const& line, std::vector<CostLine> const& costs)
{
    tx.run(insert_line, line.batch, line.seq, unit, line.booked_on, line.sign, line.day, line.kind,
           line.grade, line.output, line.for_sale, line.kitchen, line.social_aid, line.own_use,
           line.spoiled, line.cost, line.unit_cost, line.note, line.reason, line.at, line.officer,
           line.hand);
    auto ordinal = tx.value<std::int64_t>(count_costs, line.batch); // runs on through all lines
    for (auto const& cost : costs)
        tx.run(insert_cost, line.batch, ++ordinal, cost.kind, cost.name, cost.quantity,
               cost.measure, cost.amount, line.seq);
}

std::vector<Line> lines(db::Read& read, BatchId id) { return read.all<Line>(select_lines, id); }

std::vector<Line> booked(db::Read& read, UnitId unit, Line const& after, Day last)
{
    return read.all<Line>(select_booked, unit, after.booked_on, after.batch, after.seq, last);
}

std::optional<Batch> batch(db::Read& read, UnitId unit, BatchId id)
{
    return read.one<Batch>(select_batch, id, unit);
}

std::optional<UnitId> unit_of(db::Read& read, BatchId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::vector<CostLine> costs(db::Read& read, BatchId id, std::int64_t seq)
{
    return read.all<CostLine>(select_costs, id, seq);
}

std::vector<Batch> newest(db::Read& read, UnitId unit)
{
    return read.all<Batch>(select_newest, unit);
}

std::vector<Batch> of_lot(db::Read& read, UnitId unit, std::string_view lot)
{
    return read.all<Batch>(select_of_lot, unit, lot);
}

std::vector<Batch> on_sale(db::Read& read, UnitId unit)
{
    return read.all<Batch>(select_on_sale, unit);
}

std::vector<Batch> before(db::Read& read, UnitId unit, BatchId id)
{
    return read.all<Batch>(select_before, unit, id);
}

std::vector<Batch> after(db::Read& read, UnitId unit, Day day, std::int64_t n)
{
    return read.all<Batch>(select_after, unit, day, n);
}

std::vector<UnitId> units(db::Read& read) { return read.all<UnitId>(select_units); }

std::vector<LastNumber> numbers(db::Read& read, UnitId unit)
{
    return read.all<LastNumber>(select_numbers, unit);
}

void put(db::Tx& tx, Withdrawal const& withdrawal)
{
    tx.run(put_withdrawal, withdrawal.batch, withdrawal.at, withdrawal.officer, withdrawal.reason,
           withdrawal.quantity);
}

std::vector<BatchId> withdrawn(db::Read& read, UnitId unit)
{
    return read.all<BatchId>(select_withdrawn, unit);
}

std::optional<Withdrawal> withdrawal(db::Read& read, BatchId id)
{
    return read.one<Withdrawal>(select_withdrawal, id);
}

void add(db::Tx& tx, Reading const& reading)
{
    tx.run(add_reading, reading.id, reading.batch, reading.officer, reading.at);
}

std::optional<Reading> reading(db::Read& read, BuyersReadingId id)
{
    return read.one<Reading>(select_reading, id);
}

std::vector<Reading> readings(db::Read& read, BatchId batch)
{
    return read.all<Reading>(select_readings, batch);
}

std::vector<Made> made_between(db::Read& read, Day from, Day to)
{
    return read.all<Made>(select_made, from, to);
}

} // namespace karya::production::store
