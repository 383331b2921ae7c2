// When goods are fetched and services done: slots of the week, their room, and orders that are put
// off.

#include "orders/slot.h"
#include "base/json.h"
#include "base/lang.h"
#include "core/audit.h"
#include "orders/letters.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_slot.h"
#include <algorithm>

namespace karya::orders {

namespace {

std::int64_t weekday_of(Day day) { return std::chrono::weekday { day.days }.iso_encoding(); }

/// Of the slot, and of others that overlap it: those were removed with their bookings standing.
std::int64_t taken_of(std::vector<store::TakenSlot> const& taken, Day day, WeekSlot const& slot)
{
    std::int64_t sum = 0;
    for (auto const& row : taken)
        if (row.day == day
            && (row.starts == slot.starts || (row.starts < slot.ends && row.ends > slot.starts)))
            sum += row.taken;
    return sum;
}

/// The slots of those days that have room for so many more.
std::vector<PickTime> roomy(View const& view, store::SlotOwner owner, std::vector<Day> const& days,
                            std::int64_t places)
{
    std::vector<PickTime> times;
    if (days.empty()) return times;
    auto const week = store::week_slots(view.read, owner);
    auto const taken = store::taken_slots(view.read, owner, days.front());
    for (auto const day : days)
        for (auto const& slot : week) {
            if (slot.weekday != weekday_of(day)) continue;
            auto const left = slot.room - taken_of(taken, day, slot);
            if (left >= places) times.push_back({ day, Slot { slot.starts, slot.ends }, left });
        }
    return times;
}

std::vector<PickTime> times_on(View const& view, UnitId unit, std::vector<Day> const& days)
{
    if (!week_slots(view, unit).empty()) return roomy(view, store::owner_of(unit), days, 1);
    std::vector<PickTime> times;
    for (auto const day : days) times.push_back({ day, {} });
    return times;
}

Result<void> checked(WeekSlot const& slot, std::vector<WeekSlot> const& others)
{
    constexpr std::int64_t minutes_max = 1'440;
    constexpr std::int64_t room_max = 1'000;
    constexpr std::size_t slots_max = 100;
    auto const refused = [](char const* field, char const* why) {
        return Error { bad_pickup }.at(field, why);
    };
    if (slot.weekday < 1 || slot.weekday > 7) return refused("weekday", "base.bad_choice");
    if (slot.starts < 0 || slot.ends <= slot.starts || slot.ends > minutes_max)
        return refused("ends", "orders.slot_ends_before");
    if (slot.room < 1 || slot.room > room_max) return refused("room", "orders.bad_room");
    if (others.size() >= slots_max) return refused("starts", "orders.too_many_slots");
    for (auto const& other : others)
        if (overlap(slot, other)) return refused("starts", "orders.slot_overlaps");
    return {};
}

struct NotedAs {
    std::string_view of_unit {};
    std::string_view of_service {};
};

void note(Call& call, org::UnitScope const& scope, NotedAs const& deed, WeekSlot const& slot,
          std::optional<ProductId> service)
{
    core::audit(call,
                { .what = service ? deed.of_service : deed.of_unit,
                  .object = service ? service->text() : scope.unit().text(),
                  .after = json_text(slot),
                  .unit = scope.unit() });
}

Result<store::SlotOwner> owner_in(View const& view, org::UnitScope const& scope,
                                  std::optional<ProductId> service)
{
    if (service) {
        auto const product = TRY(catalogue::product(view, scope, *service));
        if (product.kind != catalogue::ProductKind::jasa) return not_found;
    }
    return store::owner_of(scope.unit(), service);
}

store::Place place_of(Order const& order)
{
    return { store::owner_of(order.unit), order.pick_day, order.slot->starts };
}

store::Place place_of(Order const& order, Appointment const& one)
{
    return { store::owner_of(order.unit, one.product), one.day, one.starts, one.places };
}

/// Whether that day has such a slot and room for it.
bool take(Call& call, store::Place place)
{
    for (auto const& slot : store::hold_slots(call.tx, place.owner, weekday_of(place.day))) {
        if (slot.starts != place.starts) continue;
        place.ends = slot.ends;
        auto const beside = store::taken_beside(call.tx, place);
        return store::take_place(call.tx, place, slot.room - beside);
    }
    return false;
}

/// For the trail: "2026-11-30", or "2026-11-30 540" of each appointment.
std::string time_text(Order const& order)
{
    if (order.appointments.empty()) return order.pick_day.text();
    std::string text;
    for (auto const& one : order.appointments)
        text += (text.empty() ? "" : ", ") + one.day.text() + " " + std::to_string(one.starts);
    return text;
}

std::string const& name_of(Order const& order, Appointment const& one)
{
    auto const line = std::ranges::find(order.lines, one.n, &Line::n);
    CHECK(line != order.lines.end()); // they are made together
    return line->name;
}

} // namespace

std::vector<WeekSlot> week_slots(View const& view, UnitId unit)
{
    return store::week_slots(view.read, store::owner_of(unit));
}

std::vector<WeekSlot> week_slots(View const& view, ProductId service)
{
    // What is no service any more is bought without a time; its times wait for it.
    if (catalogue::kind_of(view.read, service) != catalogue::ProductKind::jasa) return {};
    return store::week_slots(view.read, store::owner_of({}, service));
}

std::vector<Booked> booked_times(View const& view, org::UnitScope const& scope,
                                 std::optional<ProductId> service)
{
    return store::booked(view.read, scope.unit(), service, scope.day(view.now));
}

bool is_in(Booked const& booked, WeekSlot const& slot)
{
    return weekday_of(booked.day) == slot.weekday && booked.starts == slot.starts
        && booked.ends == slot.ends;
}

Result<void> add_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot,
                      std::optional<ProductId> service)
{
    auto const owner = TRY(owner_in(call.view(), scope, service));
    TRY(checked(slot, store::week_slots(call.tx, owner)));
    store::insert_slot(call.tx, owner, slot);
    note(call, scope, { "orders.add_slot", "orders.add_service_slot" }, slot, service);
    if (service) call.tx.touch(catalogue::page_tag(*service));
    return {};
}

