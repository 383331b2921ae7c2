// What the pages of buyer and desk share.

#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/text.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

/// Of a step that only tells what came back.
std::string back_words(Lang lang, Step const& step)
{
    auto const money = show(lang, step.back);
    if (step.instead.empty()) return text::step_back(lang, money);
    if (step.back == Rupiah {}) return text::step_instead(lang, step.instead);
    return text::step_instead_back(lang, step.instead, money);
}

std::string step_words(Lang lang, Order const& order, Step const& step)
{
    if (step.back > Rupiah {} || !step.instead.empty()) return back_words(lang, step);
    if (step.state == OrderState::handed_over && step.cause == Cause::overdue)
        return text::taken_as_arrived(lang);
    if (step.state != OrderState::cancelled) return state_words(lang, order.delivery, step.state);
    return cancelled_words(lang, order, step.cause);
}

} // namespace

std::string said_of(Lang lang, Delivery delivery, std::string_view what,
                    karya::text::Args const& args)
{
    auto const key = "Said_of_" + std::string { enum_text(delivery) } + "." + std::string { what };
    return karya::text::has(key) ? karya::text::find(lang, key, args) : std::string {};
}

std::string state_words(Lang lang, Delivery delivery, OrderState state)
{
    return said_of(lang, delivery, enum_text(state));
}

std::string cancelled_words(Lang lang, Order const& order, Cause cause)
{
    switch (cause) {
    case Cause::buyer: return text::cancelled_by_buyer(lang);
    case Cause::overdue: // of money that was to come first, it is the money
        return order.pay == PayTime::ahead ? text::cancelled_unpaid(lang)
                                           : said_of(lang, order.delivery, "overdue");
    case Cause::payment: return text::cancelled_sold_out(lang);
    case Cause::unit: break;
    }
    return text::cancelled_by_unit(lang);
}

std::string slot_words(Lang lang, Slot const& slot)
{
    auto const clock = [&](std::int64_t minutes) {
        constexpr std::int64_t hour = 60;
        auto const two = [](std::int64_t number) {
            return (number < 10 ? "0" : "") + std::to_string(number);
        };
        return two(minutes / hour) + (lang == Lang::id ? "." : ":") + two(minutes % hour);
    };
    return clock(slot.starts) + "–" + clock(slot.ends);
}

std::string time_words(Lang lang, PickTime const& time)
{
    return show(lang, time.day) + (time.slot ? ", " + slot_words(lang, *time.slot) : "");
}

std::string when_of(Lang lang, Order const& order, std::int64_t line)
{
    auto const found = std::ranges::find(order.appointments, line, &Appointment::n);
    return found == order.appointments.end() ? "" : time_words(lang, found->time());
}

std::string visit_words(Lang lang, Order const& order)
{
    std::string words;
    for (auto const& service : services_of(lang, order))
        words += (words.empty() ? "" : "; ") + service.name + ": " + service.when;
    return words;
}

static std::string slot_value(PickTime const& time)
{
    return time.day.text() + (time.slot ? " " + std::to_string(time.slot->starts) : "");
}

Result<PickDay> pick_of(UnitId unit, std::string_view value)
{
    constexpr std::size_t day_size = 10;
    auto const refused = [] { return Error { bad_pick_day }.at("slot", "orders.bad_pick_day"); };
    auto const day = Day::parse(value.substr(0, day_size));
    if (!day.ok()) return refused();
    PickDay pick { unit, day.value(), {} };
    if (value.size() <= day_size) return pick;
    auto const starts = value.substr(day_size + 1);
    bool const digits = !starts.empty() && starts.size() <= 4
        && starts.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits) return refused();
    pick.starts = std::stoll(std::string { starts });
    return pick;
}

std::vector<SlotChoice> slot_choices(Lang lang, std::vector<PickTime> const& times)
{
    std::vector<SlotChoice> choices;
    for (auto const& time : times) choices.push_back({ slot_value(time), time_words(lang, time) });
    return choices;
}

catalogue::ServiceTime free_time(Lang lang, PickTime const& time)
{
    auto const weekday = std::chrono::weekday { time.day.days }.iso_encoding();
    return { slot_value(time),
             text::service_time(lang,
                                karya::text::find(lang, "Weekday.d" + std::to_string(weekday)),
                                time_words(lang, time), show(lang, time.left)) };
}

std::vector<ServiceView> services_of(Lang lang, Order const& order)
{
    std::vector<ServiceView> services;
    for (auto const& line : order.lines)
        if (auto when = when_of(lang, order, line.n); !when.empty())
            services.push_back({ line.n, line.name, std::move(when), {} });
    return services;
}

