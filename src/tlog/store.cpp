#include "tlog/store.h"

namespace karya::tlog {

BOOST_DESCRIBE_STRUCT(Key, (), (n, purpose, public_half, salt, made_at, retired_at))

namespace store {

namespace {

db::Query const select_log { "tlog.log", "SELECT origin, began, size FROM tlog_log" };
db::Query const select_log_locked { "tlog.lock_log", "SELECT origin, began, size FROM tlog_log",
                                    "SELECT origin, began, size FROM tlog_log FOR UPDATE" };
db::Query const make_log { "tlog.make_log", R"sql(
INSERT INTO tlog_log(one, origin, began, size) VALUES (1, $1, $2, 0) ON CONFLICT DO NOTHING
)sql" };
db::Query const update_size { "tlog.set_size", "UPDATE tlog_log SET size = $1" };
db::Query const select_zones { "tlog.zones", "SELECT zone, day FROM tlog_zone" };
db::Query const put_zone { "tlog.set_zone", R"sql(
INSERT INTO tlog_zone(zone, day) VALUES ($1, $2)
ON CONFLICT (zone) DO UPDATE SET day = excluded.day
)sql" };
db::Query const select_places { "tlog.places", "SELECT unit, day, seq, whole FROM tlog_unit" };
// [{"unit": "…", "day": 18743, "seq": 4, "whole": 4}, …]
db::Query const put_places { "tlog.set_places",
                             R"sql(
INSERT INTO tlog_unit(unit, day, seq, whole)
SELECT json_extract(value, '$.unit'), json_extract(value, '$.day'), json_extract(value, '$.seq'),
    json_extract(value, '$.whole')
FROM json_each($1) WHERE true
ON CONFLICT (unit) DO UPDATE SET day = excluded.day, seq = excluded.seq, whole = excluded.whole
)sql",
                             R"sql(
INSERT INTO tlog_unit(unit, day, seq, whole)
SELECT p.unit, p.day, p.seq, p.whole
FROM jsonb_to_recordset(CAST($1 AS JSONB)) AS p(unit TEXT, day BIGINT, seq BIGINT, whole BIGINT)
ON CONFLICT (unit) DO UPDATE SET day = excluded.day, seq = excluded.seq, whole = excluded.whole
)sql" };

// [{"n": 0, "unit": "…", "day": 18743, "of_day": 18743, "text": "{…}", "leaf": "…"}, …]
db::Query const add_lines { "tlog.insert_lines",
                            R"sql(
INSERT INTO tlog_line(n, unit, day, of_day, text, leaf)
SELECT json_extract(value, '$.n'), json_extract(value, '$.unit'), json_extract(value, '$.day'),
    json_extract(value, '$.of_day'), json_extract(value, '$.text'), json_extract(value, '$.leaf')
FROM json_each($1)
)sql",
                            R"sql(
INSERT INTO tlog_line(n, unit, day, of_day, text, leaf)
SELECT p.n, p.unit, p.day, p.of_day, p.text, p.leaf
FROM jsonb_to_recordset(CAST($1 AS JSONB))
    AS p(n BIGINT, unit TEXT, day BIGINT, of_day BIGINT, text TEXT, leaf TEXT)
)sql" };
db::Query const select_lines { "tlog.lines", R"sql(
SELECT n, unit, day, of_day, text, leaf FROM tlog_line WHERE n >= $1 ORDER BY n LIMIT $2
)sql" };
db::Query const select_of_unit { "tlog.lines_of", R"sql(
SELECT n, unit, day, of_day, text, leaf FROM tlog_line
WHERE unit = $1 AND (day, of_day) > ($2, $3) ORDER BY day, of_day LIMIT 500
)sql" };
db::Query const select_about { "tlog.lines_about", R"sql(
SELECT n, unit, text FROM tlog_line WHERE unit = $1 AND of_day = $2 AND n > $3 ORDER BY n LIMIT 100
)sql" };
db::Query const select_line { "tlog.line", "SELECT n, unit, text FROM tlog_line WHERE n = $1" };
db::Query const count_hashes { "tlog.hash_count", "SELECT COUNT(*) FROM tlog_hash" };

db::Query const select_leaves { "tlog.leaves", R"sql(
SELECT leaf FROM tlog_line WHERE n >= $1 AND n < $2 ORDER BY n
)sql" };
db::Query const select_hashes { "tlog.hashes", R"sql(
SELECT hash FROM tlog_hash WHERE level = $3 AND n >= $1 AND n < $2 ORDER BY n
)sql" };
db::Query const add_hash { "tlog.insert_hash", R"sql(
INSERT INTO tlog_hash(level, n, hash) VALUES ($1, $2, $3)
)sql" };

db::Query const add_checkpoint { "tlog.insert_checkpoint", R"sql(
INSERT INTO tlog_checkpoint(size, root, note, at) VALUES ($1, $2, $3, $4)
)sql" };
db::Query const select_newest { "tlog.newest_checkpoint", R"sql(
SELECT size, root, note, at FROM tlog_checkpoint ORDER BY size DESC LIMIT 1
)sql" };
db::Query const select_after { "tlog.checkpoints_after", R"sql(
SELECT size, root, note, at FROM tlog_checkpoint WHERE size > $1 ORDER BY size LIMIT 1000
)sql" };

db::Query const select_watched { "tlog.watched", R"sql(
SELECT origin, verifier, size, root, note, at FROM tlog_watched ORDER BY origin LIMIT 1000
)sql" };
db::Query const select_watched_one { "tlog.watched_log", R"sql(
SELECT origin, verifier, size, root, note, at FROM tlog_watched WHERE origin = $1
)sql" };
db::Query const select_watched_locked { "tlog.watched_locked",
                                        R"sql(
SELECT origin, verifier, size, root, note, at FROM tlog_watched WHERE origin = $1
)sql",
                                        R"sql(
SELECT origin, verifier, size, root, note, at FROM tlog_watched WHERE origin = $1 FOR UPDATE
)sql" };
db::Query const add_watched { "tlog.insert_watched", R"sql(
INSERT INTO tlog_watched(origin, verifier, size, root, note, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
)sql" };
db::Query const put_watched { "tlog.update_watched", R"sql(
UPDATE tlog_watched SET size = $2, root = $3, note = $4, at = $5 WHERE origin = $1
)sql" };

db::Query const select_keys { "tlog.keys", R"sql(
SELECT n, purpose, public, salt, made_at, retired_at FROM tlog_key ORDER BY n DESC LIMIT 1000
)sql" };
db::Query const select_signing { "tlog.signing_key", R"sql(
SELECT n, purpose, public, salt, made_at, retired_at FROM tlog_key
WHERE purpose = $1 AND retired_at IS NULL
)sql" };
db::Query const add_key { "tlog.insert_key", R"sql(
INSERT INTO tlog_key(n, purpose, public, salt, made_at)
SELECT COALESCE(MAX(n), 0) + 1, $1, $2, $3, CAST($4 AS BIGINT) FROM tlog_key
WHERE TRUE ON CONFLICT DO NOTHING
)sql" };
db::Query const end_key { "tlog.retire_key", R"sql(
UPDATE tlog_key SET retired_at = $2 WHERE purpose = $1 AND retired_at IS NULL
)sql" };

struct ZoneRow {
    Zone zone {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(ZoneRow, (), (zone, day))

struct PlaceRow {
    UnitId unit {};
    std::int64_t day {};
    std::int64_t seq {};
    std::int64_t whole {};
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (unit, day, seq, whole))

template<class Row>
std::string list_text(std::vector<Row> const& rows)
{
    std::string text;
    for (auto const& row : rows) text += (text.empty() ? "[" : ",") + json_text(row);
    return text + "]";
}

} // namespace

std::optional<Log> log(db::Read& read) { return read.one<Log>(select_log); }

Log lock_log(db::Tx& tx, Log const& first)
{
    if (auto found = tx.one<Log>(select_log_locked)) return *found;
    tx.run(make_log, first.origin, first.began);
    return tx.value<Log>(select_log_locked);
}

void set_size(db::Tx& tx, std::int64_t size) { CHECK(tx.run(update_size, size) == 1); }

std::map<Zone, Day> zones(db::Read& read)
{
    std::map<Zone, Day> found;
    for (auto const& row : read.all<ZoneRow>(select_zones)) found[row.zone] = row.day;
    return found;
}

void set_zone(db::Tx& tx, Due const& due) { tx.run(put_zone, name_of(due.zone), due.day); }

std::map<UnitId, Place> places(db::Read& read)
{
    std::map<UnitId, Place> found;
    for (auto const& row : read.all<PlaceRow>(select_places))
        found[row.unit] = { Day::numbered(row.day), row.seq, row.whole };
    return found;
}

void set_places(db::Tx& tx, std::map<UnitId, Place> const& places)
{
    std::vector<PlaceRow> rows;
    for (auto const& [unit, place] : places)
        rows.push_back({ unit, place.day->number(), place.seq, place.whole });
    if (!rows.empty()) tx.run(put_places, list_text(rows));
}

void insert_lines(db::Tx& tx, std::vector<LineRow> const& rows)
{
    if (!rows.empty()) tx.run(add_lines, list_text(rows));
}

std::vector<LineRow> lines(db::Read& read, std::int64_t from, std::int64_t count)
{
    return read.all<LineRow>(select_lines, from, count);
}

std::vector<LineRow> lines_of(db::Read& read, UnitId unit, Day day, Day of)
{
    return read.all<LineRow>(select_of_unit, unit, day, of);
}

std::vector<Logged> lines_about(db::Read& read, UnitId unit, Day day)
{
    std::vector<Logged> all;
    for (std::int64_t after = -1;;) {
        auto const page = read.all<Logged>(select_about, unit, day, after);
        if (page.empty()) return all;
        all.insert(all.end(), page.begin(), page.end());
        after = page.back().n;
    }
}

std::optional<Logged> line(db::Read& read, std::int64_t n)
{
    return read.one<Logged>(select_line, n);
}

std::int64_t hash_count(db::Read& read) { return read.value<std::int64_t>(count_hashes); }

std::vector<std::string> hashes(db::Read& read, int level, std::int64_t from, std::int64_t count)
{
    if (level == 0) return read.all<std::string>(select_leaves, from, from + count);
    return read.all<std::string>(select_hashes, from, from + count,
                                 static_cast<std::int64_t>(level));
}

void insert_hash(db::Tx& tx, int level, std::int64_t n, std::string const& hash)
{
    tx.run(add_hash, static_cast<std::int64_t>(level), n, hash);
}

void insert_checkpoint(db::Tx& tx, SignedHead const& head)
{
    tx.run(add_checkpoint, head.size, head.root, head.note, head.at);
}

std::optional<SignedHead> newest_checkpoint(db::Read& read)
{
    return read.one<SignedHead>(select_newest);
}

std::vector<SignedHead> checkpoints_after(db::Read& read, std::int64_t size)
{
    return read.all<SignedHead>(select_after, size);
}

std::vector<Watched> watched(db::Read& read) { return read.all<Watched>(select_watched); }

std::optional<Watched> watched(db::Read& read, std::string_view origin)
{
    return read.one<Watched>(select_watched_one, origin);
}

std::optional<Watched> watched_locked(db::Tx& tx, std::string_view origin)
{
    return tx.one<Watched>(select_watched_locked, origin);
}

bool insert(db::Tx& tx, Watched const& log)
{
    return tx.run(add_watched, log.origin, log.verifier, log.size, log.root, log.note, log.at) == 1;
}

void update(db::Tx& tx, Watched const& log)
{
    CHECK(tx.run(put_watched, log.origin, log.size, log.root, log.note, log.at) == 1);
}

std::vector<Key> keys(db::Read& read) { return read.all<Key>(select_keys); }

std::optional<Key> signing_key(db::Read& read, Purpose purpose)
{
    return read.one<Key>(select_signing, purpose);
}

bool insert_key(db::Tx& tx, Key const& key)
{
    return tx.run(add_key, key.purpose, key.public_half, key.salt, key.made_at) == 1;
}

void retire_key(db::Tx& tx, Purpose purpose, Timestamp at) { tx.run(end_key, purpose, at); }

} // namespace store

} // namespace karya::tlog
