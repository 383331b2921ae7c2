#pragma once
// Parts of a month's or year's report, each table in a file of its subject. For books/ only.

#include "books/days.h"
#include "books/report.h"
#include "ledger/ledger.h"

namespace karya::books {

/// Before anything was booked.
inline Day const long_before { Day::numbered(-1'000'000) };

inline board::Window window_of(ReportKey const& key) { return { key.first, key.last }; }

/// Of a unit.
Folio unit_folio(View const& view, org::UnitScope const& scope, ReportKey const& key);
/// Of an office or the nation, from day sums alone: its units stand in `reach`.
Folio reach_folio(View const& view, ReportKey const& key, Reach reach);

// ---- Tables of a unit ----

/// What a group of accounts had, got from deals, gave otherwise and has; owed is above zero.
struct Owed {
    Rupiah opening {};
    Rupiah raised {};
    Rupiah paid {};
    Rupiah closing {};
};

/// The unit's accounts before and in the days of a report, read once.
class UnitAccounts {
public:
    UnitAccounts(View const& view, org::UnitScope const& scope, ReportKey const& key);
    Owed owed(std::initializer_list<ledger::Account> accounts) const;

private:
    std::vector<ledger::AccountBalance> m_before;
    std::vector<ledger::KindSum> m_sums;
};

void put_made(Folio& folio, View const& view, org::UnitScope const& scope, ReportKey const& key);
Table products_table(View const& view, org::UnitScope const& scope, ReportKey const& key);
Table state_revenue_table(UnitAccounts const& accounts);
Table deposits_table(View const& view, org::UnitScope const& scope, ReportKey const& key);
Table premium_table(UnitAccounts const& accounts);
Table money_table(UnitAccounts const& accounts);
/// Activities and their tools, as they stand at the end of the days.
void put_means(Folio& folio, View const& view, org::UnitScope const& scope, ReportKey const& key);

// ---- Sums above units ----

struct ReachSums {
    board::Sums sold {};
    Rupiah cost {};
    Rupiah owed {}; ///< to the state at the end
    std::int64_t batches {};
    std::int64_t units {};
    std::int64_t authorised {};
};
ReachSums& operator+=(ReachSums& sum, ReachSums const& other);

/// A unit in them.
struct ReachLine {
    ReachSums sums {};
    std::optional<HandDeed> state {}; ///< of its own report of these days
};
/// One for each unit of the reach.
std::map<UnitId, ReachLine> reach_lines(View const& view, ReportKey const& key, Reach const& reach);

} // namespace karya::books
