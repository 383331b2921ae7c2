#include "labels/store.h"

namespace karya::labels {

BOOST_DESCRIBE_STRUCT(Key, (), (n, kid, public_half, secret_salt, made_at, retired_at))

namespace store {

namespace {

db::Query const select_keys { "labels.keys", R"sql(
SELECT n, kid, public, salt, made_at, retired_at FROM labels_key ORDER BY n DESC LIMIT 1000
)sql" };
db::Query const select_signing { "labels.signing_key", R"sql(
SELECT n, kid, public, salt, made_at, retired_at FROM labels_key WHERE retired_at IS NULL
)sql" };
db::Query const select_key { "labels.key", R"sql(
SELECT n, kid, public, salt, made_at, retired_at FROM labels_key WHERE kid = $1
)sql" };
db::Query const add_key { "labels.insert_key", R"sql(
INSERT INTO labels_key(n, kid, public, salt, made_at)
SELECT COALESCE(MAX(n), 0) + 1, $1, $2, $3, CAST($4 AS BIGINT) FROM labels_key
WHERE TRUE ON CONFLICT DO NOTHING
)sql" };
db::Query const end_keys { "labels.retire_keys", R"sql(
UPDATE labels_key SET retired_at = $1 WHERE retired_at IS NULL
)sql" };

db::Query const take_next { "labels.take_serials", R"sql(
INSERT INTO labels_next(unit, serial) VALUES ($1, 1 + $2)
ON CONFLICT (unit) DO UPDATE SET serial = labels_next.serial + $2
RETURNING serial
)sql" };
db::Query const select_next_n { "labels.next_n", R"sql(
SELECT COUNT(*) + 1 FROM labels_run WHERE unit = $1
)sql" };
db::Query const add_run { "labels.insert_run", R"sql(
INSERT INTO labels_run(id, unit, n, variant, product, first, last, article, day, lot, kid, name,
    unit_name, origin, papers, price, made_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
)sql" };
db::Query const select_run { "labels.run", R"sql(
SELECT id, unit, n, variant, product, first, last, article, day, lot, kid, name, unit_name, origin,
    papers, price, made_at, made_by
FROM labels_run WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_unit { "labels.unit_of", "SELECT unit FROM labels_run WHERE id = $1" };
db::Query const select_runs { "labels.runs", R"sql(
SELECT id, unit, n, variant, product, first, last, article, day, lot, kid, name, unit_name, origin,
    papers, price, made_at, made_by
FROM labels_run WHERE unit = $1 AND n < $2 ORDER BY n DESC LIMIT 100
)sql" };
db::Query const select_with { "labels.run_with", R"sql(
SELECT id, unit, n, variant, product, first, last, article, day, lot, kid, name, unit_name, origin,
    papers, price, made_at, made_by
FROM labels_run WHERE unit = $1 AND first <= $2 AND last >= $2 ORDER BY first DESC LIMIT 1
)sql" };

db::Query const add_withdrawal { "labels.insert_withdrawal", R"sql(
INSERT INTO labels_withdrawal(id, run, unit, first, last, reason, at, officer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const select_withdrawals { "labels.withdrawals", R"sql(
SELECT id, first, last, reason, at, officer FROM labels_withdrawal WHERE run = $1
ORDER BY at, id LIMIT 100
)sql" };
db::Query const select_withdrawal { "labels.withdrawal_of", R"sql(
SELECT id, first, last, reason, at, officer FROM labels_withdrawal
WHERE run = $1 AND first <= $2 AND last >= $2 ORDER BY at, id LIMIT 1
)sql" };

db::Query const select_among { "labels.withdrawn_among", R"sql(
SELECT first, last FROM labels_withdrawal
WHERE run = $1 AND first <= $3 AND last >= $2 ORDER BY first
)sql" };

db::Query const select_goods { "labels.goods", R"sql(
SELECT r.unit, r.unit_name, r.article, r.name
FROM labels_run r
JOIN (SELECT unit, article, MAX(n) AS n FROM labels_run GROUP BY unit, article) newest
    ON newest.unit = r.unit AND newest.n = r.n
ORDER BY r.unit, r.article LIMIT 50000
)sql" };
db::Query const select_withdrawn { "labels.withdrawn", R"sql(
SELECT unit, first, last FROM labels_withdrawal
UNION ALL
SELECT run.unit, run.first, run.last
FROM labels_recall recall JOIN labels_run run ON run.unit = recall.unit AND run.lot = recall.lot
ORDER BY unit, first, last
)sql" };

db::Query const select_runs_of { "labels.runs_of", R"sql(
SELECT id, unit, n, variant, product, first, last, article, day, lot, kid, name, unit_name, origin,
    papers, price, made_at, made_by
FROM labels_run WHERE unit = $1 AND lot = $2 ORDER BY n DESC LIMIT 100
)sql" };
db::Query const add_recall { "labels.insert_recall", R"sql(
INSERT INTO labels_recall(unit, lot, reason, at, officer) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, lot) DO NOTHING
)sql" };
db::Query const select_recall { "labels.recall", R"sql(
SELECT reason, at, officer FROM labels_recall WHERE unit = $1 AND lot = $2
)sql" };

db::Query const select_called_back { "labels.called_back", R"sql(
SELECT first, last, reason FROM (
    SELECT first, last, reason, at FROM labels_withdrawal WHERE unit = $1
    UNION ALL
    SELECT run.first, run.last, recall.reason, recall.at
    FROM labels_recall recall JOIN labels_run run ON run.unit = recall.unit AND run.lot = recall.lot
    WHERE recall.unit = $1
) gone ORDER BY at DESC, first LIMIT 1000
)sql" };

db::Query const write_scan { "labels.add_scans", R"sql(
INSERT INTO labels_scan(unit, serial, count, first_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit, serial) DO UPDATE SET count = labels_scan.count + excluded.count
)sql" };
db::Query const select_scan { "labels.looks", R"sql(
SELECT count, first_day FROM labels_scan WHERE unit = $1 AND serial = $2
)sql" };
db::Query const add_report { "labels.insert_report", R"sql(
INSERT INTO labels_report(id, unit, serial, token, verdict, words, place, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const select_reports_of { "labels.reports_of", R"sql(
SELECT id, unit, serial, token, verdict, words, place, at FROM labels_report
WHERE unit = $1 ORDER BY id DESC LIMIT 100
)sql" };
db::Query const select_reports { "labels.reports", R"sql(
SELECT id, unit, serial, token, verdict, words, place, at FROM labels_report
ORDER BY id DESC LIMIT 1000
)sql" };

} // namespace

std::vector<Key> keys(db::Read& read) { return read.all<Key>(select_keys); }

std::optional<Key> signing_key(db::Read& read) { return read.one<Key>(select_signing); }

std::optional<Key> key(db::Read& read, std::string_view kid)
{
    return read.one<Key>(select_key, kid);
}

bool insert_key(db::Tx& tx, Key const& key)
{
    return tx.run(add_key, key.kid, key.public_half, key.secret_salt, key.made_at) == 1;
}

void retire_keys(db::Tx& tx, Timestamp at) { tx.run(end_keys, at); }

std::int64_t take_serials(db::Tx& tx, UnitId unit, std::int64_t count)
{
    return tx.value<std::int64_t>(take_next, unit, count) - count;
}

std::int64_t next_n(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_next_n, unit);
}

void insert(db::Tx& tx, PrintRun const& run)
{
    tx.run(add_run, run.id, run.unit, run.n, run.variant, run.product, run.first, run.last,
           run.article, run.day, run.lot, run.kid, run.name, run.unit_name, run.origin, run.papers,
           run.price, run.made_at, run.made_by);
}

std::optional<PrintRun> run(db::Read& read, UnitId unit, LabelRunId id)
{
    return read.one<PrintRun>(select_run, id, unit);
}

std::optional<UnitId> unit_of(db::Read& read, LabelRunId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::vector<PrintRun> runs(db::Read& read, UnitId unit, std::int64_t before)
{
    return read.all<PrintRun>(select_runs, unit, before);
}

std::optional<PrintRun> run_with(db::Read& read, UnitId unit, std::int64_t serial)
{
    return read.one<PrintRun>(select_with, unit, serial);
}

std::vector<LabelledGoods> goods(db::Read& read) { return read.all<LabelledGoods>(select_goods); }

std::vector<WithdrawnLabels> withdrawn(db::Read& read)
{
    return read.all<WithdrawnLabels>(select_withdrawn);
}

void insert(db::Tx& tx, PrintRun const& run, Withdrawal const& withdrawal)
{
    tx.run(add_withdrawal, withdrawal.id, run.id, run.unit, withdrawal.first, withdrawal.last,
           withdrawal.reason, withdrawal.at, withdrawal.officer);
}

std::vector<Withdrawal> withdrawals(db::Read& read, LabelRunId run)
{
    return read.all<Withdrawal>(select_withdrawals, run);
}

std::vector<Stretch> withdrawn_among(db::Read& read, LabelRunId run, Stretch const& serials)
{
    return read.all<Stretch>(select_among, run, serials.first, serials.last);
}

std::optional<Withdrawal> withdrawal_of(db::Read& read, LabelRunId run, std::int64_t serial)
{
    return read.one<Withdrawal>(select_withdrawal, run, serial);
}

std::vector<PrintRun> runs_of(db::Read& read, UnitId unit, std::string_view lot)
{
    return read.all<PrintRun>(select_runs_of, unit, lot);
}

void insert_recall(db::Tx& tx, UnitId unit, std::string_view lot, Recall const& recall)
{
    tx.run(add_recall, unit, lot, recall.reason, recall.at, recall.officer);
}

std::optional<Recall> recall(db::Read& read, UnitId unit, std::string_view lot)
{
    return read.one<Recall>(select_recall, unit, lot);
}

std::vector<CalledBack> called_back(db::Read& read, UnitId unit)
{
    return read.all<CalledBack>(select_called_back, unit);
}

void add_scans(db::Tx& tx, UnitId unit, std::int64_t serial, Looks const& looks)
{
    tx.run(write_scan, unit, serial, looks.count, looks.first_day);
}

std::optional<Looks> looks(db::Read& read, UnitId unit, std::int64_t serial)
{
    return read.one<Looks>(select_scan, unit, serial);
}

void insert(db::Tx& tx, Report const& report)
{
    tx.run(add_report, report.id, report.unit, report.serial, report.token, report.verdict,
           report.words, report.place, report.at);
}

std::vector<Report> reports_of(db::Read& read, UnitId unit)
{
    return read.all<Report>(select_reports_of, unit);
}

std::vector<Report> reports(db::Read& read) { return read.all<Report>(select_reports); }

} // namespace store

} // namespace karya::labels
