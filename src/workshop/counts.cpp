// How many work where: all that those above may read.

#include "workshop/store.h"
#include <algorithm>

namespace karya::workshop {

Result<std::vector<UnitCount>> counts(View const& view)
{
    constexpr int days = 30;
    auto const range = TRY(org::range(view));
    auto const today = day_in(Zone::wib, view.now);
    auto const assigned = store::assigned_by_unit(view.read, today);
    auto const worked = store::worked_by_unit(view.read, today.next(1 - days), today);
    std::vector<UnitCount> lines;
    for (auto const& unit : org::all_units(view)) {
        if (!range.covers(unit)) continue;
        auto const placed = std::ranges::find(assigned, unit.id, &store::AssignedCount::unit);
        auto const done = std::ranges::find(worked, unit.id, &store::WorkedCount::unit);
        if (placed == assigned.end() && done == worked.end()) continue;
        UnitCount line { .unit = unit.id, .name = unit.name, .code = unit.code };
        if (placed != assigned.end()) {
            line.activities = placed->activities;
            line.assigned = placed->workers;
        }
        if (done != worked.end()) {
            line.days = done->days;
            line.hours = done->hours;
        }
        lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(lines, std::ranges::greater {}, &UnitCount::assigned);
    return lines;
}

std::vector<IdleCount> idle_counts(View const& view, Day day)
{
    return store::idle_by_unit(view.read, day);
}

} // namespace karya::workshop
