// Labels checked by the visitor's own device, without a network: the page, the worker that keeps
// it, and the book it checks by. Nobody's data is in any of them.

#include "base/embedded.h"
#include "labels/book.h"
#include "labels/routes.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::labels {

namespace {

Result<Book> show_book(View& view, web::Nothing const&) { return book(view); }

struct CheckQuery {
    std::optional<std::string> kode {};
};
BOOST_DESCRIBE_STRUCT(CheckQuery, (), (kode))

struct CheckPage {
    std::string kode {};
    std::string token {}; ///< read from what was typed, for browsers without script

    web::Meta meta(Lang lang, std::string_view) const
    {
        return { .canonical = "/label",
                 .manifest = lang == Lang::en ? "check.webmanifest" : "label.webmanifest" };
    }
};
BOOST_DESCRIBE_STRUCT(CheckPage, (), (kode, token))

Result<CheckPage> show_check(View&, CheckQuery const& query)
{
    auto const typed = query.kode.value_or("");
    auto const token = token_in(typed).value_or(typed);
    return CheckPage { typed, token.size() <= token_length_max ? token : "" };
}

Result<web::File> show_checker(View&, web::Nothing const&)
{
    auto const assets = embedded::assets();
    auto const worker = std::ranges::find(assets, "checker.js", &embedded::Asset::name);
    CHECK(worker != assets.end());
    return web::File { .content_type = std::string { worker->content_type },
                       .bytes = std::string { worker->bytes } };
}

} // namespace

void add_check_routes(web::Routes& routes)
{
    routes.query<CheckQuery, CheckPage>("/label", anyone, show_check, { "labels/check" });
    routes.query<web::Nothing, Book>("/label/daftar", anyone, show_book,
                                     { .name = {}, .cached = true });
    routes.query<web::Nothing, web::File>("/pekerja-label.js", anyone, show_checker);
}

} // namespace karya::labels
