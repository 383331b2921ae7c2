#pragma once
// What each SQLite commit touched, so that a server learns the tags of what another process (the
// command line) wrote beside it. On PostgreSQL NOTIFY does this.

#include "db/open.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karya::db {

class CommitLog {
public:
    explicit CommitLog(Connection& connection);

    /// Notes a commit's tags; inside its transaction.
    void note(std::vector<std::string> const& tags);
    /// The tags other connections committed since the last look; nothing when none did, "*" when
    /// one of them left no note. Outside a transaction.
    std::optional<std::vector<std::string>> others();

private:
    std::optional<std::vector<std::string>> read();

    Connection& m_connection;
    std::int64_t m_writer;
    std::int64_t m_version { 0 }; ///< of the last look
    std::int64_t m_seen { 0 };    ///< the newest note of the last look
    std::int64_t m_noted { 0 };
};

} // namespace karya::db
