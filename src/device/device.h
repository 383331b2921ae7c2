#pragma once
// Tills that sell without a network: how a device joins a unit, what it sends, and what a person
// must look at. What is sold goes the way of every sale, through sales.

#include "org/org.h"

namespace karya {
using DeviceId = Id<struct DeviceTag>;
using InviteId = Id<struct InviteTag>;
using KeptId = Id<struct KeptTag>; ///< of an event as the server keeps it
using AlarmId = Id<struct AlarmTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::device {

inline constexpr ErrorCode invite_gone { "device.invite_gone", Fault::gone };
inline constexpr ErrorCode bad_key { "device.bad_key", Fault::invalid };
inline constexpr ErrorCode key_taken { "device.key_taken", Fault::conflict };
inline constexpr ErrorCode bad_name { "device.bad_name", Fault::invalid };
inline constexpr ErrorCode is_revoked { "device.revoked", Fault::conflict };
inline constexpr ErrorCode bad_signature { "device.bad_signature", Fault::unauthenticated };
inline constexpr ErrorCode too_many_tries { "device.too_many_tries", Fault::rate_limited };
inline constexpr ErrorCode bad_stamp { "device.bad_stamp", Fault::invalid };
inline constexpr ErrorCode too_many_events { "device.too_many_events", Fault::invalid };
inline constexpr ErrorCode already_settled { "device.settled", Fault::conflict };
inline constexpr ErrorCode not_bookable { "device.not_bookable", Fault::conflict };
inline constexpr ErrorCode time_missing { "device.time_missing", Fault::invalid };
inline constexpr ErrorCode reason_missing { "device.reason_missing", Fault::invalid };
inline constexpr ErrorCode bad_file { "device.bad_file", Fault::invalid };

/// Invite, rename and revoke devices; book or set aside what waits.
inline constexpr Permission manage_right { allow("device.manage", { Role::kasi, Role::head }) };
/// See the devices of the own unit.
inline constexpr Permission read_right { allow(
    "device.read", { Role::cashier, Role::kasi, Role::treasurer, Role::head }) };

/// A device as people know it.
struct DeviceName {
    DeviceId device {};
    std::string name {};
};
/// By its own id or that of an event that waited. Fails: core.not_found, also for another unit's.
Result<DeviceName> device_name(View const& view, org::UnitScope const& scope, std::string_view id);

/// What a unit's people must look at.
struct Tasks {
    std::int64_t waiting {}; ///< events that a person must book or set aside
    std::int64_t alarms {};  ///< open ones
};
BOOST_DESCRIBE_STRUCT(Tasks, (), (waiting, alarms))
Tasks tasks(View const& view, org::UnitScope const& scope);

/// 32 bytes each, from the key file of this installation: invitations and codes of what was handed
/// over are derived under the first, events that wait are sealed under the second, price lists are
/// signed by a key made of the third, devices seal officers' numbers to one made of the fourth. Set
/// once by app before serving.
struct Keys {
    std::string invite {};
    std::string event {};
    std::string list {};
    std::string seal {};
};
void keep_keys(Keys keys);

// ---- For whoever watches the whole installation ----

/// For data that came out of a backup: series that were given since are not given again. Every unit
/// passes over twenty, more than join between two backups.
void pass_over_series(db::Tx& tx);

/// What became of all events that ever came.
struct Fates {
    std::int64_t accepted {}; ///< booked by themselves
    std::int64_t waiting {};  ///< for a person
    std::int64_t conflict {}; ///< the same, for they cannot be true beside others
    std::int64_t reviewed {}; ///< a person has decided
};
BOOST_DESCRIBE_STRUCT(Fates, (), (accepted, waiting, conflict, reviewed))
Fates fates(db::Read& read);

/// What devices in use have told of what they still hold.
struct Unsent {
    std::int64_t devices {};
    std::optional<Timestamp> oldest {};
    std::int64_t alarms {}; ///< open ones
};
BOOST_DESCRIBE_STRUCT(Unsent, (), (devices, oldest, alarms))
Unsent unsent(db::Read& read);

void add_routes(web::Routes& routes);
/// The first device whose book of events does not hold together, for `karya verify`.
std::optional<std::string> first_broken_device(db::Read& read);

} // namespace karya::device
