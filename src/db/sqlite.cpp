#include "db/sqlite.h"
#include "db/failure.h"
#include <sqlite3.h>
#include <unordered_map>

namespace karya::db {

namespace {

[[noreturn]] void fail(sqlite3* handle, std::string_view where)
{
    int const extended = sqlite3_extended_errcode(handle);
    auto const message = std::string { where } + ": " + sqlite3_errmsg(handle);
    switch (extended & 0xff) {
    case SQLITE_BUSY: throw Failure { Trouble::retry, message };
    case SQLITE_FULL: throw Failure { Trouble::full, message };
    case SQLITE_IOERR: // an fsync error must not be retried as if nothing had happened
        throw Failure { extended == SQLITE_IOERR_WRITE ? Trouble::full : Trouble::broken, message };
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: throw Failure { Trouble::broken, message };
    case SQLITE_CONSTRAINT:
        throw Failure { extended == SQLITE_CONSTRAINT_UNIQUE
                                || extended == SQLITE_CONSTRAINT_PRIMARYKEY
                            ? Trouble::retry
                            : Trouble::constraint,
                        message };
    default: throw Failure { Trouble::other, message };
    }
}

/// A prepared statement with the place of each `$n`: SQLite takes `$n` for a name, so its index is
/// looked up once.
struct Statement {
    sqlite3_stmt* handle { nullptr };
    std::vector<int> places; ///< places[i] is the index of $<i+1>, 0 when unused
    bool busy { false };
};

class SqliteCursor final : public Cursor {
public:
    SqliteCursor(sqlite3* handle, Statement& statement, Query const& query)
        : m_handle(handle),
          m_statement(statement),
          m_query(query)
    {
        m_statement.busy = true;
    }
    SqliteCursor(SqliteCursor const&) = delete;
    SqliteCursor& operator=(SqliteCursor const&) = delete;
    ~SqliteCursor() override
    {
        sqlite3_reset(m_statement.handle);
        m_statement.busy = false;
    }

    bool next() override
    {
        int const step = sqlite3_step(m_statement.handle);
        if (step == SQLITE_ROW) return true;
        if (step != SQLITE_DONE) fail(m_handle, m_query.name);
        return false;
    }
    std::int64_t integer(int column) override
    {
        return sqlite3_column_int64(m_statement.handle, column);
    }
    std::string_view text(int column) override
    {
        auto const* bytes = static_cast<char const*>(
            sqlite3_column_blob(m_statement.handle, column));
        auto const size = sqlite3_column_bytes(m_statement.handle, column);
        return bytes ? std::string_view { bytes, static_cast<std::size_t>(size) }
                     : std::string_view {};
    }
    bool null(int column) override
    {
        return sqlite3_column_type(m_statement.handle, column) == SQLITE_NULL;
    }

private:
    sqlite3* m_handle;
    Statement& m_statement;
    Query const& m_query;
};

class SqliteConnection final : public Connection {
public:
    SqliteConnection(std::filesystem::path const& file, Access access)
    {
        int const flags = access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                  : SQLITE_OPEN_READONLY;
        if (sqlite3_open_v2(file.c_str(), &m_handle, flags | SQLITE_OPEN_NOMUTEX, nullptr)) {
            Failure const failure { Trouble::lost, sqlite3_errmsg(m_handle) };
            sqlite3_close(m_handle);
            throw failure;
        }
        sqlite3_extended_result_codes(m_handle, 1);
        sqlite3_busy_timeout(m_handle, 5000);
        if (access == Access::write)
            script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                   "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;");
        else
            script("PRAGMA cache_size=-4096;");
        script("PRAGMA foreign_keys=ON; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY;"
               "PRAGMA trusted_schema=OFF;");
    }
    SqliteConnection(SqliteConnection const&) = delete;
    SqliteConnection& operator=(SqliteConnection const&) = delete;
    ~SqliteConnection() override
    {
        for (auto const& [query, statement] : m_statements) sqlite3_finalize(statement.handle);
        sqlite3_close(m_handle);
    }

