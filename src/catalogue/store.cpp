#include "catalogue/store.h"
#include "catalogue/state.h"
#include <limits>

namespace karya::catalogue::store {

db::Query lock_facts { "catalogue.lock_facts", R"sql(
UPDATE catalogue_product SET revision = revision + 1 WHERE id = $1
RETURNING state, price_min, price_max, availability, photo
)sql" };

StoredFacts locked_facts(db::Tx& tx, ProductId product)
{
    return tx.value<StoredFacts>(lock_facts, product);
}

db::Query mark_product { "catalogue.mark_changed", R"sql(
UPDATE catalogue_product SET changed_at = $2 WHERE id = $1
)sql" };

void mark_changed(Call& call, ProductId product) { call.tx.run(mark_product, product, call.now); }

db::Query sum_facts { "catalogue.sum_facts", R"sql(
SELECT MIN(price), MAX(price),
    CASE COALESCE(MAX(CASE WHEN supply = 'service' OR on_hand > held THEN 2
                           WHEN supply = 'to_order' THEN 1 ELSE 0 END), 0)
        WHEN 2 THEN 'ready' WHEN 1 THEN 'to_order' ELSE 'sold_out' END,
    (SELECT name FROM catalogue_photo WHERE product = $1 ORDER BY added_at, id LIMIT 1)
FROM catalogue_variant WHERE product = $1 AND for_sale = 1
)sql" };

Facts summed_facts(db::Read& read, ProductId product)
{
    return read.value<Facts>(sum_facts, product);
}

db::Query update_facts { "catalogue.update_facts", R"sql(
UPDATE catalogue_product SET price_min = $2, price_max = $3, availability = $4, photo = $5
WHERE id = $1
)sql" };

void set_facts(db::Tx& tx, ProductId product, Facts const& facts)
{
    CHECK(tx.run(update_facts, product, facts.price_min, facts.price_max, facts.availability,
                 facts.photo)
          == 1);
}

db::Query update_unit { "catalogue.update_unit", R"sql(
UPDATE catalogue_unit SET kanwil = $2, slug = $3, name = $4, place = $5, closes_at = $6
WHERE unit = $1
)sql" };

// PostgreSQL numbers the row by itself.
db::Query insert_unit { "catalogue.insert_unit", R"sql(
INSERT INTO catalogue_unit (unit, kanwil, slug, name, place, closes_at, number)
SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(number), 0) + 1 FROM catalogue_unit
)sql",
                        R"sql(
INSERT INTO catalogue_unit (unit, kanwil, slug, name, place, closes_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit) DO NOTHING
)sql" };

void put_unit(db::Tx& tx, org::Unit const& unit)
{
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    auto const closes_at = unit.valid_to ? micros(start_of(unit.valid_to->next(), unit.zone))
                                         : never;
    if (tx.run(update_unit, unit.id, unit.kanwil, unit.slug, unit.name, unit.place, closes_at) == 0)
        tx.run(insert_unit, unit.id, unit.kanwil, unit.slug, unit.name, unit.place, closes_at);
}

db::Query upsert_window { "catalogue.upsert_window", R"sql(
INSERT INTO catalogue_window (unit, about_id, about_en, whatsapp, changed_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit) DO UPDATE SET about_id = excluded.about_id, about_en = excluded.about_en,
    whatsapp = excluded.whatsapp, changed_at = excluded.changed_at
)sql" };

void put_window(Call& call, UnitId unit, ShopWindow const& window)
{
    call.tx.run(upsert_window, unit, window.about_id.value_or(""), window.about_en.value_or(""),
                window.whatsapp.value_or(""), call.now);
}

db::Query take_code_number { "catalogue.take_code_number", R"sql(
UPDATE catalogue_unit SET codes = codes + 1 WHERE unit = $1 RETURNING codes
)sql" };

std::int64_t next_code_number(db::Tx& tx, UnitId unit)
{
    return tx.value<std::int64_t>(take_code_number, unit);
}

db::Query find_slug { "catalogue.find_slug", R"sql(
SELECT 1 FROM catalogue_product WHERE slug = $1
)sql" };

bool slug_taken(db::Read& read, std::string_view slug)
{
    return read.one<std::int64_t>(find_slug, slug).has_value();
}

db::Query add_product { "catalogue.add_product", R"sql(
INSERT INTO catalogue_product
    (id, unit, activity, contract, slug, name_id, name_en, story_id, story_en, kind, state, origin,
     reach, availability, search, added_at, care_id, care_en, size, market_price, market_source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21)
)sql" };

