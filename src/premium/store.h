#pragma once
// SQL of premium_*. For premium/ only.

#include "premium/premium.h"

namespace karya::premium::store {

std::int64_t next_n(db::Read& read, UnitId unit);
void insert(db::Tx& tx, Sheet const& sheet);
/// The stored state: `paid` never. Nothing for another unit's.
std::optional<Sheet> sheet(db::Read& read, UnitId unit, PremiumId id);
std::optional<UnitId> unit_of(db::Read& read, PremiumId id);
std::vector<Sheet> sheets(db::Read& read, UnitId unit);
/// Those after number `after`, at most 200.
std::vector<Sheet> sheets_after(db::Read& read, UnitId unit, std::int64_t after);
std::vector<UnitId> units_with_sheets(db::Read& read);
/// The activity's last one that was not dropped.
std::optional<Sheet> last_living(db::Read& read, ActivityId activity, Fund fund);
/// The activity's last authorised one before `sheet`, or of all if that is empty.
std::optional<Sheet> last_authorised(db::Read& read, ActivityId activity, Fund fund,
                                     PremiumId sheet);
/// The authorised one that was the first to count that day.
std::optional<Sheet> holding(db::Read& read, ActivityId activity, Fund fund, Day day);
void set_content(db::Tx& tx, Sheet const& sheet);
/// State, version and entry.
void set_state(db::Tx& tx, Sheet const& sheet);

/// In place of what was there.
void put_lines(db::Tx& tx, PremiumId sheet, std::vector<Line> const& lines);
std::vector<Line> lines(db::Read& read, PremiumId sheet);
void put_lates(db::Tx& tx, PremiumId sheet, std::vector<Late> const& lates);
std::vector<Late> lates(db::Read& read, PremiumId sheet);
/// What authorised sheets of the activity but this one count, worker by worker.
std::vector<Late> counted(db::Read& read, Sheet const& sheet);
void put_parts(db::Tx& tx, Sheet const& sheet, std::vector<Part> const& parts);
std::vector<Part> parts(db::Read& read, PremiumId sheet);
void add_approval(db::Tx& tx, PremiumId sheet, Approval const& approval);
std::vector<Approval> approvals(db::Read& read, PremiumId sheet);

// ---- Paying (store_payout.cpp) ----

std::int64_t next_payout(db::Read& read, PremiumId sheet);
void insert_payout(db::Tx& tx, UnitId unit, Payout const& payout);
void insert_payout_line(db::Tx& tx, Payout const& payout, Line const& line);
std::optional<Payout> payout(db::Read& read, UnitId unit, PayoutId id);
std::vector<PayoutId> payouts_for(db::Read& read, UnitId unit, ActivityId activity);
std::vector<Payout> payouts(db::Read& read, PremiumId sheet);
std::vector<PayoutLine> payout_lines(db::Read& read, PremiumId sheet);
void insert_card(db::Tx& tx, PayoutId payout, std::string_view card);
/// Empty of payouts of earlier versions.
std::string card(db::Read& read, PayoutId payout);
std::optional<PayoutLine> payout_line(db::Read& read, PayoutId payout, WorkerId worker);
void set_came_back(db::Tx& tx, PayoutLine const& line);
std::vector<Earned> earned_by(db::Read& read, UnitId unit, WorkerId worker);

struct YearSum {
    UnitId unit {};
    Rupiah authorised {};
    Rupiah paid {};
};
BOOST_DESCRIBE_STRUCT(YearSum, (), (unit, authorised, paid))
std::vector<YearSum> sums_between(db::Read& read, Day first, Day last);
struct OpenCount {
    UnitId unit {};
    std::int64_t open {};
};
BOOST_DESCRIBE_STRUCT(OpenCount, (), (unit, open))
/// Units that ever made a sheet.
std::vector<OpenCount> open_counts(db::Read& read);

// ---- What the unit fills in (store_rules.cpp) ----

std::optional<Factors> factors_on(db::Read& read, UnitId unit, Day day);
std::optional<Factors> last_factors(db::Read& read, UnitId unit);
void add_factors(db::Tx& tx, UnitId unit, Factors const& factors);
std::vector<Wage> wages(db::Read& read, UnitId unit);
std::optional<Wage> wage_on(db::Read& read, UnitId unit, Day day);
void add_wage(db::Tx& tx, UnitId unit, Wage const& wage);
std::vector<CardColumn> columns(db::Read& read, UnitId unit);
void put_columns(db::Tx& tx, UnitId unit, std::vector<CardColumn> const& columns);

} // namespace karya::premium::store
