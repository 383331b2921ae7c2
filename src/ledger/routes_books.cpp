// The unit's books: balances, entries, months to close.

#include "base/text.h"
#include "ledger/period.h"
#include "ledger/routes.h"
#include "ledger/routes_book.h"
#include "ledger/text.h"
#include "web/routes.h"
#include <map>

namespace karya::ledger {

namespace {

constexpr std::int64_t page_length = 25;

/// Units within the reader's reach that match the words. Of the nation's, none until they are asked
/// for: there are hundreds.
Result<Book> choose_unit(View const& view, BookInput const& input)
{
    auto const range = TRY(org::range(view));
    Book book { .choosing = true, .q = input.q.value_or("") };
    auto const office = input.kanwil.value_or("");
    KanwilId kanwil = range.kanwil();
    if (range.level() == Level::nation)
        for (auto const& one : org::all_kanwil(view)) {
            book.kanwils.push_back({ one.slug, one.name, one.slug == office });
            if (one.slug == office) kanwil = one.id;
        }
    book.searched = !trimmed(book.q).empty() || !office.empty();
    if (!book.searched && range.level() == Level::nation) return book;
    for (auto const& unit : org::holders(view)) {
        bool const here = kanwil.empty() || unit.kanwil == kanwil;
        if (here && range.covers(unit) && org::matches(unit, book.q))
            book.choices.push_back({ unit.id, unit.name, unit.code, unit.regency });
    }
    return book;
}

Standing standing_of(std::vector<AccountBalance> const& balances)
{
    Standing standing;
    for (auto const& [account, amount] : balances) {
        bool const held = holds_money(account) || is_claim(account);
        (held ? standing.held : standing.owed).push_back({ account, held ? amount : -amount });
        (held ? standing.held_total : standing.owed_total) += held ? amount : -amount;
    }
    return standing;
}

/// The next month to close, or why it cannot be closed yet.
void put_next_period(View const& view, org::UnitScope const& scope, Book& book)
{
    auto const month = next_period(view, scope);
    if (!month) return;
    auto const last = end_of_month(*month);
    auto name = month_name(view.lang, *month);
    if (scope.day(view.now) <= last)
        book.coming = Coming { *month, std::move(name), last.next() };
    else
        book.closable = Closable { *month, std::move(name),
                                   standing_of(movements(view, scope, *month, last)) };
}

/// Of one account its debits and credits, else money in and out.
void add_entries(View const& view, org::UnitScope const& scope, Book& book,
                 std::vector<Entry> const& entries, std::optional<Account> account)
{
    if (entries.empty()) return;
    auto const oldest = entries.back().seq, newest = entries.front().seq;
    std::map<EntryId, Rupiah> moved;
    for (auto const& [entry, money] : account
             ? moved_on(view, scope, *account, { oldest - 1, newest + 1 })
             : money_moved(view, scope, oldest, newest))
        moved.emplace(entry, money);
    for (auto const& entry : entries) {
        EntryLine line { entry.id, entry.seq, entry.kind, entry.day, entry.late, entry.memo };
        auto const money = moved[entry.id];
        if (money > Rupiah {}) line.in = money;
        if (money < Rupiah {}) line.out = -money;
        book.entries.push_back(std::move(line));
    }
    if (static_cast<std::int64_t>(entries.size()) == page_length && entries.back().seq > 1)
        book.older = entries.back().seq;
}

EntryWish wish_of(BookInput const& input)
{
    EntryWish wish { .before = input.before, .account = input.account };
    if (input.first) wish.first = *input.first;
    if (input.last) wish.last = *input.last;
    return wish;
}

BookFilter filter_of(View const& view, org::UnitScope const& scope, BookInput const& input)
{
    BookFilter filter { .narrowed = input.first || input.last || input.account,
                        .first = input.first ? input.first->text() : "",
                        .last = input.last ? input.last->text() : "",
                        .account = input.account ? std::string { enum_text(*input.account) } : "" };
    for (auto const account : enum_values<Account>())
        filter.accounts.push_back({ account, input.account == account });
    if (!input.account) return filter;
    auto const wish = wish_of(input);
    bool const held = holds_money(*input.account) || is_claim(*input.account);
    filter.moved = Rupiah {};
    for (auto const& [account, amount] : movements(view, scope, wish.first, wish.last))
        if (account == *input.account) filter.moved = held ? amount : -amount;
    // Kinds are read from the postings: not those of a whole book.
    if (!input.first) return filter;
    for (auto const& [kind, account, amount] : sums_by_kind(view, scope, { wish.first, wish.last }))
        if (account == *input.account) filter.kinds.push_back({ kind, held ? amount : -amount });
    return filter;
}

Result<Book> book_page(View& view, BookInput const& input)
{
    if (!input.unit && view.actor.level() != Level::unit) return choose_unit(view, input);
    Book book;
    auto const scope = TRY(scope_asked(view, input.unit));
    book.unit = scope.unit();
    book.unit_name = TRY(org::unit(view, scope.unit())).name;
    book.filter = filter_of(view, scope, input);
    book.in_label = input.account ? text::debit(view.lang) : text::money_in(view.lang);
    book.out_label = input.account ? text::credit(view.lang) : text::money_out(view.lang);
    add_entries(view, scope, book, entries_wished(view, scope, wish_of(input), page_length),
                input.account);
    if (book.filter.narrowed) return book;
    if (auto const all = balances(view, scope); !all.empty()) book.balances = standing_of(all);
    book.opened = view.actor.unit != scope.unit() || is_opened(view, scope);
    book.cash_below = balance(view, scope, Account::cash) < Rupiah {};
    put_next_period(view, scope, book);
    for (auto const& period : closed_periods(view, scope))
        book.periods.push_back({ period.month,
                                 month_name(view.lang, period.month),
                                 { period.closed_at, scope.zone() } });
    return book;
}

Result<web::Nothing> post_opening(Call& call, Opening const& input)
{
    TRY(open_book(call, TRY(org::own(call.view())), input));
    return web::Nothing {};
}

struct CloseInput {
    Day month {};
};
BOOST_DESCRIBE_STRUCT(CloseInput, (), (month))

Result<web::Nothing> close_month(Call& call, CloseInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(close_period(call, scope, input.month));
    return web::Nothing {};
}

} // namespace

void add_book_routes(web::Routes& routes)
{
    routes.query<BookInput, Book>("/meja/buku", read_books, book_page, { "ledger/book" });
    routes.command<Opening, web::Nothing>("/meja/buku/saldo-awal", open_right, post_opening,
                                          { "/meja/buku", "/meja/buku" });
    routes.command<CloseInput, web::Nothing>("/meja/buku/penutupan", close_periods, close_month,
                                             { "/meja/buku", "/meja/buku" });
}

} // namespace karya::ledger
