#include "core/store.h"
#include "db/proven.h"

namespace karya::core::store {

namespace {

db::Query const make_head { "core.make_audit_head", R"sql(
INSERT INTO core_audit_head(unit, seq, hash) VALUES ($1, 0, '') ON CONFLICT (unit) DO NOTHING
)sql" };

db::Query const lock_head { "core.lock_audit_head", R"sql(
UPDATE core_audit_head SET seq = seq WHERE unit = $1 RETURNING seq, hash
)sql" };

db::Query const set_head { "core.set_audit_head", R"sql(
UPDATE core_audit_head SET seq = $2, hash = $3 WHERE unit = $1
)sql" };

db::Query const add_audit { "core.insert_audit", R"sql(
INSERT INTO core_audit(unit, seq, at, officer, role, what, object, before_hash, after_hash, request,
    hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
)sql" };

db::Query const select_audit { "core.audit_rows", R"sql(
SELECT unit, seq, at, officer, role, what, object, before_hash, after_hash, request, hash
FROM core_audit WHERE unit = $1 AND seq > $2 ORDER BY seq LIMIT $3
)sql" };

db::Query const select_deeds { "core.deeds", R"sql(
SELECT unit, seq, at, officer, role, what, object, request FROM core_audit
WHERE (at, unit, seq) < ($1, $2, $3) ORDER BY at DESC, unit DESC, seq DESC LIMIT $4
)sql" };

db::Query const select_deeds_of { "core.deeds_of", R"sql(
SELECT unit, seq, at, officer, role, what, object, request FROM core_audit
WHERE unit = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3
)sql" };

db::Query const select_chains { "core.audit_chains", R"sql(
SELECT seq, hash, unit FROM core_audit_head ORDER BY unit
)sql" };

db::Query const select_units { "core.audited_units", R"sql(
SELECT unit FROM core_audit_head WHERE unit <> '' ORDER BY unit
)sql" };

db::Query const select_stray { "core.stray_audit", R"sql(
SELECT a.unit || ' ' || a.seq FROM core_audit a
WHERE NOT EXISTS (SELECT 1 FROM core_audit_head h WHERE h.unit = a.unit) LIMIT 1
)sql" };

db::Query const select_traces { "core.traces_after", R"sql(
SELECT seq, what, object, before_hash, after_hash, at FROM core_audit
WHERE unit = $1 AND seq > $2 AND what LIKE $3 ORDER BY seq LIMIT 1000
)sql" };

db::Query const add_event { "core.insert_event", R"sql(
INSERT INTO core_outbox(event_name, body, at) VALUES ($1, $2, $3)
)sql" };

db::Query const select_cursor { "core.cursor", R"sql(
SELECT tx, seq FROM core_cursor WHERE subscriber = $1
)sql" };

db::Query const make_cursor { "core.make_cursor", R"sql(
INSERT INTO core_cursor(subscriber, tx, seq) VALUES ($1, 0, 0) ON CONFLICT (subscriber) DO NOTHING
)sql" };

db::Query const lock_cursor { "core.lock_cursor", R"sql(
UPDATE core_cursor SET seq = seq WHERE subscriber = $1 RETURNING tx, seq
)sql" };

db::Query const set_cursor { "core.move_cursor", R"sql(
UPDATE core_cursor SET tx = $2, seq = $3 WHERE subscriber = $1
)sql" };

// On PostgreSQL only transactions older than every open one: nothing can still appear before them.
db::Query const select_events { "core.events_after", R"sql(
SELECT tx, seq, event_name, body, at FROM core_outbox WHERE seq > $2 AND tx >= $1
ORDER BY seq LIMIT $3
)sql",
                                R"sql(
SELECT tx, seq, event_name, body, at FROM core_outbox
WHERE (tx, seq) > ($1, $2)
    AND tx < core_shift() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY tx, seq LIMIT $3
)sql" };

// All that is there, also what still waits on PostgreSQL for older transactions.
db::Query const select_all_events { "core.all_events_after", R"sql(
SELECT tx, seq, event_name, body, at FROM core_outbox
WHERE seq > $2 AND tx >= $1 AND event_name LIKE $3 ORDER BY seq LIMIT 1000
)sql",
                                    R"sql(
SELECT tx, seq, event_name, body, at FROM core_outbox
WHERE (tx, seq) > ($1, $2) AND event_name LIKE $3 ORDER BY tx, seq LIMIT 1000
)sql" };

db::Query const select_lost_cursor { "core.lost_cursor", R"sql(
SELECT c.subscriber FROM core_cursor c WHERE c.seq <> 0 AND NOT EXISTS (
    SELECT 1 FROM core_outbox o WHERE o.tx = c.tx AND o.seq = c.seq)
ORDER BY c.subscriber LIMIT 1
)sql" };

} // namespace

