#include "app/engine_mark.h"
#include "app/postgres_tools.h"
#include <fstream>

namespace karya::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark_name = "engine";
constexpr std::string_view restored_name = "restored";

std::string_view word_of(db::Dialect engine)
{
    return engine == db::Dialect::sqlite ? "sqlite" : "postgres";
}

/// The engine of the installation in `folder`; none when nothing was made there.
std::optional<db::Dialect> engine_of(fs::path const& folder)
{
    std::string word;
    std::ifstream { folder / mark_name } >> word;
    for (auto const engine : { db::Dialect::sqlite, db::Dialect::postgres })
        if (word == word_of(engine)) return engine;
    // Made before there were marks: SQLite has its file, and makes it before the keys.
    if (fs::exists(folder / "karya.db")) return db::Dialect::sqlite;
    if (fs::exists(folder / "keys")) return db::Dialect::postgres;
    return {};
}

bool is_empty(Config const& config)
{
    if (config.postgres.empty()) return false;
    auto const empty = is_empty_postgres(config.postgres);
    return empty.ok() && empty.value(); // why it cannot be reached is told by who opens it
}

} // namespace

Result<void> check_engine(Config const& config, Folder folder)
{
    auto const found = engine_of(config.directory);
    auto const refused = [&](ErrorCode const& code) {
        return Error { code }.with("folder", config.directory.string());
    };
    if (found && *found != config.engine())
        return refused(*found == db::Dialect::postgres ? needs_postgres : needs_sqlite);
    if (folder == Folder::must_be_made && (!found || is_empty(config)))
        return refused(nothing_made);
    return {};
}

Result<void> mark_engine(fs::path const& folder, db::Dialect engine)
{
    if (fs::exists(folder / mark_name)) return {};
    return change_engine(folder, engine);
}

Result<void> mark_restored(fs::path const& folder)
{
    std::ofstream file { folder / restored_name };
    file.close();
    if (!file) return Error { cannot_mark }.with("file", (folder / restored_name).string());
    return {};
}

bool is_restored(fs::path const& folder) { return fs::exists(folder / restored_name); }

void unmark_restored(fs::path const& folder)
{
    std::error_code trouble; // then it is heeded once more, which does no harm
    fs::remove(folder / restored_name, trouble);
}

Result<void> change_engine(fs::path const& folder, db::Dialect engine)
{
    auto const mark = folder / mark_name;
    auto whole = mark;
    whole += ".tmp";
    std::ofstream file { whole };
    file << word_of(engine) << '\n';
    file.close();
    std::error_code trouble;
    fs::rename(whole, mark, trouble);
    if (!file || trouble) return Error { cannot_mark }.with("file", mark.string());
    return {};
}

} // namespace karya::app
