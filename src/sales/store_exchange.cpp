#include "sales/store.h"

namespace karya::sales::store {

namespace {

db::Query const add_exchange { "sales.insert_exchange", R"sql(
INSERT INTO sales_exchange(sale, refund, origin, unit) VALUES ($1, $2, $3, $4)
)sql" };

db::Query const select_for_refund { "sales.sale_for_refund", R"sql(
SELECT sale FROM sales_exchange WHERE refund = $1 AND unit = $2
)sql" };

db::Query const select_origin { "sales.origin", R"sql(
SELECT s.id, s.payment FROM sales_exchange e JOIN sales_sale s ON s.id = e.origin WHERE e.sale = $1
)sql" };

} // namespace

void insert_exchange(db::Tx& tx, UnitId unit, Exchanged const& exchanged)
{
    tx.run(add_exchange, exchanged.sale, exchanged.refund, exchanged.origin, unit);
}

std::optional<SaleId> sale_for_refund(db::Read& read, UnitId unit, RefundId refund)
{
    return read.one<SaleId>(select_for_refund, refund, unit);
}

std::optional<Origin> origin(db::Read& read, SaleId sale)
{
    return read.one<Origin>(select_origin, sale);
}

} // namespace karya::sales::store
