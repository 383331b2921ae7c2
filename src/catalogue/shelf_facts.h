#pragma once
// What a product's card adds up from its variants and photos, and which cached pages show it.

#include "catalogue/product.h"
#include "db/tx.h"

namespace karya::catalogue {

/// Drops the cached pages that show this product.
void touch_product(db::Tx& tx, ProductId product);
/// Drops the cached listings: only when what they show has changed, for a listing outlives sales.
void touch_shelf(db::Tx& tx);
/// Sums the card up anew; drops the listings when a published card has changed by it.
void refresh_facts(db::Tx& tx, ProductId product);

} // namespace karya::catalogue
