// When goods are fetched at a unit, as its desk sets it: days, hours, slots with room, closed days;
// and when its services are done.

#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/text.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

struct WeekdayChoice {
    std::string day {};
    std::string name {};
    bool on { false };
};
BOOST_DESCRIBE_STRUCT(WeekdayChoice, (), (day, name, on))

struct PickupForm {
    std::string hours {};
    std::string place {};
};
BOOST_DESCRIBE_STRUCT(PickupForm, (), (hours, place))

struct ClosedDay {
    Day day {};
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (), (day))

struct WeekSlotView {
    std::int64_t weekday {};
    std::string weekday_name {};
    std::int64_t starts {};
    std::string hours {};
    std::int64_t room {};
    bool wanted { false };
    std::int64_t booked {}; ///< open orders from today on
};
BOOST_DESCRIBE_STRUCT(WeekSlotView, (),
                      (weekday, weekday_name, starts, hours, room, wanted, booked))

/// An order whose time is offered no more.
struct StandingView {
    OrderId order {};
    std::string number {};
    std::string time {};
};
BOOST_DESCRIBE_STRUCT(StandingView, (), (order, number, time))

std::string weekday_name(Lang lang, std::int64_t weekday)
{
    return karya::text::find(lang, "Weekday.d" + std::to_string(weekday));
}

std::vector<WeekdayChoice> weekdays(Lang lang, std::string_view on)
{
    std::vector<WeekdayChoice> all;
    for (std::int64_t day = 1; day <= 7; ++day)
        all.push_back({ std::to_string(day), weekday_name(lang, day),
                        on.find(std::to_string(day)) != std::string_view::npos });
    return all;
}

std::vector<WeekSlotView> shown(Lang lang, std::vector<WeekSlot> const& slots,
                                std::vector<Booked> const& booked)
{
    std::vector<WeekSlotView> all;
    for (auto const& slot : slots) {
        auto const orders = std::ranges::count_if(
            booked, [&](Booked const& one) { return is_in(one, slot); });
        all.push_back({ slot.weekday, weekday_name(lang, slot.weekday), slot.starts,
                        slot_words(lang, { slot.starts, slot.ends }), slot.room, orders > 0,
                        orders });
    }
    return all;
}

std::vector<StandingView> standing(Lang lang, std::vector<WeekSlot> const& slots,
                                   std::vector<Booked> const& booked)
{
    std::vector<StandingView> all;
    for (auto const& one : booked)
        if (std::ranges::none_of(slots, [&](WeekSlot const& slot) { return is_in(one, slot); }))
            all.push_back({ one.order, one.number,
                            time_words(lang, { one.day, Slot { one.starts, one.ends } }) });
    return all;
}

struct PickupPage {
    std::string unit_name {};
    std::vector<WeekdayChoice> weekdays {};
    std::vector<ClosedDay> closed {};
    std::vector<WeekSlotView> slots {};
    std::vector<StandingView> standing {};
    PickupForm form {};
};
BOOST_DESCRIBE_STRUCT(PickupPage, (), (unit_name, weekdays, closed, slots, standing, form))

Result<PickupPage> show_pickup(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const now = pickup_of(view, scope.unit());
    PickupPage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                      .form = { now.hours, now.place } };
    page.weekdays = weekdays(view.lang, now.days);
    auto const slots = week_slots(view, scope.unit());
    auto const booked = booked_times(view, scope);
    page.slots = shown(view.lang, slots, booked);
    page.standing = standing(view.lang, slots, booked);
    for (auto const day : closed_days(view, scope)) page.closed.push_back({ day });
    return page;
}

struct PickupInput {
    std::vector<std::string> days {};
    std::optional<std::string> hours {};
    std::optional<std::string> place {};
};
BOOST_DESCRIBE_STRUCT(PickupInput, (), (days, hours, place))

Result<web::Nothing> post_pickup(Call& call, PickupInput const& input)
{
    Pickup pickup { {}, input.hours.value_or(""), input.place.value_or("") };
    for (auto const& day : input.days) pickup.days += day;
    TRY(set_pickup(call, TRY(org::own(call.view())), pickup));
    return web::Nothing {};
}

Result<web::Nothing> post_closed(Call& call, ClosedDay const& input)
{
    TRY(close_day(call, TRY(org::own(call.view())), input.day));
    return web::Nothing {};
}

Result<web::Nothing> post_opened(Call& call, ClosedDay const& input)
{
    TRY(open_day(call, TRY(org::own(call.view())), input.day));
    return web::Nothing {};
}

struct SlotInput {
    std::int64_t weekday {};
    std::string starts {}; ///< "09:00"
    std::string ends {};
    std::int64_t room {};
};
BOOST_DESCRIBE_STRUCT(SlotInput, (), (weekday, starts, ends, room))

