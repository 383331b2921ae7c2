// What was sold and refunded on given business days, for exports.

#include "sales/store.h"
#include "sales/store_row.h"

namespace karya::sales::store {

namespace {

db::Query const select_day_rows { "sales.rows_on", R"sql(
SELECT id, number, day, sold_at, buyer, payment, total, refunded, state,
    (SELECT count(*) FROM sales_way WHERE sale = sales_sale.id)
FROM sales_sale WHERE unit = $1 AND day >= $2 AND day <= $3 AND (day > $2 OR id > $4)
ORDER BY day, id LIMIT 500
)sql" };

db::Query const select_day_refund_ids { "sales.refund_ids_on", R"sql(
SELECT id FROM sales_refund WHERE unit = $1 AND day >= $2 AND day <= $3 AND id > $4
ORDER BY id LIMIT 500
)sql" };

db::Query const select_standing { "sales.standing_lines", R"sql(
SELECT l.sale, l.n, l.variant, l.product, l.name, l.code, l.measure, l.quantity, l.price,
    l.discount, l.amount, l.cost, l.activity, l.rule, l.part_cost, l.part_premi, l.part_upah,
    l.part_pnbp, l.part_working_fund, l.part_other, l.upah_missing, l.short_by, l.quantity_left,
    l.rebate
FROM sales_sale s JOIN sales_line l ON l.sale = s.id
WHERE s.unit = $1 AND l.activity = $2 AND s.id >= $3 AND s.id <= $4 AND s.state = 'recorded'
ORDER BY s.id, l.n
)sql" };

struct InSale {
    SaleId sale {};
};
BOOST_DESCRIBE_STRUCT(InSale, (), (sale))
struct StandingRow : InSale, LineRow { };
BOOST_DESCRIBE_STRUCT(StandingRow, (InSale, LineRow), ())

} // namespace

std::vector<StandingLine> standing_lines(db::Read& read, UnitId unit, ActivityId activity,
                                         SaleSpan const& span)
{
    std::vector<StandingLine> all;
    for (auto& row :
         read.all<StandingRow>(select_standing, unit, activity, span.first, span.last)) {
        auto const sale = row.sale;
        all.push_back({ sale, line_of(std::move(row)) });
    }
    return all;
}

std::vector<SaleRow> rows_on(db::Read& read, UnitId unit, Days const& days, DayPlace const& after)
{
    return read.all<SaleRow>(select_day_rows, unit, after.day, days.last, after.id);
}

std::vector<RefundId> refund_ids_on(db::Read& read, UnitId unit, Days const& days, RefundId after)
{
    return read.all<RefundId>(select_day_refund_ids, unit, days.first, days.last, after);
}

} // namespace karya::sales::store
