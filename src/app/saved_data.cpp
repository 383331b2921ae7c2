#include "app/saved_data.h"

namespace karya::app {

namespace {

/// Of all its parcels.
std::string trackings_of(orders::Order const& order)
{
    if (order.consignments.size() < 2) return order.parcel ? order.parcel->tracking : "";
    std::string all;
    for (auto const& part : order.consignments) all += (all.empty() ? "" : ", ") + part.tracking;
    return all;
}

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
                      .tracking = trackings_of(order),
                      .lines = order.lines };
    for (auto const& step : order.steps)
        made.steps.push_back({ step.at, step.state, step.cause, step.note });
    return made;
}

} // namespace

Result<SavedData> saved_data(View const& view, std::string_view link)
{
    auto const group = TRY(orders::group(view, link));
    SavedData data { .made_at = view.now,
                     .erase_at = group.erase_at,
                     .buyer = group.buyer,
                     .payment = group.payment };
    for (auto const& order : group.orders) data.orders.push_back(TRY(saved(view, order)));
    for (auto const& bought : TRY(reviews::purchases(view, link)))
        if (auto const& said = bought.review)
            data.reviews.push_back({ said->name, said->stars, said->words, said->shown_as,
                                     said->state, said->written_at, said->answer });
    return data;
}

} // namespace karya::app
