// What the pages of buyer and desk share.

#include "orders/routes.h"
#include "orders/text.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

std::string step_words(Lang lang, Delivery delivery, Step const& step)
{
    if (step.state == OrderState::handed_over && step.cause == Cause::overdue)
        return text::taken_as_arrived(lang);
    if (step.state == OrderState::handed_over && delivery == Delivery::sent)
        return text::arrived_state(lang);
    if (step.state != OrderState::cancelled) return karya::text::of(lang, step.state);
    return cancelled_words(lang, step.cause);
}

} // namespace

std::string cancelled_words(Lang lang, Cause cause)
{
    switch (cause) {
    case Cause::buyer: return text::cancelled_by_buyer(lang);
    case Cause::overdue: return text::cancelled_overdue(lang);
    case Cause::payment: return text::cancelled_sold_out(lang);
    case Cause::unit: break;
    }
    return text::cancelled_by_unit(lang);
}

LineView view_of(Lang lang, BasketLine const& line)
{
    LineView view { .variant = line.variant,
                    .slug = line.slug,
                    .name = line.name,
                    .quantity = line.quantity.plain(),
                    .quantity_words = catalogue::measured(lang, line.quantity, line.measure),
                    .measure_name = karya::text::of(lang, line.measure),
                    .whole_only = line.whole_only,
                    .price = line.price,
                    .seen_price = line.seen_price,
                    .price_changed = line.price != line.seen_price,
                    .amount = line.amount,
                    .left_words = catalogue::measured(lang, line.left, line.measure),
                    .too_few = line.trouble == Trouble::too_few && line.left > Quantity {},
                    .none_left = line.trouble == Trouble::too_few && line.left <= Quantity {},
                    .to_order = line.to_order && line.left < line.quantity,
                    .photo = line.photo };
    if (view.to_order && line.lead_days) view.wait_words = show(lang, *line.lead_days);
    return view;
}

std::optional<ParcelView> parcel_of(Lang lang, Order const& order)
{
    if (!order.parcel) return {};
    auto const& parcel = *order.parcel;
    return ParcelView { .courier = parcel.courier,
                        .service = parcel.service,
                        .weight = weight_words(lang, parcel.grams),
                        .days_min = parcel.days_min,
                        .days_max = parcel.days_max,
                        .fee = parcel.fee,
                        .tracking = parcel.tracking,
                        .tracking_page =
                            std::string { parcel.tracking.empty()
                                              ? std::string_view {}
                                              : shipping::tracking_page(parcel.courier) },
                        .cost = parcel.cost };
}

std::vector<OrderLineView> lines_of(Lang lang, Order const& order)
{
    std::vector<OrderLineView> lines;
    for (auto const& line : order.lines)
        lines.push_back({ line.name, catalogue::measured(lang, line.quantity, line.measure),
                          line.price, line.amount + line.discount, line.to_order });
    return lines;
}

std::optional<CouponView> coupon_of(Order const& order)
{
    if (order.coupon.empty()) return {};
    return CouponView { order.coupon, order.discount() };
}

std::vector<StepView> steps_of(Lang lang, Order const& order, Zone zone)
{
    std::vector<StepView> steps;
    for (auto const& step : order.steps)
        steps.push_back({ { step.at, zone }, step_words(lang, order.delivery, step), step.note });
    return steps;
}

void add_routes(web::Routes& routes)
{
    add_basket_routes(routes);
    add_sending_routes(routes);
    add_buyer_routes(routes);
    add_desk_routes(routes);
}

} // namespace karya::orders
