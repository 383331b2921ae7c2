#include "books/cash_book.h"
#include "books/days.h"
#include "books/text.h"
#include "cash/cash.h"
#include "premium/premium.h"
#include <algorithm>
#include <array>

namespace karya::books {

Result<void> check_days(Day first, Day last)
{
    if (first > last) return Error { bad_period }.at("last", "books.bad_days");
    if (last.number() - first.number() >= days_most)
        return Error { bad_period }.at("last", "books.too_many_days");
    return {};
}

namespace {

using ledger::Account;
using ledger::MoneyLine;

Day const ever { Day::numbered(-1'000'000) };

constexpr std::array money { Account::cash, Account::qris_clearing, Account::bank };

/// Documents of one activity alone, sorted: what was spent for it, what its workers were paid.
std::vector<std::string> own_documents(View const& view, org::UnitScope const& scope,
                                       ActivityId activity)
{
    auto documents = cash::sources_for(view, scope, activity);
    for (auto const id : premium::payouts_for(view, scope, activity))
        documents.push_back(id.text());
    std::ranges::sort(documents);
    return documents;
}

/// Shares a line of money out to one activity: of what was sold by the amounts of its lines; its
/// own documents, and what came back of them, as a whole.
Rupiah part_of(View const& view, MoneyLine const& line, ActivityId activity,
               std::vector<std::string> const& own)
{
    using ledger::EntryKind;
    // What came back of a payout names the worker behind it.
    auto const document = line.source.substr(0, line.source.find(' '));
    if (std::ranges::binary_search(own, document)) return line.amount;
    bool const deal = line.kind == EntryKind::sale || line.kind == EntryKind::refund
        || line.kind == EntryKind::voided;
    if (!deal) return {};
    auto const parts = sales::amounts_by_activity(view.read, line.source);
    std::vector<std::int64_t> weights;
    std::size_t mine = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        weights.push_back(parts[i].amount.amount());
        if (parts[i].activity == activity) mine = i;
    }
    if (mine == parts.size()) return {};
    bool const out = line.amount < Rupiah {};
    auto const shared = spread(out ? -line.amount : line.amount, weights)[mine];
    return out ? -shared : shared;
}

/// What the ledger holds on that money at the end of the day before.
Rupiah opening_of(View const& view, org::UnitScope const& scope, CashWish const& wish)
{
    Rupiah sum;
    for (auto const& [account, amount] : ledger::movements(view, scope, ever, wish.first.next(-1)))
        if (std::ranges::find(money, account) != money.end()
            && (!wish.account || *wish.account == account))
            sum += amount;
    return sum;
}

struct Lines {
    Rupiah opening {};
    std::vector<MoneyLine> lines {};
    bool too_many { false };
};

Lines lines_of(View const& view, org::UnitScope const& scope, CashWish const& wish)
{
    Lines found;
    if (!wish.activity) found.opening = opening_of(view, scope, wish);
    // What an activity had at first nobody kept: all its sales and receipts are read.
    auto const own = wish.activity ? own_documents(view, scope, *wish.activity)
                                   : std::vector<std::string> {};
    auto const from = wish.activity ? ever : wish.first;
    ledger::each_money_line(view, scope, { from, wish.last }, [&](MoneyLine const& line) {
        if (found.too_many || (wish.account && line.account != *wish.account)) return;
        auto kept = line;
        if (wish.activity) kept.amount = part_of(view, line, *wish.activity, own);
        if (kept.amount == Rupiah {}) return;
        if (line.day < wish.first)
            found.opening += kept.amount;
        else if (found.lines.size() == lines_most)
            found.too_many = true;
        else
            found.lines.push_back(std::move(kept));
    });
    std::ranges::stable_sort(found.lines, {}, &MoneyLine::day);
    return found;
}

Words line_words(MoneyLine const& line)
{
    return both([&](Lang lang) {
        auto words = karya::text::of(lang, line.kind);
        if (!line.memo.empty()) words += " " + line.memo;
        if (line.day != line.business_day)
            words += ", " + text::of_day(lang, show(lang, line.business_day));
        return words;
    });
}

template<class Say>
Column column_of(Say&& say, bool number)
{
    return { both(say), number };
}

Table empty_cash_table(bool with_account)
{
    Table table { .title = both([](Lang lang) { return text::cash_lines(lang); }) };
    table.columns.push_back(column_of([](Lang lang) { return text::date(lang); }, false));
    table.columns.push_back(column_of([](Lang lang) { return text::entry_number(lang); }, true));
    table.columns.push_back(column_of([](Lang lang) { return text::about(lang); }, false));
    if (with_account)
        table.columns.push_back(column_of([](Lang lang) { return text::account(lang); }, false));
    table.columns.push_back(column_of([](Lang lang) { return text::money_in(lang); }, true));
    table.columns.push_back(column_of([](Lang lang) { return text::money_out(lang); }, true));
    table.columns.push_back(column_of([](Lang lang) { return text::balance(lang); }, true));
    return table;
}

Table cash_table(CashBook& book, Lines const& found, bool with_account)
{
    auto table = empty_cash_table(with_account);
    auto balance = found.opening;
    for (auto const& line : found.lines) {
        bool const in = line.amount > Rupiah {};
        (in ? book.in : book.out) += in ? line.amount : -line.amount;
        balance += line.amount;
        Row row { .cells = { cell(line.day), cell(line.seq), cell(line_words(line)) },
                  .about = About { AboutKind::entry, line.entry.text() } };
        if (with_account)
            row.cells.push_back(
                cell(both([&](Lang lang) { return karya::text::of(lang, line.account); })));
        row.cells.push_back(in ? cell(line.amount) : Cell {});
        row.cells.push_back(in ? Cell {} : cell(-line.amount));
        row.cells.push_back(cell(balance));
        table.rows.push_back(std::move(row));
    }
    book.closing = balance;
    Row sum { .sum = true,
              .cells = { cell(both([](Lang lang) { return text::sum(lang); })), Cell {},
                         Cell {} } };
    if (with_account) sum.cells.emplace_back();
    for (auto const amount : { book.in, book.out, balance }) sum.cells.push_back(cell(amount));
    table.rows.push_back(std::move(sum));
    return table;
}

template<class Say>
Fact fact_of(Say&& say, Cell value)
{
    return { both(say), std::move(value) };
}

} // namespace

