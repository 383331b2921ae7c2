#pragma once
// The book of receipts of a unit: what its turnover is made of. For books/ only.

#include "books/books.h"

namespace karya::books {

struct ReceiptBook {
    Folio folio {}; ///< receipts, then what was given back
    Rupiah sold {}; ///< of receipts that were not voided
    Rupiah given_back {};
};
/// Every receipt of these business days with what was given back on them: sold less given back is
/// the turnover of the days, as the board counts it. Nobody who bought is named.
/// Fails: books.bad_period (days), books.too_long.
Result<ReceiptBook> receipt_book(View const& view, org::UnitScope const& scope, Day first,
                                 Day last);
/// The receipt of that number, or the one that a refund of that number belongs to; a number alone
/// is the desk's. Fails: core.not_found.
Result<SaleId> receipt_numbered(View const& view, org::UnitScope const& scope,
                                std::string_view typed);

} // namespace karya::books
