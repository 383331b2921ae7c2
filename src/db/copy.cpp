#include "db/copy.h"
#include "db/open.h"
#include "db/postgres.h"
#include "db/sqlite.h"
#include <algorithm>
#include <deque>
#include <set>

namespace karya::db {

namespace {

using Unlisted = Query::Unlisted;

// Tables of db/ itself say how far this engine's schema and caches are.
Query const tables_here { Unlisted {}, "db.tables_here", R"sql(
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table'
    AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 3) <> 'db_'
ORDER BY name
)sql" };
Query const columns_here { Unlisted {}, "db.columns_here",
                           "SELECT name FROM pragma_table_info($1) ORDER BY name" };
Query const needed_here { Unlisted {}, "db.needed_here",
                          "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)" };
Query const tables_there { Unlisted {}, "db.tables_there", R"sql(
SELECT tablename FROM pg_tables
WHERE schemaname = current_schema() AND tablename <> 'db_migration' ORDER BY tablename
)sql" };
Query const columns_there { Unlisted {}, "db.columns_there", R"sql(
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = CAST($1 AS TEXT)
ORDER BY column_name COLLATE "C"
)sql" };
Query const numbered_there { Unlisted {}, "db.numbered_there", R"sql(
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND is_identity = 'YES'
)sql" };

/// Statements for names that only the database knows. A connection keeps what it prepared, so they
/// stay until the end.
class Statements {
public:
    Query const& add(std::string text)
    {
        m_texts.push_back(std::move(text));
        return m_queries.emplace_back(Unlisted {}, "db.copy", m_texts.back());
    }

private:
    std::deque<std::string> m_texts;
    std::deque<Query> m_queries;
};

std::string in_quotes(std::string_view name) { return '"' + std::string { name } + '"'; }

std::string listed(std::vector<std::string> const& names)
{
    std::string text;
    for (auto const& name : names) text += (text.empty() ? "" : ", ") + in_quotes(name);
    return text;
}

/// A cell as COPY reads it.
void add_cell(std::string& line, Cursor& row, int column)
{
    if (row.null(column)) {
        line += "\\N";
        return;
    }
    for (char const letter : row.text(column)) switch (letter) {
        case '\\': line += "\\\\"; break;
        case '\n': line += "\\n"; break;
        case '\r': line += "\\r"; break;
        case '\t': line += "\\t"; break;
        default: line += letter;
        }
}

std::vector<std::string> names(Connection& connection, Query const& query,
                               std::span<Value const> values = {})
{
    std::vector<std::string> found;
    auto const cursor = connection.open(query, values);
    while (cursor->next()) found.emplace_back(cursor->text(0));
    return found;
}

bool is_empty(Connection& connection, Statements& statements)
{
    return std::ranges::none_of(names(connection, tables_there), [&](auto const& name) {
        auto const& first = statements.add("SELECT 1 FROM " + in_quotes(name) + " LIMIT 1");
        return connection.open(first, {})->next();
    });
}

struct Table {
    std::string name {};
    std::vector<std::string> columns {};
    std::int64_t rows {};
};

class Copying {
public:
    using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

    Copying(Settings const& from, Settings const& to, std::span<std::string_view const> made_anew,
            Progress const& progress)
        : m_from(open_sqlite(from.directory / "karya.db", Access::read)),
          m_to(PostgresConnection::connect(to.postgres)),
          m_made_anew(made_anew),
          m_progress(progress)
    {
    }

    /// What is not committed falls away with the connection.
    Result<std::int64_t> run()
    {
        m_from->script("BEGIN");
        m_to->script("BEGIN");
        if (!is_empty(*m_to, m_statements)) return not_empty;
        auto const tables = tables_in_order();
        for (auto const& table : tables) m_total += table.rows;
        for (auto const& table : tables) copy(table);
        go_on_counting();
        m_to->script("COMMIT");
        return m_done;
    }

private:
    std::int64_t number(Connection& connection, std::string text)
    {
        auto const cursor = connection.open(m_statements.add(std::move(text)), {});
        CHECK(cursor->next());
        return cursor->integer(0);
    }

