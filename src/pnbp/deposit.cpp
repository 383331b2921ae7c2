// A deposit in the order it lives: made, billed, paid, matched; or dropped. All under the book's
// lock, so that of two at once the second sees what the first one did.

#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "pnbp/pnbp.h"
#include "pnbp/state.h"
#include "pnbp/store.h"
#include <algorithm>

namespace karya::pnbp {

namespace {

using ledger::Account;

constexpr int validity_max = 90; ///< days; SIMPONI gives seven, some kinds more

Result<Deposit> own(View const& view, org::UnitScope const& scope, DepositId id)
{
    auto found = store::deposit(view.read, scope.unit(), id);
    if (!found) return not_found;
    return seen_on(std::move(*found), scope.day(view.now));
}

/// Held for the rest of the transaction.
Result<Deposit> held(Call& call, org::UnitScope const& scope, DepositId id, DepositState next)
{
    ledger::hold_book(call, scope);
    auto found = TRY(own(call.view(), scope, id));
    if (may_become(found.state, next)) return found;
    return Error { wrong_state }.with("state", karya::text::of(call.lang, found.state));
}

void note(Call& call, std::string_view what, Deposit const& before, Deposit const& after)
{
    core::audit(call,
                { .what = what,
                  .object = after.id.text(),
                  .before = json_text(before),
                  .after = json_text(after),
                  .unit = after.unit });
}

Timestamp end_of(Day day, Zone zone) { return start_of(day.next(), zone); }

ledger::Lock lock_of(Deposit const& deposit, std::optional<Timestamp> until = {})
{
    return { Account::pnbp_payable, deposit.id.text(), deposit.covers, until };
}

} // namespace

std::string number_of(org::UnitScope const& scope, Deposit const& deposit)
{
    return number_of(scope.code(), deposit.n);
}

Due due(View const& view, org::UnitScope const& scope)
{
    return due_of(-ledger::balance(view, scope, Account::pnbp_payable),
                  ledger::balance(view, scope, Account::pnbp_claim));
}

Result<Deposit> make(Call& call, org::UnitScope const& scope)
{
    auto const last = ledger::hold_book(call, scope);
    if (auto const open = open_deposit(call.view(), scope))
        return Error { deposit_open }.with("number", number_of(scope, *open));
    auto const due = pnbp::due(call.view(), scope);
    if (due.amount == Rupiah {}) return nothing_to_deposit;
    Deposit const made { .id = DepositId::make(call.now),
                         .unit = scope.unit(),
                         .n = store::next_n(call.tx, scope.unit()),
                         .state = DepositState::made,
                         .covers = last,
                         .accrued = due.accrued,
                         .claimed = due.claimed,
                         .amount = due.amount,
                         .made_at = call.now,
                         .made_by = call.actor.officer };
    store::insert(call.tx, made);
    ledger::lock(call, scope, lock_of(made));
    core::audit(call,
                { .what = "pnbp.make",
                  .object = made.id.text(),
                  .after = json_text(made),
                  .unit = scope.unit() });
    return made;
}

namespace {

Result<std::string> checked_code(BillingDraft const& draft, Day today)
{
    auto const code = bare_number(draft.code);
    if (!is_code(code)) return Error { bad_billing }.at("code", "pnbp.code_form");
    if (draft.billed_on > today) return Error { bad_billing }.at("billed_on", "pnbp.in_future");
    if (draft.billed_on < today.next(-validity_max))
        return Error { bad_billing }.at("billed_on", "pnbp.long_ago");
    if (draft.expires_on < draft.billed_on || draft.expires_on > draft.billed_on.next(validity_max))
        return Error { bad_billing }.at("expires_on", "pnbp.bad_expiry");
    if (draft.expires_on < today) return Error { bad_billing }.at("expires_on", "pnbp.expired_now");
    if (!draft.sure && !looks_like_code(code, draft.billed_on))
        return Error { bad_billing }.at("sure", "pnbp.odd_code");
    return code;
}

} // namespace

Result<Deposit> bill(Call& call, org::UnitScope const& scope, BillingDraft const& draft)
{
    auto const before = TRY(held(call, scope, draft.deposit, DepositState::billed));
    auto const payer = store::payer(call.tx, scope.unit());
    if (!payer || !is_whole(*payer)) return payer_unknown;
    auto after = before;
    after.code = TRY(checked_code(draft, scope.day(call.now)));
    if (store::holder_of_code(call.tx, *after.code))
        return Error { code_taken }.at("code", "pnbp.code_taken");
    after.state = DepositState::billed;
    after.payer = json_text(*payer);
    after.billed_on = draft.billed_on;
    after.expires_on = draft.expires_on;
    store::set_billed(call.tx, after);
    ledger::lock(call, scope, lock_of(after, end_of(draft.expires_on, scope.zone())));
    note(call, "pnbp.bill", before, after);
    return after;
}

namespace {

/// One that has expired may be late news. But then no other may stand for the same parts: neither
/// one that is open, nor one that was paid after this one was made.
Result<void> check_alone(Call& call, org::UnitScope const& scope, Deposit const& deposit)
{
    for (auto const& other : deposits(call.view(), scope))
        if (other.id != deposit.id && is_open(other.state))
            return Error { superseded }.with("number", number_of(scope, other));
    for (auto const& booking : bookings(call.view(), scope))
        if (booking.first && booking.booked_as > deposit.covers)
            return Error { superseded }.with("number", number_of(scope, booking.deposit));
    return {};
}

} // namespace

Result<Deposit> pay(Call& call, org::UnitScope const& scope, PaymentDraft const& draft)
{
    auto const before = TRY(held(call, scope, draft.deposit, DepositState::paid));
    TRY(check_alone(call, scope, before));
    auto after = TRY(with_payment(before, draft, scope.day(call.now)));
    if (store::holder_of_ntpn(call.tx, *after.ntpn))
        return Error { ntpn_taken }.at("ntpn", "pnbp.ntpn_taken");
    auto const taken = ledger::taken_back(call.tx, scope.unit(), Account::pnbp_payable,
                                          { .after = after.covers },
                                          end_of(*after.expires_on, scope.zone()));
    after.over = std::min(taken, after.accrued);
    auto const posted = TRY(ledger::post(call, scope, entry_of(number_of(scope, after), after)));
    after.state = DepositState::paid;
    after.booked_on = posted.day;
    after.booked_as = posted.seq;
    store::set_paid(call.tx, after);
    ledger::lock(call, scope, lock_of(after));
    note(call, "pnbp.pay", before, after);
    return after;
}

Result<Deposit> drop(Call& call, org::UnitScope const& scope, DepositId id)
{
    auto const before = TRY(held(call, scope, id, DepositState::dropped));
    auto after = before;
    after.state = DepositState::dropped;
    store::set_dropped(call.tx, id);
    ledger::unlock(call, scope, Account::pnbp_payable, id.text());
    note(call, "pnbp.drop", before, after);
    return after;
}

std::int64_t mark_matched(Call& call, org::UnitScope const& scope,
                          std::vector<DepositId> const& ids)
{
    ledger::hold_book(call, scope);
    std::int64_t changed = 0;
    for (auto const id : ids) {
        auto const before = store::deposit(call.tx, scope.unit(), id);
        if (!before || !may_become(before->state, DepositState::matched)) continue;
        auto after = *before;
        after.state = DepositState::matched;
        after.matched_at = call.now;
        store::set_matched(call.tx, id, call.now);
        note(call, "pnbp.match", *before, after);
        ++changed;
    }
    return changed;
}

Result<Deposit> unmatch(Call& call, org::UnitScope const& scope, DepositId id)
{
    ledger::hold_book(call, scope);
    auto const before = TRY(own(call.view(), scope, id));
    if (before.state != DepositState::matched)
        return Error { wrong_state }.with("state", karya::text::of(call.lang, before.state));
    auto after = before;
    after.state = DepositState::paid;
    after.matched_at.reset();
    store::set_unmatched(call.tx, id);
    note(call, "pnbp.unmatch", before, after);
    return after;
}

Result<void> put_proof(Call& call, org::UnitScope const& scope, DepositId id,
                       std::string const& webp)
{
    auto const found = TRY(own(call.view(), scope, id));
    if (!is_paid(found.state))
        return Error { wrong_state }.with("state", karya::text::of(call.lang, found.state));
    store::put_proof(call.tx, id, call.now, call.actor.officer, webp);
    core::audit(
        call,
        { .what = "pnbp.add_proof", .object = id.text(), .after = webp, .unit = scope.unit() });
    return {};
}

Result<std::string> proof(View const& view, org::UnitScope const& scope, DepositId id)
{
    TRY(own(view, scope, id));
    auto bytes = store::proof(view.read, id);
    if (!bytes) return not_found;
    return std::move(*bytes);
}

bool has_proof(View const& view, org::UnitScope const& scope, DepositId id)
{
    return own(view, scope, id).ok() && store::has_proof(view.read, id);
}

Result<Deposit> deposit(View const& view, org::UnitScope const& scope, DepositId id)
{
    return own(view, scope, id);
}

Result<UnitId> unit_of(View const& view, DepositId id)
{
    auto const unit = store::unit_of(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

std::vector<Deposit> deposits(View const& view, org::UnitScope const& scope)
{
    auto found = store::deposits(view.read, scope.unit());
    for (auto& deposit : found) deposit = seen_on(std::move(deposit), scope.day(view.now));
    return found;
}

std::vector<Deposit> all_deposits(View const& view, org::UnitScope const& scope)
{
    std::vector<Deposit> all;
    for (std::int64_t after = 0;;) {
        auto page = store::deposits_after(view.read, scope.unit(), after);
        if (page.empty()) return all;
        after = page.back().n;
        for (auto& deposit : page) all.push_back(seen_on(std::move(deposit), scope.day(view.now)));
    }
}

std::optional<Deposit> open_deposit(View const& view, org::UnitScope const& scope)
{
    for (auto& deposit : deposits(view, scope))
        if (is_open(deposit.state)) return std::move(deposit);
    return {};
}

} // namespace karya::pnbp
