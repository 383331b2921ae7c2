#pragma once
// SQL of what buyers gave. For catalogue/ only.

#include "catalogue/catalogue.h"

namespace karya::catalogue::store {

void add_rating(db::Tx& tx, ProductId product, Rating const& more);
/// Of products that have any, after that one, at most 1,000.
std::vector<Rated> ratings(db::Read& read, ProductId after);
Rating rating(db::Read& read, ProductId product);

} // namespace karya::catalogue::store
