#pragma once
// Rows of what kits are found by. For catalogue/ only.

#include "catalogue/store_kit.h"
#include "search/search.h"

namespace karya::catalogue::store {

struct FindableKit {
    ProductState state { ProductState::draft };
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    std::string unit_name {};
    std::string place {};
};
BOOST_DESCRIBE_STRUCT(FindableKit, (),
                      (state, name_id, name_en, story_id, story_en, unit_name, place))
FindableKit findable_kit(db::Read& read, KitId kit);
/// What its goods are called.
std::vector<std::string> kit_part_words(db::Read& read, KitId kit);
/// Published kits with that product in them, at most 100.
std::vector<KitId> kits_holding(db::Read& read, ProductId product);

/// Adds or changes the row; its number.
std::int64_t put_kit_find(db::Tx& tx, KitId kit, std::int64_t edition);
/// The kit is not found any more.
void drop_kit_find(db::Tx& tx, KitId kit);
/// Published kits that are not found by the rules of `edition`, after `after`, a few.
std::vector<KitId> unfound_kits(db::Read& read, std::int64_t edition, KitId after);

/// Published kits of open units by place, unit, kinds and reach of their goods, whether they are
/// whole now or not; at most `kits_at_once`. By the wish, those named so first; an empty one asks
/// for all. Then the newest.
std::vector<Kit> kits_found(View const& view, ShelfFilter const& filter, search::Wish const& wish);

} // namespace karya::catalogue::store
