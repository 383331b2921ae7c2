#pragma once
// PostgreSQL behind Connection: prepared statements, a deadline on the client's side.

#include "db/tx.h"
#include <chrono>
#include <memory>
#include <string>

namespace karya::db {

/// A table is looked through for what its rows point to when the last one has come.
inline constexpr std::chrono::hours copied_within { 1 };

/// Waits for the server at most this long; then the connection counts as lost and the command is
/// run again on a new one (it finds its own traces by key if it had been committed).
inline constexpr std::chrono::seconds answer_within { 10 };

class PostgresConnection : public Connection {
public:
    /// Throws Failure{lost} when it cannot connect to a server that takes writes.
    static std::unique_ptr<PostgresConnection> connect(std::string const& conninfo);
    /// Waits up to `wait` for a NOTIFY; its payload, or nothing.
    virtual std::optional<std::string> notice(std::chrono::milliseconds wait) = 0;
    /// Runs COPY … FROM STDIN with the lines that `next` writes until it answers false; how many
    /// rows came.
    virtual std::int64_t copy_in(std::string const& sql,
                                 std::function<bool(std::string& lines)> const& next) = 0;
};

} // namespace karya::db
