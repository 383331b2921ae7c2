#pragma once
// The folder of renditions: files named by their content, written once, never changed.

#include "base/result.h"
#include <optional>
#include <string>
#include <string_view>

namespace karya::catalogue::media {

/// Durable when it returns; a file that is there already is left alone.
/// Fails: catalogue.photo_failed (disk full, no folder).
Result<void> keep(std::string const& name, std::string_view bytes);
/// The bytes of a rendition; nothing for any other name, so that no path can be asked for.
std::optional<std::string> read(std::string_view name);
/// "image/webp" or "image/jpeg".
std::string content_type_of(std::string_view name);

} // namespace karya::catalogue::media
