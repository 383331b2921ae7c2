#pragma once
// A guest who orders goods of one unit, to be fetched on its next day.

#include "orders/orders.h"

namespace karya::app {

inline orders::Buyer const sri { "Sri Wahyuni", "081234567890", "", {}, "sri@example.id", {} };

/// The link of his order.
inline Result<std::string> order_goods(Call& call, catalogue::Want const& want,
                                       orders::Buyer const& buyer)
{
    auto const token = TRY(orders::put_in(call, "", want));
    auto const basket = orders::basket(call.view(), token);
    auto const& part = basket.parts.front();
    return orders::place(
        call, token,
        { .basket = basket.id,
          .seen_total = basket.total,
          .buyer = buyer,
          .pick_days = { { part.unit, orders::pick_days(call.view(), part).front() } } });
}

} // namespace karya::app
