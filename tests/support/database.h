#pragma once
// A real, migrated, empty database for one test: SQLite in a folder of its own, or PostgreSQL when
// KARYA_TEST_ENGINE=postgres (the server that tools/postgres.sh started; KARYA_TEST_POSTGRES holds
// its connection string).

#include "core/call.h"
#include "db/engine.h"
#include <filesystem>
#include <functional>
#include <memory>

namespace karya::test {

/// 26 April 2021, 14.05 WIB: the day of the programme's first national count.
inline Timestamp const noon = parse_time("2021-04-26T14:05:00+07:00").take();

class Database {
public:
    Database();
    /// Begins with what `lay` puts into an empty database; that work is done once a process, so
    /// `lay` must always do the same.
    using Ground = void (*)(Database&);
    explicit Database(Ground lay);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    db::Engine& engine() { return *m_engine; }
    /// Where media and keys go; removed with the test.
    std::filesystem::path const& directory() const { return m_directory; }
    static bool on_postgres();
    /// A connection string that reaches this test's own schema; empty on SQLite.
    static std::string postgres();

    /// Runs a command as `actor` at `now`, in `turn` (as a rule the actor's unit's), and commits
    /// when it succeeds.
    template<class Work>
    auto call(Actor const& actor, Timestamp now, Work&& work, UnitId turn = {})
    {
        if (turn.empty()) turn = actor.unit;
        using Answer = std::invoke_result_t<Work, Call&>;
        std::optional<Answer> answer;
        auto const done = m_engine->write(
            [&](db::Tx& tx) -> Result<void> {
                Call call { tx, actor, now, Lang::id, "test" };
                answer.emplace(work(call));
                if (!answer->ok()) return Error { answer->error() };
                return {};
            },
            turn.empty() ? std::string {} : turn.text());
        if (!answer || (answer->ok() && !done.ok())) return Answer { Error { done.error() } };
        return std::move(*answer);
    }
    /// Runs a query as `actor` at `now`.
    template<class Work>
    auto view(Actor const& actor, Timestamp now, Work&& work)
    {
        using Answer = std::invoke_result_t<Work, View&>;
        std::optional<Answer> answer;
        auto const done = m_engine->read([&](db::Read& read) -> Result<void> {
            View view { read, actor, now, Lang::id };
            answer.emplace(work(view));
            return {};
        });
        CHECK(done.ok());
        return std::move(*answer);
    }

private:
    void open();
    std::filesystem::path m_directory;
    std::unique_ptr<db::Engine> m_engine;
};

} // namespace karya::test
