#pragma once
// Whose product it is: the desk's way from an id in an address to a scope.

#include "catalogue/catalogue.h"

namespace karya::catalogue {

inline constexpr Permission see = allow("catalogue.see",
                                        { Role::cashier, Role::kasi, Role::treasurer, Role::head,
                                          Role::kanwil, Role::ditjen, Role::auditor, Role::admin });
inline constexpr Permission edit = allow("catalogue.edit", { Role::kasi, Role::head });

// All fail with core.not_found for what is not there and for what the actor may not reach.
Result<org::UnitScope> scope_of(View const& view, ProductId product);
Result<org::UnitScope> scope_of(View const& view, VariantId variant);
Result<org::UnitScope> scope_of(View const& view, PhotoId photo);
Result<org::UnitScope> scope_of(View const& view, KitId kit);

struct VariantAndProduct {
    Variant variant {};
    Product product {};
};
Result<VariantAndProduct> variant_with_product(View const& view, org::UnitScope const& scope,
                                               VariantId variant);

} // namespace karya::catalogue
