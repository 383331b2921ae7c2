// The till on a device of its own: a page that holds nobody's data and may be kept by the browser,
// and the worker that opens it without a network.

#include "web/routes.h"

#include "base/embedded.h"
#include "counter/routes_parts.h"
#include "counter/till_page.h"
#include <algorithm>

namespace karya::counter {

namespace {

Result<TillPage> show_stand(View& view, web::Nothing const&)
{
    TillPage page { .open = true,
                    .device = true,
                    .demo = view.demo,
                    .discount = true,
                    .reversers = all_reversers(view.lang) };
    put_choices(page);
    page.ways = way_options();
    return page;
}

Result<web::File> show_worker(View&, web::Nothing const&)
{
    auto const assets = embedded::assets();
    auto const worker = std::ranges::find(assets, "worker.js", &embedded::Asset::name);
    CHECK(worker != assets.end());
    return web::File { .content_type = std::string { worker->content_type },
                       .bytes = std::string { worker->bytes } };
}

} // namespace

void add_stand_routes(web::Routes& routes)
{
    routes.query<web::Nothing, TillPage>("/kasir/layar", anyone, show_stand, { "counter/till" });
    routes.query<web::Nothing, web::File>("/pekerja-kasir.js", anyone, show_worker);
}

} // namespace karya::counter