Words period_words(Day first, Day last)
{
    auto const begin = first.calendar();
    auto const name = static_cast<int>(begin.year());
    bool const month = first == month_of(first) && last == end_of_month(first);
    bool const year = first == Day::from(name, 1, 1) && last == Day::from(name, 12, 31);
    return both([&](Lang lang) {
        if (month) return ledger::month_name(lang, first);
        if (year) return text::year_words(lang, std::to_string(name));
        return text::from_to(lang, show(lang, first), show(lang, last));
    });
}

Result<CashBook> cash_book(View const& view, org::UnitScope const& scope, CashWish const& wish)
{
    TRY(check_days(wish.first, wish.last));
    CashBook book;
    auto& folio = book.folio;
    folio.title = both([](Lang lang) { return text::cash_title(lang); });
    folio.place = same(TRY(org::unit_on(view, scope.unit(), wish.last)).name);
    folio.period = period_words(wish.first, wish.last);
    if (wish.activity) {
        auto const name = TRY(org::activity(view, scope, *wish.activity)).name;
        folio.facts.push_back(
            fact_of([](Lang lang) { return text::activity(lang); }, cell(same(name))));
    }
    auto const found = lines_of(view, scope, wish);
    if (found.too_many) return too_long;
    book.opening = found.opening;
    auto table = cash_table(book, found, !wish.account);
    folio.facts.push_back(fact_of(
        [](Lang lang) { return text::account(lang); }, cell(both([&](Lang lang) {
            return wish.account ? karya::text::of(lang, *wish.account) : text::all_money(lang);
        }))));
    folio.facts.push_back(
        fact_of([](Lang lang) { return text::opening(lang); }, cell(book.opening)));
    folio.facts.push_back(fact_of([](Lang lang) { return text::money_in(lang); }, cell(book.in)));
    folio.facts.push_back(fact_of([](Lang lang) { return text::money_out(lang); }, cell(book.out)));
    folio.facts.push_back(
        fact_of([](Lang lang) { return text::closing(lang); }, cell(book.closing)));
    folio.tables.push_back(std::move(table));
    return book;
}

// ---- Stock ----

