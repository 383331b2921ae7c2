#include "app/postgres_tools.h"
#include "app/backup.h"
#include <libpq-fe.h>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace karya::app {

namespace {

using Words = std::vector<std::string>;

std::vector<char*> pointers(Words& words)
{
    std::vector<char*> all;
    for (auto& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

/// The environment of a tool: ours, and PGHOST, PGPASSWORD and so on from the connection string.
Result<Words> environment_of(std::string const& connection)
{
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options {
        PQconninfoParse(connection.c_str(), nullptr), PQconninfoFree
    };
    if (!options) return Error { backup_failed, "KARYA_DATABASE" };
    Words words;
    for (char** word = environ; *word; ++word) words.emplace_back(*word);
    for (auto const* option = options.get(); option->keyword; ++option)
        if (option->val && option->envvar)
            words.insert(words.begin(), std::string { option->envvar } + "=" + option->val);
    return words;
}

Result<void> run_tool(std::string const& connection, Words words)
{
    auto environment = TRY(environment_of(connection));
    auto arguments = pointers(words);
    auto variables = pointers(environment);
    pid_t child {};
    if (posix_spawnp(&child, words.front().c_str(), nullptr, nullptr, arguments.data(),
                     variables.data())
        != 0)
        return Error { backup_failed, words.front() + " is not installed" };
    int status {};
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error { backup_failed, words.front() + " failed" };
    return {};
}

} // namespace

Result<void> dump_postgres(std::string const& connection, std::filesystem::path const& to)
{
    return run_tool(connection,
                    { "pg_dump", "--format=custom", "--no-owner", "--file", to.string() });
}

Result<void> load_postgres(std::string const& connection, std::filesystem::path const& from)
{
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options {
        PQconninfoParse(connection.c_str(), nullptr), PQconninfoFree
    };
    std::string database;
    for (auto const* option = options.get(); option && option->keyword; ++option)
        if (std::string_view { option->keyword } == "dbname" && option->val) database = option->val;
    return run_tool(connection,
                    { "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
                      "--dbname", database, from.string() });
}

Result<bool> is_empty_postgres(std::string const& connection)
{
    std::unique_ptr<PGconn, decltype(&PQfinish)> const link { PQconnectdb(connection.c_str()),
                                                              PQfinish };
    if (PQstatus(link.get()) != CONNECTION_OK) return Error { backup_failed, "KARYA_DATABASE" };
    std::unique_ptr<PGresult, decltype(&PQclear)> const found {
        PQexec(link.get(), "SELECT to_regclass('db_migration') IS NULL"), PQclear
    };
    if (PQresultStatus(found.get()) != PGRES_TUPLES_OK) return Error { backup_failed };
    return PQgetvalue(found.get(), 0, 0)[0] == 't';
}

} // namespace karya::app
