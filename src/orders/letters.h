#pragma once
// What a buyer who left his e-mail address, or agreed to WhatsApp, is told, in the language he
// ordered in: each step once, in the transaction that makes it. For orders/ only.

#include "orders/move.h"
#include "payments/events.h"

namespace karya::orders {

/// Whether letters can go out; else nobody is asked for an address.
bool letters_go();
/// The same for messages by WhatsApp, which tell of four steps: placed, paid, ready, sent.
bool messages_go();

void tell_placed(Call& call, GroupId group, std::vector<Order> const& orders);
/// The order has come from the state it was read in to `to`. What was paid, and what ends unpaid,
/// is told once for the whole group.
void tell_moved(Call& call, Order const& order, OrderState to, Mover const& mover);
/// The last of its parcels went, and not yet all of it.
void tell_part_sent(Call& call, Order const& order);
void tell_put_off(Call& call, Order const& order);
void tell_given_back(Call& call, GroupId group, payments::MoneyReturned const& event);

} // namespace karya::orders
