#include "ledger/store.h"

namespace karya::ledger::store {

namespace {

db::Query const select_heads { "ledger.heads_after", R"sql(
    SELECT unit, seq, hash, closed_through FROM ledger_book
    WHERE unit > $1 ORDER BY unit LIMIT $2
)sql" };
db::Query const select_rows { "ledger.rows_after", R"sql(
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
db::Query const select_effects { "ledger.effects", R"sql(
    SELECT e.source, e.kind, CAST(SUM(p.amount) AS BIGINT)
    FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
    WHERE e.unit = $1 AND e.kind IN ('sale', 'refund', 'voided')
        AND p.account IN ('cash', 'qris_clearing', 'bank', 'receivable')
    GROUP BY e.id, e.source, e.kind
)sql" };
db::Query const select_books { "ledger.units_with_books", R"sql(
    SELECT unit FROM ledger_book ORDER BY unit
)sql" };
db::Query const select_imbalance { "ledger.imbalance", R"sql(
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_posting
)sql" };
db::Query const count_entries { "ledger.entry_count", "SELECT COUNT(*) FROM ledger_entry" };

} // namespace

std::vector<Head> heads_after(db::Read& read, std::string const& unit, std::int64_t count)
{
    return read.all<Head>(select_heads, unit, count);
}

std::vector<EntryRow> rows_after(db::Read& read, std::string const& unit, std::int64_t seq,
                                 std::int64_t count)
{
    return read.all<EntryRow>(select_rows, unit, seq, count);
}

std::vector<PostingRow> posting_rows(db::Read& read, std::string const& unit, std::int64_t after,
                                     std::int64_t through)
{
    return read.all<PostingRow>(select_posting_rows, unit, after, through);
}

std::vector<BalanceRow> balance_rows(db::Read& read, std::string const& unit)
{
    return read.all<BalanceRow>(select_balance_rows, unit);
}

std::vector<Day> closed_months(db::Read& read, std::string const& unit)
{
    return read.all<Day>(select_closed_months, unit);
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

std::vector<Effect> effects(db::Read& read, UnitId unit)
{
    return read.all<Effect>(select_effects, unit);
}

std::vector<UnitId> units_with_books(db::Read& read) { return read.all<UnitId>(select_books); }

Rupiah imbalance(db::Read& read) { return read.value<Rupiah>(select_imbalance); }

} // namespace karya::ledger::store
