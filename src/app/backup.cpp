#include "app/backup.h"
#include "app/archive.h"
#include "app/postgres_tools.h"
#include <array>

namespace karya::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view sqlite_name = "karya.db";
constexpr std::string_view dump_name = "karya.dump";

/// A folder beside `file` for what is under way; removed in the end.
class Workshop {
public:
    explicit Workshop(fs::path const& file)
    {
        std::error_code ignored;
        fs::create_directories(file.parent_path(), ignored);
        auto name = file.string() + ".karya-XXXXXX";
        if (::mkdtemp(name.data())) m_folder = name; // 0700
    }
    ~Workshop()
    {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Workshop(Workshop const&) = delete;
    Workshop& operator=(Workshop const&) = delete;
    /// Empty when none could be made.
    fs::path const& folder() const { return m_folder; }

private:
    fs::path m_folder;
};

void add_folder(std::vector<ArchiveEntry>& entries, fs::path const& root, std::string const& name)
{
    std::error_code trouble;
    for (auto const& file : fs::recursive_directory_iterator { root / name, trouble })
        if (file.is_regular_file())
            entries.push_back({ fs::relative(file.path(), root).generic_string(), file.path() });
}

Result<void> moved(fs::path const& from, fs::path const& to)
{
    std::error_code trouble;
    fs::rename(from, to, trouble);
    if (trouble) return Error { backup_failed, to.string() };
    return {};
}

} // namespace

Result<Kept> back_up(db::Engine& engine, Config const& config, BackupPlan const& plan)
{
    if (fs::exists(plan.file)) return Error { backup_exists }.with("file", plan.file.string());
    auto const file = fs::absolute(plan.file);
    Workshop const workshop { file };
    if (workshop.folder().empty()) return Error { backup_failed, file.string() };
    std::vector<ArchiveEntry> entries;
    if (config.postgres.empty()) {
        auto const copy = workshop.folder() / sqlite_name;
        TRY(engine.copy_to(copy));
        entries.push_back({ std::string { sqlite_name }, copy });
    } else {
        auto const dump = workshop.folder() / dump_name;
        TRY(dump_postgres(config.postgres, dump));
        entries.push_back({ std::string { dump_name }, dump });
    }
    // After the database, so that every photo it names is there.
    add_folder(entries, config.directory, "media");
    if (plan.keys == Keys::included) add_folder(entries, config.directory, "keys");
    auto const whole = workshop.folder() / "whole";
    auto kept = TRY(write_archive(whole, entries));
    TRY(moved(whole, file));
    return kept;
}

Result<Kept> restore(Config const& config, fs::path const& file)
{
    auto target = fs::absolute(config.directory).lexically_normal();
    if (!target.has_filename()) target = target.parent_path(); // "DIR/"
    std::error_code trouble;
    if (fs::exists(target) && !fs::is_empty(target, trouble)) return place_taken;
    if (!config.postgres.empty() && !TRY(is_empty_postgres(config.postgres))) return place_taken;
    Workshop const workshop { target };
    if (workshop.folder().empty()) return Error { backup_failed, target.string() };
    auto kept = TRY(read_archive(file, workshop.folder()));
    auto const dump = workshop.folder() / dump_name;
    if (fs::exists(dump) == config.postgres.empty())
        return Error { not_a_backup, "made from the other kind of database" };
    if (!config.postgres.empty()) {
        TRY(load_postgres(config.postgres, dump));
        fs::remove(dump, trouble);
    }
    TRY(mark_engine(workshop.folder(), config.engine()));
    TRY(mark_restored(workshop.folder()));
    fs::remove(target, trouble);
    TRY(moved(workshop.folder(), target));
    return kept;
}

} // namespace karya::app
