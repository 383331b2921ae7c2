#pragma once
// From SQLite to PostgreSQL: every row, proven, and used from then on.

#include "app/house.h"
#include "app/verify.h"

namespace karya::app {

struct Moved {
    std::int64_t rows {};
    Proof proof {};
};

/// Copies the SQLite database of `house`, which nobody else may be using, into the empty PostgreSQL
/// database `to`, and proves what has come. Only when that is sound, the folder belongs to
/// PostgreSQL from now on; its SQLite database stays as it was.
/// Fails: db.not_empty, and db errors; nothing is in `to` then.
Result<Moved> move_to_postgres(House& house, std::string const& to,
                               std::function<void(std::int64_t, std::int64_t)> const& progress);

} // namespace karya::app
