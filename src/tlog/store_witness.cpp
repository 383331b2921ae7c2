#include "tlog/store.h"

namespace karya::tlog::store {

namespace {

db::Query const select_witnesses { "tlog.witnesses", R"sql(
SELECT name, verifier, url, size, state, at, tries FROM tlog_witness ORDER BY name LIMIT 100
)sql" };
db::Query const select_next_witness { "tlog.next_witness", R"sql(
SELECT name, verifier, url, size, state, at, tries FROM tlog_witness
WHERE size < $1 AND due_at <= $2 ORDER BY due_at, name LIMIT 1
)sql" };
db::Query const put_hold { "tlog.hold_witness", R"sql(
UPDATE tlog_witness SET due_at = $3 WHERE name = $1 AND due_at <= $2
)sql" };
db::Query const add_row { "tlog.insert_witness", R"sql(
INSERT INTO tlog_witness(name, verifier, url, size, state, at, tries, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $6) ON CONFLICT DO NOTHING
)sql" };
db::Query const put_asked { "tlog.set_asked", R"sql(
UPDATE tlog_witness SET size = $2, state = $3, at = $4, tries = $5, due_at = $6 WHERE name = $1
)sql" };
db::Query const delete_row { "tlog.delete_witness", "DELETE FROM tlog_witness WHERE name = $1" };
db::Query const select_checkpoint_locked { "tlog.checkpoint_locked",
                                           R"sql(
SELECT size, root, note, at FROM tlog_checkpoint WHERE size = $1
)sql",
                                           R"sql(
SELECT size, root, note, at FROM tlog_checkpoint WHERE size = $1 FOR UPDATE
)sql" };
db::Query const put_note { "tlog.set_note",
                           "UPDATE tlog_checkpoint SET note = $2 WHERE size = $1" };

} // namespace

std::vector<Witness> witnesses(db::Read& read) { return read.all<Witness>(select_witnesses); }

std::optional<Witness> next_witness(db::Read& read, std::int64_t size, Timestamp now)
{
    return read.one<Witness>(select_next_witness, size, now);
}

bool hold_witness(db::Tx& tx, std::string_view name, Timestamp now, Timestamp until)
{
    return tx.run(put_hold, name, now, until) == 1;
}

bool insert_witness(db::Tx& tx, Witness const& witness)
{
    return tx.run(add_row, witness.name, witness.verifier, witness.url, witness.size, witness.state,
                  witness.at, witness.tries)
        == 1;
}

void set_asked(db::Tx& tx, Witness const& witness, Timestamp due_at)
{
    tx.run(put_asked, witness.name, witness.size, witness.state, witness.at, witness.tries, due_at);
}

bool delete_witness(db::Tx& tx, std::string_view name) { return tx.run(delete_row, name) == 1; }

std::optional<SignedHead> checkpoint_locked(db::Tx& tx, std::int64_t size)
{
    return tx.one<SignedHead>(select_checkpoint_locked, size);
}

void set_note(db::Tx& tx, std::int64_t size, std::string_view note)
{
    CHECK(tx.run(put_note, size, note) == 1);
}

} // namespace karya::tlog::store
