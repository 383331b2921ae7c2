#include "base/json.h"
#include "premium/store.h"

namespace karya::premium::store {

namespace {

db::Query const select_factors { "premium.factors_on", R"sql(
SELECT version, since, difficulty, conduct FROM premium_factors
WHERE unit = $1 AND since <= $2 ORDER BY version DESC LIMIT 1
)sql" };
db::Query const select_last_factors { "premium.last_factors", R"sql(
SELECT version, since, difficulty, conduct FROM premium_factors
WHERE unit = $1 ORDER BY version DESC LIMIT 1
)sql" };
db::Query const insert_factors { "premium.add_factors", R"sql(
INSERT INTO premium_factors(unit, version, since, difficulty, conduct) VALUES ($1, $2, $3, $4, $5)
)sql" };
db::Query const select_wages { "premium.wages", R"sql(
SELECT version, since, kind, month, days, source FROM premium_wage
WHERE unit = $1 ORDER BY version DESC LIMIT 50
)sql" };
db::Query const select_wage { "premium.wage_on", R"sql(
SELECT version, since, kind, month, days, source FROM premium_wage
WHERE unit = $1 AND since <= $2 ORDER BY since DESC, version DESC LIMIT 1
)sql" };
db::Query const insert_wage { "premium.add_wage", R"sql(
INSERT INTO premium_wage(unit, version, since, kind, month, days, source)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };
db::Query const select_columns { "premium.columns",
                                 "SELECT columns FROM premium_columns WHERE unit = $1" };
db::Query const write_columns { "premium.put_columns", R"sql(
INSERT INTO premium_columns(unit, columns) VALUES ($1, $2)
ON CONFLICT (unit) DO UPDATE SET columns = excluded.columns
)sql" };

struct FactorsRow {
    std::int64_t version {};
    Day since {};
    std::string difficulty {};
    std::string conduct {};
};
BOOST_DESCRIBE_STRUCT(FactorsRow, (), (version, since, difficulty, conduct))

using Numbers = std::vector<std::int64_t>;

std::optional<Factors> factors_of(std::optional<FactorsRow> const& row)
{
    if (!row) return {};
    return Factors { .version = row->version,
                     .since = row->since,
                     .difficulty = from_json_text<Numbers>(row->difficulty).take(),
                     .conduct = from_json_text<Numbers>(row->conduct).take() };
}

} // namespace

std::optional<Factors> factors_on(db::Read& read, UnitId unit, Day day)
{
    return factors_of(read.one<FactorsRow>(select_factors, unit, day));
}

std::optional<Factors> last_factors(db::Read& read, UnitId unit)
{
    return factors_of(read.one<FactorsRow>(select_last_factors, unit));
}

void add_factors(db::Tx& tx, UnitId unit, Factors const& factors)
{
    tx.run(insert_factors, unit, factors.version, factors.since, json_text(factors.difficulty),
           json_text(factors.conduct));
}

std::vector<Wage> wages(db::Read& read, UnitId unit) { return read.all<Wage>(select_wages, unit); }

std::optional<Wage> wage_on(db::Read& read, UnitId unit, Day day)
{
    return read.one<Wage>(select_wage, unit, day);
}

void add_wage(db::Tx& tx, UnitId unit, Wage const& wage)
{
    tx.run(insert_wage, unit, wage.version, wage.since, wage.kind, wage.month, wage.days,
           wage.source);
}

std::vector<CardColumn> columns(db::Read& read, UnitId unit)
{
    auto const text = read.one<std::string>(select_columns, unit);
    if (!text) return {};
    return from_json_text<std::vector<CardColumn>>(*text).take(); // we wrote it
}

void put_columns(db::Tx& tx, UnitId unit, std::vector<CardColumn> const& columns)
{
    tx.run(write_columns, unit, json_text(columns));
}

} // namespace karya::premium::store
