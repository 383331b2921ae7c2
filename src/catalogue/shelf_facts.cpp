#include "catalogue/shelf_facts.h"
#include "catalogue/catalogue.h"
#include "catalogue/find_index.h"
#include "catalogue/store.h"

namespace karya::catalogue {

void touch_stock(db::Tx& tx, ProductId product) { tx.touch(page_tag(product)); }

void touch_product(db::Tx& tx, ProductId product)
{
    touch_stock(tx, product);
    tx.touch("card:" + product.text());
}

void touch_shelf(db::Tx& tx) { tx.touch("shelf"); }

void refresh_facts(db::Tx& tx, ProductId product)
{
    // Locked first: two sales that each empty one variant must see each other.
    auto const stored = store::locked_facts(tx, product);
    auto const facts = store::summed_facts(tx, product);
    if (facts == stored.facts()) return;
    store::set_facts(tx, product, facts);
    index_facts(tx, product);
    touch_product(tx, product);
    if (stored.state == ProductState::published) touch_shelf(tx);
}

} // namespace karya::catalogue
