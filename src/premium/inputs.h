#pragma once
// What a sheet is computed from: the parts of sales, the days worked and their marks. For premium/
// only.

#include "premium/state.h"
#include <array>
#include <map>
#include <set>

namespace karya::premium {

struct Computed {
    Sheet sheet {};
    std::vector<Line> lines {};
    std::vector<Late> lates {};
    std::vector<Part> parts {};
};
/// The sheet with sums, lines, parts and hash as they are now, of the book up to `sheet.covers`.
Computed computed(View const& view, org::UnitScope const& scope, Sheet sheet);

/// Sales by where they stand in the unit's book, each stretch of it read once.
class BookedSales {
public:
    BookedSales(View const& view, org::UnitScope const& scope) : m_view(view), m_scope(scope) { }
    /// What a sheet covers that one reaching to `from` does not.
    std::set<SaleId> const& after(ledger::LockReach const& from, ledger::LockReach const& to);

private:
    using Key = std::array<std::int64_t, 4>;
    View const& m_view;
    org::UnitScope const& m_scope;
    std::map<Key, std::set<SaleId>> m_known {};
};

/// Parts of sales of one fund that no authorised sheet of the activity holds.
struct FreeParts {
    Rupiah sum {};
    std::vector<Part> parts {};
};
FreeParts free_parts(View const& view, org::UnitScope const& scope, Sheet const& sheet,
                     BookedSales& booked);

} // namespace karya::premium
