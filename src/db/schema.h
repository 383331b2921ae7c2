#pragma once
// The whole schema of this binary, in order.

#include "db/engine.h"

namespace karya::db {

/// Every module's steps, as embedded by the build.
std::vector<Migration> const& schema();

} // namespace karya::db
