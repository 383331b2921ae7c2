#pragma once
// Money that was sent ahead, as its coming (ahead.cpp) and its going back (back.cpp) share it.

#include "core/outbox.h"
#include "orders/move.h"

namespace karya::orders {

/// Jobs act for nobody, at the event's own time.
Call call_at(db::Tx& tx, core::Stored const& stored);
/// What his transfer was less than the price, so that it could be told from others: it never goes
/// back. What a provider kept is the seller's loss.
Rupiah taken_off(payments::Way way, Rupiah fee);

/// Booked once for each order and `what`: "" when it comes, else why it is taken back.
struct Booking {
    Rupiah amount {};
    sales::Payment payment {};
    std::string_view what {};
};
/// What the seller bears of the payment is charged to the working fund; below zero: it is
/// not borne after all.
Result<void> book_fee(Call& call, org::UnitScope const& scope, Order const& order,
                      Booking const& booking);
/// What the buyer paid for the courier is held for him; below zero: it goes back to the buyer.
Result<void> book_shipping(Call& call, org::UnitScope const& scope, Order const& order,
                           Booking const& booking);

/// The buyer gets it by the way it came. More than is left of what he sent is noted in the trail,
/// for somebody must look into it.
Result<void> give_back(Call& call, Order const& order, Rupiah amount);
/// A refund at the counter or the desk, or other goods taken instead: the order knows of it, and
/// the buyer's money leaves by the way it came.
Result<void> hear_back(db::Tx& tx, core::Stored const& stored);

/// What of the unique code's worth is more than the goods, and so is taken off the courier's fee.
Rupiah shipping_taken_off(Order const& order, payments::Way way);

} // namespace karya::orders
