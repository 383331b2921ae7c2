// What a device sells by, asked for under its own key.

#include "base/json.h"
#include "device/devices.h"
#include "device/list.h"
#include "device/routes_parts.h"
#include "device/signature.h"
#include "device/tries.h"
#include "web/gzip.h"
#include "web/routes.h"

namespace karya::device {

namespace {

// ---- GET /kasir/daftar-harga ----

struct ListQuery {
    DeviceId device {};
    std::string stamp {};
    std::string signature {};
    std::optional<std::string> have {};
    std::optional<VariantId> after {};
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (device, stamp, signature, have, after))

/// The signature, a line end, and the list that it is of; packed, for it is long and alike.
Result<web::File> show_list(View& view, ListQuery const& query)
{
    auto const who = query.device.text() + " " + std::string { view.caller.address };
    if (bad_tries().too_many(who, view.now)) return too_many_tries;
    auto const list = price_list(view,
                                 { .device = query.device,
                                   .stamp = { query.stamp, query.signature },
                                   .have = query.have.value_or(""),
                                   .after = query.after.value_or(VariantId {}) });
    if (!list.ok()) {
        if (list.error().code() == bad_signature) bad_tries().note(who, view.now);
        return Error { list.error() };
    }
    auto const body = json_text(list.value());
    auto const signature = ListKey { keys().list }.signature_of(body);
    return web::File { .content_type = "application/gzip",
                       .bytes = web::gzip(signature + "\n" + body),
                       .no_store = true };
}

} // namespace

void add_list_routes(web::Routes& routes)
{
    routes.query<ListQuery, web::File>("/kasir/daftar-harga", anyone, show_list);
}

} // namespace karya::device
