#pragma once
// Keeps what the public finds in step with the products, in the transaction that changes them.

#include "catalogue/product.h"
#include "db/tx.h"

namespace karya::catalogue {

/// Writes what the product is found by anew, or takes it away when it is not published.
void index_product(db::Tx& tx, ProductId product);
/// Only price and availability have changed.
void index_facts(db::Tx& tx, ProductId product);

} // namespace karya::catalogue
