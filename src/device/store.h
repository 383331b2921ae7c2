#pragma once
// SQL of device_*.

#include "device/event.h"

namespace karya::device {

enum class DeviceState : std::uint8_t { active, revoked };
BOOST_DESCRIBE_ENUM(DeviceState, active, revoked)

/// A till as the server knows it.
struct Device {
    DeviceId id {};
    UnitId unit {};
    std::string name {};
    std::string series {}; ///< of its receipts: "K1"
    std::string public_key {};
    DeviceState state {};
    Timestamp made_at {};
    OfficerId invited_by {};
    std::optional<Timestamp> seen_at {};
    std::int64_t turn {}; ///< highest of its requests
    std::int64_t unsent {};
    std::optional<Timestamp> oldest {};
    std::int64_t skew {}; ///< milliseconds that our clock is ahead of its own
    std::int64_t top {};  ///< highest number of its events that came
    std::int64_t v {};    ///< of the events it writes; 0: not told yet
    std::string app {};   ///< names the till it runs; empty: not told
};
BOOST_DESCRIBE_STRUCT(Device, (),
                      (id, unit, name, series, public_key, state, made_at, invited_by, seen_at,
                       turn, unsent, oldest, skew, top, v, app))

/// Why an event waits for a person.
enum class ReviewReason : std::uint8_t {
    unreadable,
    signature,
    foreign,
    conflict,
    revoked,
    officer,
    clock,
    goods,
    unit_closed,
    rule,
    total,
    shift,
    number,
    id,
    no_sale,
    taken_back,
    refused
};
BOOST_DESCRIBE_ENUM(ReviewReason, unreadable, signature, foreign, conflict, revoked, officer, clock,
                    goods, unit_closed, rule, total, shift, number, id, no_sale, taken_back,
                    refused)

/// Its bit in Kept::overruled.
constexpr std::int64_t bit_of(ReviewReason reason)
{
    return std::int64_t { 1 } << static_cast<unsigned>(reason);
}

/// `booked`: it is in the books. `waiting`: a person must look. `aside`: a person has said why not.
enum class KeptState : std::uint8_t { booked, waiting, aside };
BOOST_DESCRIBE_ENUM(KeptState, booked, waiting, aside)

/// An event as the server keeps it.
struct Kept {
    KeptId id {};
    DeviceId device {};
    UnitId unit {};
    std::string event {}; ///< its own id; empty: unreadable
    std::int64_t seq {};
    bool placed { false }; ///< holds its id and number against others
    std::string hash {};
    std::string prev {};
    std::optional<EventKind> kind {};
    OfficerId officer {};
    std::optional<std::int64_t> n {};
    std::optional<Timestamp> told_at {};
    bool clock_fits { false };
    std::optional<Timestamp> proposed_at {};
    Timestamp received_at {};
    KeptState state { KeptState::waiting };
    std::optional<ReviewReason> reason {};
    std::string detail {};
    std::string number {};
    std::string body {}; ///< sealed; empty once booked
    std::optional<Timestamp> settled_at {};
    std::optional<OfficerId> settled_by {};
    std::string note {};
    std::int64_t overruled {}; ///< reasons that a person has overruled, a bit each
};
BOOST_DESCRIBE_STRUCT(Kept, (),
                      (id, device, unit, event, seq, placed, hash, prev, kind, officer, n, told_at,
                       clock_fits, proposed_at, received_at, state, reason, detail, number, body,
                       settled_at, settled_by, note, overruled))

/// `missing`: numbers that did not come. `chain`: an event that does not follow from the one
/// before. `conflict`: two events under one id or number. `price`: a sale at other prices than
/// those of its list; it is booked.
enum class AlarmKind : std::uint8_t { missing, chain, conflict, price };
BOOST_DESCRIBE_ENUM(AlarmKind, missing, chain, conflict, price)

struct Alarm {
    AlarmId id {};
    DeviceId device {};
    UnitId unit {};
    AlarmKind kind {};
    std::int64_t first {};
    std::int64_t last {};
    std::optional<KeptId> kept {};
    Timestamp raised_at {};
    std::optional<Timestamp> closed_at {};
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (id, device, unit, kind, first, last, kept, raised_at, closed_at))

/// What an event says of its time.
struct Told {
    std::int64_t seq {};
    Timestamp at {};
    EventKind kind {};
};
BOOST_DESCRIBE_STRUCT(Told, (), (seq, at, kind))

/// A line that was sold at another price than its list held.
struct OddPrice {
    std::int64_t n {};
    VariantId variant {};
    Rupiah listed {};
    Rupiah sold {};
};
BOOST_DESCRIBE_STRUCT(OddPrice, (), (n, variant, listed, sold))

} // namespace karya::device

