#pragma once
// PostgreSQL's own tools for whole databases, called without a shell; the connection goes by the
// environment, so that no password stands in a list of processes.

#include "base/result.h"
#include <filesystem>
#include <string>

namespace karya::app {

/// pg_dump in its custom format. Fails: app.backup_failed.
Result<void> dump_postgres(std::string const& connection, std::filesystem::path const& to);
/// pg_restore, all or nothing. Fails: app.backup_failed.
Result<void> load_postgres(std::string const& connection, std::filesystem::path const& from);
/// True when the database has no table of ours. Fails: app.backup_failed.
Result<bool> is_empty_postgres(std::string const& connection);

} // namespace karya::app
