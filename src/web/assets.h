#pragma once
// Styles, scripts, fonts and pictures of the build: names carry their hash, so browsers keep them
// for a year.

#include "web/http.h"
#include <optional>

namespace karya::web {

inline constexpr std::string_view assets_path = "/aset/";

/// The asset at that path in the best coding the client takes; nothing when there is none.
std::optional<Response> asset_response(Request const& request);

} // namespace karya::web
