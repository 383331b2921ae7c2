#include "catalogue/store_rating.h"

namespace karya::catalogue::store {

db::Query raise_rating { "catalogue.raise_rating", R"sql(
UPDATE catalogue_product SET rating_count = rating_count + CAST($2 AS BIGINT),
    rating_sum = rating_sum + CAST($3 AS BIGINT)
WHERE id = $1
)sql" };

void add_rating(db::Tx& tx, ProductId product, Rating const& more)
{
    CHECK(tx.run(raise_rating, product, more.count, more.sum) == 1);
}

db::Query list_ratings { "catalogue.list_ratings", R"sql(
SELECT id, rating_count, rating_sum FROM catalogue_product
WHERE id > $1 AND (rating_count <> 0 OR rating_sum <> 0) ORDER BY id LIMIT 1000
)sql" };

std::vector<Rated> ratings(db::Read& read, ProductId after)
{
    return read.all<Rated>(list_ratings, after);
}

db::Query find_rating { "catalogue.find_rating", R"sql(
SELECT rating_count, rating_sum FROM catalogue_product WHERE id = $1
)sql" };

Rating rating(db::Read& read, ProductId product)
{
    return read.one<Rating>(find_rating, product).value_or(Rating {});
}

} // namespace karya::catalogue::store
