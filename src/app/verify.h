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

/// Checks the database's own file, ledger balance and chain, sales and their one entry each, stock,
/// audit and the board, rebuilt and compared.
/// Changes nothing. Fails: db.unavailable.
Result<Proof> verify(db::Engine& engine);

} // namespace karya::app
