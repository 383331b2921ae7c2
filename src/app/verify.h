#pragma once
// The proof that nothing was lost, bent or counted twice.

#include "base/face.h"
#include "db/engine.h"

namespace karya::app {

struct Check {
    std::string name {};
    bool sound { true };
    std::string detail {}; ///< the first broken row, or what was counted
};
BOOST_DESCRIBE_STRUCT(Check, (), (name, sound, detail))

struct Proof {
    bool sound { true };
    std::vector<Check> checks {};
};
BOOST_DESCRIBE_STRUCT(Proof, (), (sound, checks))

/// Checks the database's own file, ledger balance and chain, sales against their rules, entries,
/// movements of stock, deeds and events, stock, devices, audit, and the board, made anew from its
/// events and compared. Each proof reads one snapshot; nothing is written and no sale waits. A row
/// that cannot be read is a finding. Fails: db.unavailable, db.busy.
Result<Proof> verify(db::Engine& engine);

} // namespace karya::app
