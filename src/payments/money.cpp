// What arrived and what went back: the one place where a payment's sums and state change.

#include "payments/money.h"
#include "base/json.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "payments/state.h"

namespace karya::payments {

namespace {

Sums sums_of(store::Row const& row)
{
    return { row.state, row.to_pay, row.received, row.given_back, row.surplus_back };
}

void tell_settled(Call& call, store::Row const& row, bool late)
{
    core::announce(call,
                   PaymentSettled { .payment = row.id,
                                    .subject = row.subject,
                                    .amount = row.amount,
                                    .received = row.received,
                                    .way = row.way,
                                    .at = call.now,
                                    .fee = row.fee,
                                    .unit = row.unit,
                                    .late = late });
}

} // namespace

Payment seen(store::Row const& row)
{
    return { .id = row.id,
             .subject = row.subject,
             .code = row.code,
             .way = row.way,
             .state = row.state,
             .amount = row.amount,
             .to_pay = row.to_pay,
             .received = row.received,
             .given_back = row.given_back,
             .surplus = surplus_of(sums_of(row)),
             .fee = row.fee,
             .unit = row.unit,
             .lang = row.lang,
             .return_path = row.return_path,
             .asked_at = row.asked_at,
             .due_at = row.due_at,
             .ends_at = row.ends_at,
             .settled_at = row.settled_at,
             .bank = row.bank,
             .number = row.number,
             .holder = row.holder,
             .redirect = row.redirect,
             .qr = row.qr,
             .pay_path = "/bayar/" + link_of(row.id) };
}

void note(Call& call, std::string_view what, store::Row const& row, std::string before,
          std::string after)
{
    core::audit(call,
                { .what = what,
                  .object = row.id.text(),
                  .before = std::move(before),
                  .after = std::move(after),
                  .unit = row.unit });
}

void book(Call& call, store::Row& row, Receipt receipt, Rupiah fee)
{
    auto const before = seen(row);
    receipt.n = static_cast<std::int64_t>(store::receipts(call.tx, row.id).size()) + 1;
    receipt.at = call.now;
    store::insert_receipt(call.tx, row.id, receipt);
    row.received += receipt.amount;
    row.state = after_money(row.state, row.to_pay, row.received);
    bool const settled = row.state == State::settled && before.state != State::settled;
    if (settled) {
        row.settled_at = call.now;
        row.fee = std::min(fee, row.amount);
    }
    if (row.state == State::short_paid)
        row.ends_at = std::max(row.ends_at, call.now + Timestamp::duration { short_grace });
    store::update(call.tx, row);
    note(call, "payments.receive", row, json_text(before), json_text(seen(row)));
    if (settled) tell_settled(call, row, !is_open(before.state));
    if (row.state == State::short_paid)
        core::announce(call,
                       PaymentShort { .payment = row.id,
                                      .subject = row.subject,
                                      .missing = row.to_pay - row.received,
                                      .until = row.ends_at });
}

void end(Call& call, store::Row& row, State state)
{
    CHECK(may_become(row.state, state));
    auto const before = seen(row);
    row.state = state;
    store::update(call.tx, row);
    note(call, "payments.end", row, json_text(before), json_text(seen(row)));
    core::announce(call, PaymentEnded { row.id, row.subject, state, call.now });
}

namespace {

/// The sums with that return counted, if they allow it.
Result<void> count_in(store::Row& row, MoneyReturn const& back)
{
    bool const surplus = back.cause == ReturnCause::surplus;
    auto const left = surplus ? surplus_of(sums_of(row)) : row.received - row.given_back;
    if (back.amount > left) return return_too_much;
    row.given_back += back.amount;
    if (surplus) row.surplus_back += back.amount;
    return {};
}

/// A transfer goes back by hand.
void want_refund(Call& call, store::Row const& row, MoneyReturn const& back)
{
    if (row.way != Way::transfer)
        store::want(call.tx, row.id, store::Verb::refund, back.id.text(), call.now);
}

} // namespace

Result<void> note_return(Call& call, store::Row& row, MoneyReturn const& back)
{
    TRY(count_in(row, back));
    store::insert_return(call.tx, back, call.actor.officer);
    store::update(call.tx, row);
    want_refund(call, row, back);
    note(call, "payments.give_back", row, {}, json_text(back));
    return {};
}

void end_return_of(Call& call, store::Row& row, MoneyReturn const& back)
{
    CHECK(back.state != ReturnState::asked);
    store::update_return(call.tx, back);
    note(call, "payments.end_return", row, {}, json_text(back));
    if (back.state == ReturnState::done) {
        core::announce(call,
                       MoneyReturned { .id = back.id,
                                       .payment = row.id,
                                       .subject = row.subject,
                                       .amount = back.amount,
                                       .cause = back.cause,
                                       .way = row.way,
                                       .at = call.now,
                                       .unit = row.unit });
        return;
    }
    row.given_back -= back.amount;
    if (back.cause == ReturnCause::surplus) row.surplus_back -= back.amount;
    store::update(call.tx, row);
}

Result<void> try_again(Call& call, store::Row& row, MoneyReturn back)
{
    TRY(count_in(row, back));
    back.state = ReturnState::asked;
    back.ended_at.reset();
    back.trouble.clear();
    back.reference.clear();
    ++back.tries;
    store::update_return(call.tx, back);
    store::update(call.tx, row);
    want_refund(call, row, back);
    note(call, "payments.give_back", row, {}, json_text(back));
    return {};
}

} // namespace karya::payments
