// When goods are fetched: slots of the week, their room, and orders that are put off.

#include "orders/slot.h"
#include "base/json.h"
#include "core/audit.h"
#include "orders/letters.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_slot.h"
#include <algorithm>

namespace karya::orders {

namespace {

std::int64_t taken_of(std::vector<store::TakenSlot> const& taken, Day day, std::int64_t starts)
{
    auto const found = std::ranges::find_if(
        taken, [&](store::TakenSlot const& row) { return row.day == day && row.starts == starts; });
    return found == taken.end() ? 0 : found->taken;
}

std::vector<PickTime> times_on(View const& view, UnitId unit, std::vector<Day> const& days)
{
    auto const week = store::week_slots(view.read, unit);
    std::vector<PickTime> times;
    if (days.empty()) return times;
    auto const taken = store::taken_slots(view.read, unit, days.front());
    for (auto const day : days) {
        if (week.empty()) times.push_back({ day, {} });
        auto const weekday = std::chrono::weekday { day.days }.iso_encoding();
        for (auto const& slot : week)
            if (slot.weekday == weekday && taken_of(taken, day, slot.starts) < slot.room)
                times.push_back({ day, Slot { slot.starts, slot.ends } });
    }
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

void note(Call& call, org::UnitScope const& scope, std::string_view what, WeekSlot const& slot)
{
    core::audit(call,
                { .what = what,
                  .object = scope.unit().text(),
                  .after = json_text(slot),
                  .unit = scope.unit() });
}

store::Place place_of(Order const& order)
{
    return { order.unit, order.pick_day, order.slot->starts };
}

} // namespace

std::vector<WeekSlot> week_slots(View const& view, UnitId unit)
{
    return store::week_slots(view.read, unit);
}

Result<void> add_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot)
{
    TRY(checked(slot, store::week_slots(call.tx, scope.unit())));
    store::insert_slot(call.tx, scope.unit(), slot);
    note(call, scope, "orders.add_slot", slot);
    return {};
}

Result<void> remove_slot(Call& call, org::UnitScope const& scope, WeekSlot const& slot)
{
    store::delete_slot(call.tx, scope.unit(), slot);
    note(call, scope, "orders.remove_slot", slot);
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

Result<PickTime> chosen_time(std::vector<PickTime> const& offered, PickDay const& chosen)
{
    auto const found = std::ranges::find_if(offered, [&](PickTime const& time) {
        std::optional<std::int64_t> starts;
        if (time.slot) starts = time.slot->starts;
        return time.day == chosen.day && starts == chosen.starts;
    });
    if (found != offered.end()) return *found;
    bool const full = chosen.starts.has_value();
    auto const& why = full ? slot_full : bad_pick_day;
    return Error { why }.at("pick_days", std::string { why.id });
}

Result<void> take_slot(Call& call, Order const& order)
{
    if (!order.slot) return {};
    auto const weekday = std::chrono::weekday { order.pick_day.days }.iso_encoding();
    for (auto const& slot : store::week_slots(call.tx, order.unit))
        if (slot.weekday == weekday && slot.starts == order.slot->starts
            && store::take_place(call.tx, place_of(order), slot.room))
            return {};
    return Error { slot_full }.at("pick_days", std::string { slot_full.id });
}

void free_slot(Call& call, Order const& order)
{
    if (order.slot) store::free_place(call.tx, place_of(order));
}

Result<void> put_off(Call& call, org::UnitScope const& scope, OrderId id, PickDay const& to)
{
    auto const before = store::order(call.tx, scope.unit(), id);
    if (!before) return not_found;
    store::hold_group(call.tx, before->group);
    auto order = *store::order(call.tx, scope.unit(), id);
    if (order.parcel || !is_open(order.state)) return moved_to(call, order.state);
    auto const time = TRY(chosen_time(pick_times(call.view(), scope), to));
    free_slot(call, order);
    order.pick_day = time.day;
    order.slot = time.slot;
    order.due_at = due_after(order.pick_day, scope.zone());
    TRY(take_slot(call, order));
    store::set_time(call.tx, order);
    core::audit(call,
                { .what = "orders.put_off",
                  .object = id.text(),
                  .before = before->pick_day.text(),
                  .after = order.pick_day.text(),
                  .unit = scope.unit() });
    tell_put_off(call, order);
    return {};
}

} // namespace karya::orders
