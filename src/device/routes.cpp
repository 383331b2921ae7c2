// What a device asks itself: to join, for a cashier, and to be rid of its events.

#include "web/routes.h"
#include "base/embedded.h"
#include "counter/counter.h"
#include "device/devices.h"
#include "device/routes_parts.h"
#include "device/signature.h"
#include "device/sync.h"
#include "device/tries.h"

namespace karya::device {

namespace {

Result<web::Nothing> show_new(View&, web::Nothing const&) { return web::Nothing {}; }

// ---- POST /kasir/perangkat ----

struct EnrolInput {
    std::string token {};
    std::string name {};
    std::string public_key {};
};
BOOST_DESCRIBE_STRUCT(EnrolInput, (), (token, name, public_key))

struct Enrolled {
    DeviceId device {};
    std::string name {};
    UnitId unit {};
    std::string unit_name {};
    std::string unit_code {};
    std::string series {};
    std::string zone {};
    std::string list_key {}; ///< by which it knows price lists to be ours
    std::string seal_key {}; ///< to which it seals officers' numbers
    Timestamp now {};
};
BOOST_DESCRIBE_STRUCT(Enrolled, (),
                      (device, name, unit, unit_name, unit_code, series, zone, list_key, seal_key,
                       now))

Result<Enrolled> post_device(Call& call, EnrolInput const& input)
{
    auto const made = TRY(enrol(call, { input.token, input.name, input.public_key }));
    auto const unit = TRY(org::unit(call.view(), made.unit));
    return Enrolled { .device = made.id,
                      .name = made.name,
                      .unit = unit.id,
                      .unit_name = unit.name,
                      .unit_code = unit.code,
                      .series = made.series,
                      .zone = std::string { name_of(unit.zone) },
                      .list_key = OwnKey { keys().list }.public_text(),
                      .seal_key = OwnKey { keys().seal }.public_text(),
                      .now = call.now };
}

// ---- POST /kasir/perangkat/petugas ----

struct OfficerInput {
    DeviceId device {};
};
BOOST_DESCRIBE_STRUCT(OfficerInput, (), (device))

struct OfficerOnDevice {
    OfficerId officer {};
    std::string name {};
    Role role {};
    bool takes_back { false }; ///< may void and refund
};
BOOST_DESCRIBE_STRUCT(OfficerOnDevice, (), (officer, name, role, takes_back))

struct ClerkPage {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ClerkPage, (), (name))

Result<ClerkPage> show_clerk(View& view, web::Nothing const&)
{
    return ClerkPage { view.actor.name };
}

Result<OfficerOnDevice> post_officer(Call& call, OfficerInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(add_officer(call, scope, input.device));
    auto const& actor = call.actor;
    return OfficerOnDevice { actor.officer, actor.name, actor.role,
                             counter::refund_right.allows(actor) };
}

// ---- POST /kasir/sinkron ----

struct SentEvent {
    web::Verbatim body {};
    web::Verbatim signature {};
};
BOOST_DESCRIBE_STRUCT(SentEvent, (), (body, signature))

struct SyncInput {
    DeviceId device {};
    web::Verbatim stamp {};
    web::Verbatim signature {};
    std::vector<SentEvent> events {};
    std::optional<std::vector<std::string>> asked {}; ///< ids of events that waited for a person
    Checked checked {};                               ///< not sent: found before the writer's turn
    std::string turn() const { return checked.unit.text(); }
};
BOOST_DESCRIBE_STRUCT(SyncInput, (), (device, stamp, signature, events, asked))

struct SyncAnswer {
    Timestamp now {};
    std::string name {};
    bool revoked { false };
    std::int64_t next_seq {};
    std::vector<OfficerId> officers {}; ///< who may make events there from now on
    std::string list_key {};            ///< for who joined before lists were signed
    std::string seal_key {};            ///< for who joined before numbers were sealed
    std::string code_key {};            ///< by which it knows what was handed over at the desk
    std::vector<Answered> results {};
    std::vector<Decided> decided {}; ///< of those asked for
    /// Not kept for a repeat: events are told apart by themselves, and the clock must be today's.
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(SyncAnswer, (),
                      (now, name, revoked, next_seq, officers, list_key, seal_key, code_key,
                       results, decided))

Result<void> check_sync(View& view, SyncInput& input)
{
    auto const who = input.device.text() + " " + std::string { view.caller.address };
    if (bad_tries().too_many(who, view.now)) return too_many_tries;
    if (input.asked && input.asked->size() > batch_max) return too_many_events;
    Envelope envelope { input.device, { input.stamp.text, input.signature.text }, {} };
    for (auto const& event : input.events)
        envelope.events.push_back({ event.body.text, event.signature.text });
    auto checked = check(view, envelope);
    if (!checked.ok()) {
        if (checked.error().code() == bad_signature) bad_tries().note(who, view.now);
        return checked.take_error();
    }
    input.checked = checked.take();
    return {};
}

Result<SyncAnswer> post_sync(Call& call, SyncInput const& input)
{
    auto taken = TRY(take_in(call, input.device, input.checked.stamp, input.checked.letters));
    for (auto& answer : taken.answers)
        if (answer.reason) answer.told = karya::text::of(call.lang, *answer.reason);
    return SyncAnswer { .now = call.now,
                        .name = taken.device.name,
                        .revoked = taken.device.state == DeviceState::revoked,
                        .next_seq = taken.next_seq,
                        .officers = officers_of(call.view(), input.device),
                        .list_key = OwnKey { keys().list }.public_text(),
                        .seal_key = OwnKey { keys().seal }.public_text(),
                        .code_key = code_key(input.device),
                        .results = std::move(taken.answers),
                        .decided = decided(call.view(), input.device,
                                           input.asked.value_or(std::vector<std::string> {})) };
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<web::Nothing, web::Nothing>("/kasir/perangkat/baru", anyone, show_new,
                                             { "device/new" });
    routes.command<EnrolInput, Enrolled>("/kasir/perangkat", anyone, post_device);
    routes.query<web::Nothing, ClerkPage>("/kasir/perangkat/petugas", counter::sell_right,
                                          show_clerk, { "device/clerk" });
    routes.command<OfficerInput, OfficerOnDevice>("/kasir/perangkat/petugas", counter::sell_right,
                                                  post_officer);
    routes.checked_command<SyncInput, SyncAnswer>("/kasir/sinkron", anyone, check_sync, post_sync);
    add_desk_routes(routes);
    add_review_routes(routes);
    add_file_routes(routes);
    add_list_routes(routes);
}

} // namespace karya::device
