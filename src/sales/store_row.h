#pragma once
// Sales and their lines as rows. For the stores of sales/ only.

#include "sales/sales.h"

namespace karya::sales::store {

/// A line as its row: the parts lie side by side.
struct LineRow {
    std::int64_t n {};
    VariantId variant {};
    ProductId product {};
    std::string name {};
    std::string code {};
    catalogue::Measure measure {};
    Quantity quantity {};
    Rupiah price {};
    Rupiah discount {};
    Rupiah amount {};
    std::optional<Rupiah> cost {};
    ActivityId activity {};
    RuleId rule {};
    Rupiah part_cost {};
    Rupiah part_premi {};
    Rupiah part_upah {};
    Rupiah part_pnbp {};
    Rupiah part_working_fund {};
    Rupiah part_other {};
    Rupiah upah_missing {};
    Quantity short_by {};
    Quantity left {};
    Rupiah rebate {};
};
BOOST_DESCRIBE_STRUCT(LineRow, (),
                      (n, variant, product, name, code, measure, quantity, price, discount, amount,
                       cost, activity, rule, part_cost, part_premi, part_upah, part_pnbp,
                       part_working_fund, part_other, upah_missing, short_by, left, rebate))

inline Line line_of(LineRow&& row)
{
    return { .n = row.n,
             .variant = row.variant,
             .product = row.product,
             .name = std::move(row.name),
             .code = std::move(row.code),
             .measure = row.measure,
             .quantity = row.quantity,
             .price = row.price,
             .discount = row.discount,
             .amount = row.amount,
             .cost = row.cost,
             .activity = row.activity,
             .rule = row.rule,
             .parts = { .cost = row.part_cost,
                        .premi = row.part_premi,
                        .upah = row.part_upah,
                        .pnbp = row.part_pnbp,
                        .working_fund = row.part_working_fund,
                        .other = row.part_other,
                        .upah_missing = row.upah_missing },
             .short_by = row.short_by,
             .left = row.left,
             .rebate = row.rebate };
}

/// A sale as its row, in the order of `select_sale`.
struct SaleHead {
    SaleId id {};
    UnitId unit {};
    Day day {};
    Timestamp sold_at {};
    std::string number {};
    Channel channel {};
    SaleState state {};
    std::optional<ShiftId> shift {};
    OfficerId officer {};
    BuyerKind buyer {};
    std::string nip_tail {};
    Payment payment {};
    Rupiah total {};
    Rupiah received {};
    Rupiah refunded {};
    bool late {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(SaleHead, (),
                      (id, unit, day, sold_at, number, channel, state, shift, officer, buyer,
                       nip_tail, payment, total, received, refunded, late, note))

inline Sale sale_of(SaleHead&& head)
{
    return { .id = head.id,
             .unit = head.unit,
             .day = head.day,
             .sold_at = head.sold_at,
             .number = std::move(head.number),
             .channel = head.channel,
             .state = head.state,
             .shift = head.shift,
             .officer = head.officer,
             .buyer = head.buyer,
             .nip_tail = std::move(head.nip_tail),
             .payment = head.payment,
             .total = head.total,
             .received = head.received,
             .refunded = head.refunded,
             .late = head.late,
             .note = std::move(head.note),
             .paid = { { head.payment, head.total } } };
}

} // namespace karya::sales::store
