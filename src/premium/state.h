#pragma once
// Moves and sums of a sheet: pure.

#include "premium/premium.h"

namespace karya::premium {

/// Whether a sheet may go from one state to the other.
bool may_become(SheetState from, SheetState to);
/// Not authorised, not dropped.
bool is_open(SheetState state);
bool is_authorised(SheetState state);
/// As stored, or paid.
Sheet seen_as(Sheet sheet);

/// All 100.
Factors plain_factors();
bool is_plain(Factors const& factors);
/// days, hours (thousandths) or rupiah of pieces, by both factors. 0 when there is nothing.
std::int64_t weight_of(Formula const& formula, workshop::WorkerMonth const& month);

/// Less the days that other sheets count, but never more than `line` has.
Late late_of(Line const& line, Late const& written, Late const& counted);
bool is_nothing(Late const& late);
/// They weigh by the marks that the line has.
void add(Line& line, Formula const& formula, Late const& late);

/// A weight as people read it: days, hours or rupiah.
Quantity weight_shown(Basis basis, std::int64_t weight);
Quantity weight_shown(Sheet const& sheet, std::int64_t weight);

/// In what a sheet of that formula counts pieces: "kg"; empty: nobody had said it.
std::string measure_words(Lang lang, std::string_view formula);

/// What is there to share out.
struct Pot {
    Rupiah accrued {};
    Rupiah carried_in {};
    Rupiah claim {}; ///< all that the unit still has to deduct
};
/// Puts the sums into the sheet and the amounts into its lines, which stand in the order of the
/// workers' numbers.
void share_out(Sheet& sheet, std::vector<Line>& lines, Pot const& pot);

ledger::Account payable_of(Fund fund);
ledger::Account claim_of(Fund fund);
ledger::Account account_of(MoneySource money);

/// "PTK-PREMI-3"
std::string number_of(std::string_view unit_code, std::int64_t n);
/// Of everything that is approved.
struct Terms {
    std::vector<Line> const& lines;
    std::vector<Late> const& lates; ///< by worker
    std::vector<Part> const& parts;
};
std::string hash_of(Sheet const& sheet, Terms const& terms);
/// What the trail keeps of a sheet.
std::string words_of(Sheet sheet);

/// What authorising books; without postings: nothing.
ledger::EntryDraft entry_of(std::string memo, Sheet const& sheet, Day day);
ledger::EntryDraft entry_of(std::string memo, Fund fund, Payout const& payout);
/// What came back of a payout.
struct Back {
    std::int64_t worker {}; ///< his number
    Rupiah amount {};
    Day day {};
};
ledger::EntryDraft entry_of_back(std::string memo, Fund fund, Payout const& payout,
                                 Back const& back);

/// The least that so many days should have earned of a monthly wage, half up.
Rupiah share_of(Wage const& wage, std::int64_t days);

} // namespace karya::premium
