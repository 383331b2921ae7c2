#pragma once
// A whole database, row by row, from SQLite into PostgreSQL.

#include "db/engine.h"
#include <span>

namespace karya::db {

inline constexpr ErrorCode not_empty { "db.not_empty", Fault::conflict };

/// Fails: db.not_empty (the PostgreSQL database of `to` holds a row), and unavailable.
Result<void> check_empty(Settings const& to);

/// Copies every table of the SQLite database of `from` but those named `made_anew` and virtual ones
/// into the PostgreSQL database of `to`, both brought up to date by this program before: one
/// snapshot, in one transaction, with the guards of the rules set aside until its end, as the rows
/// have passed them once. Answers the number of rows; `progress` is told of them. Memory does not
/// grow with the data. Fails: db.not_empty (`to` holds a row), and unavailable, disk_full or
/// internal, after which `to` is as empty as it was.
Result<std::int64_t> copy_to_postgres(
    Settings const& from, Settings const& to, std::span<std::string_view const> made_anew,
    std::function<void(std::int64_t done, std::int64_t total)> const& progress);

} // namespace karya::db
