// From a basket to a group of orders, one of each unit.

#include "base/lang.h"
#include "core/audit.h"
#include "orders/letters.h"
#include "orders/move.h"
#include "orders/pace.h"
#include "orders/secret.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_basket.h"
#include <algorithm>

namespace karya::orders {

namespace {

constexpr std::size_t days_offered = 6;
/// After the day that was chosen: how long goods are kept for who comes late.
constexpr int days_of_grace = 2;

constexpr std::string_view office_days = "12345";

/// The day after which goods of this part can be there.
Day ready_from(View const& view, BasketPart const& part, org::Unit const& unit)
{
    std::int64_t wait = 0;
    for (auto const& line : part.lines)
        if (line.to_order && line.left < line.quantity)
            wait = std::max(wait, line.lead_days.value_or(0));
    return day_in(unit.zone, view.now).next(static_cast<int>(wait));
}

Result<PickTime> wanted_time(View const& view, BasketPart const& part, PlaceDraft const& draft)
{
    auto const chosen = std::ranges::find(draft.pick_days, part.unit, &PickDay::unit);
    if (chosen == draft.pick_days.end())
        return Error { bad_pick_day }.at("pick_days", "orders.bad_pick_day");
    return chosen_time(pick_times(view, part), *chosen);
}

/// The kit that the line belongs to; nothing for one that stands alone.
BasketKit const* kit_of(BasketPart const& part, BasketLine const& line)
{
    auto const found = std::ranges::find(part.kits, line.kit, &BasketKit::kit);
    return found == part.kits.end() ? nullptr : &*found;
}

Line frozen(View const& view, BasketPart const& part, BasketLine const& line, std::int64_t n)
{
    auto const* kit = kit_of(part, line);
    auto const offer = catalogue::public_offer(view, line.variant);
    CHECK(offer.has_value()); // the basket is sound
    return { .n = n,
             .variant = line.variant,
             .product = offer->product,
             .name = offer->label,
             .measure = line.measure,
             .quantity = line.quantity,
             .price = line.price,
             .amount = line.amount - line.discount,
             .to_order = line.to_order,
             .discount = line.discount + line.kit_off,
             .kit = kit ? kit->label : std::string {},
             .kit_pieces = kit ? kit->pieces : 0,
             .kit_off = line.kit_off };
}

std::vector<Appointment> appointments_of(BasketPart const& part)
{
    std::vector<Appointment> all;
    std::int64_t n = 0;
    for (auto const& line : part.lines) {
        ++n;
        if (!line.time) continue;
        all.push_back({ .n = n,
                        .product = line.product,
                        .day = line.time->day,
                        .starts = line.time->slot->starts,
                        .ends = line.time->slot->ends,
                        .places = places_of(line.quantity, line.whole_only) });
    }
    return all;
}

Result<PickTime> meeting(View const& view, BasketPart const& part, PlaceDraft const& draft)
{
    if (part.parcel) return PickTime { pick_days(view, part).front(), {} };
    if (auto const visit = visit_of(view, part)) return *visit;
    return wanted_time(view, part, draft);
}

Parcel parcel_of(shipping::Offer const& offer)
{
    return { .courier = offer.courier,
             .service = offer.service,
             .grams = offer.grams,
             .fee = offer.fee,
             .days_min = offer.days_min,
             .days_max = offer.days_max };
}

Result<Order> order_of(Call& call, Basket const& basket, BasketPart const& part,
                       PlaceDraft const& draft)
{
    auto const view = call.view();
    auto const unit = TRY(org::unit(view, part.unit));
    Order order { .id = OrderId::make(call.now),
                  .group = basket.id,
                  .unit = part.unit,
                  .state = OrderState::placed,
                  .total = part.total - part.discount,
                  .placed_at = call.now };
    auto const time = TRY(meeting(view, part, draft));
    order.pick_day = time.day;
    order.slot = time.slot;
    order.appointments = appointments_of(part);
    if (part.served()) order.delivery = Delivery::served;
    if (part.parcel) {
        order.delivery = Delivery::sent;
        order.parcel = parcel_of(*part.parcel);
    }
    if (part.discount > Rupiah {}) order.coupon = basket.coupon->code;
    order.pay = draft.way ? PayTime::ahead : PayTime::at_pickup;
    order.due_at = due_after(order.pick_day, unit.zone);
    for (auto const& line : part.lines)
        order.lines.push_back(
            frozen(view, part, line, static_cast<std::int64_t>(order.lines.size() + 1)));
    order.steps.push_back({ call.now, OrderState::placed, Cause::buyer, {}, {} });
    return order;
}

Result<void> insert(Call& call, Order& order)
{
    auto const unit = org::unit(call.view(), order.unit);
    CHECK(unit.ok());
    auto const n = store::next_n(call.tx, order.unit);
    order.number = number_of(unit.value().code, n);
    TRY(take_slot(call, order));
    store::insert_order(call.tx, order, n);
    core::audit(call,
                { .what = "orders.place",
                  .object = order.id.text(),
                  .after = order.number + " " + std::to_string(order.charged().amount()),
                  .unit = order.unit });
    return {};
}

Result<void> check_seen(Lang lang, Basket const& basket, PlaceDraft const& draft)
{
    if (basket.empty()) return basket_empty;
    if (basket.id != draft.basket || !basket.sound) return goods_changed;
    if (basket.asking()) return sending_asked;
    if (basket.sending_lost()) return sending_gone;
    if (basket.charged() != draft.seen_total)
        return Error { total_changed }.with("total", show(lang, basket.charged()));
    if (basket.travels() && !draft.way)
        return Error { sent_is_paid_ahead }.at("way", "orders.sent_is_paid_ahead");
    return {};
}

Result<void> use_coupon(Call& call, Basket const& basket, Buyer const& buyer)
{
    if (basket.discount() == Rupiah {}) return {};
    return coupons::use(call,
                        { .holder = basket.id.text(),
                          .coupon = basket.coupon->id,
                          .amount = basket.discount(),
                          .phone = buyer.phone,
                          .email = buyer.email.value_or("") });
}

} // namespace

Timestamp due_after(Day day, Zone zone) { return start_of(day.next(days_of_grace + 1), zone); }

Pickup pickup_of(View const& view, UnitId unit)
{
    return store::pickup(view.read, unit).value_or(Pickup { .days = std::string { office_days } });
}

std::vector<Day> pick_days(View const& view, BasketPart const& part)
{
    auto const unit = org::unit(view, part.unit);
    CHECK(unit.ok());
    auto const from = ready_from(view, part, unit.value());
    return days_after(from, pickup_of(view, part.unit).days, days_offered,
                      store::closed_days(view.read, part.unit, from));
}

std::vector<Day> closed_days(View const& view, org::UnitScope const& scope)
{
    return store::closed_days(view.read, scope.unit(), scope.day(view.now));
}

namespace {

void note_day(Call& call, org::UnitScope const& scope, std::string_view what, Day day)
{
    core::audit(
        call,
        { .what = what, .object = scope.unit().text(), .after = day.text(), .unit = scope.unit() });
}

} // namespace

Result<void> close_day(Call& call, org::UnitScope const& scope, Day day)
{
    constexpr int days_ahead = 366;
    constexpr std::size_t closed_max = 60;
    auto const today = scope.day(call.now);
    if (day < today || day > today.next(days_ahead))
        return Error { bad_pickup }.at("day", "orders.bad_closed_day");
    if (closed_days(call.view(), scope).size() >= closed_max)
        return Error { bad_pickup }.at("day", "orders.too_many_closed");
    store::close_day(call.tx, scope.unit(), day);
    note_day(call, scope, "orders.close_day", day);
    return {};
}

Result<void> open_day(Call& call, org::UnitScope const& scope, Day day)
{
    store::open_day(call.tx, scope.unit(), day);
    note_day(call, scope, "orders.open_day", day);
    return {};
}

Result<void> set_pickup(Call& call, org::UnitScope const& scope, Pickup const& pickup)
{
    constexpr std::size_t words_max = 120;
    if (!is_weekdays(pickup.days)) return Error { bad_pickup }.at("days", "orders.no_days");
    for (auto const& [field, words] :
         { std::pair { "hours", &pickup.hours }, std::pair { "place", &pickup.place } })
        if (!is_clean_utf8(*words) || code_points(*words) > words_max)
            return Error { bad_pickup }.at(field, std::string { reason::too_long });
    auto const before = pickup_of(call.view(), scope.unit());
    store::put_pickup(call.tx, scope.unit(), pickup);
    core::audit(call,
                { .what = "orders.set_pickup",
                  .object = scope.unit().text(),
                  .before = json_text(before),
                  .after = json_text(pickup),
                  .unit = scope.unit() });
    return {};
}

namespace {

std::optional<BuyerId> account_here(Call const& call)
{
    auto const account = buyers::signed_in(call.view());
    return account ? std::optional { account->id } : std::nullopt;
}

std::optional<std::string> mailbox_in(Buyer const& buyer)
{
    if (!buyer.email) return {};
    return buyers::mailbox_of(*buyer.email);
}

Result<void> keep_address(Call& call, Buyer const& buyer, PlaceDraft const& draft)
{
    if (!draft.keep_as || !buyer.address || !account_here(call)) return {};
    auto kept = buyers::add_address(call,
                                    { .label = *draft.keep_as,
                                      .name = buyer.name,
                                      .phone = buyer.phone,
                                      .street = buyer.address->street,
                                      .village = buyer.address->village });
    if (kept.ok()) return {};
    auto error = kept.take_error();
    for (auto& bad : error.fields)
        if (bad.field == "label") bad.field = "keep_as";
    return error;
}

} // namespace

Result<std::string> place(Call& call, std::string_view token, PlaceDraft const& draft)
{
    if (!looks_secret(token)) return basket_empty;
    auto const kept = store::hold_basket(call.tx, hash_of(token), call.now);
    if (!kept) return basket_empty;
    if (kept->placed) {
        if (kept->id != draft.basket) return goods_changed;
        return link_of(kept->id);
    }
    auto const found = basket(call.view(), token);
    TRY(check_seen(call.lang, found, draft));
    auto buyer = draft.buyer;
    if (found.travels())
        buyer.address = Address { draft.street, found.to->code, found.to->words() };
    buyer = TRY(checked_buyer(buyer));
    if (!letters_go()) buyer.email.reset(); // what nobody will use is not kept
    TRY(keep_address(call, buyer, draft));
    if (!messages_go() || !buyer.whatsapp.value_or(false)) buyer.whatsapp.reset();

    TRY(keep_pace(call, Deed::place_order));
    catalogue::HoldDraft hold { .holder = found.id.text() };
    std::vector<Order> orders;
    for (auto const& part : found.parts) {
        orders.push_back(TRY(order_of(call, found, part, draft)));
        for (auto const& line : part.lines) hold.wants.push_back({ line.variant, line.quantity });
    }
    TRY(catalogue::hold_for(call, hold));
    TRY(use_coupon(call, found, buyer)); // after stock, as where it comes back
    store::insert_group(
        call.tx,
        { .row = { found.id, call.now, found.charged(), sealed_buyer(found.id, buyer) },
          .link_hash = hash_of(link_of(found.id)),
          .lang = call.lang,
          .account = account_here(call),
          .mailbox = mailbox_in(buyer) });
    std::ranges::sort(orders, {}, &Order::unit); // so that two never wait for each other's numbers
    for (auto& order : orders) TRY(insert(call, order));
    if (draft.way) TRY(ask_for_money(call, orders, buyer, *draft.way));
    store::set_placed(call.tx, found.id);
    tell_placed(call, found.id, orders);
    return link_of(found.id);
}

} // namespace karya::orders
