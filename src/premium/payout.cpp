// Paying what a sheet says: each line whole, once; and what could not be handed over.

#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "premium/card.h"
#include "premium/state.h"
#include "premium/store.h"
#include <algorithm>

namespace karya::premium {

namespace {

constexpr std::size_t payout_reason_max = 200;

/// Held for the rest of the transaction.
Result<Sheet> payable_sheet(Call& call, org::UnitScope const& scope, PremiumId id)
{
    ledger::hold_book(call, scope);
    auto const found = TRY(sheet(call.view(), scope, id));
    if (is_authorised(found.state)) return found;
    return Error { wrong_state }.with("state", karya::text::of(call.lang, found.state));
}

Result<void> check_paid_on(Call& call, org::UnitScope const& scope, PayoutDraft const& draft)
{
    if (draft.paid_on > scope.day(call.now))
        return Error { bad_payout }.at("paid_on", "premium.ahead");
    for (auto const& step : store::approvals(call.tx, draft.sheet))
        if (step.step == Step::authorised && draft.paid_on < scope.day(step.at))
            return Error { bad_payout }.at("paid_on", "premium.before_authorised");
    return {};
}

bool holds(std::vector<PayoutLine> const& paid, WorkerId worker)
{
    return std::ranges::any_of(
        paid, [&](PayoutLine const& line) { return line.worker == worker && !line.came_back_at; });
}

/// The lines of those who are named, each as the sheet says.
Result<std::vector<Line>> lines_to_pay(Call& call, org::UnitScope const& scope,
                                       PayoutDraft const& draft)
{
    auto const all = store::lines(call.tx, draft.sheet);
    auto const paid = store::payout_lines(call.tx, draft.sheet);
    std::vector<Line> chosen;
    for (auto const worker : draft.workers) {
        auto const line = std::ranges::find(all, worker, &Line::worker);
        bool const twice = std::ranges::find(chosen, worker, &Line::worker) != chosen.end();
        if (line == all.end() || line->amount == Rupiah {} || twice)
            return Error { bad_payout }.at("workers", "premium.not_on_sheet");
        if (holds(paid, worker))
            return Error { already_paid }.with("number", wbp::number_of(scope, line->n));
        chosen.push_back(*line);
    }
    if (chosen.empty()) return nothing_to_pay;
    return chosen;
}

} // namespace

Result<Payout> pay(Call& call, org::UnitScope const& scope, PayoutDraft const& draft)
{
    auto const sheet = TRY(payable_sheet(call, scope, draft.sheet));
    TRY(check_paid_on(call, scope, draft));
    auto const chosen = TRY(lines_to_pay(call, scope, draft));
    Payout payout { .id = PayoutId::make(call.now),
                    .sheet = sheet.id,
                    .n = store::next_payout(call.tx, sheet.id),
                    .channel = draft.channel,
                    .money = draft.money,
                    .paid_on = draft.paid_on,
                    .at = call.now,
                    .officer = call.actor.officer };
    for (auto const& line : chosen) payout.amount += line.amount;
    auto const entry = entry_of(number_of(scope, sheet), sheet.fund, payout);
    payout.booked_as = TRY(ledger::post(call, scope, entry)).seq;
    store::insert_payout(call.tx, scope.unit(), payout);
    for (auto const& line : chosen) store::insert_payout_line(call.tx, payout, line);
    auto const card = json_text(card_of(call.view(), scope, sheet, chosen));
    store::insert_card(call.tx, payout.id, card);
    core::audit(call,
                { .what = "premium.pay",
                  .object = payout.id.text(),
                  .after = words_of(payout, card),
                  .unit = scope.unit() });
    return payout;
}

Result<void> give_back(Call& call, org::UnitScope const& scope, CameBack const& back)
{
    auto const why = trimmed(back.reason);
    if (why.empty() || code_points(why) > payout_reason_max || !is_clean_utf8(why))
        return Error { reason_missing }.at("reason", "premium.reason_missing");
    ledger::hold_book(call, scope);
    auto const payout = store::payout(call.tx, scope.unit(), back.payout);
    if (!payout) return not_found;
    auto const sheet = TRY(premium::sheet(call.view(), scope, payout->sheet));
    auto line = store::payout_line(call.tx, payout->id, back.worker);
    if (!line || line->came_back_at) return not_paid;
    auto const before = json_text(*line);
    auto const all = store::lines(call.tx, sheet.id);
    auto const worker = std::ranges::find(all, back.worker, &Line::worker);
    CHECK(worker != all.end()); // he was paid by it
    auto const entry = entry_of_back(number_of(scope, sheet), sheet.fund, *payout,
                                     { worker->n, line->amount, scope.day(call.now) });
    line->back_as = TRY(ledger::post(call, scope, entry)).seq;
    line->came_back_at = call.now;
    line->came_back_by = call.actor.officer;
    line->reason = std::string { why };
    store::set_came_back(call.tx, *line);
    core::audit(call,
                { .what = "premium.give_back",
                  .object = payout->id.text() + " " + std::to_string(worker->n),
                  .before = before,
                  .after = json_text(*line),
                  .unit = scope.unit() });
    return {};
}

Result<Payout> payout(View const& view, org::UnitScope const& scope, PayoutId id)
{
    auto found = store::payout(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

std::vector<PayoutId> payouts_for(View const& view, org::UnitScope const& scope,
                                  ActivityId activity)
{
    return store::payouts_for(view.read, scope.unit(), activity);
}

std::vector<Payout> payouts(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!sheet(view, scope, id).ok()) return {};
    return store::payouts(view.read, id);
}

std::vector<PayoutLine> payout_lines(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!sheet(view, scope, id).ok()) return {};
    return store::payout_lines(view.read, id);
}

std::vector<Earned> earned_by(View const& view, org::UnitScope const& scope, WorkerId worker)
{
    return store::earned_by(view.read, scope.unit(), worker);
}

} // namespace karya::premium
