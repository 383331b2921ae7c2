#pragma once
// The book of receipts of a unit: what its turnover is made of. For books/ only.

#include "books/books.h"

namespace karya::books {

/// Of which days, and of these only what was sold to one kind of buyer, by one channel or of one
/// kind of goods.
struct ReceiptsAsked {
    Day first {};
    Day last {};
    std::optional<sales::BuyerKind> buyer {};
    std::optional<sales::Channel> channel {};
    std::optional<catalogue::ProductKind> goods {}; ///< those that are of it now
};

/// The receipts asked for, with their sums; the lines are read page by page.
struct ReceiptBook {
    Folio folio {}; ///< without lines
    sales::ReceiptWish wish {};
    sales::ReceiptSums sums {};
};
/// Every receipt of these business days with what was given back on them: sold less given back is
/// the turnover of the days, as the board counts it. Nobody who bought is named.
/// Fails: books.bad_period (days).
Result<ReceiptBook> receipt_book(View const& view, org::UnitScope const& scope,
                                 ReceiptsAsked const& asked);
/// The book with all its lines, for a file. Fails: books.too_long.
Result<Folio> whole_book(View const& view, org::UnitScope const& scope, ReceiptBook book);

/// The receipt of that number, or the one that a refund of that number belongs to; a number alone
/// is the desk's. Fails: core.not_found.
Result<SaleId> receipt_numbered(View const& view, org::UnitScope const& scope,
                                std::string_view typed);

} // namespace karya::books
