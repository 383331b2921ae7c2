#pragma once
// The tags of a commit ("product:<id>", "shelf") on their way to other processes and nodes.

#include <string>
#include <string_view>
#include <vector>

namespace karya::db {

/// The tags as one text; "*" (anything may have changed) when they are too many to list.
std::string joined(std::vector<std::string> const& tags);
/// What `joined` made, taken apart again.
std::vector<std::string> parted(std::string_view text);

} // namespace karya::db
