// Orders whose money is sent ahead: asked for when they are placed, a sale of each once it is here,
// given back with the goods.

#include "base/embedded.h"
#include "base/lang.h"
#include "base/leaf.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "orders/letters.h"
#include "orders/move.h"
#include "orders/state.h"
#include "orders/store.h"
#include "payments/events.h"
#include "sales/events.h"
#include <algorithm>

namespace karya::orders {

namespace {

constexpr std::chrono::hours time_to_pay { 24 };

/// Jobs act for nobody, at the event's own time.
Call call_at(db::Tx& tx, core::Stored const& stored)
{
    return { tx, {}, stored.at, Lang::id, "orders" };
}

sales::Payment money_of(UnitId account, UnitId unit)
{
    return account == unit ? sales::Payment::transfer : sales::Payment::collected;
}

/// What his transfer was less than the price, so that it could be told from others: it does not go
/// back. What a provider kept is the seller's loss.
Rupiah taken_off(payments::Payment const& payment, Rupiah fee)
{
    return payment.way == payments::Way::transfer ? fee : Rupiah {};
}

/// Never more than is left of what he sent.
Result<void> give_back(Call& call, Order const& order, Rupiah amount)
{
    auto const payment = TRY(payments::payment(call.view(), payment_of(order.group)));
    amount = std::min(amount, payment.received - payment.given_back);
    if (amount <= Rupiah {}) return {};
    return payments::give_back(call,
                               { .id = MoneyReturnId::make(call.now),
                                 .payment = payment.id,
                                 .amount = amount,
                                 .reason = order.number });
}

ledger::Account account_of(sales::Payment payment)
{
    return payment == sales::Payment::transfer ? ledger::Account::bank
                                               : ledger::Account::receivable;
}

/// What the seller bears of the payment is charged to the working fund; below zero: it is
/// not borne after all.
Result<void> book_fee(Call& call, org::UnitScope const& scope, Order const& order, Rupiah fee,
                      sales::Payment payment)
{
    if (fee == Rupiah {}) return {};
    TRY(ledger::post(
        call, scope,
        { .kind = ledger::EntryKind::fee,
          .day = scope.day(call.now),
          .source = order.id.text() + (fee < Rupiah {} ? " back" : ""),
          .memo = order.number,
          .postings = { { ledger::Account::working_fund, fee }, { account_of(payment), -fee } } }));
    return {};
}

/// What the buyer paid for the courier is held for him; below zero: it goes back to the buyer.
Result<void> book_shipping(Call& call, org::UnitScope const& scope, Order const& order, Rupiah fee,
                           sales::Payment payment)
{
    if (fee == Rupiah {}) return {};
    TRY(ledger::post(call, scope,
                     { .kind = ledger::EntryKind::shipping,
                       .day = scope.day(call.now),
                       .source = order.id.text() + (fee < Rupiah {} ? " back" : ""),
                       .memo = order.number,
                       .postings = { { account_of(payment), fee },
                                     { ledger::Account::courier_payable, -fee } } }));
    return {};
}

/// The goods are the buyer's now: they leave stock, and the sale is recorded.
Result<void> sell(Call& call, Order const& order, payments::PaymentSettled const& event, Rupiah fee)
{
    auto const scope = TRY(org::seller(call.view(), order.unit));
    auto const payment = money_of(event.unit, order.unit);
    auto const wanted = sale_of(call, order, {}, payment);
    TRY(move(call, order, OrderState::paid,
             { .cause = Cause::payment, .sale = wanted.id, .fee = fee }));
    catalogue::drop_hold(call, order.group.text(), order.unit);
    TRY(sales::record(call, scope, wanted));
    TRY(book_shipping(call, scope, order, order.shipping(), payment));
    return book_fee(call, scope, order, fee, payment);
}

/// Its money is here. What cannot be sold any more goes back to the buyer.
Result<void> settle(Call& call, Order const& order, payments::PaymentSettled const& event,
                    Rupiah fee)
{
    if (order.state == OrderState::placed && !event.late) {
        auto const sold = call.tx.part([&] { return sell(call, order, event, fee); });
        if (sold.ok()) return {};
        TRY(end(call, order, { .cause = Cause::payment }));
    } else if (order.state != OrderState::cancelled) {
        return {};
    }
    auto const payment = TRY(payments::payment(call.view(), event.payment));
    return give_back(call, order, order.charged() - taken_off(payment, fee));
}

Result<void> settled(db::Tx& tx, core::Stored const& stored)
{
    auto const event = core::event_of<payments::PaymentSettled>(stored);
    auto const group = GroupId::parse(event.subject);
    if (!group.ok()) return {};
    auto call = call_at(tx, stored);
    auto const all = store::orders_of(tx, group.value());
    if (all.empty()) return {};
    catalogue::lock_held(call, group.value().text());
    std::vector<std::int64_t> totals;
    for (auto const& order : all) totals.push_back(order.charged().amount());
    auto const fees = spread(event.fee, totals);
    for (std::size_t i = 0; i < all.size(); ++i) TRY(settle(call, all[i], event, fees[i]));
    return {};
}

Result<void> ended(db::Tx& tx, core::Stored const& stored)
{
    auto const event = core::event_of<payments::PaymentEnded>(stored);
    auto const group = GroupId::parse(event.subject);
    if (!group.ok()) return {};
    auto call = call_at(tx, stored);
    for (auto const& order : store::orders_of(tx, group.value()))
        if (order.state == OrderState::placed) TRY(end(call, order, { .cause = Cause::overdue }));
    return {};
}

/// A refund at the counter or the desk: the buyer's money leaves by the way it came.
Result<void> reversed(db::Tx& tx, core::Stored const& stored)
{
    auto const event = core::event_of<sales::SaleReversed>(stored);
    auto const sold = event.origin.value_or(event.sale);
    auto const order = store::order(tx, event.unit, OrderId { sold.uuid });
    if (!order || order->pay != PayTime::ahead) return {};
    auto call = call_at(tx, stored);
    auto const owed = event.owed.value_or(event.turnover);
    if (order->state != OrderState::cancelled) return give_back(call, *order, owed);
    auto const payment = TRY(payments::payment(call.view(), payment_of(order->group)));
    return give_back(call, *order,
                     event.turnover + order->shipping() - taken_off(payment, order->fee));
}

/// His money has left; what it was for may be long over.
void returned(db::Tx& tx, core::Stored const& stored)
{
    auto const event = core::event_of<payments::MoneyReturned>(stored);
    auto const group = GroupId::parse(event.subject);
    if (!group.ok() || store::orders_of(tx, group.value()).empty()) return;
    auto call = call_at(tx, stored);
    tell_given_back(call, group.value(), event);
}

} // namespace

PaymentId payment_of(GroupId group) { return { group.uuid }; }

Result<void> ask_for_money(Call& call, std::vector<Order> const& orders, Buyer const& buyer,
                           payments::Way way)
{
    auto const group = orders.front().group;
    payments::Ask ask { .id = payment_of(group),
                        .subject = group.text(),
                        .way = way,
                        .due_at = call.now + time_to_pay,
                        .lang = call.lang,
                        .payer = { buyer.name, "", buyer.phone },
                        .return_path = "/pesanan" };
    for (auto const& order : orders) {
        ask.amount += order.charged();
        for (auto const& line : order.lines)
            ask.items.push_back({ .name = line.name + ", " + show(call.lang, line.quantity),
                                  .price = line.amount });
        if (order.shipping() > Rupiah {})
            ask.items.push_back({ .name = karya::text::of(call.lang, order.parcel->courier) + " "
                                      + order.parcel->service,
                                  .price = order.shipping() });
    }
    if (orders.size() == 1) ask.unit = orders.front().unit;
    TRY(payments::ask(call, ask));
    return {};
}

Result<void> take_back(Call& call, org::UnitScope const& scope, Order const& order,
                       Mover const& mover)
{
    std::vector<VariantId> variants;
    for (auto const& line : order.lines) variants.push_back(line.variant);
    catalogue::hold(call, scope, std::move(variants)); // stock before the book
    TRY(move(call, order, OrderState::cancelled, mover));
    auto const sale = TRY(sales::sale(call.view(), scope, *order.sale));
    auto const payment = TRY(payments::payment(call.view(), payment_of(order.group)));
    TRY(book_fee(call, scope, order, -taken_off(payment, order.fee), sale.payment));
    TRY(book_shipping(call, scope, order, -order.shipping(), sale.payment));
    sales::RefundDraft draft { .id = RefundId { order.id.uuid },
                               .sale = *order.sale,
                               .reason = mover.note.empty() ? order.number : mover.note };
    for (auto const& line : order.lines) draft.lines.push_back({ line.n, line.quantity, {} });
    TRY(sales::refund(call, scope, draft));
    return {};
}

Result<void> pass_on(Call& call, org::UnitScope const& scope, PassedOn const& draft)
{
    constexpr std::size_t note_max = 200;
    std::string const note { trimmed(draft.note) };
    if (draft.amount <= Rupiah {} || draft.amount.amount() > Rupiah::amount_max)
        return Error { bad_amount }.at("amount", std::string { bad_amount.id });
    if (code_points(note) > note_max || !is_clean_utf8(note))
        return Error { invalid }.at("note", std::string { reason::too_long });
    auto const posted = ledger::post(
        call, scope,
        { .kind = ledger::EntryKind::passed_on,
          .day = scope.day(call.now),
          .source = draft.id,
          .memo = note,
          .postings = { { ledger::Account::bank, draft.amount },
                        { ledger::Account::receivable, -draft.amount } } });
    if (!posted.ok() && posted.error().code() == ledger::already_posted) return {};
    TRY(posted);
    core::audit(call,
                { .what = "orders.pass_on",
                  .object = scope.unit().text(),
                  .after = std::to_string(draft.amount.amount()) + " " + note,
                  .unit = scope.unit() });
    return {};
}

Rupiah collected(View const& view, org::UnitScope const& scope)
{
    return ledger::balance(view, scope, ledger::Account::receivable);
}

core::Subscriber money_subscriber()
{
    auto const receive = [](db::Tx& tx, std::vector<core::Stored> const& events) -> Result<void> {
        for (auto const& event : events) {
            if (event.event_name == payments::PaymentSettled::event_name) TRY(settled(tx, event));
            if (event.event_name == payments::PaymentEnded::event_name) TRY(ended(tx, event));
            if (event.event_name == payments::MoneyReturned::event_name) returned(tx, event);
            if (event.event_name == sales::SaleReversed::event_name) TRY(reversed(tx, event));
        }
        return {};
    };
    return { "orders.money", receive };
}

} // namespace karya::orders
