#include "catalogue/store_kit.h"
#include <algorithm>
#include <array>
#include <map>

namespace karya::catalogue::store {

db::Query add_kit { "catalogue.add_kit", R"sql(
INSERT INTO catalogue_kit
    (id, unit, slug, name_id, name_en, story_id, story_en, price, state, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };
db::Query add_kit_part { "catalogue.add_kit_part", R"sql(
INSERT INTO catalogue_kit_part (kit, ordinal, variant, quantity) VALUES ($1, $2, $3, $4)
)sql" };
db::Query remove_kit_parts { "catalogue.remove_kit_parts", R"sql(
DELETE FROM catalogue_kit_part WHERE kit = $1
)sql" };

namespace {

void insert_parts(db::Tx& tx, Kit const& kit)
{
    std::int64_t ordinal = 0;
    for (auto const& part : kit.parts)
        tx.run(add_kit_part, kit.id, ++ordinal, part.variant, part.quantity);
}

} // namespace

void insert_kit(db::Tx& tx, Kit const& kit, Timestamp added_at)
{
    tx.run(add_kit, kit.id, kit.unit, kit.slug, kit.name_id, kit.name_en, kit.story_id,
           kit.story_en, kit.asked, kit.state, added_at);
    insert_parts(tx, kit);
}

db::Query write_kit { "catalogue.write_kit", R"sql(
UPDATE catalogue_kit SET name_id = $2, name_en = $3, story_id = $4, story_en = $5, price = $6,
    edition = $7
WHERE id = $1
)sql" };

void update_kit(db::Tx& tx, Kit const& kit)
{
    tx.run(write_kit, kit.id, kit.name_id, kit.name_en, kit.story_id, kit.story_en, kit.asked,
           kit.edition);
    tx.run(remove_kit_parts, kit.id);
    insert_parts(tx, kit);
}

db::Query move_kit { "catalogue.move_kit", R"sql(
UPDATE catalogue_kit SET state = $2 WHERE id = $1
)sql" };

void set_kit_state(db::Tx& tx, KitId kit, ProductState state) { tx.run(move_kit, kit, state); }

db::Query hold_kit { "catalogue.lock_kit", R"sql(
UPDATE catalogue_kit SET edition = edition WHERE id = $1 AND unit = $2
)sql" };

bool lock_kit(db::Tx& tx, UnitId unit, KitId kit) { return tx.run(hold_kit, kit, unit) == 1; }

db::Query find_kit_slug { "catalogue.find_kit_slug", R"sql(
SELECT 1 FROM catalogue_kit WHERE slug = $1
)sql" };

bool kit_slug_taken(db::Read& read, std::string_view slug)
{
    return read.one<std::int64_t>(find_kit_slug, slug).has_value();
}

db::Query find_kit_unit { "catalogue.find_kit_unit", R"sql(
SELECT unit FROM catalogue_kit WHERE id = $1
)sql" };

std::optional<UnitId> unit_of(db::Read& read, KitId kit)
{
    return read.one<UnitId>(find_kit_unit, kit);
}

// Told as find_offer tells one, and of those that the public cannot buy, that it cannot: of the
// kits that are named, or of all of a unit.
db::Query list_kit_parts { "catalogue.list_kit_parts", R"sql(
SELECT variant.id, variant.product, variant.unit, product.slug, variant.label,
    CASE WHEN CAST($1 AS TEXT) <> 'en' OR product.name_en = '' THEN variant.label
         WHEN variant.name = '' THEN product.name_en
         ELSE product.name_en || ', ' || variant.name END,
    variant.measure, variant.whole_only, variant.supply, variant.lead_days, variant.price,
    variant.on_hand - variant.held, product.photo, variant.grams, part.quantity,
    CASE WHEN variant.sellable = 1 AND product.state = 'published'
            AND unit.closes_at > CAST($2 AS BIGINT) THEN 1 ELSE 0 END,
    part.kit
FROM catalogue_kit_part AS part
JOIN catalogue_variant AS variant ON variant.id = part.variant
JOIN catalogue_product AS product ON product.id = variant.product
JOIN catalogue_unit AS unit ON unit.unit = variant.unit
WHERE part.kit IN (
    SELECT id FROM catalogue_kit
    WHERE unit = $3 OR id IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                              $19, $20, $21, $22, $23, $24, $25, $26, $27))
ORDER BY part.kit, part.ordinal
)sql" };

namespace {

struct PartOfKit : KitPart {
    KitId kit {};
};
BOOST_DESCRIBE_STRUCT(PartOfKit, (KitPart), (kit))

Kit kit_of(KitRow row, std::vector<KitPart> parts)
{
    return { .id = row.id,
             .unit = row.unit,
             .slug = std::move(row.slug),
             .name_id = std::move(row.name_id),
             .name_en = std::move(row.name_en),
             .story_id = std::move(row.story_id),
             .story_en = std::move(row.story_en),
             .asked = row.asked,
             .state = row.state,
             .edition = row.edition,
             .parts = std::move(parts) };
}

} // namespace

std::vector<Kit> whole_kits(View const& view, std::vector<KitRow> rows)
{
    if (rows.empty()) return {};
    std::array<KitId, kits_at_once> named {};
    std::optional<UnitId> of_unit;
    if (rows.size() > kits_at_once)
        of_unit = rows.front().unit;
    else
        std::ranges::transform(rows, named.begin(), &KitRow::id);
    std::map<KitId, std::vector<KitPart>> parts;
    std::apply(
        [&](auto const&... each) {
            for (auto& part :
                 view.read.all<PartOfKit>(list_kit_parts, view.lang, view.now, of_unit, each...))
                parts[part.kit].push_back(std::move(part));
        },
        named);
    std::vector<Kit> kits;
    for (auto& row : rows) {
        auto const id = row.id;
        kits.push_back(kit_of(std::move(row), std::move(parts[id])));
    }
    return kits;
}

namespace {

std::optional<Kit> whole_kit(View const& view, std::optional<KitRow> row)
{
    if (!row) return {};
    return std::move(whole_kits(view, { std::move(*row) }).front());
}

} // namespace

db::Query find_kit { "catalogue.find_kit", R"sql(
SELECT id, unit, slug, name_id, name_en, story_id, story_en, price, state, edition
FROM catalogue_kit WHERE id = $1
)sql" };

std::optional<Kit> kit(View const& view, KitId kit)
{
    return whole_kit(view, view.read.one<KitRow>(find_kit, kit));
}

db::Query find_kit_by_slug { "catalogue.find_kit_by_slug", R"sql(
SELECT id, unit, slug, name_id, name_en, story_id, story_en, price, state, edition
FROM catalogue_kit WHERE slug = $1
)sql" };

std::optional<Kit> kit_by_slug(View const& view, std::string_view slug)
{
    return whole_kit(view, view.read.one<KitRow>(find_kit_by_slug, slug));
}

db::Query list_kits { "catalogue.list_kits", R"sql(
SELECT id, unit, slug, name_id, name_en, story_id, story_en, price, state, edition
FROM catalogue_kit WHERE unit = $1 ORDER BY added_at DESC, id DESC LIMIT 100
)sql" };

std::vector<Kit> kits_of(View const& view, UnitId unit)
{
    return whole_kits(view, view.read.all<KitRow>(list_kits, unit));
}

db::Query list_published_kits { "catalogue.list_published_kits", R"sql(
SELECT id, unit, slug, name_id, name_en, story_id, story_en, price, state, edition
FROM catalogue_kit WHERE state = 'published' AND id > $1 ORDER BY id LIMIT 24
)sql" };

std::vector<Kit> published_kits(View const& view, KitId after)
{
    return whole_kits(view, view.read.all<KitRow>(list_published_kits, after));
}

db::Query list_kits_with { "catalogue.list_kits_with", R"sql(
SELECT kit.id, kit.unit, kit.slug, kit.name_id, kit.name_en, kit.story_id, kit.story_en,
    kit.price, kit.state, kit.edition
FROM catalogue_kit AS kit
WHERE kit.state = 'published' AND kit.id IN (
    SELECT part.kit FROM catalogue_kit_part AS part
    JOIN catalogue_variant AS variant ON variant.id = part.variant
    WHERE variant.product = $1)
ORDER BY kit.added_at DESC, kit.id DESC LIMIT 20
)sql" };

std::vector<Kit> kits_with(View const& view, ProductId product)
{
    return whole_kits(view, view.read.all<KitRow>(list_kits_with, product));
}

db::Query list_kit_slugs { "catalogue.list_kit_slugs", R"sql(
SELECT slug FROM catalogue_kit AS kit
WHERE kit.state = 'published' AND NOT EXISTS (
    SELECT 1 FROM catalogue_kit_part AS part
    JOIN catalogue_variant AS variant ON variant.id = part.variant
    JOIN catalogue_product AS product ON product.id = variant.product
    JOIN catalogue_unit AS unit ON unit.unit = variant.unit
    WHERE part.kit = kit.id AND NOT (variant.sellable = 1 AND product.state = 'published'
        AND unit.closes_at > CAST($1 AS BIGINT)))
ORDER BY kit.added_at DESC, kit.id DESC LIMIT 20000
)sql" };

std::vector<std::string> kit_slugs(View const& view)
{
    return view.read.all<std::string>(list_kit_slugs, view.now);
}

} // namespace karya::catalogue::store
