#pragma once
// The desk's part of the catalogue's routes.

#include "catalogue/product.h"

namespace karya::web {
class Routes;
}

namespace karya::catalogue {

/// The stock moved while somebody counted it.
inline constexpr ErrorCode moved_since { "catalogue.moved_since", Fault::conflict };

/// A price that does not bring in the cost is asked about at the field "sure".
Result<void> check_cost(PriceTag const& price);

void add_desk_routes(web::Routes& routes);
void add_publish_routes(web::Routes& routes);
void add_window_routes(web::Routes& routes);
void add_desk_variant_routes(web::Routes& routes);

} // namespace karya::catalogue
