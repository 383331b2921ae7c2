#pragma once
// Receipts of some days as a book turns its pages: which ones, so many at once, and what all of
// them come to. Part of the module's door.

#include "sales/sales.h"

namespace karya::sales {

/// Which receipts: of these days, of one kind of buyer or channel, or what they hold of some goods.
struct ReceiptWish {
    Days days {};
    std::optional<BuyerKind> buyer {};
    std::optional<Channel> channel {};
    std::optional<std::vector<ProductId>> products {}; ///< amounts are those of these goods alone
};

struct ReceiptSums {
    std::int64_t receipts {}; ///< without those that were voided
    Rupiah sold {};
    Rupiah given_back {}; ///< on these days, also of receipts of earlier ones
};
BOOST_DESCRIBE_STRUCT(ReceiptSums, (), (receipts, sold, given_back))
/// Sold less given back is the turnover of the days.
ReceiptSums receipt_sums(View const& view, org::UnitScope const& scope, ReceiptWish const& wish);

/// What was sold or given back on these days, each product once.
std::vector<ProductId> products_of(View const& view, org::UnitScope const& scope, Days const& days);

/// By day and id, `count` at most (≤ 500), those after `after` (empty: from the first). `total` is
/// what is wished of them.
std::vector<SaleRow> receipts_wished(View const& view, org::UnitScope const& scope,
                                     ReceiptWish const& wish, DayPlace const& after,
                                     std::int64_t count);

struct RefundRow {
    RefundId id {};
    SaleId sale {};
    std::string number {};
    Day day {};
    std::string reason {};
    Rupiah total {}; ///< what is wished of it
};
BOOST_DESCRIBE_STRUCT(RefundRow, (), (id, sale, number, day, reason, total))
struct RefundPlace {
    Day day {};
    RefundId id {};
};
/// What was given back on these days, likewise.
std::vector<RefundRow> refunds_wished(View const& view, org::UnitScope const& scope,
                                      ReceiptWish const& wish, RefundPlace const& after,
                                      std::int64_t count);

/// The sale behind a document, which is a sale or a refund.
struct Behind {
    std::string document {}; ///< its id
    SaleId sale {};
    std::string number {}; ///< of the sale
    Channel channel {};
    BuyerKind buyer {};
    std::string nip_tail {};
};
BOOST_DESCRIBE_STRUCT(Behind, (), (document, sale, number, channel, buyer, nip_tail))
/// Of all these at once, in no order; what is neither, or another unit's, is left out.
std::vector<Behind> behind(View const& view, org::UnitScope const& scope,
                           std::vector<std::string> const& documents);

/// The rule versions that split a sale's lines, or those of a refund, by the document's id; in the
/// order of the lines, nothing for what is neither.
std::vector<RuleId> rules_of(db::Read& read, std::string_view document);

} // namespace karya::sales
