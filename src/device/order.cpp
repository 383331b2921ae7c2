#include "device/order.h"
#include "core/audit.h"

namespace karya::device {

namespace {

AlarmId raise(Call& call, Alarm alarm)
{
    alarm.id = AlarmId::make(call.now);
    alarm.raised_at = call.now;
    store::insert_alarm(call.tx, alarm);
    core::audit(call,
                { .what = "device.alarm",
                  .object = alarm.device.text(),
                  .after = std::string { enum_text(alarm.kind) } + " " + std::to_string(alarm.first)
                      + " " + std::to_string(alarm.last),
                  .unit = alarm.unit });
    return alarm.id;
}

Alarm alarm_of(Kept const& kept, AlarmKind kind)
{
    return {
        .device = kept.device, .unit = kept.unit, .kind = kind, .first = kept.seq, .last = kept.seq
    };
}

/// One of the missing numbers came: the alarm shrinks, splits or ends.
void find_missing(Call& call, Kept const& kept)
{
    auto found = store::missing_at(call.tx, kept.device, kept.seq);
    if (!found) return; // a person had given it up
    auto rest = *found;
    rest.first = kept.seq + 1;
    found->last = kept.seq - 1;
    if (found->last < found->first && rest.last < rest.first) {
        store::close_alarm(call.tx, { .alarm = found->id, .at = call.now });
        return;
    }
    if (found->last < found->first) return store::set_range(call.tx, rest);
    store::set_range(call.tx, *found);
    if (rest.last < rest.first) return;
    rest.id = AlarmId::make(call.now);
    store::insert_alarm(call.tx, rest);
}

void check_chain(Call& call, Kept const& kept, bool late)
{
    auto const before = store::link(call.tx, kept.device, kept.seq - 1);
    if (before && before->hash != kept.prev) raise(call, alarm_of(kept, AlarmKind::chain));
    if (!late) return;
    auto const next = store::link(call.tx, kept.device, kept.seq + 1);
    if (!next || next->prev == kept.hash) return;
    auto broken = alarm_of(kept, AlarmKind::chain);
    broken.first = broken.last = kept.seq + 1;
    raise(call, broken);
}

} // namespace

void note_order(Call& call, Device& device, Kept const& kept)
{
    CHECK(kept.placed);
    bool const late = kept.seq <= device.top;
    check_chain(call, kept, late);
    if (late) return find_missing(call, kept);
    if (kept.seq > device.top + 1) {
        auto missing = alarm_of(kept, AlarmKind::missing);
        missing.first = device.top + 1;
        missing.last = kept.seq - 1;
        raise(call, missing);
    }
    device.top = kept.seq;
}

void raise_conflict(Call& call, Kept const& kept)
{
    auto alarm = alarm_of(kept, AlarmKind::conflict);
    alarm.kept = kept.id;
    raise(call, alarm);
}

void raise_prices(Call& call, Kept const& kept, std::vector<OddPrice> const& prices)
{
    if (prices.empty()) return;
    auto alarm = alarm_of(kept, AlarmKind::price);
    alarm.kept = kept.id;
    auto const id = raise(call, alarm);
    for (auto const& price : prices) store::insert_price(call.tx, id, price);
}

std::vector<Alarm> open_alarms(View const& view, org::UnitScope const& scope)
{
    return store::open_alarms(view.read, scope.unit());
}

std::optional<std::pair<std::int64_t, std::int64_t>> missing_receipts(View const& view,
                                                                      Alarm const& alarm)
{
    if (alarm.kind != AlarmKind::missing) return {};
    auto const frame = store::frame(view.read, alarm.device, alarm.first, alarm.last);
    if (!frame.after || *frame.after <= frame.before + 1) return {};
    return std::pair { frame.before + 1, *frame.after - 1 };
}

std::int64_t next_wanted(db::Read& read, Device const& device)
{
    return store::first_missing(read, device.id).value_or(device.top + 1);
}

} // namespace karya::device
