#pragma once
// Backups: one archive with database, photos and (when asked) keys, and the SHA-256 of each; made
// while the installation is at work, restored only into an empty place and only when every sum
// fits.

#include "app/engine_mark.h"
#include "db/engine.h"

namespace karya::app {

inline constexpr ErrorCode backup_failed { "app.backup_failed", Fault::unavailable };
inline constexpr ErrorCode backup_exists { "app.backup_exists", Fault::conflict };
inline constexpr ErrorCode not_a_backup { "app.not_a_backup", Fault::invalid };
inline constexpr ErrorCode wrong_checksum { "app.wrong_checksum", Fault::invalid };
inline constexpr ErrorCode place_taken { "app.place_taken", Fault::conflict };

enum class Keys : std::uint8_t { left_out, included };

struct BackupPlan {
    std::filesystem::path file {};
    Keys keys { Keys::left_out };
};

struct Kept {
    std::int64_t files {};
    std::int64_t bytes {};
    std::string checksum {}; ///< SHA-256 of the list of checksums: of all
};
BOOST_DESCRIBE_STRUCT(Kept, (), (files, bytes, checksum))

/// Writes the backup; it appears under its name when it is whole and on the disk. Everything that
/// was acknowledged before the call is in it.
/// Fails: app.backup_exists, app.backup_failed, db.unavailable.
Result<Kept> back_up(db::Engine& engine, Config const& config, BackupPlan const& plan);

/// Lays the backup down in the folder of `config` (and in its PostgreSQL database).
/// Fails: app.not_a_backup, app.wrong_checksum (nothing is left behind), app.place_taken (the
/// folder or the database is not empty), app.backup_failed, app.cannot_mark.
Result<Kept> restore(Config const& config, std::filesystem::path const& file);

} // namespace karya::app
