#pragma once
// A product as the front pages show it.

#include "base/cloth.h"
#include "catalogue/catalogue.h"
#include <vector>

namespace karya::app {

struct Tile {
    std::string slug {};
    std::string name {};
    std::string initial {}; ///< on the unit's cloth, for a product without a picture
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    Rupiah price {}; ///< of its cheapest variant
    std::optional<std::string> photo {};
    catalogue::Availability availability { catalogue::Availability::ready };
    std::optional<catalogue::RatingView> rating {}; ///< nothing before the first review
};
BOOST_DESCRIBE_STRUCT(Tile, (),
                      (slug, name, initial, unit, unit_name, unit_slug, price, photo, availability,
                       rating))

inline Tile tile_of(catalogue::Card const& card)
{
    return { card.slug,
             card.name,
             initial_of(card.name),
             card.unit,
             card.unit_name,
             card.unit_slug,
             card.price_min,
             card.photo,
             card.availability,
             catalogue::rating_view({ card.rating_count, card.rating_sum }) };
}

} // namespace karya::app
