#include "sales/store.h"

namespace karya::sales::store {

namespace {

db::Query const select_unit_of_shift { "sales.unit_of_shift",
                                       "SELECT unit FROM sales_shift WHERE id = $1" };

db::Query const select_open { "sales.open_shift", R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 AND series = $2 AND closed_at IS NULL
)sql" };

db::Query const count_open {
    "sales.open_shifts", "SELECT count(*) FROM sales_shift WHERE unit = $1 AND closed_at IS NULL"
};

db::Query const select_shift { "sales.shift", R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 AND id = $2
)sql" };

// On SQLite there is one writer; on PostgreSQL whoever sells in a shift or closes it has its row
// alone, so that what the closing counts is whole. Sharing it would let sales starve the closing.
db::Query const select_locked { "sales.lock_shift", R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 AND id = $2
)sql",
                                R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 AND id = $2 FOR UPDATE
)sql" };

db::Query const add_expected { "sales.raise_expected", R"sql(
UPDATE sales_shift SET expected = expected + $2 WHERE id = $1 AND closed_at IS NOT NULL
)sql" };

db::Query const add_shift { "sales.insert_shift", R"sql(
INSERT INTO sales_shift(id, unit, series, officer, opened_at, float_cash, note)
SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), $5, $6, ''
WHERE NOT EXISTS (SELECT 1 FROM sales_shift
    WHERE id = $1 OR (unit = $2 AND series = $3 AND closed_at IS NULL))
)sql",
                            R"sql(
INSERT INTO sales_shift(id, unit, series, officer, opened_at, float_cash, note)
SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT),
    CAST($6 AS BIGINT), ''
WHERE NOT EXISTS (SELECT 1 FROM sales_shift
    WHERE id = $1 OR (unit = $2 AND series = $3 AND closed_at IS NULL))
)sql" };

db::Query const set_closed { "sales.close_shift", R"sql(
UPDATE sales_shift SET closed_at = $2, counted = $3, expected = $4, note = $5
WHERE id = $1 AND closed_at IS NULL
)sql" };

db::Query const sum_cash_sold { "sales.cash_sold", R"sql(
SELECT coalesce(sum(coalesce(w.amount, s.total)), 0)
FROM sales_sale s LEFT JOIN sales_way w ON w.sale = s.id
WHERE s.shift = $1 AND s.state = 'recorded' AND coalesce(w.payment, s.payment) = 'cash'
)sql" };

db::Query const sum_cash_refunded { "sales.cash_refunded", R"sql(
SELECT coalesce(sum(coalesce(w.amount, r.total)), 0)
FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id
WHERE r.shift = $1 AND coalesce(w.payment, r.payment) = 'cash'
)sql" };

db::Query const sum_sold { "sales.shift_sold", R"sql(
SELECT coalesce(sum(p.amount), 0),
    coalesce(sum(CASE p.payment WHEN 'cash' THEN p.amount ELSE 0 END), 0),
    coalesce(sum(CASE p.payment WHEN 'qris' THEN p.amount ELSE 0 END), 0),
    coalesce(sum(CASE p.payment WHEN 'transfer' THEN p.amount ELSE 0 END), 0),
    coalesce(sum(CASE p.payment WHEN 'collected' THEN p.amount ELSE 0 END), 0),
    count(DISTINCT p.id)
FROM (SELECT s.id, coalesce(w.payment, s.payment) AS payment, coalesce(w.amount, s.total) AS amount
    FROM sales_sale s LEFT JOIN sales_way w ON w.sale = s.id
    WHERE s.shift = $1 AND s.state = 'recorded') p
)sql" };

db::Query const sum_back { "sales.shift_back", R"sql(
SELECT coalesce(sum(total), 0) FROM sales_refund WHERE shift = $1
)sql" };

db::Query const sum_cash_moved { "sales.cash_moved", R"sql(
SELECT coalesce(sum(amount), 0) FROM sales_cash WHERE shift = $1
)sql" };

db::Query const add_cash { "sales.insert_cash", R"sql(
INSERT INTO sales_cash(id, unit, shift, at, officer, amount, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING
)sql" };

db::Query const select_shift_cash { "sales.cash_move", R"sql(
SELECT id, shift, at, officer, amount, reason FROM sales_cash WHERE id = $1 AND unit = $2
)sql" };

db::Query const select_cash_of { "sales.cash_moves", R"sql(
SELECT id, shift, at, officer, amount, reason FROM sales_cash
WHERE shift = $1 AND unit = $2 ORDER BY at, id LIMIT 500
)sql" };

db::Query const select_unit_shifts { "sales.shifts", R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 ORDER BY opened_at DESC LIMIT 50
)sql" };

} // namespace

std::optional<UnitId> unit_of_shift(db::Read& read, ShiftId id)
{
    return read.one<UnitId>(select_unit_of_shift, id);
}

std::int64_t open_shifts(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_open, unit);
}

std::optional<Shift> open_shift(db::Read& read, UnitId unit, std::string_view series)
{
    return read.one<Shift>(select_open, unit, series);
}

std::optional<Shift> shift(db::Read& read, UnitId unit, ShiftId id)
{
    return read.one<Shift>(select_shift, unit, id);
}

std::optional<Shift> lock_shift(db::Tx& tx, UnitId unit, ShiftId id)
{
    return tx.one<Shift>(select_locked, unit, id);
}

void raise_expected(db::Tx& tx, ShiftId shift, Rupiah amount)
{
    CHECK(tx.run(add_expected, shift, amount) == 1);
}

bool insert_shift(db::Tx& tx, UnitId unit, Shift const& shift)
{
    return tx.run(add_shift, shift.id, unit, shift.series, shift.officer, shift.opened_at,
                  shift.float_cash)
        == 1;
}

bool close_shift(db::Tx& tx, Shift const& shift)
{
    return tx.run(set_closed, shift.id, shift.closed_at, shift.counted, shift.expected, shift.note)
        == 1;
}

DayTotal shift_sold(db::Read& read, ShiftId shift) { return read.value<DayTotal>(sum_sold, shift); }

Rupiah shift_back(db::Read& read, ShiftId shift) { return read.value<Rupiah>(sum_back, shift); }

Rupiah cash_sold(db::Read& read, ShiftId shift) { return read.value<Rupiah>(sum_cash_sold, shift); }

Rupiah cash_refunded(db::Read& read, ShiftId shift)
{
    return read.value<Rupiah>(sum_cash_refunded, shift);
}

Rupiah cash_moved(db::Read& read, ShiftId shift)
{
    return read.value<Rupiah>(sum_cash_moved, shift);
}

bool insert_cash(db::Tx& tx, UnitId unit, CashMove const& move)
{
    return tx.run(add_cash, move.id, unit, move.shift, move.at, move.officer, move.amount,
                  move.reason)
        == 1;
}

std::optional<CashMove> cash_move(db::Read& read, UnitId unit, CashMoveId id)
{
    return read.one<CashMove>(select_shift_cash, id, unit);
}

std::vector<CashMove> cash_moves(db::Read& read, UnitId unit, ShiftId shift)
{
    return read.all<CashMove>(select_cash_of, shift, unit);
}

std::vector<Shift> shifts(db::Read& read, UnitId unit)
{
    return read.all<Shift>(select_unit_shifts, unit);
}

} // namespace karya::sales::store
