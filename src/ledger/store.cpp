#include "ledger/store.h"
#include <map>

namespace karya::ledger::store {

namespace {

// On PostgreSQL the count may miss a twin that committed while we waited for the lock; the unique
// index then refuses the insert and the command runs again.
db::Query const select_book_locked { "ledger.lock_book",
                                     R"sql(
    SELECT b.seq, b.hash, b.closed_through,
           (SELECT COUNT(*) FROM ledger_entry e
            WHERE e.unit = b.unit AND e.source = $2 AND e.kind = $3)
    FROM ledger_book b WHERE b.unit = $1
)sql",
                                     R"sql(
    SELECT b.seq, b.hash, b.closed_through,
           (SELECT COUNT(*) FROM ledger_entry e
            WHERE e.unit = b.unit AND e.source = $2 AND e.kind = $3)
    FROM ledger_book b WHERE b.unit = $1 FOR UPDATE OF b
)sql" };
db::Query const select_book { "ledger.book", R"sql(
    SELECT seq, hash, closed_through, 0 FROM ledger_book WHERE unit = $1
)sql" };
db::Query const make_book { "ledger.make_book", R"sql(
    INSERT INTO ledger_book (unit, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING
)sql" };
db::Query const move_book { "ledger.move_book", R"sql(
    UPDATE ledger_book SET seq = $2, hash = $3 WHERE unit = $1
)sql" };

// All postings in one statement: [["cash", 45000], …] in their order.
db::Query const add_postings { "ledger.insert_postings",
                               R"sql(
    INSERT INTO ledger_posting (entry, position, account, amount)
    SELECT $1, key + 1, json_extract(value, '$[0]'), json_extract(value, '$[1]')
    FROM json_each($2)
)sql",
                               R"sql(
    INSERT INTO ledger_posting (entry, position, account, amount)
    SELECT CAST($1 AS TEXT), p.place, p.pair ->> 0, CAST(p.pair ->> 1 AS BIGINT)
    FROM jsonb_array_elements(CAST($2 AS JSONB)) WITH ORDINALITY AS p(pair, place)
)sql" };
db::Query const add_entry { "ledger.insert_entry", R"sql(
    INSERT INTO ledger_entry (id, unit, seq, kind, day, business_day, late, source, memo, officer,
                              at, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
)sql" };
db::Query const add_balances { "ledger.add_balances",
                               R"sql(
    INSERT INTO ledger_balance (unit, day, account, amount)
    SELECT $1, $2, json_extract(value, '$[0]'), json_extract(value, '$[1]')
    FROM json_each($3) WHERE true
    ON CONFLICT (unit, account, day) DO UPDATE SET amount = amount + excluded.amount
)sql",
                               R"sql(
    INSERT INTO ledger_balance (unit, day, account, amount)
    SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), p.pair ->> 0, CAST(p.pair ->> 1 AS BIGINT)
    FROM jsonb_array_elements(CAST($3 AS JSONB)) AS p(pair)
    ON CONFLICT (unit, account, day)
    DO UPDATE SET amount = ledger_balance.amount + excluded.amount
)sql" };

db::Query const select_balance { "ledger.balance", R"sql(
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_balance
    WHERE unit = $1 AND account = $2
)sql" };
db::Query const select_balances { "ledger.balances", R"sql(
    SELECT account, CAST(SUM(amount) AS BIGINT) FROM ledger_balance
    WHERE unit = $1 AND day BETWEEN $2 AND $3 GROUP BY account
)sql" };
db::Query const select_first_day { "ledger.first_day", R"sql(
    SELECT MIN(day) FROM ledger_balance WHERE unit = $1
)sql" };

