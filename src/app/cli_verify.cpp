#include "app/cli.h"
#include "app/serve.h"
#include "app/text.h"
#include "app/verify.h"
#include "base/json.h"
#include "board/board.h"
#include "core/outbox.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace karya::app {

namespace {

int verify_now(Chosen const& chosen, bool json)
{
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const proof = verify(house->engine());
    if (!proof.ok()) return complain(proof.error());
    if (json) {
        std::printf("%s\n", json_text(proof.value()).c_str());
        return proof.value().sound ? 0 : 1;
    }
    for (auto const& check : proof.value().checks)
        std::printf("%s %s%s%s\n", check.sound ? "✓" : "✗", check.name.c_str(),
                    check.detail.empty() ? "" : ": ", check.detail.c_str());
    return proof.value().sound ? 0 : 1;
}

/// The board's tables anew from all that was announced; nothing else is touched.
int rebuild_now(Chosen const& chosen)
{
    FolderLock const lock { chosen.config.directory };
    if (chosen.config.postgres.empty() && !lock.held()) return complain(Error { folder_in_use });
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const board = board::subscriber();
    auto const emptied = house->engine().write([&](db::Tx& tx) -> Result<void> {
        board::forget(tx);
        core::rewind(tx, board.name);
        return {};
    });
    if (!emptied.ok()) return complain(emptied.error());
    for (;;) {
        auto const more = core::deliver(house->engine(), board);
        if (!more.ok()) return complain(more.error());
        if (!more.value()) break;
    }
    return verify_now(chosen, false);
}

} // namespace

void add_verify(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("verify", "prove that the books hold together");
    with_data(command, chosen);
    auto const json = std::make_shared<bool>(false);
    command.add_flag("--json", *json);
    command.callback(
        [&chosen, json] { chosen.action = [&chosen, json] { return verify_now(chosen, *json); }; });

    auto& rebuild = *app.add_subcommand("rebuild",
                                        "make the board anew from all events, then verify");
    with_data(rebuild, chosen);
    rebuild.callback([&chosen] { chosen.action = [&chosen] { return rebuild_now(chosen); }; });
}

} // namespace karya::app
