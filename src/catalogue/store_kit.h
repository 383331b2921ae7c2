#pragma once
// SQL of kits. For catalogue/ only.

#include "catalogue/catalogue.h"

namespace karya::catalogue::store {

void insert_kit(db::Tx& tx, Kit const& kit, Timestamp added_at);
void update_kit(db::Tx& tx, Kit const& kit);
void set_kit_state(db::Tx& tx, KitId kit, ProductState state);
/// Nobody else changes it before the transaction ends; false when the unit has none of that id.
bool lock_kit(db::Tx& tx, UnitId unit, KitId kit);
std::vector<std::string> kit_slugs(View const& view);
bool kit_slug_taken(db::Read& read, std::string_view slug);
std::optional<UnitId> unit_of(db::Read& read, KitId kit);

struct KitRow {
    KitId id {};
    UnitId unit {};
    std::string slug {};
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    Rupiah asked {};
    ProductState state { ProductState::draft };
    std::int64_t edition {};
};
BOOST_DESCRIBE_STRUCT(KitRow, (),
                      (id, unit, slug, name_id, name_en, story_id, story_en, asked, state, edition))
/// Of several units at most that many can be told at once.
inline constexpr std::size_t kits_at_once = 24;
/// With their parts, by one query. More than `kits_at_once` must be of one unit.
std::vector<Kit> whole_kits(View const& view, std::vector<KitRow> rows);

/// With their parts as they are now, whatever state either is in.
std::optional<Kit> kit(View const& view, KitId kit);
std::optional<Kit> kit_by_slug(View const& view, std::string_view slug);
/// At most 100, the newest first.
std::vector<Kit> kits_of(View const& view, UnitId unit);
/// Published ones in order of their ids, after that one; at most `kits_at_once`.
std::vector<Kit> published_kits(View const& view, KitId after);
/// Published ones with a variant of that product, the newest first, at most 20.
std::vector<Kit> kits_with(View const& view, ProductId product);

} // namespace karya::catalogue::store
