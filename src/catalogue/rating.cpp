// What buyers gave a product, kept beside it so that a card costs no further query.

#include "catalogue/catalogue.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/store_rating.h"

namespace karya::catalogue {

void add_rating(db::Tx& tx, ProductId product, Rating const& more)
{
    store::add_rating(tx, product, more);
    touch_product(tx, product);
    touch_shelf(tx);
}

std::string page_tag(ProductId product) { return "product:" + product.text(); }

void touch_reviews(db::Tx& tx, ProductId product) { touch_stock(tx, product); }

std::vector<Rated> ratings(db::Read& read, ProductId after) { return store::ratings(read, after); }

std::optional<RatingView> rating_view(Rating const& rating)
{
    constexpr std::int64_t step = 5; // the row of stars is filled by halves
    if (rating.count == 0) return {};
    auto const tenths = (rating.sum * 20 + rating.count) / (rating.count * 2);
    return RatingView { .average = Quantity { tenths * 100 },
                        .stars = (tenths + step / 2) / step * step,
                        .count = rating.count };
}

} // namespace karya::catalogue
