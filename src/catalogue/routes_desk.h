#pragma once
// The desk's part of the catalogue's routes.

#include "catalogue/product.h"

namespace karya::web {
class Routes;
}

namespace karya::catalogue {

struct ProductPath {
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(ProductPath, (), (product))
struct MeasureOption {
    Measure measure { Measure::pcs };
};
BOOST_DESCRIBE_STRUCT(MeasureOption, (), (measure))

void add_desk_routes(web::Routes& routes);
void add_publish_routes(web::Routes& routes);
void add_window_routes(web::Routes& routes);
void add_desk_kit_routes(web::Routes& routes);
void add_desk_variant_routes(web::Routes& routes);

} // namespace karya::catalogue
