// What `karya verify` asks of the counts of drawers: each stands as the audit trail keeps it, and
// none that it tells is gone.

#include "core/audit.h"
#include "counter/store.h"
#include <algorithm>
#include <set>

namespace karya::counter {

namespace {

using Finding = std::optional<std::string>;

/// The counts that a unit's trail tells, by shift and hash.
class ToldCounts {
public:
    ToldCounts(db::Read& read, UnitId unit)
    {
        core::each_trace(read, unit, "counter", [&](core::Trace const& trace) {
            if (trace.what == "counter.count") m_told.insert({ trace.object, trace.after_hash });
        });
    }
    /// Until counts were sealed the trail kept the sum alone.
    Finding broken(store::Count const& count)
    {
        if (take(count.shift, store::seal_of(count))
            || take(count.shift, std::to_string(count.counted.amount())))
            return {};
        return "counter_count " + count.id.text() + ": the audit trail knows it otherwise";
    }
    Finding left() const
    {
        if (m_told.empty()) return {};
        return "the audit trail tells a count of shift " + m_told.begin()->first
            + ", which is not there";
    }

private:
    bool take(ShiftId shift, std::string const& state)
    {
        auto const found = m_told.find({ shift.text(), core::trace_of(state) });
        if (found == m_told.end()) return false;
        m_told.erase(found);
        return true;
    }
    std::multiset<std::pair<std::string, std::string>> m_told {};
};

Result<Finding> broken_unit(db::Read& read, UnitId unit)
{
    ToldCounts told { read, unit };
    for (CountId after;;) {
        auto const page = TRY(store::counts_after(read, unit, after));
        if (page.empty()) return told.left();
        for (auto const& count : page)
            if (auto found = told.broken(count)) return found;
        after = page.back().id;
    }
}

Result<Finding> first_broken(db::Read& read)
{
    auto units = TRY(store::units_with_counts(read));
    std::ranges::copy(TRY(core::audited_units(read)), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    for (auto const unit : units)
        if (auto found = TRY(broken_unit(read, unit))) return found;
    return Finding {};
}

} // namespace

std::string store::seal_of(Count const& count)
{
    return std::to_string(count.counted.amount()) + " " + std::to_string(count.expected.amount())
        + " " + std::to_string(micros(count.at)) + " " + count.officer.text();
}

std::optional<std::string> first_broken_count(db::Read& read)
{
    auto const found = first_broken(read);
    return found.ok() ? found.value() : found.error().why();
}

} // namespace karya::counter
