#pragma once
// Forward-only schema steps. Written once for SQLite STRICT; PostgreSQL's types are put in here.

#include "db/engine.h"
#include <string>

namespace karya::db {

/// INTEGER becomes BIGINT, BLOB becomes BYTEA, STRICT and WITHOUT ROWID fall away.
std::string for_postgres(std::string_view sqlite_schema);

/// Runs the steps that are not noted in db_migration yet. Called by engines inside a transaction
/// per step: `run_step(step, note)` is given the SQL to run.
void migrate(Connection& connection, Dialect dialect, std::span<Migration const> migrations);

} // namespace karya::db
