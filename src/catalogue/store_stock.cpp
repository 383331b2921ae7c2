#include "catalogue/store_stock.h"

namespace karya::catalogue::store {

namespace {

std::optional<OfficerId> officer_of(Call const& call)
{
    if (!call.actor.signed_in()) return {};
    return call.actor.officer;
}

} // namespace

db::Query take_stock { "catalogue.take_stock", R"sql(
UPDATE catalogue_variant
SET on_hand = on_hand - CASE WHEN supply = 'service' THEN 0 ELSE CAST($3 AS BIGINT) END,
    moves = moves + CASE WHEN supply = 'service' THEN 0 ELSE 1 END, changed_at = $4
WHERE id = $1 AND unit = $2 AND sellable = 1
    AND (supply = 'service' OR on_hand - held >= CAST($3 AS BIGINT))
RETURNING product, label, code, measure, price, cost, activity, contract, supply, whole_only,
    sellable, on_hand, held, ordered, moves
)sql" };

std::optional<StockRow> take(Call& call, UnitId unit, Want const& want)
{
    return call.tx.one<StockRow>(take_stock, want.variant, unit, want.quantity, call.now);
}

// An UPDATE that changes nothing locks the row and reads it in one statement, so that what is
// decided from it cannot be overtaken.
db::Query lock_stock { "catalogue.lock_stock", R"sql(
UPDATE catalogue_variant SET moves = moves WHERE id = $1 AND unit = $2
RETURNING product, label, code, measure, price, cost, activity, contract, supply, whole_only,
    sellable, on_hand, held, ordered, moves
)sql" };

std::optional<StockRow> locked(db::Tx& tx, UnitId unit, VariantId variant)
{
    return tx.one<StockRow>(lock_stock, variant, unit);
}

// SQLite has one writer, so nobody takes beside it.
db::Query hold_stock { "catalogue.hold_stock", "SELECT 1", R"sql(
SELECT 1 FROM catalogue_variant WHERE id = $1 AND unit = $2 FOR UPDATE
)sql" };

void hold(db::Tx& tx, UnitId unit, VariantId variant)
{
    tx.one<std::int64_t>(hold_stock, variant, unit);
}

db::Query update_levels { "catalogue.update_levels", R"sql(
UPDATE catalogue_variant SET on_hand = $2, ordered = $3, moves = $4, changed_at = $5 WHERE id = $1
)sql" };

void set_levels(Call& call, VariantId variant, Levels const& levels, std::int64_t moves)
{
    CHECK(call.tx.run(update_levels, variant, levels.on_hand, levels.ordered, moves, call.now)
          == 1);
}

db::Query add_movement { "catalogue.add_movement", R"sql(
INSERT INTO catalogue_movement
    (variant, seq, at, officer, reason, delta, ordered_delta, on_hand, source, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };

void insert_movement(Call& call, NewMovement const& movement)
{
    call.tx.run(add_movement, movement.variant, movement.seq, call.now, officer_of(call),
                movement.reason, movement.delta, movement.ordered_delta, movement.on_hand,
                movement.source, movement.note);
}

db::Query latest_movements { "catalogue.latest_movements", R"sql(
SELECT movement.seq, movement.at, movement.officer, movement.reason, movement.delta,
    movement.on_hand, movement.note
FROM catalogue_movement AS movement
JOIN catalogue_variant AS variant ON variant.id = movement.variant
WHERE movement.variant = $1 AND variant.unit = $2
ORDER BY movement.seq DESC LIMIT 50
)sql" };

std::vector<Movement> movements(db::Read& read, UnitId unit, VariantId variant)
{
    return read.all<Movement>(latest_movements, variant, unit);
}

db::Query add_shortage { "catalogue.add_shortage", R"sql(
INSERT INTO catalogue_shortage (id, unit, variant, source, quantity, at, officer)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };

ShortageId insert_shortage(Call& call, UnitId unit, Want const& want, std::string_view source)
{
    auto const id = ShortageId::make(call.now);
    call.tx.run(add_shortage, id, unit, want.variant, source, want.quantity, call.now,
                officer_of(call));
    return id;
}

db::Query close_shortages { "catalogue.close_shortages", R"sql(
UPDATE catalogue_shortage SET resolved_at = $2, resolved_by = $3
WHERE variant = $1 AND resolved_at IS NULL
)sql" };

void resolve_shortages(Call& call, VariantId variant)
{
    call.tx.run(close_shortages, variant, call.now, officer_of(call));
}

db::Query sum_shortages { "catalogue.shortages_of", R"sql(
SELECT variant, CAST(SUM(quantity) AS BIGINT) FROM catalogue_shortage
WHERE unit = $1 AND source = $2
GROUP BY variant ORDER BY variant
)sql" };

std::vector<Want> shortages_of(db::Read& read, UnitId unit, std::string_view source)
{
    return read.all<Want>(sum_shortages, unit, source);
}

db::Query turn_shortages_of { "catalogue.turn_shortages_of", R"sql(
UPDATE catalogue_shortage SET
    resolved_at = CASE WHEN resolved_at IS NULL THEN CAST($3 AS BIGINT) END,
    resolved_by = CASE WHEN resolved_at IS NULL THEN CAST($4 AS TEXT) END
WHERE variant = $1 AND source = $2
)sql" };

void turn_shortages(Call& call, VariantId variant, std::string_view source)
{
    call.tx.run(turn_shortages_of, variant, source, call.now, officer_of(call));
}

db::Query list_shortages { "catalogue.list_shortages", R"sql(
SELECT shortage.variant, variant.label, CAST(sum(shortage.quantity) AS BIGINT),
    min(shortage.at) AS since
FROM catalogue_shortage AS shortage
JOIN catalogue_variant AS variant ON variant.id = shortage.variant
WHERE shortage.unit = $1 AND shortage.resolved_at IS NULL
GROUP BY shortage.variant, variant.label
ORDER BY since, shortage.variant LIMIT 200
)sql" };

std::vector<OpenShortage> open_shortages(db::Read& read, UnitId unit)
{
    return read.all<OpenShortage>(list_shortages, unit);
}

db::Query update_price { "catalogue.update_price", R"sql(
UPDATE catalogue_variant SET price = $2, cost = $3, prices = prices + 1 WHERE id = $1
RETURNING prices
)sql" };

db::Query add_price { "catalogue.add_price", R"sql(
INSERT INTO catalogue_price (variant, seq, from_at, price, cost, officer)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

void set_price(Call& call, VariantId variant, PriceTag const& price)
{
    auto const seq = call.tx.value<std::int64_t>(update_price, variant, price.price, price.cost);
    call.tx.run(add_price, variant, seq, call.now, price.price, price.cost, officer_of(call));
}

// Before its first price a variant has that first price.
db::Query find_price { "catalogue.find_price", R"sql(
SELECT tag.price, tag.cost
FROM catalogue_price AS tag
JOIN catalogue_variant AS variant ON variant.id = tag.variant
WHERE tag.variant = $1 AND variant.unit = $2
    AND (tag.from_at <= CAST($3 AS BIGINT) OR tag.seq = 1)
ORDER BY tag.seq DESC LIMIT 1
)sql" };

std::optional<PriceTag> price_at(db::Read& read, UnitId unit, VariantId variant, Timestamp at)
{
    return read.one<PriceTag>(find_price, variant, unit, at);
}

db::Query list_prices { "catalogue.list_prices", R"sql(
SELECT tag.from_at, tag.price, tag.cost, tag.officer
FROM catalogue_price AS tag
JOIN catalogue_variant AS variant ON variant.id = tag.variant
WHERE tag.variant = $1 AND variant.unit = $2
ORDER BY tag.seq DESC LIMIT 50
)sql" };

std::vector<PriceRow> price_history(db::Read& read, UnitId unit, VariantId variant)
{
    return read.all<PriceRow>(list_prices, variant, unit);
}

} // namespace karya::catalogue::store
