#pragma once
// What the public pages of the catalogue share.

#include "catalogue/catalogue.h"

namespace karya::catalogue {

/// A card as pages show it.
struct ShelfCard {
    ProductId product {};
    std::string slug {};
    std::string name {};
    std::string initial {};
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    Rupiah price {}; ///< of its cheapest variant
    bool price_varies { false };
    std::optional<std::string> photo {}; ///< /media/<photo>-600.webp
    UnitId unit {};
    std::string unit_slug {};
    std::string unit_name {};
    std::string place {};
    std::optional<RatingView> rating {}; ///< nothing before the first review
};
BOOST_DESCRIBE_STRUCT(ShelfCard, (),
                      (product, slug, name, initial, kind, availability, price, price_varies, photo,
                       unit, unit_slug, unit_name, place, rating))
ShelfCard shown(Card const& card);
std::vector<ShelfCard> shown(std::vector<Card> const& cards);

struct Paragraph {
    std::string text {};
};
BOOST_DESCRIBE_STRUCT(Paragraph, (), (text))
/// One a line; empty lines are none.
std::vector<Paragraph> paragraphs_of(std::string_view text);

void add_shelf_routes(web::Routes& routes);
void add_kit_routes(web::Routes& routes);

} // namespace karya::catalogue
