#pragma once
// Who did what, when: one row a write, hash-chained per unit, never changed.

#include "core/call.h"
#include <optional>
#include <vector>

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

/// A row of the trail, as people read it.
struct NotedDeed {
    std::string unit {}; ///< empty: the nation's chain
    std::int64_t seq {};
    Timestamp at {};
    std::string officer {}; ///< empty: nobody signed in, or the console
    std::string role {};
    std::string what {};
    std::string object {};
    std::string request {};
};
BOOST_DESCRIBE_STRUCT(NotedDeed, (), (unit, seq, at, officer, role, what, object, request))

/// Where a page of the trail begins: everything before this row.
struct TrailPlace {
    Timestamp at {};
    std::string unit {};
    std::int64_t seq {};
};
/// The latest deeds of all units before `before` (absent: from the end), at most `limit`.
std::vector<NotedDeed> trail(db::Read& read, std::optional<TrailPlace> const& before,
                             std::int64_t limit);
/// The same of one unit's chain.
std::vector<NotedDeed> trail_of(db::Read& read, UnitId unit,
                                std::optional<TrailPlace> const& before, std::int64_t limit);

/// The first row whose hash does not follow from the one before, as "unit seq"; nothing when all
/// do.
std::optional<std::string> broken_audit(db::Read& read);

} // namespace karya::core
