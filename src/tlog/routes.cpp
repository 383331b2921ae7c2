// The log's own files, as tools of others ask for them, and its keys.

#include "tlog/routes.h"
#include "base/base64.h"
#include "base/text.h"
#include "web/routes.h"

namespace karya::tlog {

namespace {

constexpr std::string_view receipt_ending = ".tlog-proof";

Result<web::File> show_checkpoint(View& view, web::Nothing const&)
{
    auto const head = newest_checkpoint(view);
    if (!head) return not_found;
    return web::File { .content_type = "text/plain; charset=utf-8", .bytes = head->note };
}

/// "0/x001/067.p/12" by its parts between slashes.
struct TilePath {
    std::string level {};
    std::string a {};
    std::optional<std::string> b {};
    std::optional<std::string> c {};
};
BOOST_DESCRIBE_STRUCT(TilePath, (), (level, a, b, c))

Result<web::File> show_tile(View& view, TilePath const& parts)
{
    auto path = parts.level + "/" + parts.a;
    if (parts.b) path += "/" + *parts.b;
    if (parts.c) path += "/" + *parts.c;
    return web::File { .content_type = "application/octet-stream",
                       .bytes = TRY(tile(view, path)),
                       .immutable = true };
}

struct ReceiptName {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ReceiptName, (), (name))

/// "123.tlog-proof"
Result<web::File> show_receipt(View& view, ReceiptName const& wanted)
{
    std::string_view number = wanted.name;
    std::int64_t n = 0;
    if (!number.ends_with(receipt_ending)) return not_found;
    number.remove_suffix(receipt_ending.size());
    if (!parse_integer(number, n) || std::to_string(n) != number) return not_found;
    auto const line = TRY(read_line(TRY(logged(view, n)).text));
    auto const name = "bukti-" + lowered(line.unit) + "-" + line.of.text() + "-"
        + std::to_string(n);
    return web::File { .content_type = "text/plain; charset=utf-8",
                       .bytes = spelled(TRY(receipt_of(view, n))),
                       .download_name = name + std::string { receipt_ending } };
}

// ---- /meja/bukti/kunci ----

struct KeyRow {
    Purpose purpose {};
    std::string verifier {}; ///< as notes are checked by it
    LocalTime made_at {};
    std::optional<LocalTime> retired_at {};
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (purpose, verifier, made_at, retired_at))

struct KeysPage {
    std::vector<KeyRow> keys {};
};
BOOST_DESCRIBE_STRUCT(KeysPage, (), (keys))

Result<KeysPage> show_keys(View& view, web::Nothing const&)
{
    KeysPage page;
    auto const known = log(view);
    for (auto const& key : keys(view)) {
        auto const name = known ? known->origin : std::string {};
        KeyRow row { key.purpose, spelled(verifier_of(name, key)), { key.made_at, Zone::wib } };
        if (key.retired_at) row.retired_at = LocalTime { *key.retired_at, Zone::wib };
        page.keys.push_back(std::move(row));
    }
    return page;
}

Result<web::Nothing> post_key(Call& call, web::Nothing const&)
{
    rotate(call);
    return web::Nothing {};
}

} // namespace

void add_file_routes(web::Routes& routes)
{
    routes.query<web::Nothing, web::File>("/tlog/checkpoint", anyone, show_checkpoint);
    routes.query<TilePath, web::File>("/tlog/tile/{level}/{a}", anyone, show_tile);
    routes.query<TilePath, web::File>("/tlog/tile/{level}/{a}/{b}", anyone, show_tile);
    routes.query<TilePath, web::File>("/tlog/tile/{level}/{a}/{b}/{c}", anyone, show_tile);
    routes.query<ReceiptName, web::File>("/bukti/{name}", anyone, show_receipt);
}

void add_key_routes(web::Routes& routes)
{
    constexpr std::string_view path = "/meja/bukti/kunci";
    routes.query<web::Nothing, KeysPage>(path, key_right, show_keys, { "tlog/keys" });
    routes.command<web::Nothing, web::Nothing>(path, key_right, post_key, { path, path });
}

void add_routes(web::Routes& routes)
{
    add_file_routes(routes);
    add_page_routes(routes);
    add_key_routes(routes);
    add_witness_routes(routes);
    add_asking_routes(routes);
}

} // namespace karya::tlog
