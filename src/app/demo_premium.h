#pragma once
// The demonstration's premium sheets, made by its own people.

#include "core/call.h"

namespace karya::app {

/// Who does which step at one unit.
struct PremiumStaff {
    Actor cashier {};
    Actor section {};
    Actor head {};
    Actor treasurer {};
};
/// Of the activities with attendance: one sheet that is paid, one that is authorised, one draft.
Result<void> lay_premium(Call& call, PremiumStaff const& staff);

} // namespace karya::app
