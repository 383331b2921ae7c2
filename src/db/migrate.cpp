#include "db/migrate.h"
#include "db/failure.h"
#include <regex>
#include <set>

namespace karya::db {

namespace {

Query const applied { Query::Unlisted {}, "db.applied",
                      "SELECT module, number FROM db_migration ORDER BY module, number" };
Query const note { Query::Unlisted {}, "db.note_migration",
                   "INSERT INTO db_migration(module, number) VALUES (CAST($1 AS TEXT), $2)" };

constexpr std::string_view table = "CREATE TABLE IF NOT EXISTS db_migration(module TEXT NOT NULL, "
                                   "number INTEGER NOT NULL, PRIMARY KEY (module, number))";

using Step = std::pair<std::string, std::int64_t>;

std::set<Step> steps_done(Connection& connection)
{
    std::set<Step> done;
    auto const cursor = connection.open(applied, {});
    while (cursor->next()) done.emplace(cursor->text(0), cursor->integer(1));
    return done;
}

} // namespace

std::string for_postgres(std::string_view sqlite_schema)
{
    // Our own files, not input: std::regex is fine here.
    std::string sql { sqlite_schema };
    sql = std::regex_replace(sql, std::regex { R"(\bINTEGER\b)" }, "BIGINT");
    sql = std::regex_replace(sql, std::regex { R"(\bBLOB\b)" }, "BYTEA");
    sql = std::regex_replace(
        sql, std::regex { R"(\)\s*(STRICT|WITHOUT ROWID)(\s*,\s*(STRICT|WITHOUT ROWID))?\s*;)" },
        ");");
    return sql;
}

namespace {

bool has_all(std::span<Migration const> migrations, std::set<Step> done)
{
    for (auto const& step : migrations) done.erase({ std::string { step.module }, step.number });
    return done.empty();
}

/// What went wrong is told, not that there is nothing left to take back.
void undo(Connection& connection)
{
    succeeds([&] { connection.script("ROLLBACK"); });
}

} // namespace

Result<void> migrate(Connection& connection, Dialect dialect, std::span<Migration const> migrations)
{
    bool const sqlite = dialect == Dialect::sqlite;
    connection.script(sqlite ? std::string { table } : for_postgres(table));
    if (!has_all(migrations, steps_done(connection))) return newer_schema;
    for (auto const& step : migrations) {
        if (!step.dialect.empty() && (step.dialect == "sqlite") != sqlite) continue;
        connection.script(sqlite ? "BEGIN IMMEDIATE" : "BEGIN; LOCK TABLE db_migration",
                          data_within); // another node may be at it
        try {
            if (!steps_done(connection).contains({ std::string { step.module }, step.number })) {
                connection.script(sqlite || !step.dialect.empty() ? std::string { step.sql }
                                                                  : for_postgres(step.sql),
                                  data_within);
                Value const values[] = { std::string { step.module },
                                         std::int64_t { step.number } };
                connection.run(note, values);
            }
            connection.script("COMMIT");
        } catch (...) {
            undo(connection);
            throw;
        }
    }
    return {};
}

} // namespace karya::db
