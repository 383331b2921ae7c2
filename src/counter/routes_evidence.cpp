// Evidence photos of a sale: added by the own unit only, and never among the public media.

#include "catalogue/catalogue.h"
#include "core/audit.h"
#include "counter/counter.h"
#include "counter/routes_parts.h"
#include "counter/store.h"
#include "web/routes.h"

namespace karya::counter {

namespace {

struct PhotoInput {
    SaleId sale {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(PhotoInput, (), (sale, photo))

Result<void> prepare_photo(View& view, PhotoInput& input)
{
    TRY(sales::sale(view, TRY(org::own(view)), input.sale));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<SalePath> post_photo(Call& call, PhotoInput const& input)
{
    constexpr std::size_t photos_max = 3;
    auto const scope = TRY(org::own(call.view()));
    TRY(sales::sale(call.view(), scope, input.sale));
    if (store::photos(call.tx, scope.unit(), input.sale).size() >= photos_max)
        return too_many_photos;
    store::Evidence const photo { EvidenceId::make(call.now), input.sale, call.now,
                                  call.actor.officer };
    store::insert_photo(call.tx, scope.unit(), photo, input.webp);
    core::audit(call,
                { .what = "counter.add_photo",
                  .object = input.sale.text(),
                  .after = input.webp,
                  .unit = scope.unit() });
    return SalePath { input.sale };
}

struct PhotoPath {
    EvidenceId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoPath, (), (photo))

Result<web::File> show_photo(View& view, PhotoPath const& path)
{
    auto const unit = store::unit_of_photo(view.read, path.photo);
    if (!unit) return not_found;
    auto const scope = TRY(org::reach(view, *unit));
    auto bytes = store::photo(view.read, scope.unit(), path.photo);
    if (!bytes) return not_found;
    return web::File { .content_type = "image/webp", .bytes = std::move(*bytes), .no_store = true };
}

} // namespace

void add_evidence_routes(web::Routes& routes)
{
    routes.slow_command<PhotoInput, SalePath>("/kasir/struk/{sale}/foto", sell_right, prepare_photo,
                                              post_photo,
                                              { "/kasir/struk/{sale}", "/kasir/struk/{sale}" });
    routes.query<PhotoPath, web::File>("/kasir/foto/{photo}", trace_right, show_photo);
}

} // namespace karya::counter
