#pragma once
// Moves, sums and days of an order: pure.

#include "orders/orders.h"

namespace karya::orders {

/// What the table of moves asks of an order.
struct Terms {
    PayTime pay {};
    Delivery delivery {};
};
constexpr Terms terms_of(Order const& order) { return { order.pay, order.delivery }; }
/// Whether an order may go from one state to the other.
bool may_become(Terms terms, OrderState from, OrderState to);
/// Neither in the buyer's hands nor cancelled.
bool is_open(OrderState state);
/// The unit can begin: it is paid, or will be when it is fetched.
bool is_due(PayTime pay, OrderState state);
/// Not ready to be fetched though its day has begun, or neither served nor with the courier though
/// it is over; what is packed alone has not left.
bool is_late(Terms terms, OrderState state, Day pick_day, Day today);

/// Price × quantity; nothing when it is no rupiah or beyond what a sale may hold.
std::optional<Rupiah> line_amount(Rupiah price, Quantity quantity);

/// "PTK-P-17", of a unit's code and its own count.
std::string number_of(std::string_view unit_code, std::int64_t n);

/// The first `count` days after `day` that are among `days` ("12345": Monday to Friday) and not
/// closed.
std::vector<Day> days_after(Day day, std::string_view days, std::size_t count,
                            std::vector<Day> const& closed = {});
/// Digits from 1 to 7, each once, in order.
bool is_weekdays(std::string_view days);

/// Whether two of the same weekday run into each other.
bool overlap(WeekSlot const& a, WeekSlot const& b);

} // namespace karya::orders
