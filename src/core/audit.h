#pragma once
// Who did what, when: one row a write, hash-chained per unit, never changed.

#include "core/call.h"
#include <functional>
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

/// A deed with what the trail keeps of the state it found and of the one it left.
struct Trace {
    std::int64_t seq {};
    std::string what {};
    std::string object {};
    std::string before_hash {};
    std::string after_hash {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Trace, (), (seq, what, object, before_hash, after_hash, at))
/// What the trail keeps of a state: its SHA-256, or nothing of none.
std::string trace_of(std::string_view state);
/// Units in whose chain something stands. Fails: db.unreadable.
Result<std::vector<UnitId>> audited_units(db::Read& read);
/// Calls `visit` for the unit's deeds of one module ("sales"), in order: modules prove by them that
/// what they keep is still what was done.
void each_trace(db::Read& read, UnitId unit, std::string_view module,
                std::function<void(Trace const&)> const& visit);

/// The first row that does not follow from the one before, a chain that does not end with its head,
/// or a row without a chain; nothing when all is well.
std::optional<std::string> broken_audit(db::Read& read);

} // namespace karya::core
