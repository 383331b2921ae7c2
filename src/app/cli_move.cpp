#include "app/cli_data.h"
#include "app/move.h"
#include "app/serve.h"
#include "app/text.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace karya::app {

namespace {

int move_now(Chosen chosen, std::string const& to)
{
    chosen.config.postgres.clear(); // where to, not where from
    auto const there = check_engine(chosen.config, Folder::must_be_made);
    if (!there.ok()) return complain(there.error()); // before the lock makes a folder
    FolderLock const lock { chosen.config.directory };
    if (!lock.held()) return complain(Error { folder_in_use });
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const moved = [&] {
        ProgressLine line;
        return move_to_postgres(
            *house, to, [&](std::int64_t done, std::int64_t total) { line.show(done, total); });
    }();
    if (!moved.ok()) return complain(moved.error());
    for (auto const& check : moved.value().proof.checks)
        if (!check.sound) std::printf("✗ %s: %s\n", check.name.c_str(), check.detail.c_str());
    auto const lang = console_lang();
    auto const rows = show(lang, moved.value().rows);
    auto const folder = chosen.config.directory.string();
    bool const sound = moved.value().proof.sound;
    std::printf(
        "%s\n",
        (sound ? text::moved(lang, rows, folder) : text::moved_unsound(lang, rows)).c_str());
    return sound ? 0 : 1;
}

} // namespace

void add_move(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("move", "from SQLite to PostgreSQL, every row of it");
    with_data(command, chosen);
    auto const to = std::make_shared<std::string>(chosen.config.postgres);
    command.add_option("--to", *to, "the empty PostgreSQL database; else that of KARYA_DATABASE")
        ->required(to->empty());
    command.callback(
        [&chosen, to] { chosen.action = [&chosen, to] { return move_now(chosen, *to); }; });
}

} // namespace karya::app