    std::unique_ptr<Cursor> open(Query const& query, std::span<Value const> values) override
    {
        auto& statement = prepared(query);
        bind(statement, values, query);
        return std::make_unique<SqliteCursor>(m_handle, statement, query);
    }
    std::int64_t run(Query const& query, std::span<Value const> values) override
    {
        auto& statement = prepared(query);
        bind(statement, values, query);
        SqliteCursor cursor { m_handle, statement, query };
        while (cursor.next()) { }
        return sqlite3_changes64(m_handle);
    }
    void script(std::string_view sql, std::chrono::seconds = answer_within) override
    {
        if (sqlite3_exec(m_handle, std::string { sql }.c_str(), nullptr, nullptr, nullptr))
            fail(m_handle, "script");
    }
    void alone(std::string_view) override { }
    void prepare(Query const& query) override { prepared(query); }

private:
    Statement& prepared(Query const& query)
    {
        auto& statement = m_statements[&query];
        CHECK(!statement.busy); // one cursor of a query at a time
        if (statement.handle) return statement;
        if (sqlite3_prepare_v3(m_handle, query.sql.data(), static_cast<int>(query.sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement.handle, nullptr))
            fail(m_handle, query.name);
        for (int i = 1; i <= 64; ++i) {
            auto const name = "$" + std::to_string(i);
            statement.places.push_back(
                sqlite3_bind_parameter_index(statement.handle, name.c_str()));
        }
        return statement;
    }

    void bind(Statement& statement, std::span<Value const> values, Query const& query)
    {
        CHECK(values.size() <= statement.places.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (statement.places[i] == 0) continue;
            if (bind_one(statement.handle, statement.places[i], values[i]) != SQLITE_OK)
                fail(m_handle, query.name);
        }
    }

    /// Text must outlive the step: SQLITE_STATIC holds for `run` and `one`; a cursor that outlives
    /// its caller's temporaries needs a copy, so copies are made throughout.
    static int bind_one(sqlite3_stmt* handle, int place, Value const& value)
    {
        auto const text = [&](std::string_view words) {
            return sqlite3_bind_text64(handle, place, words.data() ? words.data() : "",
                                       words.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        };
        if (auto const* number = std::get_if<std::int64_t>(&value))
            return sqlite3_bind_int64(handle, place, *number);
        if (auto const* words = std::get_if<std::string_view>(&value)) return text(*words);
        if (auto const* words = std::get_if<std::string>(&value)) return text(*words);
        return sqlite3_bind_null(handle, place);
    }

    sqlite3* m_handle { nullptr };
    std::unordered_map<Query const*, Statement> m_statements;
};

/// Stops at the first damaged page of the copy.
void check_copy(sqlite3* copy)
{
    bool sound = false;
    auto const note = [](void* seen, int, char** columns, char**) {
        *static_cast<bool*>(seen) = std::string_view { columns[0] } == "ok";
        return 0;
    };
    if (sqlite3_exec(copy, "PRAGMA quick_check(1)", note, &sound, nullptr)) fail(copy, "copy");
    if (!sound) throw Failure { Trouble::broken, "the copy does not pass quick_check" };
}

} // namespace

std::unique_ptr<Connection> open_sqlite(std::filesystem::path const& file, Access access)
{
    // SQLite's count of its memory is one lock for all threads, and nobody reads it.
    static auto const uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    CHECK(uncounted == SQLITE_OK);
    return std::make_unique<SqliteConnection>(file, access);
}

void copy_sqlite(std::filesystem::path const& file, std::filesystem::path const& target)
{
    sqlite3* from = nullptr;
    sqlite3* into = nullptr;
    auto const close = [&] {
        sqlite3_close(from);
        sqlite3_close(into);
    };
    try {
        if (sqlite3_open_v2(file.c_str(), &from, SQLITE_OPEN_READONLY, nullptr)) fail(from, "copy");
        if (sqlite3_open(target.c_str(), &into)) fail(into, "copy");
        sqlite3_busy_timeout(from, 5000);
        // The held read transaction fixes the snapshot; without it every write restarts the copy.
        if (sqlite3_exec(from, "BEGIN; SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr))
            fail(from, "copy");
        auto* const backup = sqlite3_backup_init(into, "main", from, "main");
        if (!backup) fail(into, "copy");
        int step = SQLITE_OK;
        while (step == SQLITE_OK) step = sqlite3_backup_step(backup, 256);
        sqlite3_backup_finish(backup);
        if (step != SQLITE_DONE) fail(into, "copy");
        check_copy(into);
    } catch (...) {
        close();
        throw;
    }
    close();
}

} // namespace karya::db
