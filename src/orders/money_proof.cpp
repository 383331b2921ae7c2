// Payments against the shop's sales: what buyers were given back is what came back, to the rupiah,
// and what payments cost stands in the books.

#include "orders/ahead.h"
#include "orders/store.h"
#include "payments/events.h"
#include "sales/events.h"
#include <map>
#include <set>

namespace karya::orders {

namespace {

using Finding = std::optional<std::string>;

/// What payments cost each unit, less what it does not bear any more of couriers' fees.
using Fees = std::map<UnitId, Rupiah>;

std::optional<GroupId> group_of(db::Read& read, core::Stored const& stored)
{
    if (stored.event_name == payments::PaymentSettled::event_name) {
        auto const id = GroupId::parse(core::event_of<payments::PaymentSettled>(stored).subject);
        return id.ok() ? std::optional { id.value() } : std::nullopt;
    }
    if (stored.event_name != sales::SaleReversed::event_name) return {};
    auto const event = core::event_of<sales::SaleReversed>(stored);
    auto const order = store::order(read, event.unit,
                                    OrderId { event.origin.value_or(event.sale).uuid });
    return order ? std::optional { order->group } : std::nullopt;
}

/// Those of which something is still to be heard: their money follows.
std::set<GroupId> waiting_groups(db::Read& read)
{
    std::set<GroupId> groups;
    core::each_waiting(read, money_subscriber().name, [&](core::Stored const& stored) {
        if (auto const id = group_of(read, stored)) groups.insert(*id);
    });
    return groups;
}

/// What its buyer must have been given back of an order. `fee`: its share of what the payment cost.
Rupiah owed_of(db::Read& read, Order const& order, payments::Payment const& payment, Rupiah fee)
{
    bool const cancelled = order.state == OrderState::cancelled;
    if (!order.sale) return cancelled ? order.charged() - taken_off(payment.way, fee) : Rupiah {};
    auto owed = sales::owed_for(read, *order.sale);
    if (cancelled) owed += order.shipping() - shipping_taken_off(order, payment.way);
    return owed;
}

void add_fee(Order const& order, payments::Payment const& payment, Fees& fees)
{
    if (!order.sale) return;
    fees[order.unit] += order.fee;
    if (order.state == OrderState::cancelled)
        fees[order.unit] -= shipping_taken_off(order, payment.way);
}

Finding broken_group(db::Read& read, std::vector<Order> const& orders,
                     payments::Payment const& payment)
{
    Rupiah owed;
    if (payment.state == payments::PaymentState::settled) {
        std::vector<std::int64_t> totals;
        for (auto const& order : orders) totals.push_back(order.charged().amount());
        auto const fees = spread(payment.fee, totals);
        for (std::size_t i = 0; i < orders.size(); ++i)
            owed += owed_of(read, orders[i], payment, fees[i]);
    }
    auto const given = payments::returned_for_goods(read, payment.id);
    if (owed == given) return {};
    return orders.front().number + ": " + std::to_string(given.amount())
        + " given back by its payment, " + std::to_string(owed.amount()) + " came back in sales";
}

Finding broken_fees(View const& view, UnitId unit, Rupiah expected)
{
    auto const scope = org::seller(view, unit);
    if (!scope.ok()) return "unit " + unit.text() + ": it has orders, but does not exist";
    constexpr std::int64_t far = 10'000'000;
    Rupiah booked;
    for (auto const& sum :
         ledger::sums_by_kind(view, scope.value(), { Day::numbered(-far), Day::numbered(far) }))
        if (sum.kind == ledger::EntryKind::fee && sum.account == ledger::Account::working_fund)
            booked += sum.amount;
    expected -= sales::waived_back(view.read, unit);
    if (booked == expected) return {};
    return "unit " + unit.text() + ": payments cost " + std::to_string(expected.amount()) + ", but "
        + std::to_string(booked.amount()) + " in the books";
}

} // namespace

std::optional<std::string> first_broken_money(db::Read& read)
{
    View const view { read, {}, {} };
    auto const waiting = waiting_groups(read);
    Fees fees;
    for (GroupId after;;) {
        auto const groups = store::groups_ahead(read, after);
        for (auto const id : groups) {
            auto const orders = store::orders_of(read, id);
            auto const payment = payments::payment(view, payment_of(id));
            if (!payment.ok()) return orders.front().number + ": its payment is not there";
            for (auto const& order : orders) add_fee(order, payment.value(), fees);
            if (waiting.contains(id)) continue;
            if (auto broken = broken_group(read, orders, payment.value())) return broken;
        }
        if (groups.empty()) break;
        after = groups.back();
    }
    for (auto const& [unit, fee] : fees)
        if (auto broken = broken_fees(view, unit, fee)) return broken;
    return {};
}

} // namespace karya::orders
