#pragma once
// Which keys an installation was written with. The database remembers a mark of them, so that a
// folder without its keys, or a second node with its own, is refused before anything is read or
// written with the wrong ones: second factors, officers' numbers and names of prisoners would be
// lost without a word.

#include "app/config.h"
#include "db/engine.h"

namespace karya::app {

inline constexpr ErrorCode keys_missing { "app.keys_missing", Fault::conflict };
inline constexpr ErrorCode other_keys { "app.other_keys", Fault::conflict };

/// Reads the folder's keys, or makes those of a new installation, and compares them with the mark.
/// `Config::new_keys` takes the folder's keys, or new ones, for lost ones. Fails:
/// identity.keys_unusable, app.keys_missing (marked, but there are none), app.other_keys.
Result<void> start_keys(db::Engine& engine, Config const& config);

} // namespace karya::app
