// What each unit of an office or the nation adds to its report.

#include "books/draft.h"
#include "production/production.h"

namespace karya::books {

ReachSums& operator+=(ReachSums& sum, ReachSums const& other)
{
    add(sum.sold, other.sold);
    sum.cost += other.cost;
    sum.owed += other.owed;
    sum.batches += other.batches;
    sum.units += other.units;
    sum.authorised += other.authorised;
    return sum;
}

std::map<UnitId, ReachLine> reach_lines(View const& view, ReportKey const& key, Reach const& reach)
{
    auto const sold = sums_in(view, window_of(key));
    std::map<UnitId, Rupiah> cost;
    for (auto const& [unit, amount] :
         ledger::movements_of_all(view, ledger::Account::cost_recovery, key.first, key.last))
        cost[unit] -= amount;
    std::map<UnitId, Rupiah> owed;
    for (auto const account : { ledger::Account::pnbp_payable, ledger::Account::pnbp_claim })
        for (auto const& [unit, amount] :
             ledger::movements_of_all(view, account, long_before, key.last))
            owed[unit] -= amount;
    std::map<UnitId, std::int64_t> batches;
    for (auto const& made : production::made_between(view, key.first, key.last))
        batches[made.unit] = made.batches;
    std::map<std::string, HandDeed> states;
    for (auto const& line : newest_of_units(view, { key.first, key.last }))
        states[line.place] = line.state;
    std::map<UnitId, ReachLine> lines;
    for (auto const& unit : reach.units) {
        auto& line = lines[unit.id];
        if (auto const state = states.find(unit.id.text()); state != states.end())
            line.state = state->second;
        line.sums = { sums_of(sold, unit.id),
                      cost[unit.id],
                      owed[unit.id],
                      batches[unit.id],
                      1,
                      line.state == HandDeed::authorised ? 1 : 0 };
    }
    return lines;
}

} // namespace karya::books
