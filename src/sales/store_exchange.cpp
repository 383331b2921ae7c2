#include "sales/store.h"
#include "sales/store_proof.h"

namespace karya::sales::store {

namespace {

db::Query const add_exchange { "sales.insert_exchange", R"sql(
INSERT INTO sales_exchange(sale, refund, origin, unit) VALUES ($1, $2, $3, $4)
)sql" };

db::Query const select_for_refund { "sales.sale_for_refund", R"sql(
SELECT sale FROM sales_exchange WHERE refund = $1 AND unit = $2
)sql" };

db::Query const select_origin { "sales.origin", R"sql(
SELECT origin FROM sales_exchange WHERE sale = $1
)sql" };

/// What the ways of a sale and of a refund say that another account collected.
db::Query const select_too_much_collected { "sales.too_much_collected", R"sql(
SELECT 'sales_exchange ' || e.sale || ': more is collected than what came back had'
FROM sales_exchange e JOIN sales_sale s ON s.id = e.sale JOIN sales_refund r ON r.id = e.refund
WHERE (SELECT coalesce(sum(coalesce(w.amount, t.total)), 0)
        FROM sales_sale t LEFT JOIN sales_way w ON w.sale = t.id
        WHERE t.id = s.id AND coalesce(w.payment, t.payment) = 'collected')
    > (SELECT coalesce(sum(coalesce(w.amount, b.total)), 0)
        FROM sales_refund b LEFT JOIN sales_refund_way w ON w.refund = b.id
        WHERE b.id = r.id AND coalesce(w.payment, b.payment) = 'collected')
ORDER BY e.sale LIMIT 1
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

std::optional<SaleId> origin(db::Read& read, SaleId sale)
{
    return read.one<SaleId>(select_origin, sale);
}

std::optional<std::string> wrong_exchange(db::Read& read)
{
    return read.one<std::string>(select_too_much_collected);
}

} // namespace karya::sales::store