/// Minutes since midnight of "09:00" or "09.00"; -1 for anything else.
std::int64_t minutes_of(std::string_view text)
{
    bool const shaped = text.size() == 5 && (text[2] == ':' || text[2] == '.');
    if (!shaped) return -1;
    std::string const digits = std::string { text.substr(0, 2) } + std::string { text.substr(3) };
    if (digits.find_first_not_of("0123456789") != std::string::npos) return -1;
    auto const hours = std::stoll(digits.substr(0, 2));
    auto const minutes = std::stoll(digits.substr(2));
    return minutes > 59 ? -1 : hours * 60 + minutes;
}

template<class Input>
Result<WeekSlot> slot_of(Input const& input)
{
    WeekSlot const slot { input.weekday, minutes_of(input.starts), minutes_of(input.ends),
                          input.room };
    if (slot.starts < 0) return Error { bad_pickup }.at("starts", "orders.bad_clock");
    if (slot.ends < 0) return Error { bad_pickup }.at("ends", "orders.bad_clock");
    return slot;
}

Result<web::Nothing> post_slot(Call& call, SlotInput const& input)
{
    TRY(add_slot(call, TRY(org::own(call.view())), TRY(slot_of(input))));
    return web::Nothing {};
}

struct SlotOut {
    std::int64_t weekday {};
    std::int64_t starts {};
};
BOOST_DESCRIBE_STRUCT(SlotOut, (), (weekday, starts))

Result<web::Nothing> post_slot_out(Call& call, SlotOut const& input)
{
    TRY(remove_slot(call, TRY(org::own(call.view())),
                    { .weekday = input.weekday, .starts = input.starts }));
    return web::Nothing {};
}

// ---- /meja/produk/{product}/jam: times of a service ----

struct ServicePath {
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(ServicePath, (), (product))

struct ServicePage {
    ProductId product {};
    std::string name {};
    std::vector<WeekdayChoice> weekdays {};
    std::vector<WeekSlotView> slots {};
    std::vector<StandingView> standing {};
};
BOOST_DESCRIBE_STRUCT(ServicePage, (), (product, name, weekdays, slots, standing))

Result<ServicePage> show_service(View& view, ServicePath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(catalogue::product(view, scope, path.product));
    if (found.kind != catalogue::ProductKind::jasa) return not_found;
    auto const slots = week_slots(view, found.id);
    auto const booked = booked_times(view, scope, found.id);
    return ServicePage { .product = found.id,
                         .name = found.name(view.lang),
                         .weekdays = weekdays(view.lang, {}),
                         .slots = shown(view.lang, slots, booked),
                         .standing = standing(view.lang, slots, booked) };
}

struct ServiceSlotInput {
    ProductId product {};
    std::int64_t weekday {};
    std::string starts {}; ///< "09:00"
    std::string ends {};
    std::int64_t room {};
};
BOOST_DESCRIBE_STRUCT(ServiceSlotInput, (), (product, weekday, starts, ends, room))

Result<ServicePath> post_service_slot(Call& call, ServiceSlotInput const& input)
{
    TRY(add_slot(call, TRY(org::own(call.view())), TRY(slot_of(input)), input.product));
    return ServicePath { input.product };
}

struct ServiceSlotOut {
    ProductId product {};
    std::int64_t weekday {};
    std::int64_t starts {};
};
BOOST_DESCRIBE_STRUCT(ServiceSlotOut, (), (product, weekday, starts))

Result<ServicePath> post_service_slot_out(Call& call, ServiceSlotOut const& input)
{
    TRY(remove_slot(call, TRY(org::own(call.view())),
                    { .weekday = input.weekday, .starts = input.starts }, input.product));
    return ServicePath { input.product };
}

} // namespace

void add_pickup_routes(web::Routes& routes)
{
    constexpr std::string_view pickup = "/meja/pesanan/pengambilan";
    routes.query<web::Nothing, PickupPage>(pickup, manage_right, show_pickup,
                                           { .name = "orders/pickup", .edits = true });
    routes.command<PickupInput, web::Nothing>(pickup, manage_right, post_pickup,
                                              { "/meja/pesanan", pickup });
    routes.command<SlotInput, web::Nothing>("/meja/pesanan/jam", manage_right, post_slot,
                                            { pickup, pickup });
    routes.command<SlotOut, web::Nothing>("/meja/pesanan/jam/penghapusan", manage_right,
                                          post_slot_out, { pickup, pickup });
    constexpr std::string_view service = "/meja/produk/{product}/jam";
    routes.query<ServicePath, ServicePage>(service, manage_right, show_service,
                                           { "orders/service" });
    routes.command<ServiceSlotInput, ServicePath>(service, manage_right, post_service_slot,
                                                  { service, service });
    routes.command<ServiceSlotOut, ServicePath>("/meja/produk/{product}/jam/penghapusan",
                                                manage_right, post_service_slot_out,
                                                { service, service });
    routes.command<ClosedDay, web::Nothing>("/meja/pesanan/hari-tutup", manage_right, post_closed,
                                            { pickup, pickup });
    routes.command<ClosedDay, web::Nothing>("/meja/pesanan/hari-buka", manage_right, post_opened,
                                            { pickup, pickup });
}

} // namespace karya::orders
