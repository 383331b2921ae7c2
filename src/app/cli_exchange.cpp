#include "app/cli_data.h"
#include "app/text.h"
#include "base/json.h"
#include "exchange/exchange.h"
#include "org/org.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <unistd.h>

namespace karya::app {

void ProgressLine::show(std::int64_t done, std::int64_t total)
{
    auto const percent = total > 0 ? done * 100 / total : 0;
    if (percent == m_shown || ::isatty(STDERR_FILENO) == 0) return;
    m_shown = percent;
    std::fprintf(stderr, "\r%3d %%", static_cast<int>(percent));
}

ProgressLine::~ProgressLine()
{
    if (m_shown >= 0) std::fputc('\n', stderr);
}

namespace {

struct ImportWords {
    std::string kind {};
    std::filesystem::path file {};
    bool preview { false };
    bool json { false };
};

void print_imported(exchange::Imported const& imported)
{
    auto const lang = console_lang();
    auto const number = [&](std::int64_t value) { return show(lang, value); };
    std::printf("%s\n",
                text::imported(lang, number(imported.rows), number(imported.taken),
                               number(imported.known), number(imported.refused))
                    .c_str());
    for (auto const& refusal : imported.first)
        std::printf("  %s\n", text::import_row(lang, number(refusal.row), refusal.reason).c_str());
    if (!imported.refused_file.empty())
        std::printf("%s\n", text::import_refused_file(lang, imported.refused_file).c_str());
}

int import_now(Chosen const& chosen, ImportWords const& words)
{
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    if (!words.preview)
        if (auto const claimed = house->claim(Kind::real); !claimed.ok())
            return complain(claimed.error());
    ProgressLine line;
    auto const imported = exchange::import_file(
        house->engine(), enum_from<exchange::Kind>(words.kind).value_or(exchange::Kind::sales),
        { .file = words.file,
          .now = now(),
          .lang = console_lang(),
          .preview = words.preview,
          .progress = [&](std::int64_t done, std::int64_t total) { line.show(done, total); } });
    if (!imported.ok()) return complain(imported.error());
    if (words.json)
        std::printf("%s\n", json_text(imported.value()).c_str());
    else
        print_imported(imported.value());
    return imported.value().refused == 0 ? 0 : 1;
}

struct ExportWords {
    std::string kind {};
    std::filesystem::path file {};
    std::string unit {};
};

Result<std::int64_t> export_words(House& house, ExportWords const& words)
{
    exchange::Export wanted {
        .kind = enum_from<exchange::Kind>(words.kind).value_or(exchange::Kind::sales),
        .format = words.file.extension() == ".xlsx" ? exchange::Format::xlsx
                                                    : exchange::Format::csv,
        .file = words.file
    };
    if (!words.unit.empty())
        wanted.unit = TRY(house.engine().get<UnitId>([&](db::Read& read) -> Result<UnitId> {
            auto const unit = org::unit_by_code({ read, {}, now() }, words.unit);
            if (!unit.ok()) return Error { no_such_unit }.with("unit", words.unit);
            return unit.value().id;
        }));
    return exchange::export_file(house.engine(), exchange::console_actor(), now(), wanted);
}

int export_now(Chosen const& chosen, ExportWords const& words)
{
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const rows = export_words(*house, words);
    if (!rows.ok()) return complain(rows.error());
    std::printf(
        "%s\n",
        text::exported(console_lang(), show(console_lang(), rows.value()), words.file.string())
            .c_str());
    return 0;
}

} // namespace

void add_import(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("import", "bring units, products or sales in from a file");
    with_data(command, chosen);
    auto const words = std::make_shared<ImportWords>();
    command.add_option("kind", words->kind, "units, products or sales")
        ->required()
        ->check(CLI::IsMember({ "units", "products", "sales" }));
    command.add_option("file", words->file, "CSV, CSV.xz or XLSX")
        ->required()
        ->check(CLI::ExistingFile);
    command.add_flag("--preview", words->preview, "check every row, write nothing");
    command.add_flag("--json", words->json);
    command.callback([&chosen, words] {
        chosen.action = [&chosen, words] { return import_now(chosen, *words); };
    });
}

void add_export(CLI::App& app, Chosen& chosen)
{
    auto& command = *app.add_subcommand("export", "write units, products, sales or the ledger");
    with_data(command, chosen);
    auto const words = std::make_shared<ExportWords>();
    command.add_option("kind", words->kind, "units, products, sales or ledger")
        ->required()
        ->check(CLI::IsMember({ "units", "products", "sales", "ledger" }));
    command.add_option("file", words->file, "NAME.csv or NAME.xlsx")
        ->required()
        ->check([](std::string const& name) -> std::string {
            auto const ending = std::filesystem::path { name }.extension();
            return ending == ".csv" || ending == ".xlsx" ? std::string {}
                                                         : text::export_ending(console_lang());
        });
    command.add_option("--unit", words->unit, "code of the only unit wanted");
    command.callback([&chosen, words] {
        chosen.action = [&chosen, words] { return export_now(chosen, *words); };
    });
}

} // namespace karya::app
