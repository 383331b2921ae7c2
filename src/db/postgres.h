#pragma once
// PostgreSQL behind Connection: prepared statements, a deadline on the client's side.

#include "db/tx.h"
#include <chrono>
#include <memory>
#include <string>

namespace karya::db {

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
