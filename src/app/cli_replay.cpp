#include "app/cli_data.h"
#include "app/runner.h"
#include "app/text.h"
#include "app/verify.h"
#include "app/wiring.h"
#include "exchange/exchange.h"
#include <chrono>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <sys/resource.h>

namespace karya::app {

namespace {

using exchange::ReplaySums;

/// Thousandths as "-12.345"; the files' own way of writing.
std::string decimal(std::int64_t thousandths)
{
    auto digits = std::to_string(std::abs(thousandths));
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    digits.insert(digits.size() - 3, ".");
    return (thousandths < 0 ? "-" : "") + digits;
}

constexpr auto line_format = "%-22s %8s %14s %13s %11s %13s %13s %12s %14s %14s %10s %14s\n";

void print_heading(Lang lang)
{
    std::printf(line_format, "", text::replay_rows(lang).c_str(),
                text::replay_accepted(lang).c_str(), text::replay_refunded(lang).c_str(),
                text::replay_without_price(lang).c_str(),
                text::replay_without_customer(lang).c_str(),
                text::replay_without_line(lang).c_str(), text::replay_too_few(lang).c_str(),
                text::replay_explained(lang).c_str(), text::replay_golden(lang).c_str(),
                text::replay_difference(lang).c_str(), text::replay_turnover(lang).c_str());
}

void print_sums(ReplaySums const& sums)
{
    std::printf(line_format, sums.name.c_str(), std::to_string(sums.rows).c_str(),
                decimal(sums.accepted).c_str(), decimal(sums.refunded).c_str(),
                decimal(sums.without_price).c_str(), decimal(sums.without_customer).c_str(),
                decimal(sums.without_line).c_str(), decimal(sums.too_few_left).c_str(),
                decimal(sums.explained()).c_str(),
                sums.golden ? decimal(*sums.golden).c_str() : "-",
                decimal(sums.difference()).c_str(), decimal(sums.turnover()).c_str());
}

/// Memory of the program's own, in MiB: without the pages of the database that the kernel lends it.
std::int64_t own_memory()
{
    std::ifstream status { "/proc/self/status" };
    for (std::string word; status >> word;) {
        std::int64_t kilobytes {};
        if (word == "RssAnon:" && status >> kilobytes) return kilobytes / 1024;
    }
    return 0;
}

/// What the replay cost.
struct Cost {
    std::int64_t milliseconds {};
    std::int64_t own_memory_max {}; ///< MiB
};

void print_replayed(exchange::Replayed const& replayed, Cost const& cost)
{
    auto const lang = console_lang();
    print_heading(lang);
    for (auto const& month : replayed.months) print_sums(month);
    std::printf("\n");
    for (auto const& country : replayed.countries) print_sums(country);
    std::printf("\n");
    print_sums(replayed.total);
    std::printf("\n%s\n", text::replay_split(lang).c_str());
    for (auto const& balance : replayed.split)
        std::printf("  %-18s %16s\n", balance.account.c_str(), decimal(balance.amount).c_str());
    rusage use {};
    ::getrusage(RUSAGE_SELF, &use);
    auto const rate = cost.milliseconds > 0 ? replayed.total.rows * 1000 / cost.milliseconds : 0;
    std::printf(
        "\n%s\n",
        text::replay_done(lang, std::to_string(replayed.receipts), std::to_string(replayed.refunds),
                          std::to_string(cost.milliseconds / 1000), std::to_string(rate),
                          std::to_string(use.ru_maxrss / 1024), std::to_string(cost.own_memory_max))
            .c_str());
    if (replayed.import_refused > 0)
        std::printf("%s\n",
                    text::replay_refused(lang, std::to_string(replayed.import_refused)).c_str());
    for (auto const& [row, reason] : replayed.first_refused)
        std::printf("  %lld: %s\n", static_cast<long long>(row), reason.c_str());
    std::printf("%s\n",
                replayed.sound() ? text::replay_sound(lang).c_str()
                                 : text::replay_unsound(lang).c_str());
}

/// First everybody hears of what was recorded: a board that knows nothing proves nothing.
int verify_after(House& house)
{
    auto const listeners = subscribers();
    while (deliver_all(house.engine(), listeners)) { }
    auto const proof = verify(house.engine());
    if (!proof.ok()) return complain(proof.error());
    for (auto const& check : proof.value().checks)
        std::printf("%s %s%s%s\n", check.sound ? "✓" : "✗", check.name.c_str(),
                    check.detail.empty() ? "" : ": ", check.detail.c_str());
    return proof.value().sound ? 0 : 1;
}

int replay_now(Chosen const& chosen, std::filesystem::path const& folder)
{
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    if (auto const claimed = house->claim(Kind::real); !claimed.ok())
        return complain(claimed.error());
    auto const begun = std::chrono::steady_clock::now();
    Cost cost;
    auto const replayed = [&] {
        ProgressLine line;
        return exchange::replay(house->engine(),
                                { .folder = folder,
                                  .now = now(),
                                  .progress = [&](std::int64_t done, std::int64_t total) {
                                      line.show(done, total);
                                      cost.own_memory_max = std::max(cost.own_memory_max,
                                                                     own_memory());
                                  } });
    }();
    if (!replayed.ok()) return complain(replayed.error());
    auto const took = std::chrono::steady_clock::now() - begun;
    cost.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    print_replayed(replayed.value(), cost);
    std::fflush(stdout);
    auto const verified = verify_after(*house);
    return replayed.value().sound() ? verified : 1;
}

} // namespace

void add_replay(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand(
        "replay", "real sale lines into a fresh folder, compared and verified");
    with_data(command, chosen);
    auto const folder = std::make_shared<std::filesystem::path>();
    command.add_option("folder", *folder, "where online-retail-*.csv.xz are")
        ->required()
        ->check(CLI::ExistingDirectory);
    command.callback([&chosen, folder] {
        chosen.action = [&chosen, folder] { return replay_now(chosen, *folder); };
    });
}

} // namespace karya::app
