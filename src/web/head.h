#pragma once
// What a page's head tells search engines and messengers.

#include "web/page.h"

namespace karya::web {

/// The lines before </head>. `meta` absent: what is true of every page.
std::string head_of(std::optional<Meta> const& meta, PageFrame const& frame,
                    std::string_view title);

} // namespace karya::web