namespace {

struct VariantWords {
    std::string name {};
    std::string code {};
    std::optional<std::string> barcode {};
};

std::string search_of(ProductBody const& body) { return folded(body.name_id + " " + body.name_en); }

/// The codes stand in the search text too, so that one scan finds all.
std::string search_of(ProductBody const& body, VariantWords const& words)
{
    return folded(search_of(body) + " " + words.name + " " + words.code + " "
                  + words.barcode.value_or(""));
}

/// "product, variant": what a receipt prints.
std::string label_of(ProductBody const& body, VariantWords const& words)
{
    return words.name.empty() ? body.name_id : body.name_id + ", " + words.name;
}

} // namespace

void insert_product(db::Tx& tx, ProductBody const& body, Timestamp added_at)
{
    tx.run(add_product, body.id, body.unit, body.activity, body.contract, body.slug, body.name_id,
           body.name_en, body.story_id, body.story_en, body.kind, body.state, body.origin,
           body.reach, body.availability, search_of(body), added_at, body.care_id, body.care_en,
           body.size, body.market_price, body.market_source);
}

db::Query edit_product { "catalogue.edit_product", R"sql(
UPDATE catalogue_product
SET activity = $2, contract = $3, name_id = $4, name_en = $5, story_id = $6, story_en = $7,
    kind = $8, origin = $9, reach = $10, search = $11, care_id = $12, care_en = $13, size = $14,
    market_price = $15, market_source = $16, revision = revision + 1
WHERE id = $1
)sql" };

void update_product(db::Tx& tx, ProductBody const& body)
{
    CHECK(tx.run(edit_product, body.id, body.activity, body.contract, body.name_id, body.name_en,
                 body.story_id, body.story_en, body.kind, body.origin, body.reach, search_of(body),
                 body.care_id, body.care_en, body.size, body.market_price, body.market_source)
          == 1);
}

db::Query relabel_variant { "catalogue.relabel_variant", R"sql(
UPDATE catalogue_variant
SET label = $2, search = $3, activity = $4, contract = $5, sellable = $6
WHERE id = $1
)sql" };

void update_variants(db::Tx& tx, ProductBody const& body)
{
    bool const withdrawn = body.state == ProductState::withdrawn;
    for (auto const& variant : variants(tx, body.id)) {
        VariantWords const words { variant.name, variant.code, variant.barcode };
        tx.run(relabel_variant, variant.id, label_of(body, words), search_of(body, words),
               body.activity, body.contract, variant.for_sale && !withdrawn);
    }
}

db::Query move_product { "catalogue.move_product", R"sql(
UPDATE catalogue_product
SET state = $2, revision = revision + 1,
    published_at = CASE WHEN published_at = 0 THEN CAST($3 AS BIGINT) ELSE published_at END
WHERE id = $1
)sql" };

void set_state(db::Tx& tx, ProductId product, ProductState state, Timestamp now)
{
    CHECK(tx.run(move_product, product, state, now) == 1);
}

db::Query find_product { "catalogue.find_product", R"sql(
SELECT id, unit, activity, contract, slug, name_id, name_en, story_id, story_en, kind,
    state, origin, reach, availability, care_id, care_en, size, market_price, market_source
FROM catalogue_product WHERE id = $1 AND unit = $2
)sql" };

std::optional<ProductBody> product(db::Read& read, UnitId unit, ProductId product)
{
    return read.one<ProductBody>(find_product, product, unit);
}

db::Query list_papers { "catalogue.list_papers", R"sql(
SELECT kind, number, valid_to FROM catalogue_paper WHERE product = $1 ORDER BY ordinal
)sql" };

std::vector<Paper> papers(db::Read& read, ProductId product)
{
    return read.all<Paper>(list_papers, product);
}

db::Query list_photos { "catalogue.list_photos", R"sql(
SELECT id, name, alt_id, alt_en, width, height
FROM catalogue_photo WHERE product = $1 ORDER BY added_at, id
)sql" };

Product with_parts(db::Read& read, ProductBody body)
{
    Product whole;
    whole.id = body.id;
    whole.unit = body.unit;
    whole.activity = body.activity;
    whole.contract = body.contract;
    whole.slug = std::move(body.slug);
    whole.name_id = std::move(body.name_id);
    whole.name_en = std::move(body.name_en);
    whole.story_id = std::move(body.story_id);
    whole.story_en = std::move(body.story_en);
    whole.kind = body.kind;
    whole.state = body.state;
    whole.origin = body.origin;
    whole.reach = body.reach;
    whole.availability = body.availability;
    whole.care_id = std::move(body.care_id);
    whole.care_en = std::move(body.care_en);
    whole.size = std::move(body.size);
    whole.market_price = body.market_price;
    whole.market_source = std::move(body.market_source);
    whole.variants = variants(read, whole.id);
    whole.papers = papers(read, whole.id);
    whole.photos = read.all<Photo>(list_photos, whole.id);
    return whole;
}

