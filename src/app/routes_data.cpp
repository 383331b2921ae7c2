// What is kept of a buyer, to him alone: shown, taken along, erased. By his secret link.

#include "app/front.h"
#include "app/saved_data.h"
#include "base/json.h"
#include "orders/orders.h"
#include "payments/payments.h"
#include "reviews/reviews.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::app {

namespace {

struct DataLink {
    std::string link {};
};
BOOST_DESCRIBE_STRUCT(DataLink, (), (link))

// ---- GET /pesanan/{link}/data ----

struct DataPage {
    std::string link {};
    std::optional<orders::Buyer> buyer {}; ///< nothing once it was erased
    bool pays_ahead { false };             ///< payments keep something of him too
    std::int64_t named { 0 };              ///< reviews that show a name
    bool erasable { false };
    std::optional<Day> erased_on {}; ///< when it goes by itself
    bool told { false };             ///< it was just erased

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(DataPage, (), (link, buyer, pays_ahead, named, erasable, erased_on, told))

struct DataQuery {
    std::string link {};
    bool told { false };
};
BOOST_DESCRIBE_STRUCT(DataQuery, (), (link, told))

bool has_ended(orders::Order const& order)
{
    return order.state == orders::OrderState::handed_over
        || order.state == orders::OrderState::cancelled;
}

Result<DataPage> show_data(View& view, DataQuery const& query)
{
    auto const group = TRY(orders::group(view, query.link));
    DataPage page { .link = query.link,
                    .buyer = group.buyer,
                    .pays_ahead = group.payment.has_value(),
                    .told = query.told };
    for (auto const& bought : TRY(reviews::purchases(view, query.link)))
        if (bought.review && !bought.review->shown_as.empty()) ++page.named;
    page.erasable = (group.buyer || page.named > 0) && std::ranges::all_of(group.orders, has_ended)
        && !(group.payment && payments::owes_back(view, group.payment->id));
    if (group.erase_at) page.erased_on = day_in(Zone::wib, *group.erase_at);
    return page;
}

// ---- GET /pesanan/{link}/data/berkas ----

Result<web::File> save_data(View& view, DataLink const& path)
{
    return web::File { .content_type = "application/json",
                       .bytes = json_text(TRY(saved_data(view, path.link))),
                       .download_name = "data-pesanan.json",
                       .no_store = true };
}

// ---- POST /pesanan/{link}/data/penghapusan ----

struct DataErased {
    std::string link {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(DataErased, (), (link))

Result<DataErased> erase_data(Call& call, DataLink const& path)
{
    auto const group = TRY(orders::group(call.view(), path.link));
    std::vector<OrderId> ids;
    for (auto const& order : group.orders) ids.push_back(order.id);
    TRY(orders::forget_as_buyer(call, path.link));
    reviews::forget_names(call, ids);
    return DataErased { path.link };
}

} // namespace

void add_data_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/pesanan/{link}/data";
    routes.query<DataQuery, DataPage>(page, anyone, show_data, { "app/data" });
    routes.query<DataLink, web::File>("/pesanan/{link}/data/berkas", anyone, save_data);
    routes.command<DataLink, DataErased>("/pesanan/{link}/data/penghapusan", anyone, erase_data,
                                         { "/pesanan/{link}/data?told=true", page });
}

} // namespace karya::app
