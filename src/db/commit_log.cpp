#include "db/commit_log.h"
#include "db/tags.h"
#include <random>

namespace karya::db {

namespace {

constexpr std::int64_t notes_max = 20'000; // older ones are forgotten: who missed them drops all
constexpr std::int64_t forget_every = 1'000;

constexpr std::string_view table = "CREATE TABLE IF NOT EXISTS db_commit("
                                   "number INTEGER PRIMARY KEY, writer INTEGER NOT NULL, "
                                   "tags TEXT NOT NULL) STRICT";

Query const begin { Query::Unlisted {}, "db.look", "BEGIN" };
Query const end { Query::Unlisted {}, "db.looked", "COMMIT" };
Query const version { Query::Unlisted {}, "db.version", "PRAGMA data_version" };
Query const note_commit { Query::Unlisted {}, "db.note_commit",
                          "INSERT INTO db_commit(writer, tags) VALUES ($1, $2)" };
Query const forget { Query::Unlisted {}, "db.forget_commits",
                     "DELETE FROM db_commit WHERE number <= "
                     "(SELECT max(number) FROM db_commit) - $1" };
Query const newer { Query::Unlisted {}, "db.newer_commits",
                    "SELECT number, writer, tags FROM db_commit WHERE number > $1 "
                    "ORDER BY number" };
Query const newest { Query::Unlisted {}, "db.newest_commit",
                     "SELECT coalesce(max(number), 0) FROM db_commit" };

std::int64_t number(Connection& connection, Query const& query)
{
    auto const cursor = connection.open(query, {});
    return cursor->next() ? cursor->integer(0) : 0;
}

std::int64_t chance()
{
    std::random_device device;
    return std::int64_t { device() } << 32 | device();
}

} // namespace

CommitLog::CommitLog(Connection& connection) : m_connection(connection), m_writer(chance())
{
    m_connection.script(std::string { table });
    m_version = number(m_connection, version);
    m_seen = number(m_connection, newest);
}

void CommitLog::note(std::vector<std::string> const& tags)
{
    Value const values[] = { m_writer, joined(tags) };
    m_connection.run(note_commit, values);
    if (++m_noted % forget_every != 0) return;
    Value const kept[] = { notes_max };
    m_connection.run(forget, kept);
}

std::optional<std::vector<std::string>> CommitLog::others()
{
    m_connection.run(begin, {});
    try {
        auto tags = read();
        m_connection.run(end, {});
        return tags;
    } catch (Failure const&) {
        m_connection.script("ROLLBACK");
        throw;
    }
}

/// `data_version` moves only when another connection wrote.
std::optional<std::vector<std::string>> CommitLog::read()
{
    auto const now = number(m_connection, version);
    if (now == m_version) return {};
    m_version = now;
    std::vector<std::string> tags;
    bool told = false;
    auto expected = m_seen + 1;
    Value const since[] = { m_seen };
    auto const cursor = m_connection.open(newer, since);
    while (cursor->next()) {
        if (cursor->integer(0) != expected++) return std::vector<std::string> { "*" };
        m_seen = cursor->integer(0);
        if (cursor->integer(1) == m_writer) continue;
        told = true;
        for (auto& tag : parted(cursor->text(2))) tags.push_back(std::move(tag));
    }
    if (!told) return std::vector<std::string> { "*" };
    return tags;
}

} // namespace karya::db
