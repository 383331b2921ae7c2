#pragma once
// What staff write, checked field by field and made clean.

#include "base/result.h"
#include "catalogue/product.h"

namespace karya::catalogue {

/// Highest price of one unit of measure: with the largest quantity a line still fits its type.
inline constexpr Rupiah price_max { 100'000'000'000 };

/// Trimmed, empty optionals dropped. Fails: core.invalid naming each bad field.
Result<ProductDraft> checked(ProductDraft draft);
Result<std::vector<Paper>> checked(std::vector<Paper> papers);
/// Whether price and cost of the draft count; they do not when only the rest is edited.
enum class PriceRead : std::uint8_t { no, yes };
Result<VariantDraft> checked(VariantDraft draft, PriceRead price = PriceRead::yes);
Result<void> check_price(PriceTag const& price);
Result<ShopWindow> checked(ShopWindow window);
Result<PhotoText> checked(PhotoText text);

} // namespace karya::catalogue
