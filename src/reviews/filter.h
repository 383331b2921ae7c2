#pragma once
// What a machine can tell of somebody's words. Pure. For reviews/ only.

#include "base/face.h"
#include <string_view>
#include <vector>

namespace karya::reviews {

/// The first four are never published, so their writer is asked to take them out; the last is a
/// hint to whoever looks, for no machine knows a name.
enum class Finding : std::uint8_t { gambling, link, contact, id_number, someone };
BOOST_DESCRIBE_ENUM(Finding, gambling, link, contact, id_number, someone)

/// Each once, in that order.
std::vector<Finding> findings(std::string_view text);

} // namespace karya::reviews
