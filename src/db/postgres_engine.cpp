#include "db/migrate.h"
#include "db/open.h"
#include "db/postgres.h"
#include "db/tags.h"
#include "db/worker_pool.h"
#include <atomic>
#include <future>

namespace karya::db {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int tries_max = 6;

Query const begin { Query::Unlisted {}, "db.pg_begin", "BEGIN" };
Query const snapshot { Query::Unlisted {}, "db.pg_snapshot",
                       "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
Query const commit { Query::Unlisted {}, "db.pg_commit", "COMMIT" };
Query const notify { Query::Unlisted {}, "db.pg_notify",
                     "SELECT pg_notify('karya', CAST($1 AS TEXT))" };

class PostgresEngine final : public Engine {
public:
    explicit PostgresEngine(Settings const& settings)
        : m_conninfo(settings.postgres),
          m_pool(m_conninfo, settings.workers, settings.queue_max)
    {
        PostgresConnection::connect(m_conninfo); // a wrong address is told at once
        m_listener = std::thread { [this] { listen(); } };
    }
    PostgresEngine(PostgresEngine const&) = delete;
    PostgresEngine& operator=(PostgresEngine const&) = delete;
    ~PostgresEngine() override
    {
        m_stopping = true;
        m_listener.join();
    }

    Dialect dialect() const override { return Dialect::postgres; }
    bool reads_inline() const override { return false; }

    Result<void> read(ReadWork const& work) override
    {
        std::promise<Result<void>> promise;
        read_soon(work, [&](Result<void> result) { promise.set_value(std::move(result)); });
        return promise.get_future().get();
    }

    void read_soon(ReadWork work, Done done) override
    {
        auto job = [work = std::move(work), done, until = deadline(), this](auto& connection) {
            done(attempt(connection, until, [&](Connection& open) {
                open.run(snapshot, {});
                Read read { open };
                auto result = guarded([&] { return work(read); });
                open.script("ROLLBACK");
                return result;
            }));
        };
        if (!m_pool.submit(std::move(job))) done(busy);
    }

    void write_soon(WriteWork work, Done done, std::string turn) override
    {
        auto job = [work = std::move(work), done, until = deadline(), this](auto& connection) {
            std::vector<std::string> touched;
            auto result = attempt(connection, until, [&](Connection& open) {
                return write_once(open, work, touched);
            });
            if (result.ok()) committed(touched);
            done(std::move(result));
        };
        if (!m_pool.submit(std::move(job), std::move(turn))) done(busy);
    }

    Result<void> migrate(std::span<Migration const> migrations) override
    {
        try {
            return db::migrate(*PostgresConnection::connect(m_conninfo), Dialect::postgres,
                               migrations);
        } catch (Failure const& failure) {
            return Error { unavailable, failure.what() };
        }
    }

    void on_commit(OnCommit hook) override
    {
        std::lock_guard const lock { m_hook_mutex };
        m_on_commit = std::move(hook);
    }

    std::vector<std::string> broken_queries() override
    {
        std::vector<std::string> broken;
        auto const connection = PostgresConnection::connect(m_conninfo);
        for (auto const* query : all_queries()) {
            try {
                connection->prepare(*query);
            } catch (Failure const& failure) {
                broken.push_back(std::string { query->name } + ": " + failure.what());
            }
        }
        return broken;
    }

    Result<void> copy_to(std::filesystem::path const&) override
    {
        return Error { unavailable, "copy a PostgreSQL database with pg_dump" };
    }

    Counts counts() const override
    {
        return { m_commits.load(), m_commits.load(), m_pool.waiting() };
    }

private:
    /// Nobody is kept waiting by a database that is gone or has frozen: later than this nothing is
    /// begun, neither for the first time nor again.
    static Clock::time_point deadline() { return Clock::now() + answer_within; }

    /// Runs a whole transaction; again after a serialisation failure or on a new connection. An
    /// answer lost after COMMIT is found again by the command's own key.
    template<class Work>
    Result<void> attempt(std::unique_ptr<PostgresConnection>& connection, Clock::time_point until,
                         Work&& work)
    {
        if (Clock::now() > until) return busy;
        for (int tries = 1;; ++tries) {
            try {
                if (!connection) connection = PostgresConnection::connect(m_conninfo);
                return work(*connection);
            } catch (Failure const& failure) {
                if (failure.trouble == Trouble::retry)
                    rollback(connection);
                else
                    connection.reset();
                bool const again = failure.trouble == Trouble::retry
                    || failure.trouble == Trouble::lost;
                if (!again || tries == tries_max || Clock::now() > until) return error_of(failure);
                std::this_thread::sleep_for(tries * 20ms);
            }
        }
    }

    static void rollback(std::unique_ptr<PostgresConnection>& connection)
    {
        try {
            connection->script("ROLLBACK");
        } catch (Failure const&) {
            connection.reset();
        }
    }

    static Result<void> write_once(Connection& open, WriteWork const& work,
                                   std::vector<std::string>& touched)
    {
        open.run(begin, {});
        Tx tx { open };
        auto result = guarded([&] { return work(tx); });
        if (!result.ok()) {
            open.script("ROLLBACK");
            return result;
        }
        touched = tx.touched();
        if (!touched.empty()) {
            Value const payload[] = { joined(touched) };
            open.open(notify, payload);
        }
        open.run(commit, {});
        return result;
    }

    void committed(std::vector<std::string> const& tags)
    {
        ++m_commits;
        tell(tags);
    }

    void tell(std::vector<std::string> const& tags)
    {
        std::lock_guard const lock { m_hook_mutex }; // held, so that a replaced hook has ended
        if (m_on_commit) m_on_commit(tags);
    }

    /// Commits of other nodes arrive by NOTIFY; while deaf, everything may have changed.
    void listen()
    {
        std::unique_ptr<PostgresConnection> connection;
        while (!m_stopping) {
            try {
                if (!connection) {
                    connection = PostgresConnection::connect(m_conninfo);
                    connection->script("LISTEN karya");
                    tell({ "*" });
                }
                if (auto const payload = connection->notice(50ms)) tell(parted(*payload));
            } catch (Failure const&) {
                connection.reset();
                std::this_thread::sleep_for(200ms);
            }
        }
    }

    std::string m_conninfo;
    std::mutex m_mutex;
    std::mutex m_hook_mutex;
    OnCommit m_on_commit {};
    std::atomic<std::uint64_t> m_commits { 0 };
    std::atomic<bool> m_stopping { false };
    WorkerPool m_pool;
    std::thread m_listener;
};

} // namespace

std::unique_ptr<Engine> open_postgres_engine(Settings const& settings)
{
    std::filesystem::create_directories(settings.directory);
    return std::make_unique<PostgresEngine>(settings);
}

} // namespace karya::db
