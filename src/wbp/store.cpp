#include "wbp/store.h"

namespace karya::wbp::store {

namespace {

db::Query const take_next { "wbp.next_n", R"sql(
INSERT INTO wbp_unit(unit, last) VALUES ($1, 1)
ON CONFLICT (unit) DO UPDATE SET last = wbp_unit.last + 1
RETURNING last
)sql" };
db::Query const insert_worker { "wbp.add", R"sql(
INSERT INTO wbp_worker(id, unit, n, child, since, register_mark, sealed_register, sealed_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const insert_key { "wbp.add_key", R"sql(
INSERT INTO wbp_key(worker, sealed_key) VALUES ($1, $2)
)sql" };
db::Query const select_worker { "wbp.worker", R"sql(
SELECT id, unit, n, child, since, left_on, erased_at FROM wbp_worker WHERE id = $1 AND unit = $2
)sql" };
// Written as it is, so that it is this command's until the end.
db::Query const hold_worker { "wbp.hold", R"sql(
UPDATE wbp_worker SET n = n WHERE id = $1 AND unit = $2
RETURNING id, unit, n, child, since, left_on, erased_at
)sql" };
db::Query const select_by_mark { "wbp.by_mark", R"sql(
SELECT id, unit, n, child, since, left_on, erased_at FROM wbp_worker
WHERE unit = $1 AND register_mark = $2
)sql" };
db::Query const select_here { "wbp.here", R"sql(
SELECT id, unit, n, child, since, left_on, erased_at FROM wbp_worker
WHERE unit = $1 AND n > $2 AND left_on IS NULL ORDER BY n LIMIT 500
)sql" };
db::Query const select_everybody { "wbp.everybody", R"sql(
SELECT id, unit, n, child, since, left_on, erased_at FROM wbp_worker
WHERE unit = $1 AND n > $2 ORDER BY n LIMIT 500
)sql" };
db::Query const update_identity { "wbp.set_identity", R"sql(
UPDATE wbp_worker SET register_mark = $2, sealed_register = $3, sealed_name = $4
WHERE id = $1 AND erased_at IS NULL
)sql" };
db::Query const update_left { "wbp.set_left", R"sql(
UPDATE wbp_worker SET left_on = $2 WHERE id = $1
)sql" };
db::Query const delete_key { "wbp.destroy_key", "DELETE FROM wbp_key WHERE worker = $1" };
db::Query const update_erased { "wbp.set_erased", R"sql(
UPDATE wbp_worker SET erased_at = $2, register_mark = NULL, sealed_register = '',
    sealed_name = ''
WHERE id = $1 AND erased_at IS NULL
)sql" };
db::Query const select_key { "wbp.key", "SELECT sealed_key FROM wbp_key WHERE worker = $1" };

db::Query const insert_consent { "wbp.add_consent", R"sql(
INSERT INTO wbp_consent(id, worker, purpose, paper, given_on) VALUES ($1, $2, $3, $4, $5)
)sql" };
db::Query const update_revoked { "wbp.revoke_consent", R"sql(
UPDATE wbp_consent SET revoked_on = CASE WHEN given_on > $3 THEN given_on ELSE $3 END
WHERE worker = $1 AND purpose = $2 AND revoked_on IS NULL
)sql" };
db::Query const update_revoked_all { "wbp.revoke_consents", R"sql(
UPDATE wbp_consent SET revoked_on = CASE WHEN given_on > $2 THEN given_on ELSE $2 END
WHERE worker = $1 AND revoked_on IS NULL
)sql" };
db::Query const select_consents { "wbp.consents", R"sql(
SELECT id, purpose, paper, given_on, revoked_on FROM wbp_consent WHERE worker = $1
ORDER BY id DESC LIMIT 100
)sql" };
db::Query const count_standing { "wbp.consent_stands", R"sql(
SELECT COUNT(*) FROM wbp_consent WHERE worker = $1 AND purpose = $2 AND revoked_on IS NULL
)sql" };

db::Query const insert_reading { "wbp.add_reading", R"sql(
INSERT INTO wbp_reading(id, unit, officer, until, purpose) VALUES ($1, $2, $3, $4, $5)
)sql" };
db::Query const insert_read { "wbp.add_read", R"sql(
INSERT INTO wbp_read(reading, worker) VALUES ($1, $2)
)sql" };
db::Query const select_reading { "wbp.reading", R"sql(
SELECT id, unit, officer, until, purpose FROM wbp_reading WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_boxes { "wbp.boxes", R"sql(
SELECT w.id AS worker, k.sealed_key, w.register_mark, w.sealed_register, w.sealed_name
FROM wbp_read r JOIN wbp_worker w ON w.id = r.worker JOIN wbp_key k ON k.worker = w.id
WHERE r.reading = $1 AND w.erased_at IS NULL ORDER BY w.n
)sql" };
db::Query const select_person { "wbp.person", R"sql(
SELECT sealed_register, sealed_name FROM wbp_worker
WHERE id = $1 AND unit = $2 AND erased_at IS NULL
)sql" };
db::Query const select_readers { "wbp.readers", R"sql(
SELECT g.until AS at, g.officer, g.purpose FROM wbp_read r JOIN wbp_reading g ON g.id = r.reading
WHERE r.worker = $1 ORDER BY r.reading DESC LIMIT 100
)sql" };

} // namespace

std::int64_t next_n(db::Tx& tx, UnitId unit) { return tx.value<std::int64_t>(take_next, unit); }

void add(db::Tx& tx, Worker const& worker, std::string_view sealed_key, Sealed const& box)
{
    tx.run(insert_worker, worker.id, worker.unit, worker.n, worker.child, worker.since,
           box.register_mark, box.sealed_register, box.sealed_name);
    tx.run(insert_key, worker.id, sealed_key);
}

std::optional<Worker> worker(db::Read& read, UnitId unit, WorkerId id)
{
    return read.one<Worker>(select_worker, id, unit);
}

std::optional<Worker> held(db::Tx& tx, UnitId unit, WorkerId id)
{
    return tx.one<Worker>(hold_worker, id, unit);
}

std::optional<Worker> by_mark(db::Read& read, UnitId unit, std::string_view mark)
{
    return read.one<Worker>(select_by_mark, unit, mark);
}

std::vector<Worker> here(db::Read& read, UnitId unit, std::int64_t after)
{
    return read.all<Worker>(select_here, unit, after);
}

std::vector<Worker> everybody(db::Read& read, UnitId unit, std::int64_t after)
{
    return read.all<Worker>(select_everybody, unit, after);
}

void set_identity(db::Tx& tx, WorkerId id, Sealed const& box)
{
    CHECK(tx.run(update_identity, id, box.register_mark, box.sealed_register, box.sealed_name)
          == 1);
}

void set_left(db::Tx& tx, WorkerId id, std::optional<Day> left_on)
{
    CHECK(tx.run(update_left, id, left_on) == 1);
}

void destroy(db::Tx& tx, WorkerId id, Timestamp at)
{
    tx.run(delete_key, id);
    CHECK(tx.run(update_erased, id, at) == 1);
}

std::optional<std::string> key(db::Read& read, WorkerId id)
{
    return read.one<std::string>(select_key, id);
}

void add_consent(db::Tx& tx, WorkerId worker, Consent const& consent)
{
    tx.run(insert_consent, consent.id, worker, consent.purpose, consent.paper, consent.given_on);
}

bool revoke(db::Tx& tx, WorkerId worker, Purpose purpose, Day on)
{
    return tx.run(update_revoked, worker, purpose, on) == 1;
}

void revoke_all(db::Tx& tx, WorkerId worker, Day on) { tx.run(update_revoked_all, worker, on); }

std::vector<Consent> consents(db::Read& read, WorkerId worker)
{
    return read.all<Consent>(select_consents, worker);
}

bool stands(db::Read& read, WorkerId worker, Purpose purpose)
{
    return read.value<std::int64_t>(count_standing, worker, purpose) > 0;
}

void add_reading(db::Tx& tx, Reading const& reading)
{
    tx.run(insert_reading, reading.id, reading.unit, reading.officer, reading.until,
           reading.purpose);
}

void add_read(db::Tx& tx, ReadingId reading, WorkerId worker)
{
    tx.run(insert_read, reading, worker);
}

std::optional<Reading> reading(db::Read& read, UnitId unit, ReadingId id)
{
    return read.one<Reading>(select_reading, id, unit);
}

std::vector<Box> boxes(db::Read& read, ReadingId reading)
{
    return read.all<Box>(select_boxes, reading);
}

std::optional<Person> person(db::Read& read, UnitId unit, WorkerId id)
{
    return read.one<Person>(select_person, id, unit);
}

std::vector<ReadLine> readers_of(db::Read& read, WorkerId worker)
{
    return read.all<ReadLine>(select_readers, worker);
}

} // namespace karya::wbp::store