db::Query const select_entries { "ledger.entries", R"sql(
    SELECT id, seq, kind, day, business_day, late, source, memo, officer, at, hash
    FROM ledger_entry WHERE unit = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3
)sql" };
db::Query const select_money { "ledger.money_moved", R"sql(
    SELECT e.id, CAST(SUM(p.amount) AS BIGINT)
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.seq BETWEEN $2 AND $3
        AND p.account IN ('cash', 'qris_clearing', 'bank', 'receivable')
    GROUP BY e.id
)sql" };
db::Query const select_wished { "ledger.entries_wished", R"sql(
    SELECT e.id, e.seq, e.kind, e.day, e.business_day, e.late, e.source, e.memo, e.officer, e.at,
        e.hash
    FROM ledger_entry e WHERE e.unit = $1 AND e.seq < $2 AND e.day >= $3 AND e.day <= $4
        AND (CAST($5 AS TEXT) = '' OR EXISTS (
            SELECT 1 FROM ledger_posting p WHERE p.entry = e.id AND p.account = CAST($5 AS TEXT)))
    ORDER BY e.seq DESC LIMIT $6
)sql" };
db::Query const select_moved_on { "ledger.moved_on", R"sql(
    SELECT e.id, CAST(SUM(p.amount) AS BIGINT)
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.seq > $2 AND e.seq < $3 AND p.account = $4
    GROUP BY e.id
)sql" };
db::Query const select_entry { "ledger.entry", R"sql(
    SELECT id, seq, kind, day, business_day, late, source, memo, officer, at, hash
    FROM ledger_entry WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_entries_of { "ledger.entries_of", R"sql(
    SELECT id, seq, kind, day, business_day, late, source, memo, officer, at, hash
    FROM ledger_entry WHERE unit = $1 AND source = $2 ORDER BY seq LIMIT 100
)sql" };
db::Query const count_openings { "ledger.openings", R"sql(
    SELECT count(*) AS made, count(back.id) AS mirrored FROM ledger_entry AS one
    LEFT JOIN ledger_entry AS back ON back.unit = one.unit AND back.source = one.id
        AND back.kind = 'correction'
    WHERE one.unit = $1 AND one.kind = 'opening'
)sql" };
db::Query const select_postings { "ledger.postings", R"sql(
    SELECT account, amount FROM ledger_posting WHERE entry = $1 ORDER BY position
)sql" };

// One short walk a unit.
db::Query const select_movements_of_all { "ledger.movements_of_all", R"sql(
    SELECT k.unit, CAST(SUM(b.amount) AS BIGINT) FROM ledger_book k
    JOIN ledger_balance b ON b.unit = k.unit AND b.account = $1 AND b.day BETWEEN $2 AND $3
    GROUP BY k.unit
)sql" };
// One short walk a unit: [["<unit>", 17], …].
db::Query const select_first_credits { "ledger.first_credits",
                                       R"sql(
    SELECT w.unit, e.business_day
    FROM (SELECT json_extract(value, '$[0]') AS unit, json_extract(value, '$[1]') AS seq
          FROM json_each($2)) w
    JOIN ledger_entry e ON e.unit = w.unit AND e.seq = (
        SELECT c.seq FROM ledger_entry c
        WHERE c.unit = w.unit AND c.seq > w.seq AND EXISTS (
            SELECT 1 FROM ledger_posting p
            WHERE p.entry = c.id AND p.account = $1 AND p.amount < 0)
        ORDER BY c.seq LIMIT 1)
)sql",
                                       R"sql(
    SELECT w.pair ->> 0, e.business_day
    FROM jsonb_array_elements(CAST($2 AS JSONB)) AS w(pair)
    CROSS JOIN LATERAL (
        SELECT c.business_day FROM ledger_entry c
        WHERE c.unit = w.pair ->> 0 AND c.seq > CAST(w.pair ->> 1 AS BIGINT) AND EXISTS (
            SELECT 1 FROM ledger_posting p
            WHERE p.entry = c.id AND p.account = $1 AND p.amount < 0)
        ORDER BY c.seq LIMIT 1) e
)sql" };
db::Query const select_taken_back { "ledger.taken_back", R"sql(
    SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT)
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.seq > $3 AND e.seq < $4 AND e.at >= $5
        AND e.kind IN ('refund', 'voided') AND p.account = $2 AND p.amount > 0
)sql" };
db::Query const select_moved { "ledger.moved", R"sql(
    SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT)
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.seq > $3 AND e.seq < $4 AND p.account = $2
)sql" };

db::Query const add_period { "ledger.insert_period", R"sql(
    INSERT INTO ledger_period (unit, month, closed_by, closed_at) VALUES ($1, $2, $3, $4)
)sql" };
db::Query const close_book { "ledger.close_book", R"sql(
    UPDATE ledger_book SET closed_through = $2 WHERE unit = $1
)sql" };
db::Query const select_periods { "ledger.periods", R"sql(
    SELECT month, closed_by, closed_at FROM ledger_period
    WHERE unit = $1 ORDER BY month DESC LIMIT 120
)sql" };

void append_pair(std::string& json, Account account, Rupiah amount)
{
    json += json.empty() ? "[[\"" : ",[\"";
    json += enum_text(account); // a word of ours: nothing to escape
    json += "\"," + std::to_string(amount.amount()) + "]";
}

std::string pairs(std::vector<Posting> const& postings)
{
    std::string json;
    for (auto const& posting : postings) append_pair(json, posting.account, posting.amount);
    return json + "]";
}

