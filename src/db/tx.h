#pragma once
// What rules may do with the database: Read (a snapshot) and Tx (a command's transaction).

#include "base/result.h"
#include "db/column.h"
#include "db/query.h"
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace karya::db {

/// Waits for a database beside us at most this long; then the connection counts as lost and the
/// command is run again on a new one (it finds its own traces by key if it had been committed).
inline constexpr std::chrono::seconds answer_within { 10 };
/// The same for what takes as long as the data is large: an index over all sales, a copied table.
inline constexpr std::chrono::hours data_within { 1 };

/// One open connection of either engine. Used by db/ only.
class Connection {
public:
    virtual ~Connection() = default;
    virtual std::unique_ptr<Cursor> open(Query const& query, std::span<Value const> values) = 0;
    /// Runs to the end; the number of rows changed.
    virtual std::int64_t run(Query const& query, std::span<Value const> values) = 0;
    /// Several statements without parameters; PostgreSQL's answer is awaited `within`.
    virtual void script(std::string_view sql, std::chrono::seconds within = answer_within) = 0;
    /// Waits until no other open transaction has named `name` (PostgreSQL; SQLite has one writer).
    virtual void alone(std::string_view name) = 0;
    /// Prepares without running: the test of every query.
    virtual void prepare(Query const& query) = 0;
};

/// A read-only view of one instant. Not to be kept beyond the call that received it.
class Read {
public:
    explicit Read(Connection& connection) : m_connection(connection) { }

    /// Every row; the query itself must be bounded by a LIMIT or a key.
    template<class T, class... Args>
    std::vector<T> all(Query const& query, Args const&... args)
    {
        std::vector<T> rows;
        each<T>(query, [&](T&& row) { rows.push_back(std::move(row)); }, args...);
        return rows;
    }
    /// The first row, or nothing.
    template<class T, class... Args>
    std::optional<T> one(Query const& query, Args const&... args)
    {
        auto const values = pack(args...);
        auto const cursor = m_connection.open(query, values);
        if (!cursor->next()) return {};
        return from_row<T>(*cursor);
    }
    /// The first row of a query that always has one; none is a Bug.
    template<class T, class... Args>
    T value(Query const& query, Args const&... args)
    {
        auto row = one<T>(query, args...);
        CHECK(row.has_value());
        return std::move(*row);
    }
    /// Row by row; `visit` must not run the same query again. (PostgreSQL's answer is held in
    /// memory as a whole.)
    template<class T, class Visit, class... Args>
    void each(Query const& query, Visit&& visit, Args const&... args)
    {
        auto const values = pack(args...);
        auto const cursor = m_connection.open(query, values);
        while (cursor->next()) visit(from_row<T>(*cursor));
    }

protected:
    template<class... Args>
    static std::array<Value, sizeof...(Args)> pack(Args const&... args)
    {
        return { to_value(args)... };
    }
    Connection& m_connection;
};

/// A command's transaction. The engine begins and ends it; a command may be run twice (retry), so
/// it touches nothing else.
class Tx : public Read {
public:
    using Read::Read;

    /// Runs a statement; the number of rows changed.
    template<class... Args>
    std::int64_t run(Query const& query, Args const&... args)
    {
        auto const values = pack(args...);
        return m_connection.run(query, values);
    }
    /// Until this transaction ends no other one that names the same goes on from here: what is read
    /// afterwards stays so. For rules about rows that no single row's lock guards.
    void alone(std::string_view name) { m_connection.alone(name); }
    /// Runs `work` as a part of this transaction. When it answers an Error (a broken rule of the
    /// schema and a Bug are db.internal), what it wrote and the tags it named are undone and the
    /// rest stands; parts may hold parts.
    template<class Work>
    auto part(Work&& work) -> std::invoke_result_t<Work>
    {
        std::optional<std::invoke_result_t<Work>> answer;
        auto done = run_part([&]() -> Result<void> {
            answer.emplace(work());
            if (!answer->ok()) return Error { answer->error() };
            return {};
        });
        if (!done.ok()) return done.take_error();
        return std::move(*answer);
    }
    /// Names what this commit changes ("product:<id>", "shelf"): cached pages with that tag are
    /// dropped once it is durable, on every node.
    void touch(std::string tag) { m_touched.push_back(std::move(tag)); }
    std::vector<std::string> const& touched() const { return m_touched; }

private:
    Result<void> run_part(std::function<Result<void>()> const& work);
    std::vector<std::string> m_touched;
};

} // namespace karya::db
