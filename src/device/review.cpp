#include "device/review.h"
#include "base/text.h"
#include "core/audit.h"
#include "device/order.h"

namespace karya::device {

namespace {

constexpr std::size_t reason_length_max = 500;

Result<std::string> good_reason(std::string const& words)
{
    std::string kept { trimmed(words) };
    if (kept.empty() || code_points(kept) > reason_length_max || !is_clean_utf8(kept))
        return Error { reason_missing }.at("why", "device.reason_missing");
    return kept;
}

/// The waiting event and its device, which is held first, as by whoever takes from it.
struct Subject {
    Kept kept {};
    Device device {};
};
Result<Subject> waiting(Call& call, org::UnitScope const& scope, KeptId id)
{
    auto const seen = store::kept(call.tx, scope.unit(), id);
    if (!seen) return not_found;
    auto device = store::lock_device(call.tx, seen->device);
    CHECK(device.has_value());
    auto kept = store::kept(call.tx, scope.unit(), id);
    CHECK(kept.has_value());
    if (kept->state != KeptState::waiting) return already_settled;
    return Subject { std::move(*kept), std::move(*device) };
}

Result<Timestamp> time_of(Call const& call, Kept const& kept, std::optional<Timestamp> chosen)
{
    if (kept.clock_fits && !chosen) return *kept.told_at;
    if (!chosen) return Error { time_missing }.at("at", "device.time_missing");
    if (*chosen > call.now + sales::clock_slack)
        return Error { time_missing }.at("at", "device.in_future");
    return *chosen;
}

void note_booked(Call& call, Kept& kept, Timestamp at, std::string number)
{
    kept.state = KeptState::booked;
    kept.number = std::move(number);
    kept.told_at = at;
    kept.body.clear();
    kept.settled_at = call.now;
    kept.settled_by = call.actor.officer;
    store::settle(call.tx, kept);
    store::close_alarms_of(call.tx, kept.id, { .at = call.now, .by = call.actor.officer });
    core::audit(call,
                { .what = "device.book",
                  .object = kept.id.text(),
                  .before = std::string { enum_text(*kept.reason) },
                  .after = kept.event + " " + rfc3339(at),
                  .unit = kept.unit });
}

/// Tries; a refusal becomes the reason for which it waits from now on.
Result<void> try_booking(Call& call, Subject& subject, Timestamp at)
{
    auto& [kept, device] = subject;
    auto const event = event_of(kept);
    if (!event) return not_bookable;
    kept.overruled |= bit_of(*kept.reason);
    auto booked = call.tx.part(
        [&] { return book(call, device, *event, { .at = at, .overruled = kept.overruled }); });
    if (!booked.ok()) {
        auto error = booked.take_error();
        kept.reason = reason_of(error.code());
        kept.detail = error.code().id;
        store::settle(call.tx, kept);
        return error;
    }
    note_booked(call, kept, at, booked.take());
    raise_prices(call, kept, odd_prices(call.view(), device, *event, at));
    if (moves_shift(event->kind)) book_what_waited(call, device);
    return {};
}

} // namespace

bool is_bookable(Kept const& kept)
{
    // What an older program could not read, this one may.
    if (kept.reason == ReviewReason::unreadable) return event_of(kept).has_value();
    return kept.reason != ReviewReason::signature && kept.reason != ReviewReason::foreign
        && kept.reason != ReviewReason::id;
}

Result<Settled> book_kept(Call& call, org::UnitScope const& scope, Decision const& decision)
{
    auto subject = TRY(waiting(call, scope, decision.kept));
    if (!is_bookable(subject.kept)) return not_bookable;
    auto const at = TRY(time_of(call, subject.kept, decision.at));
    Settled settled { decision.kept };
    if (auto tried = try_booking(call, subject, at); !tried.ok())
        settled.still = tried.take_error();
    return settled;
}

Result<void> set_aside(Call& call, org::UnitScope const& scope, KeptId id, std::string const& why)
{
    auto subject = TRY(waiting(call, scope, id));
    auto& kept = subject.kept;
    kept.note = TRY(good_reason(why));
    kept.state = KeptState::aside;
    kept.settled_at = call.now;
    kept.settled_by = call.actor.officer;
    store::settle(call.tx, kept);
    store::close_alarms_of(call.tx, id,
                           { .at = call.now, .by = call.actor.officer, .note = kept.note });
    core::audit(call,
                { .what = "device.set_aside",
                  .object = id.text(),
                  .before = std::string { enum_text(*kept.reason) },
                  .after = kept.note,
                  .unit = kept.unit });
    return {};
}

Result<std::int64_t> book_all_proposed(Call& call, org::UnitScope const& scope, DeviceId id)
{
    auto found = store::lock_device(call.tx, id);
    if (!found || found->unit != scope.unit()) return not_found;
    std::int64_t booked = 0;
    for (auto& kept : store::waiting_for(call.tx, id, ReviewReason::clock, {})) {
        Subject subject { std::move(kept), *found };
        auto const at = subject.kept.proposed_at.value_or(call.now);
        if (try_booking(call, subject, at).ok()) ++booked;
    }
    return booked;
}

Result<void> give_up(Call& call, org::UnitScope const& scope, AlarmId id, std::string const& why)
{
    auto const alarm = store::alarm(call.tx, scope.unit(), id);
    if (!alarm) return not_found;
    store::lock_device(call.tx, alarm->device);
    auto const reason = TRY(good_reason(why));
    bool const closed = store::close_alarm(
        call.tx, { .alarm = id, .at = call.now, .by = call.actor.officer, .note = reason });
    if (!closed) return already_settled;
    core::audit(call,
                { .what = "device.give_up",
                  .object = alarm->device.text(),
                  .before = std::to_string(alarm->first) + " " + std::to_string(alarm->last),
                  .after = reason,
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::device
