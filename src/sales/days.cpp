// Lists of given business days, for exports.

#include "sales/store.h"

namespace karya::sales {

std::vector<SaleRow> sales_on(View const& view, org::UnitScope const& scope, Days const& days,
                              std::optional<DayPlace> const& after)
{
    return store::rows_on(view.read, scope.unit(), days,
                          after.value_or(DayPlace { .day = days.first }));
}

void each_refund_on(View const& view, org::UnitScope const& scope, Days const& days,
                    std::function<void(WholeRefund const&)> const& visit)
{
    for (RefundId after;;) {
        auto const ids = store::refund_ids_on(view.read, scope.unit(), days, after);
        for (auto const id : ids) {
            auto const found = store::whole_refund(view.read, scope.unit(), id);
            CHECK(found.has_value());
            visit(*found);
        }
        if (ids.empty()) return;
        after = ids.back();
    }
}

} // namespace karya::sales
