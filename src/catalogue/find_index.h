#pragma once
// Keeps what the public finds in step with the products, in the transaction that changes them.

#include "catalogue/kit.h"
#include "db/tx.h"

namespace karya::catalogue {

/// Writes what the product is found by anew, or takes it away when it is not published.
void index_product(db::Tx& tx, ProductId product);
/// The same of a kit. Its price and how many there are follow from its parts when it is looked for.
void index_kit(db::Tx& tx, KitId kit);
/// Only price and availability have changed.
void index_facts(db::Tx& tx, ProductId product);

} // namespace karya::catalogue
