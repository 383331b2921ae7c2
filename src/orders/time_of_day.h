#pragma once
// A stretch of a day, and one that was chosen. Included through orders.h.

#include "core/ids.h"
#include <optional>

namespace karya::orders {

/// A stretch of a day in minutes since midnight.
struct Slot {
    std::int64_t starts {};
    std::int64_t ends {};
    friend bool operator==(Slot const&, Slot const&) = default;
};
/// When something can be fetched, or is done.
struct PickTime {
    Day day {};
    std::optional<Slot> slot {}; ///< absent: all day
    std::int64_t left {};        ///< places of the slot that are free
};
struct PickDay {
    UnitId unit {};
    Day day {};
    std::optional<std::int64_t> starts {}; ///< of the slot, where there are some
};

} // namespace karya::orders
