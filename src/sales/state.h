#pragma once
// Pure sums and checks of a sale: no database, no clock.

#include "base/text.h"
#include "ledger/ledger.h"
#include "sales/sales.h"

namespace karya::sales {

/// The account a buyer's money comes into.
ledger::Account money_account(Payment payment);

/// The total by the ways of a draft. Fails: sales.bad_split.
Result<std::vector<Tender>> paid_by(SaleDraft const& draft, Rupiah total);
/// What of `paid` is left after `back`; ways of which nothing is left fall out.
std::vector<Tender> ways_left(std::vector<Tender> const& paid, std::vector<Tender> const& back);
/// By which of these ways an amount goes back: the largest first, the earlier one of equals.
std::vector<Tender> ways_back(std::vector<Tender> const& left, Rupiah amount);
Rupiah by_way(std::vector<Tender> const& paid, Payment payment);
/// What goes of money that was sent ahead when `gone` leaves by its way, of which `stays` pays for
/// what is taken instead: it goes first, with its share of what never came, which rather stays.
AheadBack back_of(Ahead const& left, Rupiah gone, Rupiah stays);

/// Price × quantity less discount. Fails: sales.bad_line (no price, nothing left to pay),
/// sales.bad_discount.
Result<Rupiah> line_amount(Rupiah price, Quantity quantity, Rupiah discount);

ledger::Parts sum_of_parts(std::vector<Line> const& lines);
ledger::PartsByActivity parts_by_activity(std::vector<Line> const& lines);
ledger::SoldLine sold_line(Line const& line);

/// The entries of a sale, of its void and of a refund that took `taken` from everyone; what is
/// locked becomes a claim (`ledger::with_claims`, R-10).
ledger::EntryDraft entry_of(Sale const& sale);
ledger::EntryDraft entry_of_void(Sale const& sale);
ledger::EntryDraft entry_of(Sale const& sale, Refund const& refund, ledger::Parts const& taken);

/// What was let off of a sale and is not borne any more, now that its money goes back.
struct Unwaived {
    Day day {};
    std::string source {};
    std::string memo {};
    Payment payment {};
    Rupiah amount {};
};
ledger::EntryDraft entry_of_unwaived(Unwaived const& back);

/// What a drawer held beyond what it should have; below zero: what it lacked.
struct Difference {
    Day day {};
    std::string source {}; ///< the shift, or what came after it was counted
    std::string memo {};
    Rupiah amount {};
};
ledger::EntryDraft entry_of(Difference const& difference);

/// A stable text of everything the draft says, for the hash that tells repeats from clashes.
std::string content_of(SaleDraft const& draft);
std::string content_of(RefundDraft const& draft);

} // namespace karya::sales
