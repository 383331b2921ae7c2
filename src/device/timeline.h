#pragma once
// The times of a device's events, in the order of their numbers. A clock that was set for one sale
// and was right again before it was sent is known by nothing but its neighbours. Pure.

#include "device/store.h"
#include <map>

namespace karya::device {

/// Events in the order of their numbers, between the nearest whose times are believed already.
struct Row {
    std::optional<Told> before {};
    std::vector<Told> events {};
    std::optional<Told> after {};
};

/// Those whose time cannot be true beside most others of the row, with the time each probably had:
/// that of its neighbour.
std::map<std::int64_t, Timestamp> odd_times(Row const& row);

} // namespace karya::device
