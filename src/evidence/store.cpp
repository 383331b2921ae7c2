#include "evidence/store.h"

namespace karya::evidence::store {

namespace {

db::Query const select_next { "evidence.next_n", R"sql(
SELECT COALESCE(MAX(n), 0) + 1 FROM evidence_sample WHERE unit = $1
)sql" };
db::Query const add_sample { "evidence.insert", R"sql(
INSERT INTO evidence_sample(id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at,
    made_by, made_name, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')
)sql" };
db::Query const add_pick { "evidence.insert_pick", R"sql(
INSERT INTO evidence_pick(sample, n, seq, entry, words) VALUES ($1, $2, $3, $4, '')
)sql" };
db::Query const select_one { "evidence.sample", R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE id = $1
)sql" };
db::Query const select_locked { "evidence.sample_locked",
                                R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE id = $1
)sql",
                                R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE id = $1 FOR UPDATE
)sql" };
db::Query const select_open { "evidence.open_sample", R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE unit = $1 AND closed_at IS NULL ORDER BY n LIMIT 1
)sql" };
db::Query const select_of { "evidence.samples_of", R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE unit = $1 ORDER BY n DESC LIMIT 100
)sql" };
db::Query const select_all { "evidence.samples", R"sql(
SELECT id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by, made_name,
    closed_at, closed_by, outcome, words
FROM evidence_sample WHERE (made_at, id) < ($1, $2) ORDER BY made_at DESC, id DESC LIMIT 200
)sql" };
db::Query const select_picks { "evidence.picks", R"sql(
SELECT n, seq, entry, verdict, words, at, officer FROM evidence_pick WHERE sample = $1 ORDER BY n
)sql" };
db::Query const put_pick { "evidence.set_pick", R"sql(
UPDATE evidence_pick SET verdict = $3, words = $4, at = $5, officer = $6
WHERE sample = $1 AND n = $2
)sql" };
db::Query const put_closed { "evidence.set_closed", R"sql(
UPDATE evidence_sample SET closed_at = $2, closed_by = $3, outcome = $4, words = $5
WHERE id = $1 AND closed_at IS NULL
)sql" };

} // namespace

std::int64_t next_n(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_next, unit);
}

void insert(db::Tx& tx, Sample const& sample, std::vector<Pick> const& picks)
{
    tx.run(add_sample, sample.id, sample.unit, sample.n, sample.first_day, sample.last_day,
           sample.seed, sample.covers, sample.drawn_from, sample.made_at, sample.made_by,
           sample.made_name);
    for (auto const& pick : picks) tx.run(add_pick, sample.id, pick.n, pick.seq, pick.entry);
}

std::optional<Sample> sample(db::Read& read, SampleId id)
{
    return read.one<Sample>(select_one, id);
}

std::optional<Sample> sample_locked(db::Tx& tx, SampleId id)
{
    return tx.one<Sample>(select_locked, id);
}

std::optional<Sample> open_sample(db::Read& read, UnitId unit)
{
    return read.one<Sample>(select_open, unit);
}

std::vector<Sample> samples_of(db::Read& read, UnitId unit)
{
    return read.all<Sample>(select_of, unit);
}

std::vector<Sample> samples(db::Read& read, Timestamp before, SampleId id)
{
    return read.all<Sample>(select_all, before, id);
}

std::vector<Pick> picks(db::Read& read, SampleId id) { return read.all<Pick>(select_picks, id); }

bool set_pick(db::Tx& tx, SampleId id, Pick const& pick)
{
    return tx.run(put_pick, id, pick.n, pick.verdict, pick.words, pick.at, pick.officer) == 1;
}

void set_closed(db::Tx& tx, Sample const& sample)
{
    CHECK(tx.run(put_closed, sample.id, sample.closed_at, sample.closed_by, sample.outcome,
                 sample.words)
          == 1);
}

} // namespace karya::evidence::store
