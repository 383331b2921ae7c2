#pragma once
// What the public narrows a list down by, packed into one number so that a database counts by it.

#include "catalogue/product.h"

namespace karya::catalogue {

struct Traits {
    ProductKind kind { ProductKind::kerajinan };
    Reach reach { Reach::local };
    Availability availability { Availability::ready };
    PriceBand band { PriceBand::up_to_50k };
    std::int64_t unit {}; ///< its number in catalogue_unit
};

/// Three bits a trait, the unit above them; SQL shifts by `unit_shift` to read the unit.
std::int64_t packed(Traits const& traits);
Traits unpacked(std::int64_t facts);
inline constexpr int unit_shift = 12;

/// Which bits a filter looks at and what they must be.
struct TraitMask {
    std::int64_t mask {};
    std::int64_t value {};
};
TraitMask mask_of(ShelfFilter const& filter);

PriceBand band_of(Rupiah price);

} // namespace karya::catalogue
