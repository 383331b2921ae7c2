#include "cash/store.h"
#include <limits>

namespace karya::cash::store {

namespace {

db::Query const select_next { "cash.next_n", R"sql(
SELECT COALESCE(MAX(n), 0) + 1 FROM cash_move WHERE unit = $1
)sql" };
db::Query const add_move { "cash.insert", R"sql(
INSERT INTO cash_move(id, unit, n, kind, day, money, amount, fee, activity, payee, about, entry,
    made_at, made_by, back_why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '')
)sql" };
db::Query const update_back { "cash.set_back", R"sql(
UPDATE cash_move SET back_entry = $2, back_at = $3, back_by = $4, back_why = $5
WHERE id = $1 AND back_at IS NULL
)sql" };
db::Query const select_one { "cash.move", R"sql(
SELECT id, unit, n, kind, day, money, amount, fee, activity, payee, about, entry, made_at, made_by,
    back_entry, back_at, back_by, back_why
FROM cash_move WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_unit { "cash.unit_of", "SELECT unit FROM cash_move WHERE id = $1" };
db::Query const select_newest { "cash.moves", R"sql(
SELECT id, unit, n, kind, day, money, amount, fee, activity, payee, about, entry, made_at, made_by,
    back_entry, back_at, back_by, back_why
FROM cash_move WHERE unit = $1 AND n < $2 ORDER BY n DESC LIMIT 50
)sql" };
db::Query const select_after { "cash.moves_after", R"sql(
SELECT id, unit, n, kind, day, money, amount, fee, activity, payee, about, entry, made_at, made_by,
    back_entry, back_at, back_by, back_why
FROM cash_move WHERE unit = $1 AND n > $2 ORDER BY n LIMIT 500
)sql" };
db::Query const select_units { "cash.units", "SELECT DISTINCT unit FROM cash_move ORDER BY unit" };
db::Query const select_activity { "cash.of_activity", R"sql(
SELECT id, entry, CASE WHEN back_at IS NULL THEN 0 ELSE 1 END
FROM cash_move WHERE unit = $1 AND activity = $2
)sql" };
db::Query const select_spent { "cash.spent_between", R"sql(
SELECT unit, COUNT(*), CAST(SUM(amount) AS BIGINT) FROM cash_move
WHERE day BETWEEN $1 AND $2 AND kind IN ('material', 'tools', 'transport', 'other')
    AND back_at IS NULL
GROUP BY unit
)sql" };

} // namespace

std::int64_t next_n(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_next, unit);
}

void insert(db::Tx& tx, Move const& move)
{
    tx.run(add_move, move.id, move.unit, move.n, move.kind, move.day, move.from, move.amount,
           move.fee, move.activity, move.payee, move.about, move.entry, move.made_at, move.made_by);
}

void set_back(db::Tx& tx, Move const& move)
{
    auto const rows = tx.run(update_back, move.id, move.back_entry, move.back_at, move.back_by,
                             move.back_why);
    CHECK(rows == 1);
}

std::optional<Move> move(db::Read& read, UnitId unit, CashMoveId id)
{
    return read.one<Move>(select_one, id, unit);
}

std::optional<UnitId> unit_of(db::Read& read, CashMoveId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::vector<Move> moves(db::Read& read, UnitId unit, std::int64_t before)
{
    auto const below = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    return read.all<Move>(select_newest, unit, below);
}

std::vector<Move> moves_after(db::Read& read, UnitId unit, std::int64_t after)
{
    return read.all<Move>(select_after, unit, after);
}

std::vector<UnitId> units(db::Read& read) { return read.all<UnitId>(select_units); }

std::vector<Source> of_activity(db::Read& read, UnitId unit, ActivityId activity)
{
    return read.all<Source>(select_activity, unit, activity);
}

std::vector<Spent> spent_between(db::Read& read, Day first, Day last)
{
    return read.all<Spent>(select_spent, first, last);
}

} // namespace karya::cash::store
