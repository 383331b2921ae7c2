#pragma once
// A zip archive of files with a list of their SHA-256, the list's own included.

#include "app/backup.h"

namespace karya::app {

struct ArchiveEntry {
    std::string name {};           ///< "karya.db", "media/…"
    std::filesystem::path file {}; ///< where its bytes are
};

/// Fails: app.backup_failed.
Result<Kept> write_archive(std::filesystem::path const& to,
                           std::vector<ArchiveEntry> const& entries);
/// Takes every entry out into `folder` (which exists), checking each.
/// Fails: app.not_a_backup, app.wrong_checksum, app.backup_failed.
Result<Kept> read_archive(std::filesystem::path const& from, std::filesystem::path const& folder);

} // namespace karya::app
