#include "sales/sales.h"

namespace karya::sales {

namespace store {

db::Query const select_facets { "sales.facets_of",
                                "SELECT buyer, channel FROM sales_sale WHERE id = $1" };
db::Query const select_sale_parts { "sales.activities_of_sale", R"sql(
SELECT activity, CAST(SUM(amount) AS BIGINT) FROM sales_line WHERE sale = $1
GROUP BY activity ORDER BY activity
)sql" };
db::Query const select_refund_parts { "sales.activities_of_refund", R"sql(
SELECT line.activity, CAST(SUM(back.amount) AS BIGINT)
FROM sales_refund_line back
JOIN sales_refund refund ON refund.id = back.refund
JOIN sales_line line ON line.sale = refund.sale AND line.n = back.n
WHERE back.refund = $1 GROUP BY line.activity ORDER BY line.activity
)sql" };

} // namespace store

std::optional<Facets> facets_of(db::Read& read, SaleId id)
{
    return read.one<Facets>(store::select_facets, id);
}

std::vector<ActivityAmount> amounts_by_activity(db::Read& read, std::string_view document)
{
    auto parts = read.all<ActivityAmount>(store::select_sale_parts, document);
    if (parts.empty()) parts = read.all<ActivityAmount>(store::select_refund_parts, document);
    return parts;
}

} // namespace karya::sales
