#pragma once
// What the life of an order shares inside this module: its one way from state to state, its sale,
// and its money when that is sent ahead.

#include "orders/orders.h"

namespace karya::orders {

/// Who moves an order, and why.
struct Mover {
    Cause cause {};
    std::string note {};
    std::optional<SaleId> sale {};
    Rupiah fee {}; ///< what its seller bears of the payment
};
/// From the state it was read in, noted in the timeline and the trail. Fails: orders.moved_on.
Result<void> move(Call& call, Order const& order, OrderState to, Mover const& mover);
/// Says that an order is in another state by now.
Error moved_to(Call const& call, Delivery delivery, OrderState state);
/// Takes what was sent three weeks ago as arrived.
void close_forgotten(Call& call);
/// Ends one that is not paid; the goods go back on the shelf. Fails: orders.moved_on.
Result<void> end(Call& call, Order const& order, Mover const& mover);

/// What it becomes; without a till when the money came ahead.
sales::SaleDraft sale_of(Call const& call, Order const& order, std::optional<ShiftId> shift,
                         sales::Payment payment);

/// A group has one payment, of the same id.
PaymentId payment_of(GroupId group);
/// Asks for the money of all orders of a group at once.
Result<void> ask_for_money(Call& call, std::vector<Order> const& orders, Buyer const& buyer,
                           payments::Way way);
/// Takes back one that is paid: its sale is refunded whole, and the money follows by the event.
Result<void> take_back(Call& call, org::UnitScope const& scope, Order const& order,
                       Mover const& mover);

} // namespace karya::orders
