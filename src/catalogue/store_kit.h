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

/// With their parts as they are now, whatever state either is in.
std::optional<Kit> kit(View const& view, KitId kit);
std::optional<Kit> kit_by_slug(View const& view, std::string_view slug);
/// At most 100, the newest first.
std::vector<Kit> kits_of(View const& view, UnitId unit);
/// Published ones with a variant of that product, the newest first, at most 20.
std::vector<Kit> kits_with(View const& view, ProductId product);

} // namespace karya::catalogue::store
