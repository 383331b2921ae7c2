// What a paid deposit says of its payment, set right by two people: one proposes, another confirms.
// The wrong entry is mirrored and a new one booked; what stood before stays with the correction.

#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "pnbp/state.h"
#include "pnbp/store.h"

namespace karya::pnbp {

namespace {

/// Held for the rest of the transaction.
Result<Deposit> held_paid(Call& call, org::UnitScope const& scope, DepositId id)
{
    ledger::hold_book(call, scope);
    auto found = TRY(deposit(call.view(), scope, id));
    if (found.state == DepositState::paid) return found;
    if (found.state == DepositState::matched) return matched_first;
    return Error { wrong_state }.with("state", karya::text::of(call.lang, found.state));
}

Result<std::string> checked_why(std::string const& text)
{
    constexpr std::size_t length_max = 200;
    std::string why { trimmed(text) };
    if (why.empty() || code_points(why) > length_max || !is_clean_utf8(why))
        return Error { bad_payment }.at("why", "pnbp.why_missing");
    return why;
}

Result<void> check_ntpn_free(Call& call, DepositId deposit, std::string const& ntpn)
{
    auto const holder = store::holder_of_ntpn(call.tx, ntpn);
    if (holder && *holder != deposit) return Error { ntpn_taken }.at("ntpn", "pnbp.ntpn_taken");
    return {};
}

Correction correction_of(Deposit const& before, Deposit const& after)
{
    return { .deposit = before.id,
             .unit = before.unit,
             .ntpn = *after.ntpn,
             .ntb = after.ntb,
             .channel = after.channel,
             .paid_on = *after.paid_on,
             .money = *after.money,
             .was_ntpn = *before.ntpn,
             .was_ntb = before.ntb,
             .was_channel = before.channel,
             .was_paid_on = *before.paid_on,
             .was_money = *before.money,
             .was_booked_on = *before.booked_on,
             .was_booked_as = *before.booked_as };
}

void note_correction(Call& call, std::string_view what, Correction const& after)
{
    core::audit(
        call,
        { .what = what, .object = key_of(after), .after = json_text(after), .unit = after.unit });
}

/// The one that is seen, if it still waits.
Result<Correction> waiting(Call& call, org::UnitScope const& scope, CorrectionKey const& key)
{
    for (auto& one : store::corrections_of(call.tx, scope.unit(), key.deposit))
        if (one.n == key.n && one.state == CorrectionState::proposed) return std::move(one);
    return correction_gone;
}

void decide(Call& call, Correction& correction, CorrectionState state)
{
    correction.state = state;
    correction.decided_at = call.now;
    correction.decided_by = call.actor.officer;
    store::set_decided(call.tx, correction);
}

/// Mirrors the entry that stands on the day it is booked on, and books the deposit as it is now.
Result<void> book_anew(Call& call, org::UnitScope const& scope, Deposit& deposit, Correction& why)
{
    auto const number = number_of(scope, deposit);
    auto const standing = ledger::entries(call.view(), scope, why.was_booked_as + 1, 1);
    CHECK(standing.size() == 1);
    auto const back = TRY(ledger::reverse(call, scope, standing[0].id, standing[0].day, number));
    why.mirrored_on = back.day;
    why.mirrored_as = back.seq;
    auto entry = entry_of(number, deposit);
    entry.source = key_of(why);
    auto const posted = TRY(ledger::post(call, scope, entry));
    deposit.booked_on = posted.day;
    deposit.booked_as = posted.seq;
    return {};
}

} // namespace

Result<Correction> propose(Call& call, org::UnitScope const& scope, PaymentDraft const& payment,
                           std::string const& why)
{
    auto const before = TRY(held_paid(call, scope, payment.deposit));
    auto const earlier = store::corrections_of(call.tx, scope.unit(), before.id);
    if (!earlier.empty() && earlier.back().state == CorrectionState::proposed)
        return correction_open;
    auto const after = TRY(with_payment(before, payment, scope.day(call.now)));
    if (json_text(after) == json_text(before)) return nothing_corrected;
    auto correction = correction_of(before, after);
    correction.n = static_cast<std::int64_t>(earlier.size()) + 1;
    correction.why = TRY(checked_why(why));
    TRY(check_ntpn_free(call, before.id, correction.ntpn));
    correction.proposed_at = call.now;
    correction.proposed_by = call.actor.officer;
    store::insert_correction(call.tx, correction);
    note_correction(call, "pnbp.propose", correction);
    return correction;
}

Result<Deposit> confirm(Call& call, org::UnitScope const& scope, CorrectionKey const& key)
{
    auto const before = TRY(held_paid(call, scope, key.deposit));
    auto correction = TRY(waiting(call, scope, key));
    if (correction.proposed_by == call.actor.officer) return own_proposal;
    TRY(check_ntpn_free(call, before.id, correction.ntpn));
    auto after = corrected(before, correction);
    if (moves_money(correction)) TRY(book_anew(call, scope, after, correction));
    decide(call, correction, CorrectionState::confirmed);
    store::set_corrected(call.tx, after);
    note_correction(call, "pnbp.confirm", correction);
    core::audit(call,
                { .what = "pnbp.correct",
                  .object = after.id.text(),
                  .before = json_text(before),
                  .after = json_text(after),
                  .unit = after.unit });
    return after;
}

Result<Correction> refuse(Call& call, org::UnitScope const& scope, CorrectionKey const& key)
{
    ledger::hold_book(call, scope);
    TRY(deposit(call.view(), scope, key.deposit));
    auto correction = TRY(waiting(call, scope, key));
    decide(call, correction, CorrectionState::refused);
    note_correction(call, "pnbp.refuse", correction);
    return correction;
}

std::vector<Correction> corrections(View const& view, org::UnitScope const& scope, DepositId id)
{
    return store::corrections_of(view.read, scope.unit(), id);
}

std::vector<Correction> all_corrections(View const& view, org::UnitScope const& scope)
{
    return store::corrections(view.read, scope.unit());
}

std::vector<DepositId> waiting_corrections(View const& view, org::UnitScope const& scope)
{
    std::vector<DepositId> found;
    for (auto const& one : all_corrections(view, scope))
        if (one.state == CorrectionState::proposed) found.push_back(one.deposit);
    return found;
}

std::vector<Booking> bookings(View const& view, org::UnitScope const& scope)
{
    auto const corrections = all_corrections(view, scope);
    std::vector<Booking> all;
    for (auto const& deposit : all_deposits(view, scope))
        for (auto& booking : bookings_of(deposit, corrections)) all.push_back(std::move(booking));
    return all;
}

} // namespace karya::pnbp
