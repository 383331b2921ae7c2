#pragma once
// Sales as a proof reads them: everything of a page at once, in the order of the keys.

#include "sales/sales.h"

namespace karya::sales::store {

/// A refund with what its public face leaves out.
struct ToldRefund {
    Refund refund {};
    UnitId unit {};
    bool goods_return { true };
    std::vector<RefundedLine> lines {};
};

/// A sale with all that followed; its refunds stand in no order.
struct ToldSale {
    Sale sale {};
    std::string series {};
    std::int64_t n {};
    Timestamp recorded_at {};
    std::vector<ToldRefund> refunds {};
};

/// The unit's sales after `after`, by id, at most 500. Fails: db.unreadable.
Result<std::vector<ToldSale>> told_after(db::Read& read, UnitId unit, SaleId after);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_sales(db::Read& read);

/// A series whose receipt numbers have a gap, as "unit series"; the same of refund numbers.
std::optional<std::string> gap_in_series(db::Read& read);
std::optional<std::string> gap_in_refunds(db::Read& read);
/// A closed shift that expected another sum than what was sold, refunded and moved in it.
std::optional<std::string> wrong_drawer(db::Read& read);
/// A line, refund or line of a refund whose sale or refund does not exist: its table and key.
std::optional<std::string> stray(db::Read& read);

} // namespace karya::sales::store
