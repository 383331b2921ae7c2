// Times of services in a basket: chosen by the line, kept as long as there is room.

#include "orders/basket_parts.h"
#include "orders/slot.h"
#include "orders/store_slot.h"
#include <algorithm>

namespace karya::orders {

namespace {

ServiceWant want_of(UnitId unit, BasketLine const& line)
{
    bool const made = line.to_order && line.left < line.quantity;
    return { .unit = unit,
             .product = line.product,
             .places = places_of(line.quantity, line.whole_only),
             .wait = made ? line.lead_days.value_or(0) : 0 };
}

} // namespace

bool BasketPart::visited() const { return std::ranges::any_of(lines, &BasketLine::booked); }

bool BasketPart::served() const { return std::ranges::all_of(lines, &BasketLine::booked); }

bool Basket::sendable() const { return !std::ranges::all_of(parts, &BasketPart::visited); }

bool Basket::served() const { return std::ranges::all_of(parts, &BasketPart::served); }

void add_times(View const& view, Basket& basket)
{
    auto const chosen = store::chosen_times(view.read, basket.id);
    for (auto& part : basket.parts)
        for (auto& line : part.lines) {
            if (week_slots(view, line.product).empty()) continue;
            line.booked = true;
            line.times = service_times(view, want_of(part.unit, line));
            auto const kept = std::ranges::find(chosen, line.variant, &store::ChosenTime::variant);
            if (kept != chosen.end())
                line.time = offered_time(line.times, { part.unit, kept->day, kept->starts });
            if (line.time || line.trouble != Trouble::none) continue;
            line.trouble = Trouble::no_time;
            basket.sound = false;
        }
}

Result<void> keep_time(Call& call, GroupId basket, catalogue::PublicOffer const& offer,
                       Quantity quantity, std::optional<PickDay> const& time)
{
    if (week_slots(call.view(), offer.product).empty()) return {};
    if (!time || !time->starts) return Error { no_time }.at("slot", std::string { no_time.id });
    auto const line = line_of(offer, { .variant = offer.variant, .quantity = quantity }, {});
    auto const offered = service_times(call.view(), want_of(offer.unit, line));
    if (!offered_time(offered, *time))
        return full_at(call.lang, offer.name, time_of(call.view(), offer.product, *time));
    store::choose_time(call.tx, basket, { offer.variant, time->day, *time->starts });
    return {};
}

void choose_times(Call& call, std::string_view token, std::vector<TimeWish> const& wishes)
{
    auto const id = basket_to_change(call, token);
    if (!id) return;
    for (auto const& line : store::lines(call.tx, *id)) {
        auto const wish = std::ranges::find(wishes, line.variant, &TimeWish::variant);
        if (wish != wishes.end() && wish->time.starts)
            store::choose_time(call.tx, *id, { line.variant, wish->time.day, *wish->time.starts });
    }
}

} // namespace karya::orders
