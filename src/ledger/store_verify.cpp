#include "db/proven.h"
#include "ledger/store.h"

namespace karya::ledger::store {

namespace {

db::Query const select_heads { "ledger.heads_after", R"sql(
    SELECT unit, seq, hash, closed_through FROM ledger_book
    WHERE unit > $1 ORDER BY unit LIMIT $2
)sql" };
db::Query const select_entry_rows { "ledger.rows_after", R"sql(
    SELECT id, seq, kind, day, business_day, late, source, memo, officer, at, hash
    FROM ledger_entry WHERE unit = $1 AND seq > $2 ORDER BY seq LIMIT $3
)sql" };
db::Query const select_posting_rows { "ledger.posting_rows", R"sql(
    SELECT p.entry, p.account, p.amount
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.seq > $2 AND e.seq <= $3 ORDER BY e.seq, p.position
)sql" };
db::Query const select_balance_rows { "ledger.balance_rows", R"sql(
    SELECT account, day, amount FROM ledger_balance WHERE unit = $1 ORDER BY account, day
)sql" };
db::Query const select_closed_months { "ledger.closed_months", R"sql(
    SELECT month FROM ledger_period WHERE unit = $1 ORDER BY month
)sql" };
db::Query const select_orphan_posting { "ledger.orphan_posting", R"sql(
    SELECT p.entry FROM ledger_posting p
    WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = p.entry) LIMIT 1
)sql" };
db::Query const select_orphan_balance { "ledger.orphan_balance", R"sql(
    SELECT b.unit FROM ledger_balance b
    WHERE NOT EXISTS (SELECT 1 FROM ledger_book k WHERE k.unit = b.unit) LIMIT 1
)sql" };
db::Query const select_books { "ledger.units_with_books", R"sql(
    SELECT unit FROM ledger_book ORDER BY unit
)sql" };
db::Query const select_ends_on { "ledger.ends_on", R"sql(
    SELECT COALESCE(MIN(seq), 0), COALESCE(MAX(seq), 0) FROM ledger_entry
    WHERE unit = $1 AND day BETWEEN $2 AND $3
)sql" };
db::Query const select_hash { "ledger.hash_of", R"sql(
    SELECT hash FROM ledger_entry WHERE unit = $1 AND seq = $2
)sql" };
db::Query const select_ends { "ledger.book_ends", R"sql(
    SELECT unit, seq, hash FROM ledger_book WHERE seq > 0 ORDER BY unit
)sql" };
db::Query const select_first_booked { "ledger.first_booked", R"sql(
    SELECT MIN(day) FROM ledger_balance
)sql" };
db::Query const select_imbalance { "ledger.imbalance", R"sql(
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_posting
)sql" };
db::Query const count_entries { "ledger.entry_count", "SELECT COUNT(*) FROM ledger_entry" };

/// The postings of `row` at the front of `rest`, which are taken off.
std::span<PostingRow const> take_postings(std::span<PostingRow const>& rest, EntryRow const& row)
{
    std::size_t count = 0;
    while (count < rest.size() && rest[count].entry == row.id) ++count;
    auto const taken = rest.first(count);
    rest = rest.subspan(count);
    return taken;
}

} // namespace

Result<std::vector<Head>> heads_after(db::Read& read, std::string const& unit, std::int64_t count)
{
    return db::proven<Head>(read, "ledger_book", select_heads, unit, count);
}

void each_entry(db::Read& read, std::string const& unit, EntryVisit const& visit,
                std::int64_t after)
{
    constexpr std::int64_t page = 500;
    for (;;) {
        auto const rows = read.all<EntryRow>(select_entry_rows, unit, after, page);
        if (rows.empty()) return;
        auto const through = rows.back().seq;
        auto const postings = read.all<PostingRow>(select_posting_rows, unit, after, through);
        std::span<PostingRow const> rest { postings };
        for (auto const& row : rows)
            if (!visit(row, take_postings(rest, row))) return;
        after = through;
    }
}

std::vector<BalanceRow> balance_rows(db::Read& read, std::string const& unit)
{
    return read.all<BalanceRow>(select_balance_rows, unit);
}

Result<std::vector<Day>> closed_months(db::Read& read, std::string const& unit)
{
    return db::proven<Day>(read, "ledger_period of unit " + unit + ", month", select_closed_months,
                           unit);
}

std::optional<std::string> orphan_posting(db::Read& read)
{
    return read.one<std::string>(select_orphan_posting);
}

std::optional<std::string> orphan_balance(db::Read& read)
{
    return read.one<std::string>(select_orphan_balance);
}

std::int64_t entry_count(db::Read& read) { return read.value<std::int64_t>(count_entries); }

Result<std::vector<UnitId>> units_with_books(db::Read& read)
{
    return db::proven<UnitId>(read, "ledger_book", select_books);
}

Ends ends_on(db::Read& read, UnitId unit, Day first, Day last)
{
    return read.value<Ends>(select_ends_on, unit, first, last);
}

std::optional<std::string> hash_of(db::Read& read, UnitId unit, std::int64_t seq)
{
    return read.one<std::string>(select_hash, unit, seq);
}

std::vector<BookEnd> book_ends(db::Read& read) { return read.all<BookEnd>(select_ends); }

std::optional<Day> first_booked(db::Read& read)
{
    return read.value<std::optional<Day>>(select_first_booked);
}

Rupiah imbalance(db::Read& read) { return read.value<Rupiah>(select_imbalance); }

} // namespace karya::ledger::store
