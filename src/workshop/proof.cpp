// What `karya verify` asks of days: no line is missing, and each day is as the audit trail saw it.

#include "workshop/proof.h"
#include "core/audit.h"
#include "workshop/store.h"
#include <algorithm>
#include <map>

namespace karya::workshop {

namespace {

using Finding = std::optional<std::string>;

Finding broken_order(std::vector<DayLine> const& lines)
{
    std::map<WorkerId, std::int64_t> last;
    for (auto const& line : lines)
        if (line.seq != ++last[line.worker])
            return "a line of worker " + std::to_string(line.n) + " is missing";
    return {};
}

/// What the trail saw last of each day of a unit.
class Trail {
public:
    Trail(db::Read& read, UnitId unit)
    {
        core::each_trace(read, unit, "workshop", [&](core::Trace const& trace) {
            if (trace.what == "workshop.record_day") m_last[trace.object] = trace.after_hash;
        });
    }
    Finding broken(store::Sheet const& sheet, std::vector<DayLine> const& lines)
    {
        auto const found = m_last.find(object_of(sheet.activity, sheet.day));
        if (found == m_last.end() || found->second != core::trace_of(words_of(lines)))
            return "the audit trail knows it otherwise";
        m_last.erase(found);
        return {};
    }
    Finding stray() const
    {
        if (m_last.empty()) return {};
        return "day " + m_last.begin()->first + " of the audit trail is not there";
    }

private:
    std::map<std::string, std::string> m_last {};
};

} // namespace

std::vector<MostEarned> most_earned(db::Read& read, UnitId unit, ActivityId activity, Day last)
{
    std::map<WorkerId, std::map<Day, Rupiah>> best;
    for (auto const& line : store::piece_lines(read, { unit, activity, last })) {
        auto& day = best[line.worker][line.day];
        day = std::max(day, amount_of(line.rate, line.pieces));
    }
    std::vector<MostEarned> all;
    for (auto const& [worker, days] : best) {
        all.push_back({ worker, {} });
        for (auto const& [day, amount] : days) all.back().amount += amount;
    }
    return all;
}

std::optional<std::string> first_broken_day(db::Read& read)
{
    auto const audited = core::audited_units(read);
    if (!audited.ok()) return audited.error().why();
    std::map<UnitId, Trail> trails;
    for (auto const unit : audited.value()) trails.emplace(unit, Trail { read, unit });
    for (store::Sheet after;;) {
        auto const page = store::sheets_after(read, after);
        if (page.empty()) break;
        for (auto const& sheet : page) {
            auto const lines = store::lines(read, sheet);
            auto broken = broken_order(lines);
            auto& trail = trails.try_emplace(sheet.unit, read, sheet.unit).first->second;
            if (!broken) broken = trail.broken(sheet, lines);
            if (broken) return "day " + object_of(sheet.activity, sheet.day) + ": " + *broken;
        }
        after = page.back();
    }
    for (auto const& [unit, trail] : trails)
        if (auto const stray = trail.stray()) return stray;
    return {};
}

} // namespace karya::workshop
