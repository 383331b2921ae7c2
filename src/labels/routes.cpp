// Who may see the keys, and the document by which anybody may check a label without us.

#include "labels/routes.h"
#include "web/routes.h"

namespace karya::labels {

namespace {

struct KeyRow {
    std::string kid {};
    LocalTime made_at {};
    std::optional<LocalTime> retired_at {};
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (kid, made_at, retired_at))

struct KeysPage {
    std::vector<KeyRow> keys {};
};
BOOST_DESCRIBE_STRUCT(KeysPage, (), (keys))

Result<KeysPage> show_keys(View& view, web::Nothing const&)
{
    KeysPage page;
    for (auto const& key : keys(view)) {
        KeyRow row { key.kid, { key.made_at, Zone::wib } };
        if (key.retired_at) row.retired_at = LocalTime { *key.retired_at, Zone::wib };
        page.keys.push_back(row);
    }
    return page;
}

Result<web::Nothing> post_key(Call& call, web::Nothing const&)
{
    rotate(call);
    return web::Nothing {};
}

Result<web::File> show_document(View& view, web::Nothing const&)
{
    return web::File { .content_type = "application/jwk-set+json", .bytes = key_document(view) };
}

} // namespace

void add_key_routes(web::Routes& routes)
{
    routes.query<web::Nothing, KeysPage>("/meja/label/kunci", key_right, show_keys,
                                         { "labels/keys" });
    routes.command<web::Nothing, web::Nothing>("/meja/label/kunci", key_right, post_key,
                                               { "/meja/label/kunci", "/meja/label/kunci" });
    routes.query<web::Nothing, web::File>("/.well-known/karya-labels.json", anyone, show_document);
}

void add_routes(web::Routes& routes)
{
    add_desk_routes(routes);
    add_key_routes(routes);
    add_public_routes(routes);
    add_check_routes(routes);
}

} // namespace karya::labels
