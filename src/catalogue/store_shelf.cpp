#include "catalogue/store_shelf.h"
#include "catalogue/state.h"
#include <limits>

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

db::Query list_cards { "catalogue.list_cards", R"sql(
SELECT product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.availability, product.price_min, product.price_max, product.photo,
    product.unit, unit.name, unit.slug, unit.place, product.published_at
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
    AND (product.published_at, product.id) < (CAST($3 AS BIGINT), CAST($4 AS TEXT))
    AND (CAST($5 AS TEXT) IS NULL OR product.kind = $5)
    AND (CAST($6 AS TEXT) IS NULL OR unit.kanwil = $6)
    AND (CAST($7 AS TEXT) IS NULL OR product.availability = $7)
    AND product.search LIKE $8 ESCAPE '\' AND product.search LIKE $9 ESCAPE '\'
    AND product.search LIKE $10 ESCAPE '\' AND product.search LIKE $11 ESCAPE '\'
ORDER BY product.published_at DESC, product.id DESC LIMIT CAST($12 AS BIGINT)
)sql" };

// A unit has few of the nation's products: its own index finds them at once.
db::Query list_unit_cards { "catalogue.list_unit_cards", R"sql(
SELECT product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.availability, product.price_min, product.price_max, product.photo,
    product.unit, unit.name, unit.slug, unit.place, product.published_at
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.unit = $6 AND product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
    AND (product.published_at, product.id) < (CAST($3 AS BIGINT), CAST($4 AS TEXT))
    AND (CAST($5 AS TEXT) IS NULL OR product.kind = $5)
    AND (CAST($7 AS TEXT) IS NULL OR product.availability = $7)
    AND product.search LIKE $8 ESCAPE '\' AND product.search LIKE $9 ESCAPE '\'
    AND product.search LIKE $10 ESCAPE '\' AND product.search LIKE $11 ESCAPE '\'
ORDER BY product.published_at DESC, product.id DESC LIMIT CAST($12 AS BIGINT)
)sql" };

namespace {

/// Beyond every id: lower-case hex ends before it.
constexpr std::string_view after_all_ids = "~";

template<class Place>
std::vector<Card> list(db::Read& read, db::Query const& query, ShelfFilter const& filter,
                       Place const& place, std::pair<Lang, Timestamp> shown, int limit)
{
    auto const patterns = word_patterns(filter.words);
    auto const at = filter.after ? filter.after->at : std::numeric_limits<std::int64_t>::max();
    auto const id = filter.after ? filter.after->product.text() : std::string { after_all_ids };
    return read.all<Card>(query, shown.first, shown.second, at, id, filter.kind, place,
                          filter.availability, patterns[0], patterns[1], patterns[2], patterns[3],
                          limit);
}

} // namespace

std::vector<Card> cards(db::Read& read, ShelfFilter const& filter, Lang lang, Timestamp now,
                        int limit)
{
    if (filter.unit) return list(read, list_unit_cards, filter, filter.unit, { lang, now }, limit);
    return list(read, list_cards, filter, filter.kanwil, { lang, now }, limit);
}

db::Query find_card { "catalogue.find_card", R"sql(
SELECT product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.availability, product.price_min, product.price_max, product.photo,
    product.unit, unit.name, unit.slug, unit.place, product.published_at
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
    variant.on_hand - variant.held, product.photo
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
    product.origin,
    product.reach, product.availability
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.slug = $1 AND product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
)sql" };

std::optional<ProductBody> public_product(db::Read& read, std::string_view slug, Timestamp now)
{
    return read.one<ProductBody>(find_public_product, slug, now);
}

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
