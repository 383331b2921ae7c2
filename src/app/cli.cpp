#include "app/cli.h"
#include "app/serve.h"
#include "app/text.h"
#include "app/wiring.h"
#include "base/embedded.h"
#include "catalogue/catalogue.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

namespace karya::app {

namespace {

int serve_now(Chosen const& chosen)
{
    // Before the database is touched: beside a busy server, opening it would wait for its turn.
    FolderLock const lock { chosen.config.directory };
    if (chosen.config.postgres.empty() && !lock.held()) return complain(Error { folder_in_use });
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    auto const served = serve(*house, [&](unsigned port) {
        std::fprintf(stderr, "%s\n", text::serving(console_lang(), std::to_string(port)).c_str());
    });
    return served.ok() ? 0 : complain(served.error());
}

} // namespace

Lang console_lang()
{
    auto const* lang = std::getenv("LANG");
    return lang && std::string_view { lang }.starts_with("en") ? Lang::en : Lang::id;
}

namespace {

/// A command has no fields with marks to look at: what is wrong with them is said here.
std::string words_of(Lang lang, Error const& error)
{
    auto words = error.code() == invalid ? text::bad_words(lang)
                                         : karya::text::find(lang, error.code().id, error.args);
    for (auto const& [field, reason, args] : error.fields)
        if (reason != error.code().id)
            words += " " + field + ": " + karya::text::find(lang, reason, args);
    return words;
}

} // namespace

int complain(Error const& error)
{
    auto const words = words_of(console_lang(), error);
    std::fprintf(stderr, "karya: %s (%s%s%s)\n", words.c_str(),
                 std::string { error.code().id }.c_str(), error.why().empty() ? "" : ": ",
                 error.why().c_str());
    return 1;
}

std::unique_ptr<House> open_house(Chosen const& chosen, Folder folder)
{
    bool const begins = !check_engine(chosen.config, Folder::must_be_made).ok();
    auto house = House::open(chosen.config, folder);
    if (!house.ok()) {
        complain(house.error());
        return {};
    }
    if (begins) {
        auto const path = chosen.config.directory.string();
        std::fprintf(stderr, "%s\n", text::begun(console_lang(), path).c_str());
    }
    return house.take();
}

void with_data(CLI::App& command, Chosen& chosen)
{
    command.add_option("--data", chosen.config.directory, "folder of the installation")->required();
}

void add_serve(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("serve", "serve until told to stop");
    with_data(command, chosen);
    auto& config = chosen.config;
    command.add_option("--listen", config.listen, "HOST:PORT")->capture_default_str();
    command.add_option("--private", config.private_listen, "HOST:PORT of /readyz and /metrics");
    command.add_option("--contact", config.contact, "mailto:… or https://…, told by security.txt");
    command.add_option("--origin", config.origin, "https://… as people write it");
    command.add_option("--trusted-proxy", config.trusted_proxies, "address of a proxy in front");
    command.add_option("--per-address", config.per_address, "connections of one address")
        ->capture_default_str();
    command.add_flag_callback(
        "--quiet", [&config] { config.request_lines = false; }, "no log line for each request");
    command.callback([&chosen] { chosen.action = [&chosen] { return serve_now(chosen); }; });
}

void add_migrate(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("migrate", "bring the database up to date");
    with_data(command, chosen);
    command.add_flag("--new-keys", chosen.config.new_keys,
                     "the old keys are lost for good: what they sealed will not be read again");
    command.callback([&chosen] {
        chosen.action = [&chosen] { return open_house(chosen, Folder::may_be_new) ? 0 : 1; };
    });
}

void add_routes_list(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("routes", "every route with its right");
    command.add_option("--data", chosen.config.directory, "not needed");
    command.callback([&chosen] {
        chosen.action = [] {
            auto const table = web::describe(routes());
            std::fputs(table.c_str(), stdout);
            return 0;
        };
    });
}

int run(int count, char** words)
{
    if (count == 2 && std::string_view { words[1] } == "photo-child")
        return catalogue::photo_child();

    CLI::App app { "Karya " KARYA_VERSION };
    app.require_subcommand(1);
    app.set_version_flag("--version", KARYA_VERSION);
    Chosen chosen;
    add_serve(app, chosen);
    add_migrate(app, chosen);
    add_routes_list(app, chosen);
    add_user(app, chosen);
    add_verify(app, chosen);
    add_data(app, chosen);
    try {
        app.parse(count, words);
    } catch (CLI::ParseError const& wrong) {
        auto const status = app.exit(wrong);
        return status == 0 ? 0 : 2;
    }
    return chosen.action();
}

} // namespace karya::app
