// What was sold and refunded on given business days, for exports.

#include "sales/store.h"

namespace karya::sales::store {

namespace {

db::Query const select_rows { "sales.rows_on", R"sql(
SELECT id, number, day, sold_at, buyer, payment, total, refunded, state,
    (SELECT count(*) FROM sales_way WHERE sale = sales_sale.id)
FROM sales_sale WHERE unit = $1 AND day >= $2 AND day <= $3 AND (day > $2 OR id > $4)
ORDER BY day, id LIMIT 500
)sql" };

db::Query const select_refund_ids { "sales.refund_ids_on", R"sql(
SELECT id FROM sales_refund WHERE unit = $1 AND day >= $2 AND day <= $3 AND id > $4
ORDER BY id LIMIT 500
)sql" };

} // namespace

std::vector<SaleRow> rows_on(db::Read& read, UnitId unit, Days const& days, DayPlace const& after)
{
    return read.all<SaleRow>(select_rows, unit, after.day, days.last, after.id);
}

std::vector<RefundId> refund_ids_on(db::Read& read, UnitId unit, Days const& days, RefundId after)
{
    return read.all<RefundId>(select_refund_ids, unit, days.first, days.last, after);
}

} // namespace karya::sales::store
