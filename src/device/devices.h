#pragma once
// Devices of a unit: invited at the desk, joined by their own key, renamed, revoked.

#include "device/store.h"
#include <map>

namespace karya::device {

Keys const& keys();

/// "/kasir/perangkat/baru#<token>": good once, for fifteen minutes, shown to whoever made it. The
/// token is derived from the invitation's id under the key; only its hash is stored.
struct Invitation {
    InviteId id {};
    std::string path {};
    Timestamp expires_at {};
};
Result<Invitation> invite(Call& call, org::UnitScope const& scope);
/// Fails: core.not_found (another's, used, or over).
Result<Invitation> invitation(View const& view, org::UnitScope const& scope, InviteId id);

struct Joining {
    std::string token {};
    std::string name {};
    std::string public_key {};
};
/// Makes the device, in a series of receipts of its own. The same key with the same token is
/// answered the same, for an answer that was lost.
/// Fails: device.invite_gone, device.bad_name, device.bad_key, device.key_taken.
Result<Device> enrol(Call& call, Joining const& joining);

/// Lets the signed-in officer make events on a device of his unit from now on.
/// Fails: core.not_found (no such device of his unit), device.revoked.
Result<Device> add_officer(Call& call, org::UnitScope const& scope, DeviceId id);

/// What he makes there from now on waits for a person, unless he signs in there again.
/// Fails: core.not_found (the device, or he is not there).
Result<void> remove_officer(Call& call, org::UnitScope const& scope, DeviceId id,
                            OfficerId officer);

/// The drawer of a device that cannot count it any more.
struct DrawerEnd {
    DeviceId device {};
    Rupiah counted {};
    std::string note {};
};
/// Closes its open shift with this count. Fails: core.not_found, sales.no_shift (none is open),
/// device.reason_missing (a note is always wanted), base.bad_amount.
Result<void> end_drawer(Call& call, org::UnitScope const& scope, DrawerEnd const& end);

/// Fails: core.not_found, device.bad_name.
Result<void> rename(Call& call, org::UnitScope const& scope, DeviceId id, std::string const& name);
/// For good: what it sends from now on waits for a person. Fails: core.not_found, device.revoked.
Result<void> revoke(Call& call, org::UnitScope const& scope, DeviceId id);

/// A cashier without a network types it into the till, which then knows that the desk has what it
/// did up to that number (decision 0020). Both sides derive it from the device's own key.
struct HandedOver {
    std::string name {}; ///< of the device
    std::int64_t seq {}; ///< all up to it have come
    std::string code {}; ///< "12345 67890"
};
BOOST_DESCRIBE_STRUCT(HandedOver, (), (name, seq, code))
HandedOver handed_over(View const& view, Device const& device);
/// 32 letters, told to the device alone.
std::string code_key(DeviceId device);

/// Fails: core.not_found, also for another unit's.
Result<Device> device(View const& view, org::UnitScope const& scope, DeviceId id);

std::vector<Device> devices_of(View const& view, org::UnitScope const& scope);
std::vector<OfficerId> officers_of(View const& view, DeviceId id);
/// How many of their events wait for a person.
std::map<DeviceId, std::int64_t> waiting_of(View const& view, org::UnitScope const& scope);

} // namespace karya::device