namespace {

void put_times(Lang lang, BasketLine const& line, LineView& view)
{
    if (line.time) view.when = time_words(lang, *line.time);
    view.no_time = line.trouble == Trouble::no_time;
    auto const chosen = line.time ? slot_value(*line.time) : std::string {};
    for (auto const& time : line.times) {
        auto const [slot, words] = free_time(lang, time);
        view.times.push_back({ slot, words, slot == chosen });
    }
}

} // namespace

LineView view_of(Lang lang, BasketLine const& line)
{
    LineView view { .variant = line.variant,
                    .slug = line.slug,
                    .name = line.name,
                    .quantity = line.quantity.typed(),
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
    put_times(lang, line, view);
    return view;
}

KitView view_of(BasketKit const& kit)
{
    bool const few = kit.trouble == Trouble::too_few;
    auto const left = kit.left.value_or(0);
    return { .kit = kit.kit,
             .slug = kit.slug,
             .name = kit.name,
             .pieces = kit.pieces,
             .price = kit.price,
             .seen_price = kit.seen_price,
             .price_changed = kit.price != kit.seen_price,
             .changed = kit.changed,
             .amount = kit.amount,
             .saved = kit.saved,
             .cheaper = kit.saved > Rupiah {},
             .left = left,
             .too_few = few && left > 0,
             .none_left = few && left <= 0 };
}

PartGoods goods_of(Lang lang, BasketPart const& part)
{
    PartGoods goods;
    for (auto const& kit : part.kits) goods.kits.push_back(view_of(kit));
    for (auto const& line : part.lines) {
        auto const kit = std::ranges::find(goods.kits, line.kit, &KitView::kit);
        auto& beside = kit == goods.kits.end() ? goods.lines : kit->lines;
        beside.push_back(view_of(lang, line));
    }
    return goods;
}

std::string kit_words(Lang lang, Line const& line)
{
    if (line.kit_pieces == 0) return {};
    return text::in_kit(lang, line.kit, show(lang, line.kit_pieces));
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
                        .days = days_words(lang, parcel.days_min, parcel.days_max),
                        .fee = parcel.fee,
                        .tracking = parcel.tracking,
                        .tracking_page =
                            std::string { parcel.tracking.empty()
                                              ? std::string_view {}
                                              : shipping::tracking_page(parcel.courier) },
                        .cost = parcel.cost };
}

std::vector<std::string> contents_of(Lang lang, Order const& order, Consignment const& part)
{
    std::vector<std::string> contents;
    for (auto const& inside : part.lines) {
        auto const& line = order.line(inside.n);
        contents.push_back(text::part_line(
            lang, line.name, catalogue::measured(lang, inside.quantity, line.measure)));
    }
    return contents;
}

std::vector<ConsignmentView> parts_of(Lang lang, Order const& order, Zone zone)
{
    std::vector<ConsignmentView> parts;
    bool const whole = order.consignments.size() == 1 && order.state >= OrderState::shipped;
    if (whole) return parts;
    for (auto const& part : order.consignments) {
        ConsignmentView shown {
            .n = part.n, .courier = part.courier, .tracking = part.tracking, .at = { part.at, zone }
        };
        if (!part.tracking.empty()) shown.tracking_page = shipping::tracking_page(part.courier);
        for (auto const& line : contents_of(lang, order, part))
            shown.contents += (shown.contents.empty() ? "" : ", ") + line;
        parts.push_back(std::move(shown));
    }
    return parts;
}

std::vector<OrderLineView> lines_of(Lang lang, Order const& order)
{
    std::vector<OrderLineView> lines;
    auto const measured = [&](Line const& line, Quantity quantity) {
        return catalogue::measured(lang, quantity, line.measure);
    };
    auto const add = [&](Line const& line) {
        lines.push_back({ .name = line.name,
                          .quantity_words = measured(line, line.quantity),
                          .price = line.price,
                          .amount = line.amount + line.coupon_off(),
                          .to_order = line.to_order,
                          .kit = kit_words(lang, line),
                          .instead = line.sale.has_value() });
        if (line.back > Quantity {})
            lines.back().back = text::line_back(lang, measured(line, line.back));
    };
    std::ranges::for_each(order.lines, add);
    std::ranges::for_each(order.swaps, add);
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
        steps.push_back({ { step.at, zone }, step_words(lang, order, step), step.note });
    return steps;
}

void add_routes(web::Routes& routes)
{
    add_basket_routes(routes);
    add_sending_routes(routes);
    add_checkout_routes(routes);
    add_buyer_routes(routes);
    add_history_routes(routes);
    add_desk_routes(routes);
    add_pickup_routes(routes);
}

} // namespace karya::orders
