#include "app/cli_data.h"
#include "app/cli.h"
#include "app/demo.h"
#include "app/text.h"
#include <atomic>
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

namespace karya::app {

namespace {

std::atomic<bool> stop_asked { false };

void ask_to_stop(int) { stop_asked = true; }

std::string number(std::int64_t value) { return show(console_lang(), value); }

int play_now(House& house, std::int64_t speed)
{
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    std::fprintf(stderr, "%s\n", text::demo_playing(console_lang()).c_str());
    auto const played = play_demo(house, speed, [] { return stop_asked.load(); });
    return played.ok() ? 0 : complain(played.error());
}

int demo_now(Chosen const& chosen, std::int64_t speed)
{
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    auto const made = make_demo(*house);
    if (!made.ok()) return complain(made.error());
    auto const& demo = made.value();
    auto const lang = console_lang();
    if (speed > 0 && demo.already) return play_now(*house, speed);
    auto const words = demo.already
        ? text::demo_there(lang)
        : text::demo_made(lang, number(demo.laid.products), number(demo.laid.sales));
    std::printf("%s\n%s\n%s", words.c_str(), text::demo_sign_in(lang).c_str(),
                demo.accounts.c_str());
    std::fflush(stdout);
    return speed > 0 ? play_now(*house, speed) : 0;
}

void add_demo(CLI::App& app, Chosen& chosen)
{
    constexpr std::int64_t fastest = 100'000;
    auto& command = *app.add_subcommand("demo", "fill a folder of its own with a demonstration");
    with_data(command, chosen);
    auto const speed = std::make_shared<std::int64_t>(0);
    command.add_option("--play", *speed, "then sell as on a campaign day, this many times as fast")
        ->check(CLI::Range(std::int64_t { 1 }, fastest));
    command.callback([&chosen, speed] {
        chosen.action = [&chosen, speed] { return demo_now(chosen, *speed); };
    });
}

} // namespace

void add_data(CLI::App& app, Chosen& chosen)
{
    add_demo(app, chosen);
    add_import(app, chosen);
    add_export(app, chosen);
    add_move(app, chosen);
    add_replay(app, chosen);
    add_backup(app, chosen);
    add_restore(app, chosen);
}

} // namespace karya::app
