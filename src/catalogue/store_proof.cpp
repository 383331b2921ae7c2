#include "catalogue/store_proof.h"
#include "db/proven.h"

namespace karya::catalogue::store {

namespace {

db::Query const select_units { "catalogue.units_with_variants", R"sql(
SELECT DISTINCT unit FROM catalogue_variant ORDER BY unit
)sql" };

db::Query const select_levels_of_unit { "catalogue.levels_of_unit_after", R"sql(
SELECT id, product, supply, on_hand, ordered, moves FROM catalogue_variant
WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_moves { "catalogue.moves_after", R"sql(
SELECT variant, seq, at, reason, delta, ordered_delta, on_hand, source, note
FROM catalogue_movement
WHERE variant = $1 AND seq > $2 ORDER BY seq LIMIT 1000
)sql" };

db::Query const select_stray { "catalogue.stray_move", R"sql(
SELECT movement.variant || ' ' || movement.seq FROM catalogue_movement AS movement
WHERE NOT EXISTS (SELECT 1 FROM catalogue_variant AS variant WHERE variant.id = movement.variant)
LIMIT 1
)sql" };

db::Query const select_stray_variant { "catalogue.stray_variant", R"sql(
SELECT variant.id FROM catalogue_variant AS variant
WHERE NOT EXISTS (SELECT 1 FROM catalogue_product AS product WHERE product.id = variant.product
    AND product.unit = variant.unit AND product.activity = variant.activity
    AND product.contract = variant.contract)
ORDER BY variant.id LIMIT 1
)sql" };

db::Query const select_wrong_price { "catalogue.wrong_price", R"sql(
SELECT variant.id FROM catalogue_variant AS variant
LEFT JOIN catalogue_price AS tag ON tag.variant = variant.id AND tag.seq = variant.prices
WHERE tag.variant IS NULL OR tag.price <> variant.price
    OR coalesce(tag.cost, -1) <> coalesce(variant.cost, -1)
    OR variant.prices <> (SELECT count(*) FROM catalogue_price AS one
        WHERE one.variant = variant.id AND one.seq <= variant.prices)
    OR EXISTS (SELECT 1 FROM catalogue_price AS later
        WHERE later.variant = variant.id AND later.seq > variant.prices)
ORDER BY variant.id LIMIT 1
)sql" };

db::Query const select_wrong_held { "catalogue.wrong_held", R"sql(
SELECT variant.id FROM catalogue_variant AS variant
WHERE variant.held <> (SELECT coalesce(sum(one.quantity), 0) FROM catalogue_hold AS one
    WHERE one.variant = variant.id)
ORDER BY variant.id LIMIT 1
)sql" };

db::Query const select_wrong_card { "catalogue.wrong_card", R"sql(
SELECT product.id FROM catalogue_product AS product
LEFT JOIN (SELECT product AS owner, MIN(price) AS low, MAX(price) AS high,
        MAX(CASE WHEN supply = 'service' OR on_hand > held THEN 2
                 WHEN supply = 'to_order' THEN 1 ELSE 0 END) AS stock
    FROM catalogue_variant WHERE for_sale = 1 GROUP BY product) AS offer ON offer.owner = product.id
WHERE coalesce(product.price_min, 0) <> coalesce(offer.low, 0)
    OR coalesce(product.price_max, 0) <> coalesce(offer.high, 0)
    OR product.availability <> CASE coalesce(offer.stock, 0)
        WHEN 2 THEN 'ready' WHEN 1 THEN 'to_order' ELSE 'sold_out' END
ORDER BY product.id LIMIT 1
)sql" };

db::Query const select_shortages { "catalogue.shortages_after", R"sql(
SELECT id, variant, source, quantity, at, resolved_at FROM catalogue_shortage
WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_stray_shortage { "catalogue.stray_shortage", R"sql(
SELECT shortage.id FROM catalogue_shortage AS shortage
WHERE NOT EXISTS (SELECT 1 FROM catalogue_variant AS variant
    WHERE variant.id = shortage.variant AND variant.unit = shortage.unit)
ORDER BY shortage.id LIMIT 1
)sql" };

db::Query const select_stray_price { "catalogue.stray_price", R"sql(
SELECT tag.variant || ' ' || tag.seq FROM catalogue_price AS tag
WHERE NOT EXISTS (SELECT 1 FROM catalogue_variant AS variant WHERE variant.id = tag.variant)
LIMIT 1
)sql" };

} // namespace

Result<std::vector<UnitId>> units_with_variants(db::Read& read)
{
    return db::proven<UnitId>(read, "catalogue_variant of unit", select_units);
}

Result<std::vector<LevelRow>> levels_of_unit_after(db::Read& read, UnitId unit, VariantId after)
{
    return db::proven<LevelRow>(read, "catalogue_variant", select_levels_of_unit, unit, after);
}

Result<std::vector<MoveRow>> moves_after(db::Read& read, VariantId variant, std::int64_t after)
{
    return db::proven<MoveRow, 2>(read, "catalogue_movement", select_moves, variant, after);
}

std::optional<std::string> stray_move(db::Read& read)
{
    return read.one<std::string>(select_stray);
}

std::optional<std::string> stray_variant(db::Read& read)
{
    return read.one<std::string>(select_stray_variant);
}

std::optional<std::string> wrong_price(db::Read& read)
{
    return read.one<std::string>(select_wrong_price);
}

std::optional<std::string> wrong_held(db::Read& read)
{
    return read.one<std::string>(select_wrong_held);
}

std::optional<std::string> wrong_card(db::Read& read)
{
    return read.one<std::string>(select_wrong_card);
}

Result<std::vector<ShortageRow>> shortages_after(db::Read& read, UnitId unit, ShortageId after)
{
    return db::proven<ShortageRow>(read, "catalogue_shortage", select_shortages, unit, after);
}

std::optional<std::string> stray_shortage(db::Read& read)
{
    return read.one<std::string>(select_stray_shortage);
}

std::optional<std::string> stray_price(db::Read& read)
{
    return read.one<std::string>(select_stray_price);
}

} // namespace karya::catalogue::store
