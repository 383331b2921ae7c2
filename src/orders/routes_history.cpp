// What a buyer with an account ordered.

#include "orders/routes.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

struct PlacedView {
    std::string number {};
    OrderState state {};
    std::string state_words {};
    std::string unit_name {};
};
BOOST_DESCRIBE_STRUCT(PlacedView, (), (number, state, state_words, unit_name))

struct PlacingView {
    std::string link {};
    Timestamp placed_at {};
    Rupiah total {};
    std::string numbers {};
    std::vector<PlacedView> orders {};
};
BOOST_DESCRIBE_STRUCT(PlacingView, (), (link, placed_at, total, numbers, orders))

struct HistoryPage {
    std::vector<PlacingView> placings {};
    std::optional<GroupId> more {}; ///< older ones come before this one

    static constexpr bool secret = true;
    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(HistoryPage, (), (placings, more))

struct HistoryQuery {
    std::optional<GroupId> before {};
};
BOOST_DESCRIBE_STRUCT(HistoryQuery, (), (before))

PlacingView placing_view(View const& view, Placing const& placing)
{
    PlacingView shown { .link = placing.link,
                        .placed_at = placing.placed_at,
                        .total = placing.total };
    for (auto const& order : placing.orders) {
        auto const unit = org::unit(view, order.unit);
        CHECK(unit.ok()); // it has an order
        shown.orders.push_back({ order.number, order.state,
                                 state_words(view.lang, order.delivery, order.state),
                                 unit.value().name });
        shown.numbers += (shown.numbers.empty() ? "" : ", ") + order.number;
    }
    return shown;
}

Result<HistoryPage> show_history(View& view, HistoryQuery const& query)
{
    auto const account = TRY(buyers::account(view));
    HistoryPage page;
    auto const found = history(view, account, query.before.value_or(GroupId {}));
    for (auto const& placing : found) page.placings.push_back(placing_view(view, placing));
    if (found.size() == static_cast<std::size_t>(placings_at_once)) page.more = found.back().group;
    return page;
}

} // namespace

void add_history_routes(web::Routes& routes)
{
    routes.query<HistoryQuery, HistoryPage>("/pembeli/pesanan", anyone, show_history,
                                            { "orders/history" });
}

} // namespace karya::orders
