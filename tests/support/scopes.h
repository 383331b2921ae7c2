#pragma once
// For tests only: makes a UnitScope without asking who the actor is.

#include "org/org.h"

namespace karya::test {

struct Scopes {
    static org::UnitScope of(org::Unit const& unit) { return org::UnitScope { unit }; }
};

} // namespace karya::test
