#pragma once
// What a sheet is computed from: the parts of sales, the days worked and their marks. For premium/
// only.

#include "premium/state.h"

namespace karya::premium {

struct Computed {
    Sheet sheet {};
    std::vector<Line> lines {};
    std::vector<Part> parts {};
};
/// The sheet with sums, lines, parts and hash as they are now, of the book up to `sheet.covers`.
Computed computed(View const& view, org::UnitScope const& scope, Sheet sheet);

/// Parts of sales of one fund that no authorised sheet of the activity holds.
struct FreeParts {
    Rupiah sum {};
    std::vector<Part> parts {};
};
FreeParts free_parts(View const& view, org::UnitScope const& scope, Sheet const& sheet);

} // namespace karya::premium
