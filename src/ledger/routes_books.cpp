// The unit's books: balances, entries, months to close.
#include "base/text.h"
#include "core/subject.h"
#include "ledger/ledger.h"
#include "ledger/period.h"
#include "ledger/routes.h"
#include "ledger/text.h"
#include "web/page.h"
#include "web/routes.h"
#include <map>

namespace karya::ledger {

namespace {

constexpr std::int64_t page_length = 25;

struct BookInput {
    std::optional<UnitId> unit {}; ///< needed above unit level
    std::int64_t before {};        ///< entries older than this one
    std::optional<Day> first {};   ///< entries booked on these days
    std::optional<Day> last {};
    std::optional<Account> account {};    ///< entries that moved it
    std::optional<std::string> q {};      ///< words of the unit looked for
    std::optional<std::string> kanwil {}; ///< slug of its office
};
BOOST_DESCRIBE_STRUCT(BookInput, (), (unit, before, first, last, account, q, kanwil))

struct UnitChoice {
    UnitId id {};
    std::string name {};
    std::string code {};
    std::string regency {};
};
BOOST_DESCRIBE_STRUCT(UnitChoice, (), (id, name, code, regency))

struct OfficeChoice {
    std::string slug {};
    std::string name {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(OfficeChoice, (), (slug, name, chosen))

struct EntryLine {
    EntryId id {};
    std::int64_t seq {};
    EntryKind kind {};
    Day day {};
    bool late { false };
    std::string memo {};
    std::optional<Rupiah> in {};
    std::optional<Rupiah> out {};
};
BOOST_DESCRIBE_STRUCT(EntryLine, (), (id, seq, kind, day, late, memo, in, out))

/// Balances as people read them: what the unit holds, and whose that is. Both sums are the same.
struct Standing {
    std::vector<AccountBalance> held {};
    std::vector<AccountBalance> owed {}; ///< credit positive
    Rupiah held_total {};
    Rupiah owed_total {};
};
BOOST_DESCRIBE_STRUCT(Standing, (), (held, owed, held_total, owed_total))

/// The month that may be closed now, with what it moved.
struct Closable {
    Day month {};
    std::string name {};
    Standing moved {};
};
BOOST_DESCRIBE_STRUCT(Closable, (), (month, name, moved))

/// The month that will be next, and from which day on it can be closed.
struct Coming {
    Day month {};
    std::string name {};
    Day from {};
};
BOOST_DESCRIBE_STRUCT(Coming, (), (month, name, from))

struct PeriodLine {
    Day month {};
    std::string name {};
    LocalTime closed_at {};
};
BOOST_DESCRIBE_STRUCT(PeriodLine, (), (month, name, closed_at))

struct AccountChoice {
    Account account {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(AccountChoice, (), (account, chosen))

/// What entries of one kind moved on the account, as its side is read.
struct KindMoved {
    EntryKind kind {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(KindMoved, (), (kind, amount))

/// What a book is narrowed down to, kept in the addresses of its pages.
struct BookFilter {
    bool narrowed { false };
    std::string first {};
    std::string last {};
    std::string account {};
    std::vector<AccountChoice> accounts {};
    std::optional<Rupiah> moved {}; ///< on the account in those days, as its side is read
    std::vector<KindMoved> kinds {};
};
BOOST_DESCRIBE_STRUCT(BookFilter, (), (narrowed, first, last, account, accounts, moved, kinds))

struct Book {
    bool choosing { false };              ///< a unit must be chosen; the rest is empty
    std::vector<UnitChoice> choices {};   ///< those that were found
    std::vector<OfficeChoice> kanwils {}; ///< to choose from, for readers of the whole nation
    std::string q {};                     ///< what was looked for
    bool searched { false };
    UnitId unit {};
    std::string unit_name {};
    std::optional<Standing> balances {};
    BookFilter filter {};
    std::string in_label {}; ///< money in, or what an account is debited
    std::string out_label {};
    std::vector<EntryLine> entries {};
    std::optional<std::int64_t> older {}; ///< `before` of the next page
    std::optional<Closable> closable {};
    std::optional<Coming> coming {}; ///< instead, while it is not over
    std::vector<PeriodLine> periods {};
    bool opened { true };      ///< the money it began with is told, or it is another's book
    bool cash_below { false }; ///< less than nothing: a float was lost that nobody told of
};
BOOST_DESCRIBE_STRUCT(Book, (),
                      (choosing, choices, kanwils, q, searched, unit, unit_name, balances, filter,
                       in_label, out_label, entries, older, closable, coming, periods, opened,
                       cash_below))

Result<org::UnitScope> scope_of(View const& view, std::optional<UnitId> unit)
{
    return unit ? org::reach(view, *unit) : org::own(view);
}

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
    auto const scope = TRY(scope_of(view, input.unit));
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

struct EntryInput {
    EntryId id {};
    std::optional<UnitId> unit {};
};
BOOST_DESCRIBE_STRUCT(EntryInput, (), (id, unit))

/// A posting as a book shows it: on the debit or on the credit side.
struct PostingLine {
    Account account {};
    std::optional<Rupiah> debit {};
    std::optional<Rupiah> credit {};
};
BOOST_DESCRIBE_STRUCT(PostingLine, (), (account, debit, credit))

/// The document behind an entry, as people know it.
struct EntrySource {
    std::string words {};
    std::string path {}; ///< in the reader's language; empty: no page for him
};
BOOST_DESCRIBE_STRUCT(EntrySource, (), (words, path))

struct EntryPage {
    EntryId id {};
    UnitId unit {};
    std::string unit_name {};
    std::int64_t seq {};
    EntryKind kind {};
    Day day {};
    Day business_day {};
    bool late { false };
    std::string source {}; ///< its id, shown when nothing better is known
    std::optional<EntrySource> document {};
    std::optional<EntrySource> report {}; ///< that holds its day, with who approved it
    std::string memo {};
    LocalTime at {};
    std::string hash {};
    std::vector<PostingLine> postings {};
    Rupiah total {};
    bool correctable { false }; ///< here, and not mirrored yet
};
BOOST_DESCRIBE_STRUCT(EntryPage, (),
                      (id, unit, unit_name, seq, kind, day, business_day, late, source, document,
                       report, memo, at, hash, postings, total, correctable))

void add_postings(EntryPage& page, std::vector<Posting> const& postings)
{
    for (auto const& [account, amount] : postings) {
        PostingLine line { account };
        if (amount > Rupiah {}) {
            line.debit = amount;
            page.total += amount;
        } else {
            line.credit = -amount;
        }
        page.postings.push_back(line);
    }
}

/// The deed that made an entry of this kind: it tells what the entry's source is.
std::string_view deed_of(EntryKind kind)
{
    switch (kind) {
    case EntryKind::sale: return "sales.record";
    case EntryKind::refund: return "sales.refund";
    case EntryKind::voided: return "sales.void";
    case EntryKind::shift_difference: return "sales.close_shift";
    case EntryKind::correction: return "ledger.reverse";
    case EntryKind::deposit: return "pnbp.pay";
    case EntryKind::passed_on: return "orders.pass_on";
    case EntryKind::premium: return "premium.authorise";
    case EntryKind::payout: return "premium.pay";
    case EntryKind::payout_back: return "premium.give_back";
    case EntryKind::spent: return "cash.spend";
    case EntryKind::moved: return "cash.move";
    case EntryKind::fee:
    case EntryKind::shipping:
    case EntryKind::opening: break;
    }
    return {};
}

std::optional<EntrySource> told(View const& view, core::SubjectQuestion const& question)
{
    auto subject = core::subject(view, question);
    if (!subject) return {};
    auto path = subject->path.empty() ? "" : web::localized(view.lang, subject->path);
    return EntrySource { std::move(subject->words), std::move(path) };
}

std::optional<EntrySource> document_of(View const& view, org::UnitScope const& scope,
                                       Entry const& entry)
{
    return told(view, { scope.unit(), deed_of(entry.kind), entry.source });
}

std::optional<EntrySource> report_of(View const& view, org::UnitScope const& scope, Day day)
{
    auto const id = scope.unit().text() + " " + day.text();
    auto report = told(view, { scope.unit(), "books.send_day", id });
    if (report && report->path.empty()) return {};
    return report;
}

Result<EntryPage> entry_page(View& view, EntryInput const& input)
{
    auto const scope = TRY(scope_of(view, input.unit));
    auto const found = TRY(entry(view, scope, input.id));
    EntryPage page { .id = found.id,
                     .unit = scope.unit(),
                     .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .seq = found.seq,
                     .kind = found.kind,
                     .day = found.day,
                     .business_day = found.business_day,
                     .late = found.late,
                     .source = found.source,
                     .document = document_of(view, scope, found),
                     .report = report_of(view, scope, found.business_day),
                     .memo = found.memo,
                     .at = { found.at, scope.zone() },
                     .hash = found.hash };
    add_postings(page, postings(view, scope, input.id));
    page.correctable = is_correctable(found.kind) && view.actor.unit == scope.unit()
        && entries_of(view, scope, found.id.text()).empty();
    return page;
}

struct CorrectInput {
    EntryId id {};
    std::string memo {};
};
BOOST_DESCRIBE_STRUCT(CorrectInput, (), (id, memo))

struct Corrected {
    EntryId id {}; ///< of the mirrored entry
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (id))

Result<Corrected> post_correction(Call& call, CorrectInput const& input)
{
    return Corrected { TRY(correct(call, TRY(org::own(call.view())), input.id, input.memo)).id };
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
    routes.query<EntryInput, EntryPage>("/meja/buku/{id}", read_books, entry_page,
                                        { "ledger/entry" });
    routes.command<CorrectInput, Corrected>("/meja/buku/{id}/koreksi", correct_right,
                                            post_correction,
                                            { "/meja/buku/{id}", "/meja/buku/{id}" });
    routes.command<Opening, web::Nothing>("/meja/buku/saldo-awal", open_right, post_opening,
                                          { "/meja/buku", "/meja/buku" });
    routes.command<CloseInput, web::Nothing>("/meja/buku/penutupan", close_periods, close_month,
                                             { "/meja/buku", "/meja/buku" });
}

} // namespace karya::ledger
