#include "base/json.h"
#include "pnbp/store.h"

namespace karya::pnbp::store {

namespace {

db::Query const add_file { "pnbp.insert_file", R"sql(
INSERT INTO pnbp_file(id, unit, at, officer, columns, cells, bad_rows, below)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const drop_files { "pnbp.forget_files", R"sql(
DELETE FROM pnbp_file WHERE unit = $1 AND id NOT IN (
    SELECT id FROM pnbp_file WHERE unit = $1 ORDER BY id DESC LIMIT $2)
)sql" };
db::Query const select_file { "pnbp.file", R"sql(
SELECT id, at, officer, mapping FROM pnbp_file WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_table { "pnbp.table", R"sql(
SELECT columns, cells, bad_rows, below FROM pnbp_file WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_file_unit { "pnbp.unit_of_file",
                                   "SELECT unit FROM pnbp_file WHERE id = $1" };
db::Query const select_files { "pnbp.files", R"sql(
SELECT id, at, officer, mapping FROM pnbp_file WHERE unit = $1 ORDER BY id DESC LIMIT 10
)sql" };
db::Query const update_mapping { "pnbp.set_file_mapping", R"sql(
UPDATE pnbp_file SET mapping = $2 WHERE id = $1
)sql" };
db::Query const update_header { "pnbp.set_header", R"sql(
UPDATE pnbp_file SET columns = $2, below = $3, mapping = NULL WHERE id = $1
)sql" };
db::Query const write_mapping { "pnbp.set_mapping", R"sql(
INSERT INTO pnbp_mapping(unit, mapping) VALUES ($1, $2)
ON CONFLICT (unit) DO UPDATE SET mapping = excluded.mapping
)sql" };
db::Query const select_mapping { "pnbp.mapping",
                                 "SELECT mapping FROM pnbp_mapping WHERE unit = $1" };

struct TableRow {
    std::string columns {};
    std::string cells {};
    std::int64_t bad_rows {};
    std::int64_t below {};
};
BOOST_DESCRIBE_STRUCT(TableRow, (), (columns, cells, bad_rows, below))

template<class T>
T read_back(std::string const& json)
{
    auto value = from_json_text<T>(json);
    CHECK(value.ok()); // we wrote it
    return value.take();
}

} // namespace

void insert_file(db::Tx& tx, UnitId unit, SentTable const& table, MatchFile const& file)
{
    tx.run(add_file, file.id, unit, file.at, file.officer, json_text(table.columns),
           json_text(table.rows), table.bad_rows, table.below);
}

void forget_files(db::Tx& tx, UnitId unit, std::int64_t kept) { tx.run(drop_files, unit, kept); }

std::optional<MatchFile> file(db::Read& read, UnitId unit, MatchFileId id)
{
    return read.one<MatchFile>(select_file, id, unit);
}

std::optional<SentTable> table(db::Read& read, UnitId unit, MatchFileId id)
{
    auto const row = read.one<TableRow>(select_table, id, unit);
    if (!row) return {};
    return SentTable { read_back<std::vector<std::string>>(row->columns),
                       read_back<std::vector<std::vector<std::string>>>(row->cells), row->bad_rows,
                       row->below };
}

std::optional<UnitId> unit_of_file(db::Read& read, MatchFileId id)
{
    return read.one<UnitId>(select_file_unit, id);
}

std::vector<MatchFile> files(db::Read& read, UnitId unit)
{
    return read.all<MatchFile>(select_files, unit);
}

void set_header(db::Tx& tx, MatchFileId id, SentTable const& table)
{
    tx.run(update_header, id, json_text(table.columns), table.below);
}

void set_mapping(db::Tx& tx, UnitId unit, MatchFileId id, std::string_view mapping)
{
    tx.run(update_mapping, id, mapping);
    tx.run(write_mapping, unit, mapping);
}

std::optional<std::string> mapping(db::Read& read, UnitId unit)
{
    return read.one<std::string>(select_mapping, unit);
}

} // namespace karya::pnbp::store
