#include "catalogue/desk.h"
#include "catalogue/store.h"
#include "catalogue/store_kit.h"

namespace karya::catalogue {

namespace {

Result<org::UnitScope> reached(View const& view, std::optional<UnitId> const& unit)
{
    if (!unit) return not_found;
    return org::reach(view, *unit);
}

} // namespace

Result<org::UnitScope> scope_of(View const& view, ProductId product)
{
    return reached(view, store::unit_of(view.read, product));
}

Result<org::UnitScope> scope_of(View const& view, VariantId variant)
{
    return reached(view, store::unit_of(view.read, variant));
}

Result<org::UnitScope> scope_of(View const& view, PhotoId photo)
{
    return reached(view, store::unit_of(view.read, photo));
}

Result<org::UnitScope> scope_of(View const& view, KitId kit)
{
    return reached(view, store::unit_of(view.read, kit));
}

Result<VariantAndProduct> variant_with_product(View const& view, org::UnitScope const& scope,
                                               VariantId variant)
{
    auto found = store::variant(view.read, scope.unit(), variant);
    if (!found) return not_found;
    auto whole = TRY(product(view, scope, found->product));
    return VariantAndProduct { std::move(*found), std::move(whole) };
}

Result<GoodsName> goods_name(View const& view, org::UnitScope const& scope, std::string_view id)
{
    auto found = store::goods_name(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

} // namespace karya::catalogue
