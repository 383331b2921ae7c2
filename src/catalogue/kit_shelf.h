#pragma once
// Kits by a wish that is made already. For catalogue/ only.

#include "catalogue/kit.h"
#include "search/search.h"

namespace karya::catalogue {

/// As found_kits(view, filter) finds them; an empty wish asks for all.
std::vector<Kit> found_kits(View const& view, ShelfFilter const& filter, search::Wish const& wish);

} // namespace karya::catalogue
