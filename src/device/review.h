#pragma once
// What waits for a person: booked by his decision, or set aside with his reason.

#include "device/sync.h"

namespace karya::device {

/// True when the event may be booked at all: it is the device's own word and no other has its id.
bool is_bookable(Kept const& kept);

struct Decision {
    KeptId kept {};
    std::optional<Timestamp> at {}; ///< when it happened; wanted when the device's clock was wrong
};
/// What came of it: booked, or the next reason why not, which is kept and must be shown.
struct Settled {
    KeptId kept {};
    std::optional<Error> still {};
    std::optional<Error> refusal() const { return still; }
};
BOOST_DESCRIBE_STRUCT(Settled, (), (kept))

/// Fails: core.not_found, device.settled (somebody was faster), device.not_bookable,
/// device.time_missing.
Result<Settled> book_kept(Call& call, org::UnitScope const& scope, Decision const& decision);
/// Fails: core.not_found, device.settled, device.reason_missing.
Result<void> set_aside(Call& call, org::UnitScope const& scope, KeptId id, std::string const& why);
/// Books, in the order of their numbers, what waits of one device for its clock alone, each at the
/// time proposed for it; at most 50 at once. How many were booked. Fails: core.not_found.
Result<std::int64_t> book_all_proposed(Call& call, org::UnitScope const& scope, DeviceId id);
/// Ends an alarm that nothing will end: the missing ones are lost. Fails: core.not_found,
/// device.settled, device.reason_missing.
Result<void> give_up(Call& call, org::UnitScope const& scope, AlarmId id, std::string const& why);

} // namespace karya::device