Head audit_head(db::Tx& tx, std::string const& unit)
{
    if (auto head = tx.one<Head>(lock_head, unit)) return *head;
    tx.run(make_head, unit);
    return tx.value<Head>(lock_head, unit);
}

void set_audit_head(db::Tx& tx, std::string const& unit, Head const& head)
{
    CHECK(tx.run(set_head, unit, head.seq, head.hash) == 1);
}

void insert_audit(db::Tx& tx, AuditRow const& row)
{
    tx.run(add_audit, row.unit, row.seq, row.at, row.officer, row.role, row.what, row.object,
           row.before_hash, row.after_hash, row.request, row.hash);
}

Result<std::vector<AuditRow>> audit_rows(db::Read& read, std::string const& unit,
                                         std::int64_t after_seq, int limit)
{
    return db::proven<AuditRow, 2>(read, "core_audit", select_audit, unit, after_seq, limit);
}

std::vector<Chain> audit_chains(db::Read& read) { return read.all<Chain>(select_chains); }

Result<std::vector<UnitId>> audited_units(db::Read& read)
{
    return db::proven<UnitId>(read, "core_audit_head", select_units);
}

std::optional<std::string> stray_audit(db::Read& read)
{
    return read.one<std::string>(select_stray);
}

std::vector<Trace> traces_after(db::Read& read, std::string const& unit, std::int64_t seq,
                                std::string const& pattern)
{
    return read.all<Trace>(select_traces, unit, seq, pattern);
}

std::vector<NotedDeed> deeds(db::Read& read, TrailPlace const& before, std::int64_t limit)
{
    return read.all<NotedDeed>(select_deeds, before.at, before.unit, before.seq, limit);
}

std::vector<NotedDeed> deeds_of(db::Read& read, std::string const& unit, std::int64_t before_seq,
                                std::int64_t limit)
{
    return read.all<NotedDeed>(select_deeds_of, unit, before_seq, limit);
}

void insert_event(db::Tx& tx, std::string_view event_name, std::string_view body, Timestamp at)
{
    tx.run(add_event, event_name, body, at);
}

Cursor cursor_seen(db::Read& read, std::string_view subscriber)
{
    return read.one<Cursor>(select_cursor, subscriber).value_or(Cursor {});
}

Cursor cursor_locked(db::Tx& tx, std::string_view subscriber)
{
    if (auto cursor = tx.one<Cursor>(lock_cursor, subscriber)) return *cursor;
    tx.run(make_cursor, subscriber);
    return tx.value<Cursor>(lock_cursor, subscriber);
}

void move_cursor(db::Tx& tx, std::string_view subscriber, Cursor to)
{
    CHECK(tx.run(set_cursor, subscriber, to.tx, to.seq) == 1);
}

std::vector<Stored> events_after(db::Read& read, Cursor after, std::size_t limit)
{
    return read.all<Stored>(select_events, after.tx, after.seq, limit);
}

std::vector<Stored> all_events_after(db::Read& read, Cursor after, std::string const& pattern)
{
    return read.all<Stored>(select_all_events, after.tx, after.seq, pattern);
}

std::optional<std::string> lost_cursor(db::Read& read)
{
    return read.one<std::string>(select_lost_cursor);
}

} // namespace karya::core::store
