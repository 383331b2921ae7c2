// Prices: those in force and before, and which new ones are asked about.

#include "catalogue/catalogue.h"
#include "catalogue/store_stock.h"

namespace karya::catalogue {

Result<PriceTag> price_at(View const& view, org::UnitScope const& scope, VariantId variant,
                          Timestamp at)
{
    auto const price = store::price_at(view.read, scope.unit(), variant, at);
    if (!price) return not_found;
    return *price;
}

std::vector<PriceRow> price_history(View const& view, org::UnitScope const& scope,
                                    VariantId variant)
{
    return store::price_history(view.read, scope.unit(), variant);
}

Result<void> check_cost(PriceTag const& price)
{
    if (price.cost && *price.cost > price.price)
        return Error { invalid }.at("sure", "catalogue.cost_above_price");
    return {};
}

Result<void> check_likely(View const& view, org::UnitScope const& scope, VariantId variant,
                          PriceTag const& price)
{
    constexpr std::int64_t jump = 5;
    auto const before = TRY(price_at(view, scope, variant, view.now)).price.amount();
    auto const now = price.price.amount();
    if (now <= 0) return {}; // refused, not asked about
    if (now / jump >= before || before / jump >= now)
        return Error { invalid }.at("sure", "catalogue.price_jumps");
    return check_cost(price);
}

} // namespace karya::catalogue
