#include "labels/store.h"

namespace karya::labels::store {

namespace {

db::Query const add_sold { "labels.insert_sold", R"sql(
INSERT INTO labels_sold(unit, serial, sale, line, day) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, serial) DO NOTHING
)sql" };

db::Query const update_sold { "labels.set_sold", R"sql(
UPDATE labels_sold SET sale = $3, line = $4, day = $5 WHERE unit = $1 AND serial = $2
)sql" };

db::Query const select_sold { "labels.sold", R"sql(
SELECT sale, line, day FROM labels_sold WHERE unit = $1 AND serial = $2
)sql" };

db::Query const select_marked { "labels.is_marked", R"sql(
SELECT 1 FROM labels_sold WHERE sale = $1 UNION ALL
SELECT 1 FROM labels_doubt WHERE sale = $1 LIMIT 1
)sql" };

db::Query const count_sold { "labels.sold_with", R"sql(
SELECT count(*) FROM labels_sold WHERE sale = $1 AND line = $2
)sql" };

db::Query const select_labelled { "labels.labelled_sales", R"sql(
SELECT sold.sale, run.lot, count(*)
FROM labels_run run JOIN labels_sold sold
    ON sold.unit = run.unit AND sold.serial BETWEEN run.first AND run.last
WHERE run.unit = $1 AND run.variant = $2 AND run.lot <> ''
GROUP BY sold.sale, run.lot ORDER BY sold.sale, run.lot
)sql" };

db::Query const select_of_sale { "labels.of_sale", R"sql(
SELECT sold.line, sold.serial, run.id AS run
FROM labels_sold sold JOIN labels_run run
    ON run.unit = sold.unit AND sold.serial BETWEEN run.first AND run.last
WHERE sold.sale = $1 AND sold.unit = $2 ORDER BY sold.line, sold.serial
)sql" };

db::Query const delete_sold { "labels.drop_sold", R"sql(
DELETE FROM labels_sold WHERE sale = $1 AND line = $2
)sql" };

db::Query const add_doubt { "labels.insert_doubt", R"sql(
INSERT INTO labels_doubt(id, unit, sale, number, line, serial, reason, token, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql" };

db::Query const select_doubts { "labels.doubts", R"sql(
SELECT id, sale, number, line, serial, reason, at FROM labels_doubt
WHERE unit = $1 AND seen_at IS NULL ORDER BY id LIMIT 50
)sql" };

db::Query const count_doubts { "labels.doubt_count", R"sql(
SELECT count(*) FROM labels_doubt WHERE unit = $1 AND seen_at IS NULL
)sql" };

db::Query const mark_seen { "labels.settle_doubt", R"sql(
UPDATE labels_doubt SET seen_at = $3, seen_by = $4, seen_note = $5
WHERE id = $1 AND unit = $2 AND seen_at IS NULL
)sql" };

} // namespace

bool insert_sold(db::Tx& tx, UnitId unit, std::int64_t serial, Sold const& sold)
{
    return tx.run(add_sold, unit, serial, sold.sale, sold.line, sold.day) == 1;
}

void set_sold(db::Tx& tx, UnitId unit, std::int64_t serial, Sold const& sold)
{
    tx.run(update_sold, unit, serial, sold.sale, sold.line, sold.day);
}

std::optional<Sold> sold(db::Read& read, UnitId unit, std::int64_t serial)
{
    return read.one<Sold>(select_sold, unit, serial);
}

bool is_marked(db::Read& read, SaleId sale)
{
    return read.one<std::int64_t>(select_marked, sale).has_value();
}

std::vector<SoldLabel> labels_of(db::Read& read, UnitId unit, SaleId sale)
{
    return read.all<SoldLabel>(select_of_sale, sale, unit);
}

std::int64_t sold_with(db::Read& read, SaleId sale, std::int64_t line)
{
    return read.value<std::int64_t>(count_sold, sale, line);
}

std::vector<LabelledSale> labelled_sales(db::Read& read, UnitId unit, VariantId variant)
{
    return read.all<LabelledSale>(select_labelled, unit, variant);
}

void drop_sold(db::Tx& tx, SaleId sale, std::int64_t line) { tx.run(delete_sold, sale, line); }

void insert(db::Tx& tx, UnitId unit, Doubt const& doubt, std::string_view token)
{
    tx.run(add_doubt, doubt.id, unit, doubt.sale, doubt.number, doubt.line, doubt.serial,
           doubt.reason, token, doubt.at);
}

std::vector<Doubt> doubts(db::Read& read, UnitId unit)
{
    return read.all<Doubt>(select_doubts, unit);
}

std::int64_t doubt_count(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_doubts, unit);
}

bool settle_doubt(db::Tx& tx, UnitId unit, LabelDoubtId id, Look const& look)
{
    return tx.run(mark_seen, id, unit, look.at, look.officer, look.note) == 1;
}

} // namespace karya::labels::store
