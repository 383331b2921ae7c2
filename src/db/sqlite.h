#pragma once
// SQLite behind Connection. See docs/decisions/0002-two-engines.md for the settings.

#include "db/tx.h"
#include <filesystem>
#include <memory>

struct sqlite3;

namespace karya::db {

enum class Access { read, write };

/// Opens `file`; `write` creates it and sets WAL with synchronous=FULL. Throws Failure.
std::unique_ptr<Connection> open_sqlite(std::filesystem::path const& file, Access access);

/// Copies the database behind `file` to `target` under one held read transaction, so that it ends
/// however many writes go on, then checks the copy. Throws Failure.
void copy_sqlite(std::filesystem::path const& file, std::filesystem::path const& target);

} // namespace karya::db
