#pragma once
// The one place, beside the server itself, that asks what time it is.

#include "base/time.h"

namespace karya::web {

Timestamp now();

} // namespace karya::web
