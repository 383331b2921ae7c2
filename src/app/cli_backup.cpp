#include "app/backup.h"
#include "app/cli_data.h"
#include "app/text.h"
#include "base/json.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace karya::app {

namespace {

struct BackupWords {
    std::filesystem::path file {};
    bool with_keys { false };
    bool json { false };
};

int print_kept(Result<Kept> const& kept, BackupWords const& words, std::string const& said)
{
    if (!kept.ok()) return complain(kept.error());
    if (words.json)
        std::printf("%s\n", json_text(kept.value()).c_str());
    else
        std::printf("%s\nSHA-256 %s\n", said.c_str(), kept.value().checksum.c_str());
    return 0;
}

int backup_now(Chosen const& chosen, BackupWords const& words)
{
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const kept = back_up(
        house->engine(), chosen.config,
        { .file = words.file, .keys = words.with_keys ? Keys::included : Keys::left_out });
    return print_kept(kept, words, text::backed_up(console_lang(), words.file.string()));
}

int restore_now(Chosen const& chosen, BackupWords const& words)
{
    auto const kept = restore(chosen.config, words.file);
    auto const folder = chosen.config.directory.string();
    bool const keys = std::filesystem::exists(chosen.config.directory / "keys");
    return print_kept(kept, words,
                      keys ? text::restored(console_lang(), folder)
                           : text::restored_keyless(console_lang(), folder));
}

} // namespace

void add_backup(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("backup", "keep everything in one file, while at work");
    with_data(command, chosen);
    auto const words = std::make_shared<BackupWords>();
    command.add_option("--out", words->file, "the file to write")->required();
    command.add_flag("--with-keys", words->with_keys,
                     "the keys too: whoever holds the file can then read sealed secrets");
    command.add_flag("--json", words->json);
    command.callback([&chosen, words] {
        chosen.action = [&chosen, words] { return backup_now(chosen, *words); };
    });
}

void add_restore(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("restore", "lay a backup down in a new folder");
    with_data(command, chosen);
    auto const words = std::make_shared<BackupWords>();
    command.add_option("--from", words->file, "the backup")->required()->check(CLI::ExistingFile);
    command.add_flag("--json", words->json);
    command.callback([&chosen, words] {
        chosen.action = [&chosen, words] { return restore_now(chosen, *words); };
    });
}

} // namespace karya::app
