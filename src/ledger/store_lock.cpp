#include "ledger/store.h"

namespace karya::ledger::store {

namespace {

db::Query const add_lock { "ledger.insert_lock", R"sql(
    INSERT INTO ledger_lock (unit, account, source, n, covers, since, until, ended, activity,
        through)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), COUNT(*) + 1,
           CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), NULL, CAST($7 AS TEXT),
           CAST($8 AS BIGINT)
    FROM ledger_lock WHERE unit = $1 AND account = $2 AND source = $3
)sql" };
db::Query const finish_lock { "ledger.end_lock", R"sql(
    UPDATE ledger_lock SET ended = $4
    WHERE unit = $1 AND account = $2 AND source = $3 AND ended IS NULL
)sql" };
db::Query const select_locked { "ledger.locked_parts", R"sql(
    SELECT DISTINCT l.account, l.activity
    FROM ledger_entry e JOIN ledger_lock l ON l.unit = e.unit AND l.covers >= e.seq
    WHERE e.unit = $1 AND e.source = $2 AND e.kind = 'sale'
        AND l.ended IS NULL AND (l.until IS NULL OR l.until > $3)
        AND (l.through IS NULL OR l.through >= e.day)
)sql" };
db::Query const select_rows { "ledger.lock_rows", R"sql(
    SELECT account, source, n, covers, since, until, ended, activity, through FROM ledger_lock
    WHERE unit = $1 ORDER BY account, source, n
)sql" };
db::Query const select_between { "ledger.sales_between", R"sql(
    SELECT source, seq, day FROM ledger_entry
    WHERE unit = $1 AND kind = 'sale' AND seq <= $2 AND day <= $3 AND (seq > $4 OR day > $5)
    ORDER BY seq
)sql" };
db::Query const select_odd { "ledger.odd_lock", R"sql(
    SELECT l.source FROM ledger_lock l
    WHERE l.unit = $1 AND (l.since > $2 OR l.ended > $2
        OR (l.ended IS NULL AND EXISTS (
            SELECT 1 FROM ledger_lock n
            WHERE n.unit = l.unit AND n.account = l.account AND n.source = l.source
                AND n.n > l.n)))
    ORDER BY l.source LIMIT 1
)sql" };

} // namespace

void insert_lock(db::Tx& tx, UnitId unit, Lock const& lock, std::int64_t since)
{
    tx.run(add_lock, unit, lock.account, lock.source, lock.covers, since, lock.until, lock.activity,
           lock.through);
}

void end_lock(db::Tx& tx, UnitId unit, Account account, std::string_view source,
              std::int64_t last_entry)
{
    tx.run(finish_lock, unit, account, source, last_entry);
}

std::vector<LockedPart> locked_parts(db::Read& read, UnitId unit, std::string_view source,
                                     Timestamp now)
{
    return read.all<LockedPart>(select_locked, unit, source, now);
}

std::vector<SalePlace> sales_between(db::Read& read, UnitId unit, LockReach const& from,
                                     LockReach const& to)
{
    return read.all<SalePlace>(select_between, unit, to.covers, to.through, from.covers,
                               from.through);
}

std::vector<LockRow> lock_rows(db::Read& read, UnitId unit)
{
    return read.all<LockRow>(select_rows, unit);
}

std::optional<std::string> odd_lock(db::Read& read, UnitId unit, std::int64_t last)
{
    return read.one<std::string>(select_odd, unit, last);
}

} // namespace karya::ledger::store
