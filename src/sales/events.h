#pragma once
// What sales announce. Nothing here tells who bought.

#include "sales/sales.h"

namespace karya::sales {

struct SoldGoods {
    ProductId product {};
    Quantity quantity {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(SoldGoods, (), (product, quantity, amount))

/// A sale was recorded. Amounts are whole rupiah; `premi` includes upah.
struct SaleRecorded {
    static constexpr std::string_view event_name = "sales.sale_recorded.v1";
    SaleId sale {};
    UnitId unit {};
    Day day {}; ///< the unit's business day
    Timestamp sold_at {};
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::vector<SoldGoods> goods {};
};
BOOST_DESCRIBE_STRUCT(SaleRecorded, (), (sale, unit, day, sold_at, turnover, premi, pnbp, goods))

/// Money and goods came back: a void on the sale's own day, a refund on the day it was made.
/// Amounts are what is to be taken off.
struct SaleReversed {
    static constexpr std::string_view event_name = "sales.sale_reversed.v1";
    SaleId sale {};
    UnitId unit {};
    Day day {};
    Timestamp at {};
    bool whole { false }; ///< a void: the sale does not count any more
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::vector<SoldGoods> goods {};
    std::optional<SaleId> origin {}; ///< of goods that were taken in exchange: the first sale
    /// Where money had been sent ahead: what its payment must give back; else all of it.
    std::optional<Rupiah> owed {};
    std::optional<RefundId> refund {}; ///< absent: a void
};
BOOST_DESCRIBE_STRUCT(SaleReversed, (),
                      (sale, unit, day, at, whole, turnover, premi, pnbp, goods, origin, owed,
                       refund))

} // namespace karya::sales
