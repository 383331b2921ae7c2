#include "db/group_writer.h"
#include "db/migrate.h"
#include "db/open.h"
#include "db/sqlite.h"
#include <atomic>
#include <map>

namespace karya::db {

namespace {

Query const begin { Query::Unlisted {}, "db.begin_read", "BEGIN" };
Query const end { Query::Unlisted {}, "db.end_read", "COMMIT" };

class SqliteEngine final : public Engine {
public:
    explicit SqliteEngine(Settings const& settings)
        : m_file(settings.directory / "karya.db"),
          m_writer(open_sqlite(m_file, Access::write), settings.queue_max)
    {
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    bool reads_inline() const override { return true; }

    Result<void> read(ReadWork const& work) override
    {
        try {
            auto& connection = reader();
            connection.run(begin, {});
            auto result = run_read(connection, work);
            connection.run(end, {});
            return result;
        } catch (Failure const& failure) {
            return error_of(failure);
        }
    }

    void read_soon(ReadWork work, Done done) override { done(read(work)); }

    void write_soon(WriteWork work, Done done, std::string) override
    {
        m_writer.submit(std::move(work), std::move(done));
    }

    Result<void> migrate(std::span<Migration const> migrations) override
    {
        try {
            auto const connection = open_sqlite(m_file, Access::write);
            return db::migrate(*connection, Dialect::sqlite, migrations);
        } catch (Failure const& failure) {
            return Error { unavailable, failure.what() };
        }
    }

    void on_commit(OnCommit hook) override { m_writer.on_commit(std::move(hook)); }

    std::vector<std::string> broken_queries() override
    {
        std::vector<std::string> broken;
        auto const connection = open_sqlite(m_file, Access::write);
        for (auto const* query : all_queries()) {
            try {
                connection->prepare(*query);
            } catch (Failure const& failure) {
                broken.push_back(std::string { query->name } + ": " + failure.what());
            }
        }
        return broken;
    }

    Result<void> copy_to(std::filesystem::path const& file) override
    {
        try {
            copy_sqlite(m_file, file);
            return {};
        } catch (Failure const& failure) {
            return error_of(failure);
        }
    }

    Counts counts() const override { return m_writer.counts(); }

private:
    /// Whatever is thrown, the snapshot must not stay open.
    static Result<void> run_read(Connection& connection, ReadWork const& work)
    {
        try {
            Read read { connection };
            return guarded([&] { return work(read); });
        } catch (...) {
            connection.script("ROLLBACK");
            throw;
        }
    }

    /// This thread's own read-only connection: WAL readers wait for nobody.
    Connection& reader()
    {
        thread_local std::uint64_t owner = 0;
        thread_local Connection* mine = nullptr;
        if (mine && owner == m_serial) return *mine;
        std::lock_guard const lock { m_mutex };
        auto& connection = m_readers[std::this_thread::get_id()];
        if (!connection) connection = open_sqlite(m_file, Access::read);
        owner = m_serial;
        mine = connection.get();
        return *mine;
    }

    static std::uint64_t next_serial()
    {
        static std::atomic<std::uint64_t> serial { 0 };
        return ++serial;
    }

    std::filesystem::path m_file;
    std::uint64_t m_serial { next_serial() };
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<Connection>> m_readers;
    GroupWriter m_writer;
};

} // namespace

std::unique_ptr<Engine> open_sqlite_engine(Settings const& settings)
{
    if (!std::filesystem::exists(settings.directory)) {
        std::filesystem::create_directories(settings.directory);
        std::filesystem::permissions(settings.directory, std::filesystem::perms::owner_all);
    }
    return std::make_unique<SqliteEngine>(settings);
}

} // namespace karya::db
