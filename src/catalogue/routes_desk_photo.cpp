// A product's photos at the desk.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

// ---- /meja/produk/{product}/foto ----

struct PhotosPage {
    std::string title {};
    ProductId product {};
    std::vector<PhotoRow> photos {};
    PhotoText form {};
};
BOOST_DESCRIBE_STRUCT(PhotosPage, (), (title, product, photos, form))

Result<PhotosPage> show_photos(View& view, ProductPath const& path)
{
    auto const whole = TRY(product(view, TRY(scope_of(view, path.product)), path.product));
    // A photo of a product shows the product: the name describes it until somebody says more.
    PhotoText text { .alt_id = whole.name_id };
    if (!whole.name_en.empty()) text.alt_en = whole.name_en;
    return PhotosPage { whole.name(view.lang), whole.id, photo_rows(whole), std::move(text) };
}

struct PhotoUpload {
    ProductId product {};
    web::Upload photo {};
    std::string alt_id {};
    std::optional<std::string> alt_en {};

    MadePhoto made {}; ///< left by `prepare_photo`
};
BOOST_DESCRIBE_STRUCT(PhotoUpload, (), (product, photo, alt_id, alt_en))

/// Nobody makes us decode for a product that is not his.
Result<void> prepare_photo(View& view, PhotoUpload& given)
{
    TRY(scope_of(view, given.product));
    given.made = TRY(make_photo(given.photo.bytes));
    given.photo.bytes.clear();
    return {};
}

Result<ProductPath> post_photo(Call& call, PhotoUpload const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    TRY(add_photo(call, scope, given.product, given.made, { given.alt_id, given.alt_en }));
    return ProductPath { given.product };
}

struct PhotoRemoval {
    ProductId product {};
    PhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoRemoval, (), (product, photo))

Result<ProductPath> post_photo_removal(Call& call, PhotoRemoval const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.photo));
    TRY(remove_photo(call, scope, given.product, given.photo));
    return ProductPath { given.product };
}

} // namespace

std::vector<PhotoRow> photo_rows(Product const& product)
{
    std::vector<PhotoRow> rows;
    for (auto const& photo : product.photos) rows.push_back({ photo.id, photo.name, photo.alt_id });
    return rows;
}

void add_desk_photo_routes(web::Routes& routes)
{
    routes.query<ProductPath, PhotosPage>("/meja/produk/{product}/foto", edit, show_photos,
                                          { "catalogue/photos" });
    routes.slow_command<PhotoUpload, ProductPath>(
        "/meja/produk/{product}/foto", edit, prepare_photo, post_photo,
        { "/meja/produk/{product}/foto", "/meja/produk/{product}/foto" });
    routes.command<PhotoRemoval, ProductPath>(
        "/meja/produk/{product}/foto/{photo}/penghapusan", edit, post_photo_removal,
        { "/meja/produk/{product}/foto", "/meja/produk/{product}/foto" });
}

} // namespace karya::catalogue
