#include "catalogue/proof_shortage.h"

namespace karya::catalogue {

void Shortages::see(store::MoveRow const& move)
{
    if (move.reason == StockReason::count) m_counted[move.variant] = move.seq;
    if (move.reason != StockReason::shortage) return;
    Key const key { move.variant, move.source };
    m_last[key] = move.seq;
    if (move.delta > Quantity {})
        m_booked[key] = m_booked[key] + move.delta;
    else
        m_undone[key] = move.at;
}

bool Shortages::was_set(VariantId variant, Timestamp from, Timestamp to) const
{
    auto const first = m_set.lower_bound({ variant.text(), from });
    return first != m_set.end() && first->first == variant.text() && first->second <= to;
}

std::optional<std::string> Shortages::fault_of(store::ShortageRow const& row)
{
    Key const key { row.variant, row.source };
    auto const undone = m_undone.find(key);
    auto const counted = m_counted.find(row.variant);
    if (!row.resolved_at) {
        bool const is_void = undone != m_undone.end();
        if (is_void && !was_set(row.variant, row.at, undone->second)) return "its sale is void";
        // By number: clocks are set back.
        if (counted != m_counted.end() && counted->second > m_last[key])
            return "it was counted since";
        return {};
    }
    bool const by_void = undone != m_undone.end() && undone->second == *row.resolved_at;
    if (by_void || m_set.contains({ row.variant.text(), *row.resolved_at })) return {};
    return "nobody counted when it went";
}

Result<std::optional<std::string>> Shortages::first_broken(db::Read& read, UnitId unit)
{
    for (ShortageId after;;) {
        auto const rows = TRY(store::shortages_after(read, unit, after));
        if (rows.empty()) break;
        for (auto const& row : rows) {
            auto& booked = m_booked[{ row.variant, row.source }];
            booked = booked - row.quantity;
            if (auto const fault = fault_of(row))
                return std::optional { "catalogue_shortage " + row.id.text() + ": " + *fault };
        }
        after = rows.back().id;
    }
    for (auto const& [key, left] : m_booked)
        if (left != Quantity {})
            return std::optional { "variant " + key.first.text() + ": what " + key.second
                                   + " lacked is not what its shortages say" };
    return std::optional<std::string> {};
}

} // namespace karya::catalogue