/// One pair an account, in key order, as an upsert wants it.
std::string sums(std::vector<Posting> const& postings)
{
    std::map<std::string_view, Posting> by_account;
    for (auto const& [account, amount] : postings) {
        auto& sum = by_account.try_emplace(enum_text(account), Posting { account }).first->second;
        sum.amount += amount;
    }
    std::string json;
    for (auto const& [name, sum] : by_account) append_pair(json, sum.account, sum.amount);
    return json + "]";
}

} // namespace

Book lock_book(db::Tx& tx, UnitId unit, EntryDraft const& draft, std::string const& genesis)
{
    auto head = tx.one<Book>(select_book_locked, unit, draft.source, draft.kind);
    if (head) return *head;
    tx.run(make_book, unit, genesis);
    return tx.value<Book>(select_book_locked, unit, draft.source, draft.kind);
}

std::optional<Book> book(db::Read& read, UnitId unit) { return read.one<Book>(select_book, unit); }

void insert_entry(db::Tx& tx, UnitId unit, EntryRow const& row,
                  std::vector<Posting> const& postings)
{
    tx.run(add_postings, row.id, pairs(postings));
    tx.run(add_entry, row.id, unit, row.seq, row.kind, row.day, row.business_day, row.late,
           row.source, row.memo, row.officer, row.at, row.hash);
    CHECK(tx.run(move_book, unit, row.seq, row.hash) == 1);
    tx.run(add_balances, unit, row.day, sums(postings));
}

Rupiah balance(db::Read& read, UnitId unit, Account account)
{
    return read.value<Rupiah>(select_balance, unit, account);
}

std::vector<AccountBalance> balances(db::Read& read, UnitId unit, Day from, Day to)
{
    return read.all<AccountBalance>(select_balances, unit, from, to);
}

std::vector<UnitAmount> movements_of_all(db::Read& read, Account account, Day from, Day to)
{
    return read.all<UnitAmount>(select_movements_of_all, account, from, to);
}

std::vector<UnitDay> first_credits(db::Read& read, Account account,
                                   std::vector<BookPlace> const& after)
{
    std::string places;
    for (auto const& [unit, seq] : after)
        places += (places.empty() ? "[[\"" : ",[\"") + unit.text() + "\"," + std::to_string(seq)
            + "]";
    if (places.empty()) return {};
    return read.all<UnitDay>(select_first_credits, account, places + "]");
}

Rupiah taken_back(db::Read& read, UnitId unit, Account account, BookSpan span, Timestamp since)
{
    return read.value<Rupiah>(select_taken_back, unit, account, span.after, span.before, since);
}

Rupiah moved(db::Read& read, UnitId unit, Account account, BookSpan span)
{
    return read.value<Rupiah>(select_moved, unit, account, span.after, span.before);
}

std::optional<Day> first_day(db::Read& read, UnitId unit)
{
    return read.value<std::optional<Day>>(select_first_day, unit);
}

std::vector<Entry> entries(db::Read& read, UnitId unit, std::int64_t before, std::int64_t count)
{
    return read.all<Entry>(select_entries, unit, before, count);
}

std::vector<MoneyMoved> money_moved(db::Read& read, UnitId unit, std::int64_t first,
                                    std::int64_t last)
{
    return read.all<MoneyMoved>(select_money, unit, first, last);
}

std::vector<Entry> entries_wished(db::Read& read, UnitId unit, EntryWish const& wish,
                                  std::int64_t count)
{
    auto const account = wish.account ? enum_text(*wish.account) : std::string_view {};
    return read.all<Entry>(select_wished, unit, wish.before, wish.first, wish.last, account, count);
}

std::vector<MoneyMoved> moved_on(db::Read& read, UnitId unit, Account account, BookSpan span)
{
    return read.all<MoneyMoved>(select_moved_on, unit, span.after, span.before, account);
}

std::optional<Entry> entry(db::Read& read, UnitId unit, EntryId id)
{
    return read.one<Entry>(select_entry, id, unit);
}

std::vector<Entry> entries_of(db::Read& read, UnitId unit, std::string_view source)
{
    return read.all<Entry>(select_entries_of, unit, source);
}

Openings openings(db::Read& read, UnitId unit) { return *read.one<Openings>(count_openings, unit); }

std::vector<Posting> postings(db::Read& read, EntryId id)
{
    return read.all<Posting>(select_postings, id);
}

void insert_period(db::Tx& tx, UnitId unit, Period const& period, Day closed_through)
{
    tx.run(add_period, unit, period.month, period.closed_by, period.closed_at);
    CHECK(tx.run(close_book, unit, closed_through) == 1);
}

std::vector<Period> periods(db::Read& read, UnitId unit)
{
    return read.all<Period>(select_periods, unit);
}

} // namespace karya::ledger::store
