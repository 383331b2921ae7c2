#pragma once
// Ids for documents that were made elsewhere: the same document always gets the same id.

#include "base/id.h"
#include <string_view>

namespace karya::exchange {

/// A UUID in the form of version 7: the milliseconds of `at`, so that ids order by time, and the
/// rest from the SHA-256 of `name`.
Uuid stable_id(Timestamp at, std::string_view name);

} // namespace karya::exchange
