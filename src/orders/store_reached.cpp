// How buyers are reached, of many orders at once: for a recall.

#include "base/json.h"
#include "orders/orders.h"
#include "orders/secret.h"

namespace karya::orders {

namespace {

db::Query const select_reached { "orders.reached_by", R"sql(
SELECT o.id, o.number, o.grp, g.buyer FROM orders_order o JOIN orders_group g ON g.id = o.grp
WHERE o.unit = $1 AND o.id IN (SELECT value FROM json_each($2))
)sql",
                                 R"sql(
SELECT o.id, o.number, o.grp, g.buyer FROM orders_order o JOIN orders_group g ON g.id = o.grp
WHERE o.unit = $1 AND o.id IN (SELECT jsonb_array_elements_text(CAST($2 AS JSONB)))
)sql" };

struct ReachedRow {
    OrderId order {};
    std::string number {};
    GroupId group {};
    std::optional<std::string> buyer {}; ///< sealed
};
BOOST_DESCRIBE_STRUCT(ReachedRow, (), (order, number, group, buyer))

} // namespace

std::vector<ReachedBy> reached_by(View const& view, org::UnitScope const& scope,
                                  std::vector<OrderId> const& ids)
{
    std::vector<ReachedBy> all;
    for (auto& row : view.read.all<ReachedRow>(select_reached, scope.unit(), json_text(ids)))
        all.push_back({ row.order, std::move(row.number), opened_buyer(row.group, row.buyer) });
    return all;
}

} // namespace karya::orders
