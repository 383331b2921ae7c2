// The desk's form for what a unit says of itself.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

struct WindowPage {
    UnitId unit {};
    std::string unit_slug {};
    std::string unit_name {};
    ShopWindow form {};
};
BOOST_DESCRIBE_STRUCT(WindowPage, (), (unit, unit_slug, unit_name, form))

Result<WindowPage> show_window(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const unit = TRY(org::unit(view, scope.unit()));
    return WindowPage { unit.id, unit.slug, unit.name, window(view, unit.id) };
}

struct WindowSaved {
    std::string unit_slug {};
};
BOOST_DESCRIBE_STRUCT(WindowSaved, (), (unit_slug))

Result<WindowSaved> post_window(Call& call, ShopWindow const& given)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(set_window(call, scope, given));
    return WindowSaved { TRY(org::unit(call.view(), scope.unit())).slug };
}

} // namespace

void add_window_routes(web::Routes& routes)
{
    routes.query<web::Nothing, WindowPage>("/meja/etalase", edit, show_window,
                                           { .name = "catalogue/window", .edits = true });
    routes.command<ShopWindow, WindowSaved>("/meja/etalase", edit, post_window,
                                            { "/unit/{unit_slug}", "/meja/etalase" });
}

} // namespace karya::catalogue
