#pragma once
// The two engines behind one door: SQLite (a reader per thread, one group-commit writer) and
// PostgreSQL (a pool of workers). See docs/decisions/0002-two-engines.md.

#include "base/result.h"
#include "db/tx.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace karya::db {

inline constexpr ErrorCode unavailable { "db.unavailable", Fault::unavailable };
inline constexpr ErrorCode busy { "db.busy", Fault::unavailable };
inline constexpr ErrorCode disk_full { "db.disk_full", Fault::unavailable };
inline constexpr ErrorCode conflict { "db.conflict", Fault::conflict };
inline constexpr ErrorCode internal { "db.internal", Fault::internal };
inline constexpr ErrorCode newer_schema { "db.newer_schema", Fault::conflict };
inline constexpr ErrorCode in_use { "db.in_use", Fault::conflict };

enum class Dialect { sqlite, postgres };

struct Settings {
    std::filesystem::path directory; ///< holds karya.db; also media and keys on either engine
    std::string postgres {};         ///< a libpq connection string; empty means SQLite
    std::size_t workers { 8 };       ///< PostgreSQL connections for reads and for writes
    std::size_t queue_max { 4096 };  ///< commands that may wait; one more answers db.busy
};

/// A numbered, forward-only step of one module's schema.
struct Migration {
    std::string_view module;
    int number;
    std::string_view dialect; ///< "" for both engines, else "sqlite" or "postgres"
    std::string_view sql;
};

class Engine {
public:
    using ReadWork = std::function<Result<void>(Read&)>;
    using WriteWork = std::function<Result<void>(Tx&)>;
    using Done = std::function<void(Result<void>)>;
    using OnCommit = std::function<void(std::vector<std::string> const& tags)>;

    /// Opens the database named by `settings`. Fails: db.unavailable.
    static Result<std::unique_ptr<Engine>> open(Settings const& settings);
    virtual ~Engine() = default;

    virtual Dialect dialect() const = 0;
    /// True when `read` never waits (SQLite), so that an I/O thread may call it.
    virtual bool reads_inline() const = 0;

    /// Runs `work` on a snapshot, on this thread or waiting for a worker.
    virtual Result<void> read(ReadWork const& work) = 0;
    /// Runs `work` on a snapshot; `done` is called on any thread, possibly before this returns.
    virtual void read_soon(ReadWork work, Done done) = 0;
    /// Runs `work` in a transaction: committed when it returns ok, else rolled back. `done` is
    /// called on any thread, after the commit is durable. `work` may run more than once. An
    /// exception (a Bug) rolls back and answers db.internal through `done`.
    /// Works of one `turn` (a unit's id) would wait for each other's locks anyway: PostgreSQL's
    /// workers take them one after the other and stay free for the rest. "" stands in no line.
    virtual void write_soon(WriteWork work, Done done, std::string turn = {}) = 0;
    /// `write_soon`, waiting for the end.
    Result<void> write(WriteWork work, std::string turn = {});

    /// Reads a value: `engine.get<T>([](Read& read) -> Result<T> { … })`.
    template<class T, class Work>
    Result<T> get(Work&& work)
    {
        std::optional<Result<T>> answer;
        TRY(read([&](Read& read) -> Result<void> {
            answer.emplace(work(read));
            return {};
        }));
        return std::move(*answer);
    }
    /// Runs a command and keeps its value: rolled back when it fails.
    template<class T, class Work>
    Result<T> put(Work&& work, std::string turn = {})
    {
        std::optional<T> answer;
        TRY(write(
            [&](Tx& tx) -> Result<void> {
                answer.emplace(TRY(work(tx)));
                return {};
            },
            std::move(turn)));
        return std::move(*answer);
    }

    /// Brings the schema up to date, one transaction a step. Fails: db.unavailable.
    virtual Result<void> migrate(std::span<Migration const> migrations) = 0;
    /// Called after each durable commit, anyone's (tag "*": anything); never once it is replaced.
    virtual void on_commit(OnCommit hook) = 0;
    /// Prepares every registered query; the names and messages of those that fail.
    virtual std::vector<std::string> broken_queries() = 0;
    /// Copies the database to `file` while writes go on. SQLite only; else db.unavailable.
    virtual Result<void> copy_to(std::filesystem::path const& file) = 0;
    /// How many durable commits and commands so far, for metrics and the bench.
    struct Counts {
        std::uint64_t commits { 0 };
        std::uint64_t commands { 0 };
        std::uint64_t waiting { 0 };
    };
    virtual Counts counts() const = 0;
};

} // namespace karya::db
