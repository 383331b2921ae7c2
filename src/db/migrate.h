#pragma once
// Forward-only schema steps. Written once for SQLite STRICT; PostgreSQL's types are put in here.

#include "db/engine.h"
#include <string>

namespace karya::db {

/// INTEGER becomes BIGINT, BLOB becomes BYTEA, STRICT and WITHOUT ROWID fall away.
std::string for_postgres(std::string_view sqlite_schema);

/// Runs the steps that are not noted in db_migration yet, each in a transaction of its own.
/// Fails: db.newer_schema, when steps are noted that this program does not have.
Result<void> migrate(Connection& connection, Dialect dialect,
                     std::span<Migration const> migrations);

} // namespace karya::db
