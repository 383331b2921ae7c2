#pragma once
// Rows of what is for sale: at the counter, and on the public shelf.

#include "catalogue/catalogue.h"
#include "catalogue/store.h"

namespace karya::catalogue::store {

/// `patterns` are four LIKE patterns; an exact code or barcode comes first.
std::vector<Sellable> find(db::Read& read, UnitId unit, std::string_view exact,
                           std::vector<std::string> const& patterns);
std::vector<Sellable> sellables(db::Read& read, UnitId unit, VariantId after);
std::optional<Sellable> sellable(db::Read& read, UnitId unit, VariantId variant);
std::vector<Sellable> sellables_of(db::Read& read, UnitId unit, ProductId product);
std::vector<Sellable> changed(db::Read& read, UnitId unit, Timestamp since, VariantId after);
std::optional<Sellable> sellable_by_code(db::Read& read, UnitId unit, std::string_view code);

/// A unit counts as open through its own last day.
std::optional<Card> card(db::Read& read, ProductId product, Lang lang, Timestamp now);
/// One variant of what the public can buy now.
std::optional<PublicOffer> offer(db::Read& read, VariantId variant, Lang lang, Timestamp now);
std::optional<ProductBody> public_product(db::Read& read, std::string_view slug, Timestamp now);

ShopWindow window(db::Read& read, UnitId unit);
std::vector<Listed> latest(db::Read& read, Lang lang, Timestamp now, int count);
/// Numbers after the first up to the second.
std::vector<Listed> listed(db::Read& read, Lang lang, Timestamp now,
                           std::pair<std::int64_t, std::int64_t> range);
std::int64_t last_number(db::Read& read);

/// The ids of a unit's published products, to drop their pages.
std::vector<ProductId> published_of(db::Read& read, UnitId unit);
bool knows_unit(db::Read& read, UnitId unit);

} // namespace karya::catalogue::store