std::optional<Product> whole_product(db::Read& read, UnitId unit, ProductId id)
{
    auto body = product(read, unit, id);
    if (!body) return {};
    return with_parts(read, std::move(*body));
}

db::Query list_products { "catalogue.list_products", R"sql(
SELECT product.id,
    CASE WHEN CAST($2 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.state, product.availability, product.price_min, product.price_max,
    product.photo,
    (SELECT COUNT(*) FROM catalogue_variant AS variant WHERE variant.product = product.id),
    (SELECT COUNT(*) FROM catalogue_shortage AS shortage
     JOIN catalogue_variant AS variant ON variant.id = shortage.variant
     WHERE variant.product = product.id AND shortage.resolved_at IS NULL),
    product.added_at, COALESCE(stock.counted, 0), COALESCE(stock.on_hand, 0),
    COALESCE(stock.held, 0), COALESCE(stock.ordered, 0), stock.measure, COALESCE(stock.gone, 0),
    COALESCE(stock.low, 0)
FROM catalogue_product AS product
LEFT JOIN (SELECT product, COUNT(*) AS counted, CAST(SUM(on_hand) AS BIGINT) AS on_hand,
               CAST(SUM(held) AS BIGINT) AS held, CAST(SUM(ordered) AS BIGINT) AS ordered,
               CASE WHEN MIN(measure) = MAX(measure) THEN MIN(measure) END AS measure,
               SUM(CASE WHEN for_sale = 1 AND supply = 'stocked' AND on_hand <= held
                        THEN 1 ELSE 0 END) AS gone,
               SUM(CASE WHEN for_sale = 1 AND supply = 'stocked' AND on_hand > held
                             AND on_hand - held <= CAST($5 AS BIGINT)
                        THEN 1 ELSE 0 END) AS low
           FROM catalogue_variant WHERE unit = $1 AND supply <> 'service' GROUP BY product) AS stock
    ON stock.product = product.id
WHERE product.unit = $1 AND (product.added_at, product.id) < (CAST($3 AS BIGINT), CAST($4 AS TEXT))
ORDER BY product.added_at DESC, product.id DESC LIMIT 500
)sql" };

std::vector<ProductRow> products(db::Read& read, UnitId unit, std::optional<Position> const& before,
                                 Lang lang)
{
    auto const at = before ? before->at : std::numeric_limits<std::int64_t>::max();
    auto const id = before ? before->product : ProductId {};
    return read.all<ProductRow>(list_products, unit, lang, at, id, low_stock);
}

db::Query find_goods_name { "catalogue.goods_name", R"sql(
SELECT id, name_id FROM catalogue_product WHERE id = $1 AND unit = $2
UNION ALL
SELECT product, label FROM catalogue_variant WHERE id = $1 AND unit = $2
LIMIT 1
)sql" };

std::optional<GoodsName> goods_name(db::Read& read, UnitId unit, std::string_view id)
{
    return read.one<GoodsName>(find_goods_name, id, unit);
}

db::Query list_variants { "catalogue.list_variants", R"sql(
SELECT id, product, name, code, barcode, measure, whole_only, supply, lead_days, price,
    cost, on_hand,
    held, ordered, for_sale, grams
FROM catalogue_variant WHERE product = $1 ORDER BY ordinal
)sql" };

std::vector<Variant> variants(db::Read& read, ProductId product)
{
    return read.all<Variant>(list_variants, product);
}

db::Query find_variant { "catalogue.find_variant", R"sql(
SELECT id, product, name, code, barcode, measure, whole_only, supply, lead_days, price,
    cost, on_hand,
    held, ordered, for_sale, grams
FROM catalogue_variant WHERE id = $1 AND unit = $2
)sql" };

std::optional<Variant> variant(db::Read& read, UnitId unit, VariantId id)
{
    return read.one<Variant>(find_variant, id, unit);
}

db::Query find_for_sale { "catalogue.find_for_sale", R"sql(
SELECT 1 FROM catalogue_variant WHERE product = $1 AND for_sale = 1 AND id <> $2 LIMIT 1
)sql" };

bool has_for_sale(db::Read& read, ProductId product, VariantId but)
{
    return read.one<std::int64_t>(find_for_sale, product, but).has_value();
}

db::Query find_code { "catalogue.find_code", R"sql(
SELECT 1 FROM catalogue_variant WHERE unit = $1 AND code = $2 AND id <> $3
)sql" };

bool code_taken(db::Read& read, UnitId unit, std::string_view code, VariantId but)
{
    return read.one<std::int64_t>(find_code, unit, code, but).has_value();
}

db::Query find_barcode { "catalogue.find_barcode", R"sql(
SELECT 1 FROM catalogue_variant WHERE unit = $1 AND barcode = $2 AND id <> $3
)sql" };

bool barcode_taken(db::Read& read, UnitId unit, std::string_view barcode, VariantId but)
{
    return read.one<std::int64_t>(find_barcode, unit, barcode, but).has_value();
}

db::Query add_variant { "catalogue.add_variant", R"sql(
INSERT INTO catalogue_variant
    (id, product, unit, ordinal, name, code, barcode, measure, whole_only, supply, lead_days, price,
     cost, for_sale, sellable, label, activity, contract, search, grams)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
)sql" };

void insert_variant(db::Tx& tx, ProductBody const& body, NewVariant const& made,
                    VariantDraft const& draft)
{
    VariantWords const words { draft.name.value_or(""), made.code, draft.barcode };
    tx.run(add_variant, made.id, body.id, body.unit, made.ordinal, words.name, words.code,
           words.barcode, draft.measure, draft.whole_only, draft.supply, draft.lead_days,
           draft.price, draft.cost, draft.for_sale, made.sellable, label_of(body, words),
           body.activity, body.contract, search_of(body, words), draft.grams);
}

db::Query edit_variant { "catalogue.edit_variant", R"sql(
UPDATE catalogue_variant
SET name = $2, code = $3, barcode = $4, measure = $5, whole_only = $6, supply = $7, lead_days = $8,
    for_sale = $9, sellable = $10, label = $11, search = $12, grams = $13
WHERE id = $1
)sql" };

void update_variant(db::Tx& tx, ProductBody const& body, NewVariant const& made,
                    VariantDraft const& draft)
{
    VariantWords const words { draft.name.value_or(""), made.code, draft.barcode };
    CHECK(tx.run(edit_variant, made.id, words.name, words.code, words.barcode, draft.measure,
                 draft.whole_only, draft.supply, draft.lead_days, draft.for_sale, made.sellable,
                 label_of(body, words), search_of(body, words), draft.grams)
          == 1);
}

db::Query find_product_unit { "catalogue.find_product_unit", R"sql(
SELECT unit FROM catalogue_product WHERE id = $1
)sql" };

std::optional<UnitId> unit_of(db::Read& read, ProductId product)
{
    return read.one<UnitId>(find_product_unit, product);
}

db::Query find_variant_unit { "catalogue.find_variant_unit", R"sql(
SELECT unit FROM catalogue_variant WHERE id = $1
)sql" };

std::optional<UnitId> unit_of(db::Read& read, VariantId variant)
{
    return read.one<UnitId>(find_variant_unit, variant);
}

db::Query find_photo_unit { "catalogue.find_photo_unit", R"sql(
SELECT unit FROM catalogue_photo WHERE id = $1
)sql" };

std::optional<UnitId> unit_of(db::Read& read, PhotoId photo)
{
    return read.one<UnitId>(find_photo_unit, photo);
}

db::Query drop_papers { "catalogue.drop_papers", R"sql(
DELETE FROM catalogue_paper WHERE product = $1
)sql" };

db::Query add_paper { "catalogue.add_paper", R"sql(
INSERT INTO catalogue_paper (product, ordinal, kind, number, valid_to) VALUES ($1, $2, $3, $4, $5)
)sql" };

void replace_papers(db::Tx& tx, ProductId product, std::vector<Paper> const& papers)
{
    tx.run(drop_papers, product);
    std::int64_t ordinal = 0;
    for (auto const& paper : papers)
        tx.run(add_paper, product, ++ordinal, paper.kind, paper.number, paper.valid_to);
}

db::Query count_photos { "catalogue.count_photos", R"sql(
SELECT COUNT(*) FROM catalogue_photo WHERE product = $1
)sql" };

std::int64_t photo_count(db::Read& read, ProductId product)
{
    return read.value<std::int64_t>(count_photos, product);
}

db::Query add_photo { "catalogue.add_photo", R"sql(
INSERT INTO catalogue_photo (id, product, unit, name, alt_id, alt_en, width, height, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql" };

void insert_photo(Call& call, UnitId unit, ProductId product, Photo const& photo)
{
    call.tx.run(add_photo, photo.id, product, unit, photo.name, photo.alt_id, photo.alt_en,
                photo.width, photo.height, call.now);
}

db::Query drop_photo { "catalogue.drop_photo", R"sql(
DELETE FROM catalogue_photo WHERE id = $1 AND unit = $2 RETURNING product
)sql" };

std::optional<ProductId> delete_photo(db::Tx& tx, UnitId unit, PhotoId photo)
{
    return tx.one<ProductId>(drop_photo, photo, unit);
}

} // namespace karya::catalogue::store
