#pragma once
// What a product's card adds up from its variants and photos, and which cached pages show it.

#include "catalogue/product.h"
#include "db/tx.h"

namespace karya::catalogue {

/// Drops the cached page of this product, which tells how many are left. Its card on the pages of
/// others does not, so these outlive its sales.
void touch_stock(db::Tx& tx, ProductId product);
/// Drops its page and those that show its card.
void touch_product(db::Tx& tx, ProductId product);
/// Drops the cached listings: only when what they show has changed, for a listing outlives sales.
void touch_shelf(db::Tx& tx);
/// Sums the card up anew; drops the listings when a published card has changed by it.
void refresh_facts(db::Tx& tx, ProductId product);

} // namespace karya::catalogue
