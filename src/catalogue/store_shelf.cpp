#include "catalogue/store_shelf.h"

namespace karya::catalogue::store {

db::Query find_sellables { "catalogue.find_sellables", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.unit = $1 AND variant.sellable = 1
    AND (variant.code = $2 OR variant.barcode = $2
         OR (variant.search LIKE $3 ESCAPE '\' AND variant.search LIKE $4 ESCAPE '\'
             AND variant.search LIKE $5 ESCAPE '\' AND variant.search LIKE $6 ESCAPE '\'))
ORDER BY CASE WHEN variant.code = $2 OR variant.barcode = $2 THEN 0 ELSE 1 END, variant.label,
    variant.id
LIMIT 20
)sql" };

std::vector<Sellable> find(db::Read& read, UnitId unit, std::string_view exact,
                           std::vector<std::string> const& patterns)
{
    CHECK(patterns.size() == 4);
    return read.all<Sellable>(find_sellables, unit, exact, patterns[0], patterns[1], patterns[2],
                              patterns[3]);
}

db::Query list_sellables { "catalogue.list_sellables", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.unit = $1 AND variant.sellable = 1 AND variant.id > $2
ORDER BY variant.id LIMIT 500
)sql" };

std::vector<Sellable> sellables(db::Read& read, UnitId unit, VariantId after)
{
    return read.all<Sellable>(list_sellables, unit, after);
}

db::Query one_sellable { "catalogue.one_sellable", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.id = $2 AND variant.unit = $1 AND variant.sellable = 1
)sql" };

std::optional<Sellable> sellable(db::Read& read, UnitId unit, VariantId variant)
{
    return read.one<Sellable>(one_sellable, unit, variant);
}

db::Query sellables_of_product { "catalogue.sellables_of_product", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.product = $2 AND variant.unit = $1 AND variant.sellable = 1
ORDER BY variant.ordinal, variant.id LIMIT 200
)sql" };

std::vector<Sellable> sellables_of(db::Read& read, UnitId unit, ProductId product)
{
    return read.all<Sellable>(sellables_of_product, unit, product);
}

db::Query list_changed { "catalogue.list_changed", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.unit = $1 AND variant.id > $2
    AND (variant.changed_at >= CAST($3 AS BIGINT) OR product.changed_at >= CAST($3 AS BIGINT))
ORDER BY variant.id LIMIT 2000
)sql" };

std::vector<Sellable> changed(db::Read& read, UnitId unit, Timestamp since, VariantId after)
{
    return read.all<Sellable>(list_changed, unit, after, since);
}

db::Query find_sellable { "catalogue.find_sellable", R"sql(
SELECT variant.id, variant.product, variant.label, variant.code, variant.barcode, variant.measure,
    variant.whole_only, variant.supply, variant.lead_days, variant.price, variant.cost,
    variant.on_hand - variant.held, product.photo, variant.sellable
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE variant.unit = $1 AND variant.code = $2
)sql" };

std::optional<Sellable> sellable_by_code(db::Read& read, UnitId unit, std::string_view code)
{
    return read.one<Sellable>(find_sellable, unit, code);
}

db::Query find_card { "catalogue.find_card", R"sql(
SELECT product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.availability, product.price_min, product.price_max, product.photo,
    product.unit, unit.name, unit.slug, unit.place, product.published_at, product.rating_count,
    product.rating_sum
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.id = $3 AND product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
)sql" };

std::optional<Card> card(db::Read& read, ProductId product, Lang lang, Timestamp now)
{
    return read.one<Card>(find_card, lang, now, product);
}

db::Query find_offer { "catalogue.find_offer", R"sql(
SELECT variant.id, variant.product, variant.unit, product.slug, variant.label,
    CASE WHEN CAST($1 AS TEXT) <> 'en' OR product.name_en = '' THEN variant.label
         WHEN variant.name = '' THEN product.name_en
         ELSE product.name_en || ', ' || variant.name END,
    variant.measure, variant.whole_only, variant.supply, variant.lead_days, variant.price,
    variant.on_hand - variant.held, product.photo, variant.grams
FROM catalogue_variant AS variant
JOIN catalogue_product AS product ON product.id = variant.product
JOIN catalogue_unit AS unit ON unit.unit = variant.unit
WHERE variant.id = $3 AND variant.sellable = 1 AND product.state = 'published'
    AND unit.closes_at > CAST($2 AS BIGINT)
)sql" };

std::optional<PublicOffer> offer(db::Read& read, VariantId variant, Lang lang, Timestamp now)
{
    return read.one<PublicOffer>(find_offer, lang, now, variant);
}

db::Query find_public_product { "catalogue.find_public_product", R"sql(
SELECT product.id, product.unit, product.activity, product.contract, product.slug, product.name_id,
    product.name_en, product.story_id, product.story_en, product.kind, product.state,
    product.origin, product.reach, product.availability, product.care_id, product.care_en,
    product.size, product.market_price, product.market_source
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.slug = $1 AND product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
)sql" };

std::optional<ProductBody> public_product(db::Read& read, std::string_view slug, Timestamp now)
{
    return read.one<ProductBody>(find_public_product, slug, now);
}

db::Query find_window { "catalogue.find_window", R"sql(
SELECT NULLIF(about_id, ''), NULLIF(about_en, ''), NULLIF(whatsapp, '')
FROM catalogue_window WHERE unit = $1
)sql" };

ShopWindow window(db::Read& read, UnitId unit)
{
    return read.one<ShopWindow>(find_window, unit).value_or(ShopWindow {});
}

db::Query list_latest { "catalogue.list_latest", R"sql(
SELECT find.number, product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.story_en <> '' THEN product.story_en
         ELSE product.story_id END,
    product.kind, product.availability, product.reach, find.price, product.photo, product.unit,
    unit.name, unit.slug, product.published_at,
    CASE WHEN product.changed_at > product.published_at THEN product.changed_at
         ELSE product.published_at END
FROM catalogue_find AS find
JOIN catalogue_product AS product ON product.id = find.product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE unit.closes_at > CAST($2 AS BIGINT)
ORDER BY find.published_at DESC, find.number DESC LIMIT CAST($3 AS BIGINT)
)sql" };

std::vector<Listed> latest(db::Read& read, Lang lang, Timestamp now, int count)
{
    return read.all<Listed>(list_latest, lang, now, count);
}

db::Query list_listed { "catalogue.list_listed", R"sql(
SELECT find.number, product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.story_en <> '' THEN product.story_en
         ELSE product.story_id END,
    product.kind, product.availability, product.reach, find.price, product.photo, product.unit,
    unit.name, unit.slug, product.published_at,
    CASE WHEN product.changed_at > product.published_at THEN product.changed_at
         ELSE product.published_at END
FROM catalogue_find AS find
JOIN catalogue_product AS product ON product.id = find.product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE find.number > CAST($3 AS BIGINT) AND find.number <= CAST($4 AS BIGINT)
    AND unit.closes_at > CAST($2 AS BIGINT)
ORDER BY find.number
)sql" };

std::vector<Listed> listed(db::Read& read, Lang lang, Timestamp now,
                           std::pair<std::int64_t, std::int64_t> range)
{
    return read.all<Listed>(list_listed, lang, now, range.first, range.second);
}

db::Query find_last_number { "catalogue.find_last_number", R"sql(
SELECT COALESCE(MAX(number), 0) FROM catalogue_find
)sql" };

std::int64_t last_number(db::Read& read) { return read.value<std::int64_t>(find_last_number); }

db::Query list_published { "catalogue.list_published", R"sql(
SELECT id FROM catalogue_product WHERE unit = $1 AND state = 'published' ORDER BY id
)sql" };

std::vector<ProductId> published_of(db::Read& read, UnitId unit)
{
    return read.all<ProductId>(list_published, unit);
}

db::Query find_unit { "catalogue.find_unit", R"sql(
SELECT 1 FROM catalogue_unit WHERE unit = $1
)sql" };

bool knows_unit(db::Read& read, UnitId unit)
{
    return read.one<std::int64_t>(find_unit, unit).has_value();
}

} // namespace karya::catalogue::store
