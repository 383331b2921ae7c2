#pragma once
// A device numbers its events without a gap, and each names the one before. What breaks that order
// raises an alarm, which closes by itself when the missing ones come.

#include "device/store.h"

namespace karya::device {

/// Notes that this event of the device came and raises or closes what follows from it; moves
/// `device.top`.
void note_order(Call& call, Device& device, Kept const& kept);
void raise_conflict(Call& call, Kept const& kept);
void raise_prices(Call& call, Kept const& kept, std::vector<OddPrice> const& prices);
std::vector<Alarm> open_alarms(View const& view, org::UnitScope const& scope);
/// The first and last number of the receipts that are missing with those events, if any are.
std::optional<std::pair<std::int64_t, std::int64_t>> missing_receipts(View const& view,
                                                                      Alarm const& alarm);
/// The first number that is wanted from the device.
std::int64_t next_wanted(db::Read& read, Device const& device);

} // namespace karya::device
