#include "ledger/ledger.h"
#include "base/embedded.h"
#include "base/text.h"
#include "core/audit.h"
#include "ledger/chain.h"
#include "ledger/opening.h"
#include "ledger/period.h"
#include "ledger/store.h"
#include <algorithm>

namespace karya::ledger {

namespace {

Result<void> check_postings(std::vector<Posting> const& postings)
{
    if (postings.size() < 2) return Error { unbalanced, "fewer than two postings" };
    Rupiah sum;
    for (auto const& posting : postings) {
        if (posting.amount == Rupiah {}) return Error { unbalanced, "a posting of zero" };
        sum += posting.amount;
    }
    if (sum != Rupiah {}) return Error { unbalanced, "off by " + std::to_string(sum.amount()) };
    return {};
}

bool gives_money_away(EntryKind kind)
{
    return kind == EntryKind::refund || kind == EntryKind::voided || kind == EntryKind::correction
        || kind == EntryKind::deposit || kind == EntryKind::passed_on || kind == EntryKind::shipping
        || kind == EntryKind::payout || kind == EntryKind::spent || kind == EntryKind::moved;
}

/// Money that was collected for the unit goes back by who collected it, though he may have passed
/// it on: the unit owes it to him then, until more is collected or it is paid.
bool may_owe(EntryKind kind, Account account)
{
    return account == Account::receivable
        && (kind == EntryKind::refund || kind == EntryKind::voided || kind == EntryKind::shipping);
}

/// Needs the book's lock, so that two refunds do not both see the same money.
Result<void> check_money(Call& call, UnitId unit, EntryDraft const& draft)
{
    if (!gives_money_away(draft.kind)) return {};
    for (auto const& [account, amount] : draft.postings) {
        bool const in_drawer = draft.kind == EntryKind::voided && account == Account::cash;
        if (!holds_money(account) || amount > Rupiah {} || in_drawer
            || may_owe(draft.kind, account))
            continue;
        auto const after = store::balance(call.tx, unit, account) + amount;
        if (after >= Rupiah {}) continue;
        return Error { too_little_money }
            .with("account", karya::text::of(call.lang, account))
            .with("missing", show(call.lang, -after));
    }
    return {};
}

store::EntryRow row_of(Call const& call, EntryDraft const& draft, store::Book const& book)
{
    auto const day = booked_day(book.closed_through, draft.day);
    store::EntryRow row { .id = EntryId::make(call.now).text(),
                          .seq = book.seq + 1,
                          .kind = std::string { enum_text(draft.kind) },
                          .day = day.number(),
                          .business_day = draft.day.number(),
                          .late = day != draft.day,
                          .source = draft.source,
                          .memo = draft.memo,
                          .at = micros(call.now) };
    if (call.actor.signed_in()) row.officer = call.actor.officer.text();
    return row;
}

std::vector<store::PostingRow> rows_of(std::vector<Posting> const& postings)
{
    std::vector<store::PostingRow> rows;
    for (auto const& posting : postings)
        rows.push_back({ {}, std::string { enum_text(posting.account) }, posting.amount.amount() });
    return rows;
}

} // namespace

Result<Posted> post(Call& call, org::UnitScope const& scope, EntryDraft const& draft)
{
    CHECK(!draft.source.empty());
    TRY(check_postings(draft.postings));
    auto const unit = scope.unit();
    auto const unit_text = unit.text();
    auto const book = store::lock_book(call.tx, unit, draft, genesis(unit_text));
    if (book.posted) return Error { already_posted, draft.source };
    TRY(check_money(call, unit, draft));

    auto row = row_of(call, draft, book);
    row.hash = seal(book.hash, unit_text, row, rows_of(draft.postings));
    store::insert_entry(call.tx, unit, row, draft.postings);
    return Posted { TRY(EntryId::parse(row.id)), row.seq, Day::numbered(row.day), row.late != 0 };
}

std::int64_t hold_book(Call& call, org::UnitScope const& scope)
{
    return store::lock_book(call.tx, scope.unit(), {}, genesis(scope.unit().text())).seq;
}

Result<Posted> correct(Call& call, org::UnitScope const& scope, EntryId id, std::string const& why)
{
    auto const memo = TRY(checked_memo(why));
    auto const original = TRY(entry(call.view(), scope, id));
    if (!is_correctable(original.kind)) return not_correctable;
    return reverse(call, scope, id, scope.day(call.now), memo);
}

Result<Posted> reverse(Call& call, org::UnitScope const& scope, EntryId id, Day day,
                       std::string const& memo)
{
    auto const original = TRY(entry(call.view(), scope, id));
    EntryDraft mirror { .kind = EntryKind::correction,
                        .day = day,
                        .source = id.text(),
                        .memo = memo,
                        .postings = store::postings(call.tx, id) };
    for (auto& posting : mirror.postings) posting.amount = -posting.amount;
    auto const posted = TRY(post(call, scope, mirror));
    core::audit(call,
                { .what = "ledger.reverse",
                  .object = id.text(),
                  .before = original.hash,
                  .after = posted.id.text(),
                  .unit = scope.unit() });
    return posted;
}

Rupiah balance(View const& view, org::UnitScope const& scope, Account account)
{
    return store::balance(view.read, scope.unit(), account);
}

std::vector<AccountBalance> balances(View const& view, org::UnitScope const& scope)
{
    return movements(view, scope, Day::numbered(-1'000'000), Day::numbered(1'000'000));
}

std::vector<AccountBalance> movements(View const& view, org::UnitScope const& scope, Day from,
                                      Day to)
{
    auto balances = store::balances(view.read, scope.unit(), from, to);
    std::ranges::sort(balances, {}, &AccountBalance::account);
    return balances;
}

std::vector<UnitAmount> movements_of_all(View const& view, Account account, Day from, Day to)
{
    return store::movements_of_all(view.read, account, from, to);
}

std::vector<UnitDay> first_credits(View const& view, Account account,
                                   std::vector<BookPlace> const& after)
{
    return store::first_credits(view.read, account, after);
}

Rupiah taken_back(db::Read& read, UnitId unit, Account account, BookSpan span, Timestamp since)
{
    return store::taken_back(read, unit, account, span, since);
}

Rupiah moved(db::Read& read, UnitId unit, Account account, BookSpan span)
{
    return store::moved(read, unit, account, span);
}

std::vector<Entry> entries(View const& view, org::UnitScope const& scope, std::int64_t before,
                           std::int64_t count)
{
    auto const below = before > 0 ? before : INT64_MAX;
    return store::entries(view.read, scope.unit(), below, std::clamp<std::int64_t>(count, 1, 100));
}

std::vector<MoneyMoved> money_moved(View const& view, org::UnitScope const& scope,
                                    std::int64_t first, std::int64_t last)
{
    return store::money_moved(view.read, scope.unit(), first, last);
}

std::vector<Entry> entries_wished(View const& view, org::UnitScope const& scope,
                                  EntryWish const& wish, std::int64_t count)
{
    auto bounded = wish;
    if (wish.before <= 0) bounded.before = INT64_MAX;
    return store::entries_wished(view.read, scope.unit(), bounded,
                                 std::clamp<std::int64_t>(count, 1, 100));
}

std::vector<MoneyMoved> moved_on(View const& view, org::UnitScope const& scope, Account account,
                                 BookSpan span)
{
    return store::moved_on(view.read, scope.unit(), account, span);
}

std::optional<Day> first_day(View const& view, org::UnitScope const& scope)
{
    return store::first_day(view.read, scope.unit());
}

Result<Entry> entry(View const& view, org::UnitScope const& scope, EntryId id)
{
    auto found = store::entry(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

std::vector<Posting> postings(View const& view, org::UnitScope const& scope, EntryId id)
{
    if (!store::entry(view.read, scope.unit(), id)) return {};
    return store::postings(view.read, id);
}

std::vector<Entry> entries_of(View const& view, org::UnitScope const& scope,
                              std::string_view source)
{
    return store::entries_of(view.read, scope.unit(), source);
}

} // namespace karya::ledger
