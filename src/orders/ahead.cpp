// Orders whose money is sent ahead: asked for when they are placed, a sale of each once it is here,
// passed on by who collected it.

#include "orders/ahead.h"
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

sales::Payment money_of(UnitId account, UnitId unit)
{
    return account == unit ? sales::Payment::transfer : sales::Payment::collected;
}

ledger::Account account_of(sales::Payment payment)
{
    return payment == sales::Payment::transfer ? ledger::Account::bank
                                               : ledger::Account::receivable;
}

std::string source_of(Order const& order, std::string_view what)
{
    return order.id.text() + (what.empty() ? "" : " ") + std::string { what };
}

} // namespace

Call call_at(db::Tx& tx, core::Stored const& stored)
{
    return { tx, {}, stored.at, Lang::id, "orders" };
}

Rupiah taken_off(payments::Way way, Rupiah fee)
{
    return way == payments::Way::transfer ? fee : Rupiah {};
}

Result<void> book_fee(Call& call, org::UnitScope const& scope, Order const& order,
                      Booking const& booking)
{
    auto const& [fee, payment, what] = booking;
    if (fee == Rupiah {}) return {};
    TRY(ledger::post(
        call, scope,
        { .kind = ledger::EntryKind::fee,
          .day = scope.day(call.now),
          .source = source_of(order, what),
          .memo = order.number,
          .postings = { { ledger::Account::working_fund, fee }, { account_of(payment), -fee } } }));
    return {};
}

Result<void> book_shipping(Call& call, org::UnitScope const& scope, Order const& order,
                           Booking const& booking)
{
    auto const& [fee, payment, what] = booking;
    if (fee == Rupiah {}) return {};
    TRY(ledger::post(call, scope,
                     { .kind = ledger::EntryKind::shipping,
                       .day = scope.day(call.now),
                       .source = source_of(order, what),
                       .memo = order.number,
                       .postings = { { account_of(payment), fee },
                                     { ledger::Account::courier_payable, -fee } } }));
    return {};
}

namespace {

/// The goods are the buyer's now: they leave stock, and the sale is recorded.
Result<void> sell(Call& call, Order const& order, payments::PaymentSettled const& event, Rupiah fee)
{
    auto const scope = TRY(org::seller(call.view(), order.unit));
    auto const payment = money_of(event.unit, order.unit);
    auto wanted = sale_of(call, order, {}, payment);
    wanted.waived = std::min(taken_off(event.way, fee), order.total);
    TRY(move(call, order, OrderState::paid,
             { .cause = Cause::payment, .sale = wanted.id, .fee = fee }));
    catalogue::drop_hold(call, order.group.text(), order.unit);
    TRY(sales::record(call, scope, wanted));
    TRY(book_shipping(call, scope, order, { order.shipping(), payment }));
    return book_fee(call, scope, order, { fee, payment });
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
    return give_back(call, order, order.charged() - taken_off(event.way, fee));
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

namespace {

bool is_passed_on(View const& view, org::UnitScope const& scope, std::string const& id)
{
    return !ledger::entries_of(view, scope, id).empty();
}

} // namespace

Result<void> pass_on(Call& call, org::UnitScope const& scope, PassedOn const& draft)
{
    constexpr std::size_t note_max = 200;
    std::string const note { trimmed(draft.note) };
    if (draft.amount <= Rupiah {} || draft.amount.amount() > Rupiah::amount_max)
        return Error { bad_amount }.at("amount", std::string { bad_amount.id });
    if (code_points(note) > note_max || !is_clean_utf8(note))
        return Error { invalid }.at("note", std::string { reason::too_long });
    ledger::hold_book(call, scope);
    if (draft.back && draft.amount > -collected(call.view(), scope)
        && !is_passed_on(call.view(), scope, draft.id))
        return Error { over_owed }.at("amount", std::string { over_owed.id });
    auto const amount = draft.back ? -draft.amount : draft.amount;
    auto const posted = ledger::post(call, scope,
                                     { .kind = ledger::EntryKind::passed_on,
                                       .day = scope.day(call.now),
                                       .source = draft.id,
                                       .memo = note,
                                       .postings = { { ledger::Account::bank, amount },
                                                     { ledger::Account::receivable, -amount } } });
    if (!posted.ok() && posted.error().code() == ledger::already_posted) return {};
    TRY(posted);
    core::audit(call,
                { .what = "orders.pass_on",
                  .object = scope.unit().text(),
                  .after = std::to_string(amount.amount()) + " " + note,
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
            if (event.event_name == sales::SaleReversed::event_name) TRY(hear_back(tx, event));
        }
        return {};
    };
    return { "orders.money", receive };
}

} // namespace karya::orders