namespace karya::device::store {

// ---- Devices (store.cpp) ----

/// The next number of the unit's series, never given before.
std::int64_t next_series(db::Tx& tx, UnitId unit);
/// Every unit passes over so many numbers, also one that has given none yet.
void skip_series(db::Tx& tx, std::int64_t count);
void insert_device(db::Tx& tx, Device const& device);
std::optional<Device> device(db::Read& read, DeviceId id);
/// The same, which nobody else changes before this transaction ends.
std::optional<Device> lock_device(db::Tx& tx, DeviceId id);
std::optional<DeviceId> device_of_key(db::Read& read, std::string_view public_key);
/// All that ever were, newest first, at most 200.
std::vector<Device> devices(db::Read& read, UnitId unit);
void set_name(db::Tx& tx, DeviceId id, std::string_view name);
/// False when it was so already.
bool set_revoked(db::Tx& tx, DeviceId id);
/// What a request tells; nothing when a later one has told already.
void set_told(db::Tx& tx, Device const& device);
void set_top(db::Tx& tx, DeviceId id, std::int64_t top);

struct Invite {
    InviteId id {};
    UnitId unit {};
    std::string token_hash {};
    Timestamp made_at {};
    OfficerId made_by {};
    Timestamp expires_at {};
    std::optional<DeviceId> device {};
};
BOOST_DESCRIBE_STRUCT(Invite, (), (id, unit, token_hash, made_at, made_by, expires_at, device))
void insert_invite(db::Tx& tx, Invite const& invite);
std::optional<Invite> invite(db::Read& read, InviteId id);
std::optional<Invite> invite_of_hash(db::Read& read, std::string_view token_hash);
/// False when it was used meanwhile.
bool use_invite(db::Tx& tx, InviteId id, DeviceId device);

/// False when he was there already.
bool insert_officer(db::Tx& tx, DeviceId device, OfficerId officer, Timestamp since);
/// False when he was not there.
bool remove_officer(db::Tx& tx, DeviceId device, OfficerId officer, Timestamp at);
/// True unless he never was, or was removed by then.
bool was_officer(db::Read& read, DeviceId device, OfficerId officer, Timestamp at);
std::vector<OfficerId> officers(db::Read& read, DeviceId device); ///< at most 100, who are now

struct EventCount {
    KeptState state {};
    std::optional<ReviewReason> reason {};
    std::int64_t events {};
};
BOOST_DESCRIBE_STRUCT(EventCount, (), (state, reason, events))
std::vector<EventCount> event_counts(db::Read& read);
Unsent unsent(db::Read& read);

// ---- Events (store_event.cpp) ----

void insert_event(db::Tx& tx, Kept const& kept);
std::optional<Kept> kept(db::Read& read, UnitId unit, KeptId id);
/// Those of the device with that hash, and those placed under that id or number.
struct Sought {
    DeviceId device {};
    std::string_view hash {};
    std::string_view event {};
    std::int64_t seq {};
};
std::vector<Kept> alike(db::Read& read, Sought const& sought);
struct Link {
    std::string hash {};
    std::string prev {};
};
BOOST_DESCRIBE_STRUCT(Link, (), (hash, prev))
/// What is placed under that number.
std::optional<Link> link(db::Read& read, DeviceId device, std::int64_t seq);
/// The nearest placed event below, or from that number on, whose time the server believes.
std::optional<Told> believed_below(db::Read& read, DeviceId device, std::int64_t seq);
std::optional<Told> believed_from(db::Read& read, DeviceId device, std::int64_t seq);
/// What became of the events of that id; more than one where others came under it.
struct Fate {
    std::int64_t seq {};
    KeptState state {};
    std::string number {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(Fate, (), (seq, state, number, note))
std::vector<Fate> fates_of(db::Read& read, DeviceId device, std::string_view event);
/// State, reason, detail, number, body and by whom.
void settle(db::Tx& tx, Kept const& kept);
/// In the order in which they came, after `after`, at most 50.
std::vector<Kept> waiting(db::Read& read, UnitId unit, KeptId after);
/// Those of one device for that reason, by number, after `after`, at most 50.
struct After {
    std::int64_t seq { -1 };
    KeptId id {};
};
std::vector<Kept> waiting_for(db::Read& read, DeviceId device, ReviewReason reason,
                              After const& after);
std::int64_t waiting_count(db::Read& read, UnitId unit);
struct Waiting {
    DeviceId device {};
    std::int64_t events {};
    std::int64_t for_clock {}; ///< of them
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (device, events, for_clock))
/// Of the unit's devices, those with events that wait.
std::vector<Waiting> waiting_by_device(db::Read& read, UnitId unit);
/// The receipt numbers that frame the events first … last: of the last sale before and the first
/// one after.
struct Frame {
    std::int64_t before {};
    std::optional<std::int64_t> after {};
};
BOOST_DESCRIBE_STRUCT(Frame, (), (before, after))
Frame frame(db::Read& read, DeviceId device, std::int64_t first, std::int64_t last);

// ---- Alarms (store_alarm.cpp) ----

void insert_alarm(db::Tx& tx, Alarm const& alarm);
/// The open alarm of missing numbers that holds `seq`.
std::optional<Alarm> missing_at(db::Read& read, DeviceId device, std::int64_t seq);
void set_range(db::Tx& tx, Alarm const& alarm);
struct Closing {
    AlarmId alarm {};
    Timestamp at {};
    std::optional<OfficerId> by {};
    std::string note {};
};
/// False when it was closed already.
bool close_alarm(db::Tx& tx, Closing const& closing);
void close_alarms_of(db::Tx& tx, KeptId kept, Closing const& closing);
void insert_price(db::Tx& tx, AlarmId alarm, OddPrice const& price);
std::vector<OddPrice> prices(db::Read& read, AlarmId alarm); ///< at most 100
std::optional<Alarm> alarm(db::Read& read, UnitId unit, AlarmId id);
std::vector<Alarm> open_alarms(db::Read& read, UnitId unit); ///< oldest first, at most 50
std::int64_t alarm_count(db::Read& read, UnitId unit);
/// The first number that is missing, if one is.
std::optional<std::int64_t> first_missing(db::Read& read, DeviceId device);

// ---- Proof (store_alarm.cpp) ----

/// A device whose highest number is not that of its events.
std::optional<std::string> wrong_top(db::Read& read);
/// A device with a number that neither came nor is told as missing.
std::optional<std::string> untold_gap(db::Read& read);

} // namespace karya::device::store
