// Drawers against the book: a closed shift's difference stands there once, and nothing else does.

#include "sales/proof.h"
#include "sales/state.h"

namespace karya::sales::proof {

namespace {

std::string where(Shift const& shift) { return "shift " + shift.id.text() + ": "; }

} // namespace

Result<void> Drawers::load(db::Read& read)
{
    for (ShiftId after;;) {
        auto const page = TRY(store::shifts_after(read, m_home.unit, after));
        if (page.empty()) return {};
        for (auto const& shift : page) m_shifts[shift.id] = shift;
        after = page.back().id;
    }
}

/// Takes cash that came after the count off what was expected then.
Finding Drawers::take_late(db::Read& read, ledger::Booked const& booked)
{
    auto const entry = "entry " + std::to_string(booked.seq) + ": ";
    auto const late = store::late_money(read, m_home.unit, booked.source);
    if (!late || !m_shifts.contains(late->shift))
        return entry + "a difference of " + booked.source + " that nothing explains";
    auto const wanted = ledger::words_of(entry_of({ .day = day_in(m_home.zone, booked.at),
                                                    .source = booked.source,
                                                    .memo = late->memo,
                                                    .amount = -late->amount }));
    if (booked.words != wanted)
        return entry + "it says \"" + booked.words + "\" instead of \"" + wanted + "\"";
    m_late[late->shift] += late->amount;
    return {};
}

Finding Drawers::broken(Shift const& shift, Rupiah expected,
                        std::map<std::string, ledger::Booked> const& differences) const
{
    auto const booked = differences.find(shift.id.text());
    bool const differs = shift.counted && *shift.counted != expected;
    if (!differs)
        return booked == differences.end() ? Finding {}
                                           : where(shift) + "no difference, but one is booked";
    auto const wanted = ledger::words_of(entry_of({ .day = day_in(m_home.zone, *shift.closed_at),
                                                    .source = shift.id.text(),
                                                    .memo = shift.series,
                                                    .amount = *shift.counted - expected }));
    if (booked == differences.end()) return where(shift) + "its difference is not booked";
    if (booked->second.words != wanted)
        return where(shift) + "its entry says \"" + booked->second.words + "\" instead of \""
            + wanted + "\"";
    return {};
}

Result<Finding> Drawers::compare(db::Read& read, Trail& trail,
                                 std::map<std::string, ledger::Booked> const& differences)
{
    TRY(load(read));
    for (CashMoveId after;;) {
        auto const page = TRY(store::cash_after(read, m_home.unit, after));
        if (page.empty()) break;
        for (auto const& move : page)
            if (auto found = trail.broken(move)) return found;
        after = page.back().id;
    }
    for (auto const& [source, booked] : differences) {
        auto const id = ShiftId::parse(source);
        if (id.ok() && m_shifts.contains(id.value())) continue;
        if (auto found = take_late(read, booked)) return found;
    }
    for (auto const& [id, shift] : m_shifts) {
        auto const expected = shift.expected.value_or(Rupiah {}) - m_late[id];
        if (auto found = broken(shift, expected, differences)) return found;
        if (auto found = trail.broken(shift, expected)) return found;
    }
    return Finding {};
}

} // namespace karya::sales::proof
