// The unit's QRIS picture: brought in at the desk, shown where a buyer pays by it.

#include "core/audit.h"
#include "counter/counter.h"
#include "counter/routes_parts.h"
#include "counter/store.h"
#include "counter/text.h"
#include "identity/identity.h"
#include "web/routes.h"

namespace karya::counter {

namespace {

// ---- GET /meja/qris ----

struct QrisPage {
    std::string title {};
    bool there { false };
    std::optional<LocalTime> at {};
    std::string officer {};
};
BOOST_DESCRIBE_STRUCT(QrisPage, (), (title, there, at, officer))

Result<QrisPage> show_qris(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    QrisPage page { .title = text::qris_title(view.lang) };
    auto const qris = store::qris(view.read, scope.unit());
    if (!qris) return page;
    page.there = true;
    page.at = LocalTime { qris->at, scope.zone() };
    page.officer = identity::name_of(view, qris->officer);
    return page;
}

// ---- POST /meja/qris ----

struct QrisInput {
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare_qris`, never sent
};
BOOST_DESCRIBE_STRUCT(QrisInput, (), (photo))

Result<void> prepare_qris(View& view, QrisInput& input)
{
    TRY(org::own(view));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<web::Nothing> post_qris(Call& call, QrisInput const& input)
{
    put_qris(call, TRY(org::own(call.view())), input.webp);
    return web::Nothing {};
}

// ---- POST /meja/qris/hapus ----

Result<web::Nothing> post_drop(Call& call, web::Nothing const&)
{
    drop_qris(call, TRY(org::own(call.view())));
    return web::Nothing {};
}

// ---- GET /kasir/qris ----

Result<web::File> show_picture(View& view, web::Nothing const&)
{
    auto picture = TRY(qris_picture(view, TRY(org::own(view))));
    return web::File { .content_type = "image/webp",
                       .bytes = std::move(picture),
                       .no_store = true };
}

} // namespace

void put_qris(Call& call, org::UnitScope const& scope, std::string_view webp)
{
    store::Qris const qris { QrisId::make(call.now), call.now, call.actor.officer };
    store::put_qris(call.tx, scope.unit(), qris, webp);
    core::audit(call,
                { .what = "counter.put_qris",
                  .object = scope.unit().text(),
                  .after = std::string { webp },
                  .unit = scope.unit() });
}

void drop_qris(Call& call, org::UnitScope const& scope)
{
    auto const before = store::qris_picture(call.tx, scope.unit());
    if (!store::drop_qris(call.tx, scope.unit())) return;
    core::audit(call,
                { .what = "counter.drop_qris",
                  .object = scope.unit().text(),
                  .before = before.value_or(""),
                  .unit = scope.unit() });
}

std::optional<QrisId> qris_of(View const& view, org::UnitScope const& scope)
{
    auto const qris = store::qris(view.read, scope.unit());
    if (!qris) return {};
    return qris->id;
}

Result<std::string> qris_picture(View const& view, org::UnitScope const& scope)
{
    auto bytes = store::qris_picture(view.read, scope.unit());
    if (!bytes) return not_found;
    return std::move(*bytes);
}

void add_qris_routes(web::Routes& routes)
{
    routes.query<web::Nothing, QrisPage>("/meja/qris", qris_right, show_qris, { "counter/qris" });
    routes.slow_command<QrisInput, web::Nothing>("/meja/qris", qris_right, prepare_qris, post_qris,
                                                 { "/meja/qris", "/meja/qris" });
    routes.command<web::Nothing, web::Nothing>("/meja/qris/hapus", qris_right, post_drop,
                                               { "/meja/qris", "/meja/qris" });
    routes.query<web::Nothing, web::File>("/kasir/qris", read_right, show_picture);
}

} // namespace karya::counter