    /// A table comes after those that its rows point to.
    std::vector<Table> tables_in_order()
    {
        std::vector<Table> ordered;
        std::set<std::string> placed;
        auto left = names(*m_from, tables_here);
        std::erase_if(left, [&](auto const& name) {
            return std::ranges::find(m_made_anew, name) != m_made_anew.end();
        });
        while (!left.empty()) {
            auto const before = left.size();
            std::erase_if(left, [&](auto const& name) {
                if (!all_needed_in(placed, name)) return false;
                ordered.push_back(table(name));
                placed.insert(name);
                return true;
            });
            CHECK(left.size() < before); // tables that point at each other
        }
        return ordered;
    }
    bool all_needed_in(std::set<std::string> const& placed, std::string const& name)
    {
        Value const values[] = { name };
        return std::ranges::all_of(names(*m_from, needed_here, values), [&](auto const& needed) {
            return needed == name || placed.contains(needed);
        });
    }
    Table table(std::string const& name)
    {
        Value const values[] = { name };
        auto columns = names(*m_from, columns_here, values);
        if (columns != names(*m_to, columns_there, values))
            throw Failure { Trouble::other, name + " is not the same table in both" };
        return { name, std::move(columns),
                 number(*m_from, "SELECT count(*) FROM " + in_quotes(name)) };
    }

    void copy(Table const& table)
    {
        auto const name = in_quotes(table.name);
        m_to->script("ALTER TABLE " + name + " DISABLE TRIGGER USER");
        auto const rows = m_from->open(
            m_statements.add("SELECT " + listed(table.columns) + " FROM " + name), {});
        auto const columns = static_cast<int>(table.columns.size());
        bool more = true;
        auto const came = m_to->copy_in(
            "COPY " + name + "(" + listed(table.columns) + ") FROM STDIN",
            [&](std::string& lines) { return some_rows(*rows, more, columns, lines); });
        m_to->script("ALTER TABLE " + name + " ENABLE TRIGGER USER");
        if (came != table.rows)
            throw Failure { Trouble::other, table.name + " did not come whole" };
    }
    /// `more` is false once the last row was read: asked again, SQLite would begin anew.
    bool some_rows(Cursor& rows, bool& more, int columns, std::string& lines)
    {
        constexpr std::size_t enough = 64 * 1024;
        lines.clear();
        while (more && lines.size() < enough) {
            more = rows.next();
            if (!more) break;
            for (int column = 0; column < columns; ++column) {
                if (column > 0) lines += '\t';
                add_cell(lines, rows, column);
            }
            lines += '\n';
            ++m_done;
        }
        if (m_progress) m_progress(m_done, m_total);
        return !lines.empty();
    }

    /// Numbers that the database gives by itself go on behind those that came.
    void go_on_counting()
    {
        std::vector<std::pair<std::string, std::string>> numbered;
        {
            auto const cursor = m_to->open(numbered_there, {});
            while (cursor->next()) numbered.emplace_back(cursor->text(0), cursor->text(1));
        }
        for (auto const& [name, column] : numbered)
            number(*m_to,
                   "SELECT setval(pg_get_serial_sequence('" + in_quotes(name) + "', '" + column
                       + "'), (SELECT coalesce(max(" + in_quotes(column) + "), 0) + 1 FROM "
                       + in_quotes(name) + "), false)");
    }

    Statements m_statements;
    std::unique_ptr<Connection> m_from;
    std::unique_ptr<PostgresConnection> m_to;
    std::span<std::string_view const> m_made_anew;
    Progress const& m_progress;
    std::int64_t m_done { 0 };
    std::int64_t m_total { 0 };
};

} // namespace

Result<void> check_empty(Settings const& to)
{
    try {
        Statements statements;
        auto const connection = PostgresConnection::connect(to.postgres);
        if (!is_empty(*connection, statements)) return not_empty;
        return {};
    } catch (Failure const& failure) {
        return error_of(failure);
    }
}

Result<std::int64_t> copy_to_postgres(
    Settings const& from, Settings const& to, std::span<std::string_view const> made_anew,
    std::function<void(std::int64_t done, std::int64_t total)> const& progress)
{
    try {
        return Copying { from, to, made_anew, progress }.run();
    } catch (Failure const& failure) {
        return error_of(failure);
    }
}

} // namespace karya::db