namespace {

struct Moved {
    Quantity opening {};
    std::vector<catalogue::StockMove> moves {}; ///< of the period
    bool too_many { false };
};

Result<Moved> moved_in(View const& view, org::UnitScope const& scope, VariantId variant, Day first,
                       Day last)
{
    Moved moved;
    auto const begin = start_of(first, scope.zone());
    auto const end = start_of(last.next(), scope.zone());
    TRY(catalogue::each_movement(view.read, variant, [&](catalogue::StockMove const& move) {
        if (move.at < begin)
            moved.opening = moved.opening + move.delta;
        else if (move.at < end && moved.moves.size() < lines_most)
            moved.moves.push_back(move);
        else if (move.at < end)
            moved.too_many = true;
    }));
    return moved;
}

Words measure_words(catalogue::Measure measure)
{
    return both([&](Lang lang) { return karya::text::of(lang, measure); });
}

Result<catalogue::CountedGoods> counted(View const& view, org::UnitScope const& scope,
                                        VariantId variant)
{
    for (auto& goods : catalogue::counted_goods(view, scope))
        if (goods.variant == variant) return std::move(goods);
    return not_found;
}

Table empty_stock_table()
{
    Table table { .title = both([](Lang lang) { return text::stock_lines(lang); }) };
    table.columns = { column_of([](Lang lang) { return text::date(lang); }, false),
                      column_of([](Lang lang) { return text::reason(lang); }, false),
                      column_of([](Lang lang) { return text::about(lang); }, false),
                      column_of([](Lang lang) { return text::goods_in(lang); }, true),
                      column_of([](Lang lang) { return text::goods_out(lang); }, true),
                      column_of([](Lang lang) { return text::on_hand(lang); }, true) };
    return table;
}

} // namespace

Result<Folio> stock_book(View const& view, org::UnitScope const& scope, StockWish const& wish)
{
    TRY(check_days(wish.first, wish.last));
    auto const goods = TRY(counted(view, scope, wish.variant));
    auto const moved = TRY(moved_in(view, scope, wish.variant, wish.first, wish.last));
    if (moved.too_many) return too_long;
    auto const measure = measure_words(goods.measure);
    auto table = empty_stock_table();
    auto on_hand = moved.opening;
    for (auto const& move : moved.moves) {
        if (move.delta == Quantity {}) continue;
        on_hand = on_hand + move.delta;
        bool const in = move.delta > Quantity {};
        table.rows.push_back(
            { .cells = { cell(scope.day(move.at)),
                         cell(both([&](Lang lang) { return karya::text::of(lang, move.reason); })),
                         cell(same(move.note)), in ? cell(move.delta, measure) : Cell {},
                         in ? Cell {} : cell(-move.delta, measure), cell(on_hand, measure) } });
    }
    Folio folio { .title = both([](Lang lang) { return text::stock_title(lang); }),
                  .place = same(TRY(org::unit_on(view, scope.unit(), wish.last)).name),
                  .period = period_words(wish.first, wish.last) };
    folio.facts = {
        fact_of([](Lang lang) { return text::goods(lang); },
                cell(same(goods.name + " (" + goods.code + ")"))),
        fact_of([](Lang lang) { return text::opening(lang); }, cell(moved.opening, measure)),
        fact_of([](Lang lang) { return text::closing(lang); }, cell(on_hand, measure))
    };
    folio.tables.push_back(std::move(table));
    return folio;
}

Result<Folio> stock_list(View const& view, org::UnitScope const& scope, Day first, Day last)
{
    TRY(check_days(first, last));
    Table table { .title = both([](Lang lang) { return text::stock_title(lang); }) };
    table.columns = { column_of([](Lang lang) { return text::goods(lang); }, false),
                      column_of([](Lang lang) { return text::code(lang); }, false),
                      column_of([](Lang lang) { return text::opening(lang); }, true),
                      column_of([](Lang lang) { return text::goods_in(lang); }, true),
                      column_of([](Lang lang) { return text::goods_out(lang); }, true),
                      column_of([](Lang lang) { return text::closing(lang); }, true) };
    for (auto const& goods : catalogue::counted_goods(view, scope)) {
        auto const moved = TRY(moved_in(view, scope, goods.variant, first, last));
        Quantity in;
        Quantity out;
        for (auto const& move : moved.moves)
            (move.delta > Quantity {} ? in : out) = (move.delta > Quantity {} ? in : out)
                + (move.delta > Quantity {} ? move.delta : -move.delta);
        if (moved.opening == Quantity {} && in == Quantity {} && out == Quantity {}) continue;
        auto const measure = measure_words(goods.measure);
        table.rows.push_back(
            { .cells = { cell(same(goods.name)), cell(same(goods.code)),
                         cell(moved.opening, measure), cell(in, measure), cell(out, measure),
                         cell(moved.opening + in - out, measure) } });
    }
    Folio folio { .title = both([](Lang lang) { return text::stock_title(lang); }),
                  .place = same(TRY(org::unit_on(view, scope.unit(), last)).name),
                  .period = period_words(first, last) };
    folio.tables.push_back(std::move(table));
    return folio;
}

} // namespace karya::books