Result<void> remove_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot,
                         std::optional<ProductId> service)
{
    store::delete_slot(call.tx, TRY(owner_in(call.view(), scope, service)), slot);
    note(call, scope, { "orders.remove_slot", "orders.remove_service_slot" }, slot, service);
    if (service) call.tx.touch(catalogue::page_tag(*service));
    return {};
}

std::vector<PickTime> pick_times(View const& view, BasketPart const& part)
{
    return times_on(view, part.unit, pick_days(view, part));
}

std::vector<PickTime> pick_times(View const& view, org::UnitScope const& scope)
{
    constexpr std::size_t days_offered = 10;
    auto const today = scope.day(view.now);
    return times_on(view, scope.unit(),
                    days_after(today, pickup_of(view, scope.unit()).days, days_offered,
                               store::closed_days(view.read, scope.unit(), today)));
}

std::vector<PickTime> service_times(View const& view, ServiceWant const& want)
{
    constexpr int fortnight = 14;
    auto const unit = org::unit(view, want.unit);
    CHECK(unit.ok()); // its goods are on the shelf
    auto const from = day_in(unit.value().zone, view.now).next(static_cast<int>(want.wait));
    auto const closed = store::closed_days(view.read, want.unit, from);
    std::vector<Day> days;
    for (auto day = from.next(); day <= from.next(fortnight); day = day.next())
        if (!std::ranges::count(closed, day)) days.push_back(day);
    return roomy(view, store::owner_of(want.unit, want.product), days, want.places);
}

std::optional<std::vector<catalogue::ServiceTime>> free_times(View const& view,
                                                              catalogue::Product const& product)
{
    if (week_slots(view, product.id).empty()) return {};
    std::vector<catalogue::ServiceTime> times;
    for (auto const& time : service_times(view, { product.unit, product.id }))
        times.push_back(free_time(view.lang, time));
    return times;
}

std::int64_t places_of(Quantity quantity, bool whole_only)
{
    constexpr std::int64_t piece = 1000;
    return whole_only ? std::max<std::int64_t>(1, quantity.thousandths() / piece) : 1;
}

std::optional<PickTime> visit_of(View const& view, BasketPart const& part)
{
    std::optional<PickTime> last;
    bool goods = false;
    for (auto const& line : part.lines) {
        goods = goods || !line.time;
        if (line.time && (!last || last->day < line.time->day)) last = PickTime { line.time->day };
    }
    if (last && goods) last->day = std::max(last->day, pick_days(view, part).front());
    return last;
}

std::optional<PickTime> offered_time(std::vector<PickTime> const& offered, PickDay const& chosen)
{
    auto const found = std::ranges::find_if(offered, [&](PickTime const& time) {
        std::optional<std::int64_t> starts;
        if (time.slot) starts = time.slot->starts;
        return time.day == chosen.day && starts == chosen.starts;
    });
    return found == offered.end() ? std::nullopt : std::optional { *found };
}

