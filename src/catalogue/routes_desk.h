#pragma once
// The desk's part of the catalogue's routes.

#include "catalogue/kit.h"
#include "catalogue/product.h"
#include "core/call.h"

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
/// A published kit that nobody can buy now, and what of it is missing.
struct StuckKit {
    KitId kit {};
    std::string name {};
    std::string missing {}; ///< "Kopi arabika habis, Tembikar tidak dijual"
};
BOOST_DESCRIBE_STRUCT(StuckKit, (), (kit, name, missing))
std::vector<StuckKit> stuck_kits(View const& view, org::UnitScope const& scope);

struct PhotoRow {
    PhotoId photo {};
    std::string name {};
    std::string alt {};
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (photo, name, alt))
/// A product's photos, in its order.
std::vector<PhotoRow> photo_rows(Product const& product);

void add_desk_routes(web::Routes& routes);
void add_publish_routes(web::Routes& routes);
void add_window_routes(web::Routes& routes);
void add_desk_kit_routes(web::Routes& routes);
void add_desk_words_routes(web::Routes& routes);
void add_desk_product_routes(web::Routes& routes);
void add_desk_paper_routes(web::Routes& routes);
void add_desk_photo_routes(web::Routes& routes);
void add_desk_variant_routes(web::Routes& routes);

} // namespace karya::catalogue
