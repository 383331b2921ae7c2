#pragma once
// What the catalogue announces.

#include "catalogue/catalogue.h"

namespace karya::catalogue {

/// A product was added or written anew, or moved to another state.
struct ProductChanged {
    static constexpr std::string_view event_name = "catalogue.product_changed.v1";
    ProductId product {};
    UnitId unit {};
    ProductState state { ProductState::draft };
};
BOOST_DESCRIBE_STRUCT(ProductChanged, (), (product, unit, state))

/// Goods were sold that were not known to be on hand: somebody must count.
struct ShortageBooked {
    static constexpr std::string_view event_name = "catalogue.shortage_booked.v1";
    ShortageId shortage {};
    UnitId unit {};
    VariantId variant {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(ShortageBooked, (), (shortage, unit, variant, quantity))

} // namespace karya::catalogue
