// A sheet in the order it lives: made, sent, verified, authorised; or sent back, or dropped. All
// under the book's lock, so that of two at once the second sees what the first one did.

#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "premium/inputs.h"
#include "premium/store.h"
#include <algorithm>

namespace karya::premium {

namespace {

constexpr int days_max = 92;
constexpr std::size_t reason_max = 200;

Result<Sheet> own(View const& view, org::UnitScope const& scope, PremiumId id)
{
    auto found = store::sheet(view.read, scope.unit(), id);
    if (!found) return not_found;
    return seen_as(std::move(*found));
}

/// Held for the rest of the transaction.
Result<Sheet> held(Call& call, org::UnitScope const& scope, Seen const& seen, SheetState next)
{
    ledger::hold_book(call, scope);
    auto found = TRY(own(call.view(), scope, seen.sheet));
    if (!may_become(found.state, next))
        return Error { wrong_state }.with("state", karya::text::of(call.lang, found.state));
    if (found.version != seen.version) return stale;
    return found;
}

void approve(Call& call, Sheet const& sheet, Step step, std::string reason = {})
{
    store::add_approval(call.tx, sheet.id,
                        { .n = sheet.version,
                          .step = step,
                          .at = call.now,
                          .officer = call.actor.officer,
                          .hash = sheet.hash,
                          .reason = std::move(reason) });
}

/// One step further: the sheet as it is now, its approval and its deed.
Sheet moved_on(Call& call, Sheet const& before, Sheet after, Step step, std::string reason = {})
{
    after.version = before.version + 1;
    store::set_state(call.tx, after);
    approve(call, after, step, std::move(reason));
    constexpr std::string_view deeds[] { "premium.make",   "premium.compute",   "premium.send",
                                         "premium.verify", "premium.authorise", "premium.send_back",
                                         "premium.drop" };
    core::audit(call,
                { .what = deeds[static_cast<std::size_t>(step)],
                  .object = after.id.text(),
                  .before = words_of(before),
                  .after = words_of(after),
                  .unit = after.unit });
    return after;
}

Result<void> check_period(NewSheet const& wanted, Day today)
{
    Error error { bad_period };
    if (wanted.last_day > today) error.fields.push_back({ "last_day", "premium.ahead" });
    if (wanted.last_day < wanted.first_day)
        error.fields.push_back({ "last_day", "premium.before_first" });
    else if (wanted.last_day >= wanted.first_day.next(days_max))
        error.fields.push_back({ "last_day", "premium.too_long" });
    if (!error.fields.empty()) return error;
    return {};
}

std::string formula_of(View const& view, org::UnitScope const& scope, Sheet const& sheet,
                       Basis basis)
{
    return json_text(Formula { basis, factors_on(view, scope, sheet.last_day),
                               workshop::known_of(view, scope, sheet.activity).facts.measure });
}

void store_content(db::Tx& tx, Computed const& content)
{
    store::put_lines(tx, content.sheet.id, content.lines);
    store::put_lates(tx, content.sheet.id, content.lates);
    store::put_parts(tx, content.sheet, content.parts);
}

} // namespace

std::string number_of(org::UnitScope const& scope, Sheet const& sheet)
{
    return number_of(scope.code(), sheet.n);
}

Result<Sheet> make(Call& call, org::UnitScope const& scope, NewSheet const& wanted)
{
    TRY(org::activity(call.view(), scope, wanted.activity));
    TRY(check_period(wanted, scope.day(call.now)));
    auto const last = ledger::hold_book(call, scope);
    if (auto const before = store::last_living(call.tx, wanted.activity, wanted.fund)) {
        auto const code = is_open(before->state) ? sheet_open : period_taken;
        if (is_open(before->state) || before->last_day >= wanted.first_day)
            return Error { code }
                .with("number", number_of(scope, *before))
                .with("day", show(call.lang, before->last_day));
    }
    Sheet draft { .id = PremiumId::make(call.now),
                  .unit = scope.unit(),
                  .activity = wanted.activity,
                  .n = store::next_n(call.tx, scope.unit()),
                  .fund = wanted.fund,
                  .first_day = wanted.first_day,
                  .last_day = wanted.last_day,
                  .state = SheetState::draft,
                  .version = 1,
                  .covers = last,
                  .made_at = call.now,
                  .made_by = call.actor.officer };
    draft.formula = formula_of(call.view(), scope, draft, wanted.basis);
    auto const content = computed(call.view(), scope, std::move(draft));
    auto const& made = content.sheet;
    if (made.accrued + made.carried_in + made.amount == Rupiah {}) return nothing_to_share;
    store::insert(call.tx, made);
    store_content(call.tx, content);
    approve(call, made, Step::made);
    core::audit(call,
                { .what = "premium.make",
                  .object = made.id.text(),
                  .after = words_of(made),
                  .unit = scope.unit() });
    return made;
}

Result<Sheet> compute(Call& call, org::UnitScope const& scope, Seen const& seen, Basis basis)
{
    auto const before = TRY(held(call, scope, seen, SheetState::draft));
    if (before.state != SheetState::draft)
        return Error { wrong_state }.with("state", karya::text::of(call.lang, before.state));
    auto anew = before;
    anew.covers = ledger::hold_book(call, scope);
    anew.formula = formula_of(call.view(), scope, before, basis);
    auto const content = computed(call.view(), scope, std::move(anew));
    store::set_content(call.tx, content.sheet);
    store_content(call.tx, content);
    return moved_on(call, before, content.sheet, Step::computed);
}

bool is_current(View const& view, org::UnitScope const& scope, Sheet const& sheet)
{
    return computed(view, scope, sheet).sheet.hash == sheet.hash;
}

namespace {

/// What is approved must be what is there.
Result<void> check_current(Call& call, org::UnitScope const& scope, Sheet const& sheet)
{
    if (!is_current(call.view(), scope, sheet)) return changed;
    return {};
}

/// Four eyes: whoever made, computed, sent or verified it in this round does not approve it too.
Result<void> check_other_hand(Call& call, Sheet const& sheet)
{
    auto steps = store::approvals(call.tx, sheet.id);
    auto const back = std::ranges::find(steps.rbegin(), steps.rend(), Step::sent_back,
                                        &Approval::step);
    steps.erase(steps.begin(), back.base());
    auto const mine = [&](Approval const& one) { return one.officer == call.actor.officer; };
    bool const maker = sheet.made_by == call.actor.officer;
    if (maker || std::ranges::any_of(steps, mine)) return own_step;
    return {};
}

} // namespace

Result<Sheet> send(Call& call, org::UnitScope const& scope, Seen const& seen)
{
    auto const before = TRY(held(call, scope, seen, SheetState::sent));
    TRY(check_current(call, scope, before));
    auto const lines = store::lines(call.tx, before.id);
    Rupiah shared;
    bool somebody = false;
    for (auto const& line : lines) {
        shared += line.amount;
        somebody = somebody || line.weight > 0 || line.earned > Rupiah {};
    }
    if (!somebody || shared != before.amount) return nobody_worked;
    auto after = before;
    after.state = SheetState::sent;
    return moved_on(call, before, std::move(after), Step::sent);
}

Result<Sheet> verify(Call& call, org::UnitScope const& scope, Seen const& seen)
{
    auto const before = TRY(held(call, scope, seen, SheetState::verified));
    TRY(check_other_hand(call, before));
    TRY(check_current(call, scope, before));
    auto after = before;
    after.state = SheetState::verified;
    return moved_on(call, before, std::move(after), Step::verified);
}

Result<Sheet> authorise(Call& call, org::UnitScope const& scope, Seen const& seen)
{
    auto const before = TRY(held(call, scope, seen, SheetState::authorised));
    TRY(check_other_hand(call, before));
    TRY(check_current(call, scope, before));
    auto after = before;
    after.state = SheetState::authorised;
    auto const entry = entry_of(number_of(scope, after), after, scope.day(call.now));
    if (!entry.postings.empty()) after.booked_as = TRY(ledger::post(call, scope, entry)).seq;
    if (after.covers > 0)
        ledger::lock(call, scope,
                     { .account = payable_of(after.fund),
                       .source = after.id.text(),
                       .covers = after.covers,
                       .activity = after.activity,
                       .through = after.last_day });
    return moved_on(call, before, std::move(after), Step::authorised);
}

Result<Sheet> send_back(Call& call, org::UnitScope const& scope, Seen const& seen,
                        std::string const& reason)
{
    auto const why = trimmed(reason);
    if (why.empty() || code_points(why) > reason_max || !is_clean_utf8(why))
        return Error { reason_missing }.at("reason", "premium.reason_missing");
    auto const before = TRY(held(call, scope, seen, SheetState::draft));
    bool const mine = before.state == SheetState::sent || call.actor.role == Role::head;
    if (before.state == SheetState::draft || !mine)
        return Error { wrong_state }.with("state", karya::text::of(call.lang, before.state));
    auto after = before;
    after.state = SheetState::draft;
    return moved_on(call, before, std::move(after), Step::sent_back, std::string { why });
}

Result<Sheet> drop(Call& call, org::UnitScope const& scope, Seen const& seen)
{
    auto const before = TRY(held(call, scope, seen, SheetState::dropped));
    auto after = before;
    after.state = SheetState::dropped;
    store::put_parts(call.tx, after, {});
    return moved_on(call, before, std::move(after), Step::dropped);
}

Result<Sheet> sheet(View const& view, org::UnitScope const& scope, PremiumId id)
{
    return own(view, scope, id);
}

Result<Sheet> sheet_of_paper(View const& view, PremiumId id)
{
    auto found = store::sheet(view.read, TRY(unit_of(view, id)), id);
    CHECK(found.has_value());
    return seen_as(std::move(*found));
}

std::vector<Approval> approvals_of_paper(View const& view, PremiumId id)
{
    return store::approvals(view.read, id);
}

Result<UnitId> unit_of(View const& view, PremiumId id)
{
    auto const unit = store::unit_of(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

std::vector<Sheet> sheets(View const& view, org::UnitScope const& scope)
{
    auto found = store::sheets(view.read, scope.unit());
    for (auto& one : found) one = seen_as(std::move(one));
    return found;
}

std::vector<Sheet> all_sheets(View const& view, org::UnitScope const& scope)
{
    std::vector<Sheet> all;
    for (std::int64_t after = 0;;) {
        auto page = store::sheets_after(view.read, scope.unit(), after);
        if (page.empty()) return all;
        after = page.back().n;
        for (auto& one : page) all.push_back(seen_as(std::move(one)));
    }
}

std::vector<Line> lines(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!own(view, scope, id).ok()) return {};
    return store::lines(view.read, id);
}

std::vector<Late> lates(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!own(view, scope, id).ok()) return {};
    return store::lates(view.read, id);
}

std::vector<Sheet> holding(View const& view, org::UnitScope const& scope, ActivityId activity,
                           Day day)
{
    std::vector<Sheet> all;
    for (auto const fund : enum_values<Fund>())
        if (auto found = store::holding(view.read, activity, fund, day))
            if (found->unit == scope.unit()) all.push_back(seen_as(std::move(*found)));
    return all;
}

std::vector<Part> parts(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!own(view, scope, id).ok()) return {};
    return store::parts(view.read, id);
}

std::vector<Approval> approvals(View const& view, org::UnitScope const& scope, PremiumId id)
{
    if (!own(view, scope, id).ok()) return {};
    return store::approvals(view.read, id);
}

} // namespace karya::premium
