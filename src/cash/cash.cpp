#include "cash/cash.h"
#include "base/json.h"
#include "base/text.h"
#include "cash/state.h"
#include "cash/store.h"
#include "core/audit.h"
#include <algorithm>

namespace karya::cash {

namespace {

using ledger::Account;

constexpr std::size_t text_max = 120;
constexpr int days_back = 366; ///< a paper found later than that belongs to a year that is reported

Error wrong(std::string field, std::string_view why)
{
    return Error { bad_move }.at(std::move(field), std::string { why });
}

Result<std::string> checked(std::string_view field, std::string const& text, bool needed)
{
    std::string kept { trimmed(text) };
    if (kept.empty() && needed) return wrong(std::string { field }, "cash.needed");
    if (code_points(kept) > text_max || !is_clean_utf8(kept))
        return wrong(std::string { field }, "cash.too_long");
    return kept;
}

Result<void> check_day(Day day, Day today)
{
    if (day > today) return wrong("day", "cash.in_future");
    if (day < today.next(-days_back)) return wrong("day", "cash.long_ago");
    return {};
}

Result<void> check_money(Draft const& draft)
{
    if (draft.amount <= Rupiah {} || draft.amount.amount() > Rupiah::amount_max)
        return wrong("amount", bad_amount.id);
    bool const has_fee = draft.fee != Rupiah {};
    if (has_fee && (draft.kind != MoveKind::settled || draft.fee < Rupiah {}))
        return wrong("fee", bad_amount.id);
    if (draft.fee >= draft.amount) return wrong("fee", "cash.fee_above");
    return {};
}

Result<Account> checked_source(Draft const& draft)
{
    if (!is_spent(draft.kind)) return source_of(draft.kind);
    if (draft.from != Account::cash && draft.from != Account::bank)
        return wrong("from", "cash.bad_source");
    return draft.from;
}

/// All but its number and entry.
Result<Move> checked(View const& view, org::UnitScope const& scope, Draft const& draft)
{
    bool const spent = is_spent(draft.kind);
    TRY(check_day(draft.day, scope.day(view.now)));
    TRY(check_money(draft));
    if (draft.activity) {
        if (!spent) return wrong("activity", "cash.for_spent");
        TRY(org::activity(view, scope, *draft.activity));
    }
    return Move { .id = CashMoveId::make(view.now),
                  .unit = scope.unit(),
                  .kind = draft.kind,
                  .day = draft.day,
                  .from = TRY(checked_source(draft)),
                  .amount = draft.amount,
                  .fee = draft.fee,
                  .activity = draft.activity,
                  .payee = TRY(checked("payee", draft.payee, spent)),
                  .about = TRY(checked("about", draft.about, spent)),
                  .made_at = view.now,
                  .made_by = view.actor.officer };
}

} // namespace

std::string number_of(org::UnitScope const& scope, Move const& move)
{
    return number_of(scope.code(), move.n);
}

Result<Move> record(Call& call, org::UnitScope const& scope, Draft const& draft)
{
    auto made = TRY(checked(call.view(), scope, draft));
    ledger::hold_book(call, scope); // its numbers have no gaps
    made.n = store::next_n(call.tx, scope.unit());
    made.entry = TRY(ledger::post(call, scope, entry_of(number_of(scope, made), made))).id;
    store::insert(call.tx, made);
    core::audit(call,
                { .what = is_spent(made.kind) ? "cash.spend" : "cash.move",
                  .object = made.id.text(),
                  .after = json_text(made),
                  .unit = made.unit });
    return made;
}

Result<void> take_back(Call& call, org::UnitScope const& scope, CashMoveId id,
                       std::string const& why)
{
    ledger::hold_book(call, scope);
    auto const before = TRY(move(call.view(), scope, id));
    if (before.back_at) return taken_back;
    auto after = before;
    after.back_why = TRY(checked("why", why, true));
    auto const day = scope.day(call.now);
    auto const memo = number_of(scope, before) + ": " + after.back_why;
    after.back_entry = TRY(ledger::reverse(call, scope, before.entry, day, memo)).id;
    after.back_at = call.now;
    after.back_by = call.actor.officer;
    store::set_back(call.tx, after);
    core::audit(call,
                { .what = "cash.take_back",
                  .object = id.text(),
                  .before = json_text(before),
                  .after = json_text(after),
                  .unit = after.unit });
    return {};
}

std::vector<Move> moves(View const& view, org::UnitScope const& scope, std::int64_t before)
{
    return store::moves(view.read, scope.unit(), before);
}

Result<Move> move(View const& view, org::UnitScope const& scope, CashMoveId id)
{
    auto found = store::move(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<UnitId> unit_of(View const& view, CashMoveId id)
{
    auto const found = store::unit_of(view.read, id);
    if (!found) return not_found;
    return *found;
}

std::vector<std::string> sources_for(View const& view, org::UnitScope const& scope,
                                     ActivityId activity)
{
    std::vector<std::string> sources;
    for (auto const& one : store::of_activity(view.read, scope.unit(), activity)) {
        sources.push_back(one.id);
        if (one.back) sources.push_back(one.entry);
    }
    std::ranges::sort(sources);
    return sources;
}

Result<std::vector<UnitSpent>> spent_below(View const& view)
{
    constexpr int days = 30;
    auto const range = TRY(org::range(view));
    auto const today = day_in(Zone::wit, view.now);
    auto const spent = store::spent_between(view.read, today.next(1 - days), today);
    std::vector<UnitSpent> lines;
    for (auto const& unit : org::all_units(view)) {
        auto const found = std::ranges::find(spent, unit.id, &store::Spent::unit);
        if (found == spent.end() || !range.covers(unit)) continue;
        lines.push_back({ unit.id, unit.name, found->count, found->amount });
    }
    std::ranges::stable_sort(lines, std::ranges::greater {}, &UnitSpent::amount);
    return lines;
}

} // namespace karya::cash
