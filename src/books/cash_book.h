#pragma once
// The cash book and the stock book of a unit. For books/ only.

#include "books/books.h"
#include "catalogue/catalogue.h"
#include "ledger/ledger.h"

namespace karya::books {

/// Which money of which days.
struct CashWish {
    Day first {};
    Day last {};
    std::optional<ledger::Account> account {}; ///< cash, qris_clearing or bank; absent: all three
    std::optional<ActivityId> activity {};     ///< only what came or went for its goods
};
/// The longest book that is made at once.
inline constexpr std::size_t lines_most = 50'000;
inline constexpr int days_most = 366;

/// In their order, and not more than that. Fails: books.bad_period.
Result<void> check_days(Day first, Day last);

struct CashBook {
    Folio folio {};
    Rupiah opening {};
    Rupiah in {};
    Rupiah out {};
    Rupiah closing {};
};
/// Every line of the ledger on that money, with the balance after it; opening + in − out = closing,
/// which is what the ledger says. Of an activity, the sales of several are shared out by the
/// amounts of their lines, and what was spent for it and paid to its workers goes off; deposits and
/// what the unit moves belong to no activity.
/// Fails: books.bad_period (days), books.too_long, core.not_found (activity).
Result<CashBook> cash_book(View const& view, org::UnitScope const& scope, CashWish const& wish);

struct StockWish {
    Day first {};
    Day last {};
    VariantId variant {};
};
/// Every movement of a variant's goods, with what was on hand after it.
/// Fails: books.bad_period, books.too_long, core.not_found.
Result<Folio> stock_book(View const& view, org::UnitScope const& scope, StockWish const& wish);
/// What each variant had, got, gave and has; one row a variant.
/// Fails: books.bad_period.
Result<Folio> stock_list(View const& view, org::UnitScope const& scope, Day first, Day last);

} // namespace karya::books
