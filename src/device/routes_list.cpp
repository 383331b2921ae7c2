// What a device sells by, asked for under its own key.

#include "base/json.h"
#include "device/devices.h"
#include "device/list.h"
#include "device/routes_parts.h"
#include "device/signature.h"
#include "device/tries.h"
#include "web/gzip.h"
#include "web/routes.h"
#include <functional>

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

/// What the question of a device comes to; wrong signatures are counted.
template<class T>
Result<T> answered(View const& view, DeviceId device, std::function<Result<T>()> const& ask)
{
    auto const who = device.text() + " " + std::string { view.caller.address };
    if (bad_tries().too_many(who, view.now)) return too_many_tries;
    auto answer = ask();
    if (!answer.ok() && answer.error().code() == bad_signature) bad_tries().note(who, view.now);
    return answer;
}

/// The signature, a line end, and the list that it is of; packed, for it is long and alike.
Result<web::File> show_list(View& view, ListQuery const& query)
{
    ListAsk const wanted { .device = query.device,
                           .stamp = { query.stamp, query.signature },
                           .have = query.have.value_or(""),
                           .after = query.after.value_or(VariantId {}) };
    auto const list = TRY(
        answered<PriceList>(view, query.device, [&] { return price_list(view, wanted); }));
    auto const body = json_text(list);
    auto const signature = OwnKey { keys().list }.signature_of(body);
    return web::File { .content_type = "application/gzip",
                       .bytes = web::gzip(signature + "\n" + body),
                       .no_store = true };
}

// ---- GET /kasir/qris-perangkat ----

struct QrisQuery {
    DeviceId device {};
    std::string stamp {};
    std::string signature {};
};
BOOST_DESCRIBE_STRUCT(QrisQuery, (), (device, stamp, signature))

Result<web::File> show_qris(View& view, QrisQuery const& query)
{
    auto bytes = TRY(answered<std::string>(view, query.device, [&] {
        return qris_picture(view, query.device, { query.stamp, query.signature });
    }));
    return web::File { .content_type = "image/webp", .bytes = std::move(bytes), .no_store = true };
}

} // namespace

void add_list_routes(web::Routes& routes)
{
    routes.query<ListQuery, web::File>("/kasir/daftar-harga", anyone, show_list);
    routes.query<QrisQuery, web::File>("/kasir/qris-perangkat", anyone, show_qris);
}

} // namespace karya::device
