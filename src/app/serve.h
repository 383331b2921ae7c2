#pragma once
// Serving until told to stop.

#include "app/house.h"

namespace karya::app {

/// Serves `house` until SIGINT or SIGTERM, then drains. `ready` is called with the port once it
/// listens. Fails: web.cannot_listen, app.folder_in_use.
Result<void> serve(House& house, std::function<void(unsigned port)> const& ready);

} // namespace karya::app
