#pragma once
// Who the numbers are, while a reading of the viewer's own holds. For routes of workshop/ only.

#include "workshop/workshop.h"
#include <map>

namespace karya::workshop {

inline std::map<WorkerId, std::string> names_of(View const& view, org::UnitScope const& scope,
                                                std::optional<ReadingId> reading)
{
    std::map<WorkerId, std::string> names;
    if (!reading) return names;
    for (auto& one : wbp::named(view, scope, *reading))
        names[one.worker] = std::move(one.identity.name);
    return names;
}

} // namespace karya::workshop
