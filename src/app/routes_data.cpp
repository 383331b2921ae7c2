// What is kept of a buyer, to him alone: shown, taken along, erased. By his secret link.

#include "app/front.h"
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

struct SavedStep {
    Timestamp at {};
    orders::OrderState state {};
    orders::Cause cause {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(SavedStep, (), (at, state, cause, note))

struct SavedOrder {
    std::string number {};
    std::string unit {};
    orders::OrderState state {};
    orders::Delivery delivery {};
    Timestamp placed_at {};
    Rupiah total {};
    Rupiah shipping {};
    std::string coupon {};
    std::string tracking {};
    std::vector<orders::Line> lines {};
    std::vector<SavedStep> steps {};
};
BOOST_DESCRIBE_STRUCT(SavedOrder, (),
                      (number, unit, state, delivery, placed_at, total, shipping, coupon, tracking,
                       lines, steps))

struct SavedReview {
    std::string name {};
    std::int64_t stars {};
    std::string words {};
    std::string shown_as {};
    reviews::ReviewState state {};
    Timestamp written_at {};
    std::string answer {};
};
BOOST_DESCRIBE_STRUCT(SavedReview, (), (name, stars, words, shown_as, state, written_at, answer))

struct SavedData {
    Timestamp made_at {};
    std::optional<Timestamp> erase_at {};
    std::optional<orders::Buyer> buyer {};
    std::vector<SavedOrder> orders {};
    std::optional<payments::Payment> payment {};
    std::vector<SavedReview> reviews {};
};
BOOST_DESCRIBE_STRUCT(SavedData, (), (made_at, erase_at, buyer, orders, payment, reviews))

Result<SavedOrder> saved(View const& view, orders::Order const& order)
{
    SavedOrder made { .number = order.number,
                      .unit = TRY(org::unit(view, order.unit)).name,
                      .state = order.state,
                      .delivery = order.delivery,
                      .placed_at = order.placed_at,
                      .total = order.total,
                      .shipping = order.shipping(),
                      .coupon = order.coupon,
                      .tracking = order.parcel ? order.parcel->tracking : "",
                      .lines = order.lines };
    for (auto const& step : order.steps)
        made.steps.push_back({ step.at, step.state, step.cause, step.note });
    return made;
}

Result<web::File> save_data(View& view, DataLink const& path)
{
    auto const group = TRY(orders::group(view, path.link));
    SavedData data { .made_at = view.now,
                     .erase_at = group.erase_at,
                     .buyer = group.buyer,
                     .payment = group.payment };
    for (auto const& order : group.orders) data.orders.push_back(TRY(saved(view, order)));
    for (auto const& bought : TRY(reviews::purchases(view, path.link)))
        if (auto const& said = bought.review)
            data.reviews.push_back({ said->name, said->stars, said->words, said->shown_as,
                                     said->state, said->written_at, said->answer });
    return web::File { .content_type = "application/json",
                       .bytes = json_text(data),
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
