#pragma once
// Sales as a proof reads them: everything of a page at once, in the order of the keys.

#include "sales/seal.h"

namespace karya::sales::store {

/// A refund with what its public face leaves out.
struct ToldRefund {
    Refund refund {};
    UnitId unit {};
    bool goods_return { true };
    std::optional<ShiftId> shift {};
    std::string content_hash {};
    std::vector<RefundedLine> lines {};
};

/// A sale with all that followed; its refunds stand in no order.
struct ToldSale {
    Sale sale {};
    std::string series {};
    std::int64_t n {};
    Timestamp recorded_at {};
    KeptHashes kept {};
    std::optional<Void> taken_back {}; ///< of one that is void
    std::vector<ToldRefund> refunds {};
};

/// The unit's sales after `after`, by id, at most 500. Fails: db.unreadable.
Result<std::vector<ToldSale>> told_after(db::Read& read, UnitId unit, SaleId after);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_sales(db::Read& read);

/// The unit's shifts after `after`, by id, at most 500. Fails: db.unreadable.
Result<std::vector<Shift>> shifts_after(db::Read& read, UnitId unit, ShiftId after);
/// Money moved in and out of the unit's drawers, the same way.
Result<std::vector<CashMove>> cash_after(db::Read& read, UnitId unit, CashMoveId after);
/// What may have come into a drawer after it was counted.
struct LateMoney {
    ShiftId shift {};
    Rupiah amount {};
    std::string memo {};
};
BOOST_DESCRIBE_STRUCT(LateMoney, (), (shift, amount, memo))
/// The cash sale or the moved cash of that id.
std::optional<LateMoney> late_money(db::Read& read, UnitId unit, std::string_view source);

/// A series whose receipt numbers have a gap, as "unit series"; the same of refund numbers.
std::optional<std::string> gap_in_series(db::Read& read);
std::optional<std::string> gap_in_refunds(db::Read& read);
/// A closed shift that expected another sum than what was sold, refunded and moved in it.
std::optional<std::string> wrong_drawer(db::Read& read);
/// A line, refund or line of a refund whose sale or refund does not exist: its table and key.
std::optional<std::string> stray(db::Read& read);
/// Goods taken in exchange for which somebody is said to collect what the buyer never paid him.
std::optional<std::string> wrong_exchange(db::Read& read);
/// Money sent ahead that is not what was paid, kept or refunded.
std::optional<std::string> wrong_ahead(db::Read& read);

} // namespace karya::sales::store