Error full_at(Lang lang, std::string const& name, PickTime const& time)
{
    auto error = Error { time_full }.with("name", name).with("time", time_words(lang, time));
    error.fields.push_back({ "slot", "orders.no_room" });
    return error;
}

PickTime time_of(View const& view, ProductId service, PickDay const& wanted)
{
    for (auto const& slot : week_slots(view, service))
        if (slot.weekday == weekday_of(wanted.day) && slot.starts == wanted.starts)
            return { wanted.day, Slot { slot.starts, slot.ends } };
    return { wanted.day, {} };
}

Result<PickTime> chosen_time(std::vector<PickTime> const& offered, PickDay const& chosen)
{
    if (auto const found = offered_time(offered, chosen)) return *found;
    bool const full = chosen.starts.has_value();
    auto const& why = full ? slot_full : bad_pick_day;
    return Error { why }.at("pick_days", std::string { why.id });
}

Result<void> take_slot(Call& call, Order const& order)
{
    if (order.slot && !take(call, place_of(order)))
        return Error { slot_full }.at("pick_days", std::string { slot_full.id });
    for (auto const& one : order.appointments)
        if (!take(call, place_of(order, one)))
            return full_at(call.lang, name_of(order, one), one.time());
    return {};
}

void free_slot(Call& call, Order const& order)
{
    if (order.slot) store::free_place(call.tx, place_of(order));
    for (auto const& one : order.appointments) store::free_place(call.tx, place_of(order, one));
}

namespace {

Result<void> fetch_at(Call& call, org::UnitScope const& scope, Order& order, PickDay const& to)
{
    if (!order.appointments.empty())
        return Error { bad_pick_day }.at("slot", "orders.bad_pick_day");
    auto const time = TRY(chosen_time(pick_times(call.view(), scope), to));
    free_slot(call, order);
    order.pick_day = time.day;
    order.slot = time.slot;
    return take_slot(call, order);
}

/// The others stay; whoever comes for several comes for the last of them at the latest.
Result<void> serve_at(Call& call, Order& order, std::int64_t line, PickDay const& to)
{
    auto const found = std::ranges::find(order.appointments, line, &Appointment::n);
    if (found == order.appointments.end()) return not_found;
    store::free_place(call.tx, place_of(order, *found));
    auto const offered = service_times(call.view(), { order.unit, found->product, found->places });
    auto const time = offered_time(offered, to);
    if (!time)
        return full_at(call.lang, name_of(order, *found), time_of(call.view(), found->product, to));
    found->day = time->day;
    found->starts = time->slot->starts;
    found->ends = time->slot->ends;
    if (!take(call, place_of(order, *found)))
        return full_at(call.lang, name_of(order, *found), *time);
    store::set_appointment(call.tx, order.id, *found);
    bool const goods = order.lines.size() > order.appointments.size();
    auto const last = std::ranges::max(order.appointments, {}, &Appointment::day).day;
    order.pick_day = goods ? std::max(order.pick_day, last) : last;
    return {};
}

} // namespace

std::vector<Visit> visits(View const& view, org::UnitScope const& scope, Day day)
{
    return store::visits(view.read, scope.unit(), day);
}

std::vector<VisitDay> visit_days(View const& view, org::UnitScope const& scope)
{
    return store::visit_days(view.read, scope.unit(), scope.day(view.now));
}

Result<void> put_off(Call& call, org::UnitScope const& scope, OrderId id, PickDay const& to,
                     std::optional<std::int64_t> line)
{
    auto const before = store::order(call.tx, scope.unit(), id);
    if (!before) return not_found;
    store::hold_group(call.tx, before->group);
    auto order = *store::order(call.tx, scope.unit(), id);
    if (order.parcel || !is_open(order.state)) return moved_to(call, order.delivery, order.state);
    if (line)
        TRY(serve_at(call, order, *line, to));
    else
        TRY(fetch_at(call, scope, order, to));
    order.due_at = due_after(order.pick_day, scope.zone());
    store::set_time(call.tx, order);
    core::audit(call,
                { .what = "orders.put_off",
                  .object = id.text(),
                  .before = time_text(*before),
                  .after = time_text(order),
                  .unit = scope.unit() });
    tell_put_off(call, order);
    return {};
}

} // namespace karya::orders
