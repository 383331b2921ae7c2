#include "catalogue/catalogue.h"

namespace karya::catalogue {

namespace store {

db::Query const select_kind { "catalogue.kind_of",
                              "SELECT kind FROM catalogue_product WHERE id = $1" };
db::Query const select_counted { "catalogue.counted_goods", R"sql(
SELECT id, label, code, measure, on_hand, cost, price FROM catalogue_variant
WHERE unit = $1 AND supply <> 'service' ORDER BY label, code
)sql" };

db::Query const select_values { "catalogue.stock_values", R"sql(
SELECT unit, CAST(COALESCE(SUM(on_hand * cost / 1000), 0) AS BIGINT), COUNT(*),
    CAST(SUM(CASE WHEN cost IS NULL THEN 1 ELSE 0 END) AS BIGINT)
FROM catalogue_variant WHERE supply <> 'service' AND on_hand > 0 GROUP BY unit
)sql" };

} // namespace store

std::optional<ProductKind> kind_of(db::Read& read, ProductId product)
{
    return read.one<ProductKind>(store::select_kind, product);
}

std::vector<CountedGoods> counted_goods(View const& view, org::UnitScope const& scope)
{
    return view.read.all<CountedGoods>(store::select_counted, scope.unit());
}

std::vector<StockValue> stock_values(View const& view)
{
    return view.read.all<StockValue>(store::select_values);
}

} // namespace karya::catalogue
