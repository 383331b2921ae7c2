#pragma once
// Which engine an installation keeps its data in. Its folder remembers it in a file, so that a
// command without KARYA_DATABASE does not begin an empty SQLite database beside the real one.

#include "app/config.h"

namespace karya::app {

inline constexpr ErrorCode needs_postgres { "app.needs_postgres", Fault::conflict };
inline constexpr ErrorCode needs_sqlite { "app.needs_sqlite", Fault::conflict };
inline constexpr ErrorCode nothing_made { "app.nothing_made", Fault::conflict };
inline constexpr ErrorCode cannot_mark { "app.cannot_mark", Fault::unavailable };

/// Whether a command may begin an installation, or only use one.
enum class Folder : std::uint8_t { may_be_new, must_be_made };

/// Fails: app.needs_postgres or app.needs_sqlite (the folder belongs to the other engine than
/// `config` names), app.nothing_made (it belongs to none, or the PostgreSQL database is empty).
Result<void> check_engine(Config const& config, Folder folder);
/// Writes down the engine of an installation, once. Fails: app.cannot_mark.
Result<void> mark_engine(std::filesystem::path const& folder, db::Dialect engine);
/// The folder came out of a backup, and whoever opens it next must heed that. Fails:
/// app.cannot_mark.
Result<void> mark_restored(std::filesystem::path const& folder);
bool is_restored(std::filesystem::path const& folder);
/// It was heeded.
void unmark_restored(std::filesystem::path const& folder);
/// The installation moves to the other engine. Fails: app.cannot_mark.
Result<void> change_engine(std::filesystem::path const& folder, db::Dialect engine);

} // namespace karya::app
