#include "support/database.h"
#include "db/postgres.h"
#include "db/schema.h"
#include <cstdlib>
#include <unistd.h>

namespace karya::test {

namespace {

std::string setting(char const* name)
{
    auto const* const value = std::getenv(name);
    return value ? value : "";
}

std::string schema_name() { return "t" + std::to_string(::getpid()); }

std::filesystem::path fresh_directory()
{
    auto const folder = std::filesystem::temp_directory_path() / ("karya-" + random_hex(8));
    std::filesystem::create_directories(folder);
    return folder;
}

/// A statement for each table of the test's schema, put together by `query`.
void run_for_tables(db::Query const& query)
{
    auto const connection = db::PostgresConnection::connect(Database::postgres());
    db::Value const ground[] = { schema_name() + "_ground" };
    auto cursor = connection->open(query, ground);
    cursor->next();
    std::string const statements { cursor->text(0) };
    // Append-only tables refuse by trigger; a replica's session fires none, foreign keys included.
    connection->script("SET session_replication_role = replica");
    connection->script(statements);
}

/// One schema a process, emptied between tests: migrating anew would cost more than the tests.
void empty_postgres()
{
    static db::Query const deletes { db::Query::Unlisted {}, "test.deletes", R"sql(
SELECT coalesce(string_agg('DELETE FROM ' || quote_ident(tablename), '; '), '') FROM pg_tables
WHERE schemaname = current_schema() AND tablename <> 'db_migration' AND $1 <> ''
)sql" };
    run_for_tables(deletes);
}

/// Keeps what a Ground has laid in a schema beside it, for every test that begins with it.
void keep_ground()
{
    static db::Query const copies { db::Query::Unlisted {}, "test.copies", R"sql(
SELECT 'CREATE SCHEMA ' || $1 || '; ' || string_agg('CREATE TABLE ' || $1 || '.'
    || quote_ident(tablename) || ' AS TABLE ' || quote_ident(tablename), '; ') FROM pg_tables
WHERE schemaname = current_schema() AND tablename <> 'db_migration'
)sql" };
    run_for_tables(copies);
}

void lay_ground_again()
{
    static db::Query const inserts { db::Query::Unlisted {}, "test.inserts", R"sql(
SELECT string_agg('INSERT INTO ' || quote_ident(tablename)
    || ' OVERRIDING SYSTEM VALUE SELECT * FROM ' || $1 || '.' || quote_ident(tablename), '; ')
FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'db_migration'
)sql" };
    empty_postgres();
    run_for_tables(inserts);
}

void make_schema()
{
    auto const connection = db::PostgresConnection::connect(setting("KARYA_TEST_POSTGRES"));
    connection->script("CREATE SCHEMA IF NOT EXISTS " + schema_name());
}

} // namespace

bool Database::on_postgres() { return setting("KARYA_TEST_ENGINE") == "postgres"; }

std::string Database::postgres()
{
    if (!on_postgres()) return {};
    return setting("KARYA_TEST_POSTGRES") + " options='-c search_path=" + schema_name() + "'";
}

void Database::open()
{
    auto engine = db::Engine::open({ .directory = m_directory, .postgres = postgres() });
    if (!engine.ok()) throw std::runtime_error { engine.error().why() };
    m_engine = engine.take();
}

Database::Database() : m_directory(fresh_directory())
{
    if (on_postgres()) make_schema();
    open();
    static bool migrated_once = false;
    if (!on_postgres() || !migrated_once) {
        auto const migrated = m_engine->migrate(db::schema());
        if (!migrated.ok()) throw std::runtime_error { migrated.error().why() };
        migrated_once = true;
    }
    if (on_postgres()) empty_postgres();
}

Database::Database(Ground lay) : m_directory(fresh_directory())
{
    static std::unique_ptr<Database> ground; // SQLite: its file is copied
    if (!ground) {
        ground = std::make_unique<Database>();
        lay(*ground);
        if (on_postgres()) keep_ground();
    }
    if (on_postgres()) {
        lay_ground_again();
    } else {
        auto const copied = ground->m_engine->copy_to(m_directory / "karya.db");
        if (!copied.ok()) throw std::runtime_error { copied.error().why() };
    }
    open();
}

Database::~Database()
{
    m_engine.reset();
    std::filesystem::remove_all(m_directory);
}

} // namespace karya::test
