#include "device/sync.h"
#include "base/hash.h"
#include "base/seal.h"
#include "core/audit.h"
#include "core/keyed_hash.h"
#include "device/devices.h"
#include "device/order.h"
#include "device/signature.h"
#include "device/timeline.h"
#include <algorithm>

namespace karya::device {

namespace {

constexpr std::int64_t v_untold = 3; ///< tills say which version they write since the fourth

using namespace std::chrono_literals;

/// A letter opened as far as it can be.
struct Opened {
    Letter const& letter;
    std::optional<Event> event {}; ///< absent: unreadable
    std::string why {};            ///< it is not an event
    Glimpse seen {};
};

Opened open(Letter const& letter)
{
    Opened opened { letter };
    auto event = read_event(letter.body);
    if (event.ok()) {
        opened.event = event.take();
        opened.seen = { opened.event->id.text(), opened.event->seq, opened.event->prev };
    } else {
        opened.why = event.error().why();
        opened.seen = glimpse(letter.body);
    }
    return opened;
}

/// How one request's events are judged and kept.
/// A device once had nothing more to send: what bears a higher number was made since.
struct Emptied {
    std::int64_t top {};
    Timestamp at {};  ///< by our clock, when it had said so
    Timestamp own {}; ///< by its own, when it wrote so: the request may have been long on its way
};

std::optional<Emptied> emptied(Device const& device)
{
    if (!device.seen_at || device.unsent > 0) return {};
    return Emptied { device.top, *device.seen_at,
                     *device.seen_at - std::chrono::milliseconds { device.skew } };
}

struct Intake {
    Call& call;
    Device& device;
    std::optional<Emptied> nothing_left {}; ///< as it stood before this request
    std::int64_t skew {};
    std::map<std::int64_t, Timestamp> odd {}; ///< numbers with a wrong time, and the likely one

