#include "app/cli.h"
#include "app/text.h"
#include "app/verify.h"
#include "base/json.h"
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

} // namespace

void add_verify(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("verify", "prove that the books hold together");
    with_data(command, chosen);
    auto const json = std::make_shared<bool>(false);
    command.add_flag("--json", *json);
    command.callback(
        [&chosen, json] { chosen.action = [&chosen, json] { return verify_now(chosen, *json); }; });
}

} // namespace karya::app
