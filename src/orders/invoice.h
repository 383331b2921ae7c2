#pragma once
// The invoice of what was paid (nota penjualan). For orders/ only.

#include "orders/orders.h"

namespace karya::orders {

/// Whether there is one: a sale stands behind the order.
bool has_invoice(Order const& order);
/// A4: seller, numbers, goods, delivery, ways and, if any, what was given back. The same order,
/// sale and language always give the same bytes. Fails: core.not_found, orders.not_paid.
Result<std::string> invoice_pdf(View const& view, Order const& order,
                                std::optional<Buyer> const& buyer);

} // namespace karya::orders