    void look_at_times(std::vector<Event> const& events);
    Answered take(Opened const& opened);

private:
    Kept kept_form(Opened const& opened) const;
    bool clock_may_be_right(Event const& event) const;
    Answered known(Kept const& kept) const;
    Answered book_now(Opened const& opened, Kept kept);
    Answered keep(Kept kept, Opened const& opened, ReviewReason reason, std::string detail);
    Answered keep_unreadable(Kept kept, Opened const& opened, bool alone);
    Answered keep_conflict(Kept const& kept, Opened const& opened);
};

/// It cannot be true beside what is in the books, or it only needs a person.
Outcome outcome_of(ReviewReason reason)
{
    bool const clashes = reason == ReviewReason::conflict || reason == ReviewReason::no_sale
        || reason == ReviewReason::taken_back;
    return clashes ? Outcome::conflict : Outcome::review;
}

std::string key_of(KeptId id) { return "event " + id.text(); }

/// What tells two texts apart. Keyed, since a body may hold a number that can be guessed.
std::string hash_of(std::string_view body) { return core::keyed_hash(sha256_hex(body)); }

/// A text whose signature is wrong must not stand in the way of the right one.
std::string hash_of(Letter const& letter)
{
    return letter.signed_well ? hash_of(letter.body)
                              : core::keyed_hash("unsigned " + sha256_hex(letter.body));
}

/// When it probably happened: as the device's clock goes now, if that lies in its life.
Timestamp proposed(Event const& event, Device const& device, Timestamp now, std::int64_t skew)
{
    auto const at = event.at + std::chrono::milliseconds { skew };
    return at >= device.made_at && at <= now ? at : now;
}

Kept Intake::kept_form(Opened const& opened) const
{
    Kept kept { .id = KeptId::make(call.now),
                .device = device.id,
                .unit = device.unit,
                .event = opened.seen.id,
                .seq = opened.seen.seq,
                .hash = hash_of(opened.letter),
                .received_at = call.now };
    if (!opened.event) return kept;
    auto const& event = *opened.event;
    kept.prev = event.prev.empty() ? "" : core::keyed_hash(event.prev);
    kept.kind = event.kind;
    kept.officer = event.officer;
    if (auto const* sale = std::get_if<SaleMade>(&event.said)) kept.n = sale->n;
    kept.told_at = told_time(event);
    auto const wrong = odd.find(event.seq);
    kept.clock_fits = wrong == odd.end() && clock_may_be_right(event);
    if (wrong != odd.end())
        kept.proposed_at = wrong->second;
    else if (!kept.clock_fits)
        kept.proposed_at = proposed(event, device, call.now, skew);
    return kept;
}

/// Those of one request beside each other and what is believed already.
void Intake::look_at_times(std::vector<Event> const& events)
{
    std::map<std::int64_t, Told> told;
    for (auto const& event : events)
        if (event.device == device.id && clock_may_be_right(event))
            told.try_emplace(event.seq, Told { event.seq, told_time(event), event.kind });
    if (told.empty()) return;
    Row row { .before = store::believed_below(call.tx, device.id, told.begin()->first),
              .after = store::believed_from(call.tx, device.id, told.rbegin()->first + 1) };
    for (auto const& [seq, one] : told) row.events.push_back(one);
    odd = odd_times(row);
}

bool Intake::clock_may_be_right(Event const& event) const
{
    auto const at = told_time(event);
    bool const later = nothing_left && event.seq > nothing_left->top;
    if (later && at < nothing_left->at - sales::clock_slack
        && event.at < nothing_left->own - sales::clock_slack)
        return false; // by either clock it is older than it can be
    return clock_fits(event, skew) && at <= call.now + sales::clock_slack
        && at >= device.made_at - sales::clock_slack;
}

Answered Intake::take(Opened const& opened)
{
    auto kept = kept_form(opened);
    auto const twins = store::alike(call.tx, { device.id, kept.hash, kept.event, kept.seq });
    for (auto const& twin : twins)
        if (twin.hash == kept.hash) return known(twin);
    if (!opened.letter.signed_well)
        return keep(std::move(kept), opened, ReviewReason::signature, {});
    if (!opened.event) return keep_unreadable(std::move(kept), opened, twins.empty());
    if (opened.event->device != device.id)
        return keep(std::move(kept), opened, ReviewReason::foreign, {});
    if (!twins.empty()) return keep_conflict(kept, opened);
    kept.placed = true;
    note_order(call, device, kept);
    return book_now(opened, std::move(kept));
}

Answered Intake::known(Kept const& kept) const
{
    Answered answer { kept.event, kept.seq, Outcome::duplicate };
    if (!kept.number.empty()) answer.number = kept.number;
    if (kept.state == KeptState::booked) return answer;
    answer.reason = kept.reason;
    if (outcome_of(*kept.reason) == Outcome::conflict) answer.outcome = Outcome::conflict;
    return answer;
}

Answered Intake::book_now(Opened const& opened, Kept kept)
{
    auto const& event = *opened.event;
    auto booked = call.tx.part([&]() -> Result<std::string> {
        if (device.state == DeviceState::revoked) return is_revoked;
        if (!kept.clock_fits) return clock_off;
        return book(call, device, event, { .at = *kept.told_at });
    });
    if (!booked.ok()) {
        auto const code = booked.error().code();
        return keep(kept, opened, reason_of(code), std::string { code.id });
    }
    kept.state = KeptState::booked;
    kept.number = booked.take();
    store::insert_event(call.tx, kept);
    raise_prices(call, kept, opened.letter.odd);
    if (moves_shift(event.kind)) book_what_waited(call, device);
    Answered answer { kept.event, kept.seq, Outcome::accepted };
    if (!kept.number.empty()) answer.number = kept.number;
    return answer;
}

Answered Intake::keep(Kept kept, Opened const& opened, ReviewReason reason, std::string detail)
{
    kept.state = KeptState::waiting;
    kept.reason = reason;
    kept.detail = std::move(detail);
    kept.body = sealed(opened.letter.body, { keys().event, key_of(kept.id) });
    store::insert_event(call.tx, kept);
    core::audit(call,
                { .what = "device.keep",
                  .object = kept.id.text(),
                  .after = std::string { enum_text(reason) } + " " + kept.hash,
                  .unit = kept.unit });
    Answered answer { kept.event, kept.seq, outcome_of(reason), {}, reason };
    if (!kept.detail.empty()) answer.detail = kept.detail;
    return answer;
}

/// That its number has come is known all the same, so nobody is sent to look for it.
Answered Intake::keep_unreadable(Kept kept, Opened const& opened, bool alone)
{
    kept.placed = alone && !kept.event.empty() && kept.seq > 0;
    kept.prev = opened.seen.prev.empty() ? "" : core::keyed_hash(opened.seen.prev);
    if (kept.placed) note_order(call, device, kept);
    return keep(std::move(kept), opened, ReviewReason::unreadable, opened.why);
}

Answered Intake::keep_conflict(Kept const& kept, Opened const& opened)
{
    auto answer = keep(kept, opened, ReviewReason::conflict, {});
    raise_conflict(call, kept);
    return answer;
}

/// What the request says of the device, unless a later one has spoken.
std::int64_t note_stamp(Call& call, Device& device, std::optional<Stamp> const& stamp)
{
    if (!stamp || stamp->turn <= device.turn) return device.skew;
    device.seen_at = call.now;
    device.turn = stamp->turn;
    device.unsent = stamp->unsent;
    device.oldest = stamp->oldest;
    device.skew = skew_of(call.now, stamp->now);
    device.v = stamp->v.value_or(v_untold);
    device.app = stamp->app.value_or(device.app);
    store::set_told(call.tx, device);
    return device.skew;
}

Result<Device> sender(View const& view, DeviceId id)
{
    auto found = store::device(view.read, id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<std::vector<Letter>> letters_of(View const& view, Device const& device,
                                       std::vector<SignedText> const& events)
{
    auto const key = TRY(PublicKey::read(device.public_key));
    std::vector<Letter> letters;
    for (auto const& event : events) {
        auto& letter = letters.emplace_back(
            Letter { event.text, key.signed_this(event.text, event.signature) });
        if (!letter.signed_well) continue;
        if (auto const said = read_event(event.text); said.ok())
            letter.odd = odd_prices(view, device, said.value(), told_time(said.value()));
    }
    return letters;
}

} // namespace

Result<Checked> check(View const& view, Envelope const& envelope)
{
    if (envelope.events.size() > batch_max) return too_many_events;
    auto const device = TRY(sender(view, envelope.device));
    auto const key = TRY(PublicKey::read(device.public_key));
    if (!key.signed_this(envelope.stamp.text, envelope.stamp.signature)) return bad_signature;
    auto const stamp = TRY(read_stamp(envelope.stamp.text));
    return Checked { device.unit, stamp, TRY(letters_of(view, device, envelope.events)) };
}

Result<std::vector<Letter>> check_events(View const& view, DeviceId id,
                                         std::vector<SignedText> const& events)
{
    return letters_of(view, TRY(sender(view, id)), events);
}

Result<Taken> take_in(Call& call, DeviceId id, std::optional<Stamp> const& stamp,
                      std::vector<Letter> const& letters)
{
    auto found = store::lock_device(call.tx, id);
    if (!found) return not_found;
    auto& device = *found;
    auto const top = device.top;
    auto const before = emptied(device);
    Intake intake { call, device, before, note_stamp(call, device, stamp) };
    std::vector<Opened> opened;
    std::vector<Event> events;
    for (auto const& letter : letters) {
        opened.push_back(open(letter));
        if (letter.signed_well && opened.back().event) events.push_back(*opened.back().event);
    }
    hold_for(call, device, events);
    intake.look_at_times(events);
    Taken taken;
    for (auto const& one : opened) taken.answers.push_back(intake.take(one));
    if (device.top != top) store::set_top(call.tx, id, device.top);
    taken.next_seq = next_wanted(call.tx, device);
    taken.device = std::move(device);
    return taken;
}

std::vector<Decided> decided(View const& view, DeviceId device, std::vector<std::string> const& ids)
{
    std::vector<Decided> all;
    for (auto const& id : ids) {
        if (!Uuid::parse(id).ok()) continue;
        auto const fates = store::fates_of(view.read, device, id);
        if (fates.empty() || std::ranges::count(fates, KeptState::waiting, &store::Fate::state) > 0)
            continue;
        auto const booked = std::ranges::find(fates, KeptState::booked, &store::Fate::state);
        auto const& fate = booked == fates.end() ? fates.front() : *booked;
        bool const is_aside = fate.state == KeptState::aside;
        all.push_back({ id, fate.seq, is_aside ? Verdict::aside : Verdict::booked, fate.number,
                        is_aside ? fate.note : std::string {} });
    }
    return all;
}

void book_what_waited(Call& call, Device const& device)
{
    if (device.state == DeviceState::revoked) return;
    for (store::After after;;) {
        auto const waiting = store::waiting_for(call.tx, device.id, ReviewReason::shift, after);
        if (waiting.empty()) return;
        for (auto kept : waiting) {
            after = { kept.seq, kept.id };
            auto const event = event_of(kept);
            if (!event || !kept.clock_fits || !kept.placed) continue;
            auto booked = call.tx.part(
                [&] { return book(call, device, *event, { .at = *kept.told_at }); });
            if (!booked.ok()) continue;
            kept.state = KeptState::booked;
            kept.number = booked.take();
            kept.body.clear();
            kept.settled_at = call.now;
            store::settle(call.tx, kept);
            raise_prices(call, kept, odd_prices(call.view(), device, *event, *kept.told_at));
        }
    }
}

std::string body_of(Kept const& kept)
{
    return opened(kept.body, { keys().event, key_of(kept.id) }).value_or("");
}

std::optional<Event> event_of(Kept const& kept)
{
    auto event = read_event(body_of(kept));
    if (!event.ok()) return {};
    return event.take();
}

Fates fates(db::Read& read)
{
    Fates fates;
    for (auto const& [state, reason, events] : store::event_counts(read)) {
        bool const waits = state == KeptState::waiting;
        if (waits && reason && outcome_of(*reason) == Outcome::conflict)
            fates.conflict += events;
        else if (waits)
            fates.waiting += events;
        else if (state == KeptState::booked && !reason)
            fates.accepted += events;
        else
            fates.reviewed += events;
    }
    return fates;
}

} // namespace karya::device
