#pragma once
// Who did what, when: one row a write, hash-chained per unit, never changed.

#include "core/call.h"
#include <optional>

namespace karya::core {

/// What a write did. `before` and `after` are any stable text of the object's state; only their
/// SHA-256 is kept, so the trail holds no personal data.
struct Deed {
    std::string_view what; ///< "catalogue.publish"
    std::string object;    ///< id of the thing
    std::string before {};
    std::string after {};
    UnitId unit {}; ///< whose unit may read it; empty: the actor's own unit, else the nation
};

/// Appends one row to the unit's chain in the call's own transaction.
void audit(Call& call, Deed const& deed);

/// The first row whose hash does not follow from the one before, as "unit seq"; nothing when all do.
std::optional<std::string> broken_audit(db::Read& read);

} // namespace karya::core
