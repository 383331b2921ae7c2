#include "catalogue/store_hold.h"

namespace karya::catalogue::store {

db::Query list_held { "catalogue.list_held", R"sql(
SELECT holder, variant, unit, quantity FROM catalogue_hold WHERE holder = $1 ORDER BY variant
)sql" };

std::vector<HeldRow> held_by(db::Read& read, std::string_view holder)
{
    return read.all<HeldRow>(list_held, holder);
}

db::Query list_ended { "catalogue.list_ended_holds", R"sql(
SELECT holder, variant, unit, quantity
FROM (SELECT holder, variant, unit, quantity FROM catalogue_hold
      WHERE until <= CAST($1 AS BIGINT) ORDER BY until, holder, variant LIMIT CAST($2 AS BIGINT))
    AS ended
ORDER BY variant, holder
)sql" };

std::vector<HeldRow> ended_holds(db::Read& read, Timestamp now, std::int64_t limit)
{
    return read.all<HeldRow>(list_ended, now, limit);
}

// An UPDATE that changes nothing locks the row and reads it in one statement.
db::Query lock_open { "catalogue.lock_open", R"sql(
UPDATE catalogue_variant SET moves = moves WHERE id = $1
RETURNING unit, CASE WHEN supply = 'stocked' THEN 1 ELSE 0 END, whole_only, sellable, label
)sql" };

std::optional<OpenRow> locked_of_any(db::Tx& tx, VariantId variant)
{
    return tx.one<OpenRow>(lock_open, variant);
}

db::Query find_held { "catalogue.find_held", R"sql(
SELECT quantity FROM catalogue_hold WHERE holder = $1 AND variant = $2
)sql" };

std::optional<Quantity> held(db::Read& read, std::string_view holder, VariantId variant)
{
    return read.one<Quantity>(find_held, holder, variant);
}

db::Query hold_stock_more { "catalogue.hold_more", R"sql(
UPDATE catalogue_variant SET held = held + CAST($2 AS BIGINT), changed_at = $3
WHERE id = $1 AND on_hand - held >= CAST($2 AS BIGINT)
RETURNING product, label, code, measure, price, cost, activity, contract, supply, whole_only,
    sellable, on_hand, held, ordered, moves
)sql" };

std::optional<StockRow> hold_more(Call& call, VariantId variant, Quantity more)
{
    return call.tx.one<StockRow>(hold_stock_more, variant, more, call.now);
}

db::Query write_hold { "catalogue.write_hold", R"sql(
INSERT INTO catalogue_hold (holder, variant, unit, quantity, until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (holder, variant) DO UPDATE SET quantity = excluded.quantity, until = excluded.until
)sql" };

void put_hold(db::Tx& tx, HeldRow const& row, std::optional<Timestamp> until)
{
    tx.run(write_hold, row.holder, row.variant, row.unit, row.quantity, until);
}

db::Query remove_hold { "catalogue.remove_hold", R"sql(
DELETE FROM catalogue_hold WHERE holder = $1 AND variant = $2
)sql" };

void delete_hold(db::Tx& tx, std::string_view holder, VariantId variant)
{
    tx.run(remove_hold, holder, variant);
}

db::Query remove_ended { "catalogue.remove_ended_hold", R"sql(
DELETE FROM catalogue_hold
WHERE holder = $1 AND variant = $2 AND quantity = $3 AND until <= CAST($4 AS BIGINT)
)sql" };

bool delete_ended(db::Tx& tx, HeldRow const& row, Timestamp now)
{
    return tx.run(remove_ended, row.holder, row.variant, row.quantity, now) == 1;
}

db::Query find_left { "catalogue.find_left", R"sql(
SELECT on_hand - held FROM catalogue_variant WHERE id = $1
)sql" };

Quantity left(db::Read& read, VariantId variant)
{
    return read.value<Quantity>(find_left, variant);
}

} // namespace karya::catalogue::store
