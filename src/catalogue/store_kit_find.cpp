#include "catalogue/store_kit_find.h"
#include "catalogue/store_find.h"

namespace karya::catalogue::store {

db::Query find_findable_kit { "catalogue.find_findable_kit", R"sql(
SELECT kit.state, kit.name_id, kit.name_en, kit.story_id, kit.story_en, unit.name, unit.place
FROM catalogue_kit AS kit
JOIN catalogue_unit AS unit ON unit.unit = kit.unit
WHERE kit.id = $1
)sql" };

FindableKit findable_kit(db::Read& read, KitId kit)
{
    return read.value<FindableKit>(find_findable_kit, kit);
}

db::Query list_kit_part_words { "catalogue.list_kit_part_words", R"sql(
SELECT variant.label || ' ' || product.name_en
FROM catalogue_kit_part AS part
JOIN catalogue_variant AS variant ON variant.id = part.variant
JOIN catalogue_product AS product ON product.id = variant.product
WHERE part.kit = $1 ORDER BY part.ordinal
)sql" };

std::vector<std::string> kit_part_words(db::Read& read, KitId kit)
{
    return read.all<std::string>(list_kit_part_words, kit);
}

db::Query list_kits_holding { "catalogue.list_kits_holding", R"sql(
SELECT DISTINCT kit.id
FROM catalogue_variant AS variant
JOIN catalogue_kit_part AS part ON part.variant = variant.id
JOIN catalogue_kit AS kit ON kit.id = part.kit
WHERE variant.product = $1 AND kit.state = 'published' ORDER BY kit.id LIMIT 100
)sql" };

std::vector<KitId> kits_holding(db::Read& read, ProductId product)
{
    return read.all<KitId>(list_kits_holding, product);
}

db::Query upsert_kit_find { "catalogue.upsert_kit_find", R"sql(
INSERT INTO catalogue_kit_find (kit, edition) VALUES ($1, $2)
ON CONFLICT (kit) DO UPDATE SET edition = excluded.edition
RETURNING number
)sql" };

std::int64_t put_kit_find(db::Tx& tx, KitId kit, std::int64_t edition)
{
    return tx.value<std::int64_t>(upsert_kit_find, kit, edition);
}

db::Query delete_kit_find { "catalogue.delete_kit_find", R"sql(
DELETE FROM catalogue_kit_find WHERE kit = $1 RETURNING number
)sql" };

void drop_kit_find(db::Tx& tx, KitId kit)
{
    if (auto const number = tx.one<std::int64_t>(delete_kit_find, kit)) drop_words(tx, -*number);
}

db::Query list_unfound_kits { "catalogue.list_unfound_kits", R"sql(
SELECT kit.id
FROM catalogue_kit AS kit
LEFT JOIN catalogue_kit_find AS find ON find.kit = kit.id
WHERE kit.id > $2 AND kit.state = 'published'
    AND (find.edition IS NULL OR find.edition <> CAST($1 AS BIGINT))
ORDER BY kit.id LIMIT 100
)sql" };

std::vector<KitId> unfound_kits(db::Read& read, std::int64_t edition, KitId after)
{
    return read.all<KitId>(list_unfound_kits, edition, after);
}

db::Query list_kits_newest { "catalogue.list_kits_newest", R"sql(
SELECT kit.id, kit.unit, kit.slug, kit.name_id, kit.name_en, kit.story_id, kit.story_en,
    kit.price, kit.state, kit.edition
FROM catalogue_kit AS kit
JOIN catalogue_unit AS unit ON unit.unit = kit.unit
WHERE kit.state = 'published' AND unit.closes_at > CAST($1 AS BIGINT)
    AND (CAST($2 AS TEXT) IS NULL OR unit.kanwil = $2)
    AND (CAST($3 AS TEXT) IS NULL OR kit.unit = $3)
    AND (CAST($4 AS TEXT) IS NULL OR kit.id IN (
        SELECT part.kit FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.kind = $4))
    AND (CAST($5 AS TEXT) IS NULL OR NOT EXISTS (
        SELECT 1 FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.reach <> $5))
ORDER BY kit.added_at DESC, kit.id DESC LIMIT 24
)sql" };

// As list_hits finds goods, of the numbers below zero.
db::Query list_kits_found { "catalogue.list_kits_found", R"sql(
SELECT kit.id, kit.unit, kit.slug, kit.name_id, kit.name_en, kit.story_id, kit.story_en,
    kit.price, kit.state, kit.edition
FROM catalogue_words($1) AS words
JOIN catalogue_kit_find AS find ON find.number = -words.rowid
JOIN catalogue_kit AS kit ON kit.id = find.kit
JOIN catalogue_unit AS unit ON unit.unit = kit.unit
WHERE words.rowid < 0 AND kit.state = 'published' AND unit.closes_at > CAST($3 AS BIGINT)
    AND (CAST($4 AS TEXT) IS NULL OR unit.kanwil = $4)
    AND (CAST($5 AS TEXT) IS NULL OR kit.unit = $5)
    AND (CAST($6 AS TEXT) IS NULL OR kit.id IN (
        SELECT part.kit FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.kind = $6))
    AND (CAST($7 AS TEXT) IS NULL OR NOT EXISTS (
        SELECT 1 FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.reach <> $7))
ORDER BY words.rowid IN (SELECT rowid FROM catalogue_words($2) WHERE rowid < 0) DESC,
    kit.added_at DESC, kit.id DESC LIMIT 24
)sql",
                            R"sql(
WITH asked AS MATERIALIZED (
    SELECT CAST(replace(replace(replace(replace(CAST($1 AS TEXT), '"', ''''), ' AND ', ' & '),
                                ' OR ', ' | '), '*', ':*') AS TSQUERY) AS anywhere,
        CAST(replace(replace(replace(replace(CAST($2 AS TEXT), '"', ''''), ' AND ', ' & '),
                             ' OR ', ' | '), '*', ':*') AS TSQUERY) AS title)
SELECT kit.id, kit.unit, kit.slug, kit.name_id, kit.name_en, kit.story_id, kit.story_en,
    kit.price, kit.state, kit.edition
FROM catalogue_words AS words
JOIN catalogue_kit_find AS find ON find.number = -words.rowid
JOIN catalogue_kit AS kit ON kit.id = find.kit
JOIN catalogue_unit AS unit ON unit.unit = kit.unit
WHERE words.rowid < 0 AND words.words @@ (SELECT anywhere FROM asked)
    AND kit.state = 'published' AND unit.closes_at > CAST($3 AS BIGINT)
    AND (CAST($4 AS TEXT) IS NULL OR unit.kanwil = $4)
    AND (CAST($5 AS TEXT) IS NULL OR kit.unit = $5)
    AND (CAST($6 AS TEXT) IS NULL OR kit.id IN (
        SELECT part.kit FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.kind = $6))
    AND (CAST($7 AS TEXT) IS NULL OR NOT EXISTS (
        SELECT 1 FROM catalogue_kit_part AS part
        JOIN catalogue_variant AS variant ON variant.id = part.variant
        JOIN catalogue_product AS product ON product.id = variant.product
        WHERE part.kit = kit.id AND product.reach <> $7))
ORDER BY words.words @@ (SELECT title FROM asked) DESC, kit.added_at DESC, kit.id DESC LIMIT 24
)sql" };

std::vector<Kit> kits_found(View const& view, ShelfFilter const& filter, search::Wish const& wish)
{
    auto const rows = wish.empty()
        ? view.read.all<KitRow>(list_kits_newest, view.now, filter.kanwil, filter.unit, filter.kind,
                                filter.reach)
        : view.read.all<KitRow>(list_kits_found, search::expression(wish),
                                search::expression(wish, search::Where::title), view.now,
                                filter.kanwil, filter.unit, filter.kind, filter.reach);
    return whole_kits(view, rows);
}

} // namespace karya::catalogue::store
