// Taking data out: the page on which it is chosen, and the file itself.

#include "base/text.h"
#include "exchange/routes_parts.h"
#include "exchange/text.h"
#include "exchange/upload.h"
#include "sheet/passage.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::exchange {

namespace {

/// What one answer may hold: it is made while the others of its thread wait.
constexpr std::int64_t rows_max = 20'000;

} // namespace

Result<TableName> table_named(std::string_view name)
{
    auto const dot = std::min(name.rfind('.'), name.size());
    auto const kind = enum_from<Kind>(name.substr(0, dot));
    auto const format = enum_from<Format>(name.substr(std::min(dot + 1, name.size())));
    if (!kind || !format) return not_found;
    return TableName { *kind, *format };
}

Result<web::File> file_answer(
    TableName const& table, std::string download_name,
    std::function<Result<void>(std::filesystem::path const&)> const& write)
{
    bool const csv = table.format == Format::csv;
    download_name += "." + std::string { enum_text(table.format) };
    sheet::Passage const passage { "table" };
    TRY(write(passage.file()));
    return web::File { .content_type = csv
                           ? "text/csv; charset=utf-8"
                           : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       .bytes = passage.bytes(),
                       .download_name = std::move(download_name),
                       .no_store = true };
}

Zone zone_of(View const& view)
{
    auto const own = org::own(view);
    return own.ok() ? own.value().zone() : Zone::wib;
}

std::vector<KindChoice> choices_of(std::vector<Kind> const& kinds, Kind current)
{
    std::vector<KindChoice> choices;
    for (auto const kind : kinds) choices.push_back({ kind, kind == current });
    return choices;
}

namespace {

// ---- GET /meja/ekspor ----

struct ExportQuery {
    std::optional<Kind> kind {};
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (), (kind))

struct UnitChoice {
    UnitId id {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(UnitChoice, (), (id, name))

struct ExportPage {
    Kind kind { Kind::products };
    std::vector<KindChoice> kinds {};
    bool by_days { false };    ///< sales and the ledger
    bool needs_unit { false }; ///< the ledger above a unit
    std::vector<UnitChoice> units {};
    Day first {}; ///< of this month
    Day last {};  ///< today
    std::int64_t rows_most { rows_max };
};
BOOST_DESCRIBE_STRUCT(ExportPage, (),
                      (kind, kinds, by_days, needs_unit, units, first, last, rows_most))

Result<std::vector<UnitChoice>> units_reached(View const& view)
{
    auto const range = TRY(org::range(view));
    std::vector<UnitChoice> units;
    for (auto const& unit : org::all_units(view))
        if (range.covers(unit)) units.push_back({ unit.id, unit.name });
    std::ranges::sort(units, {}, &UnitChoice::name);
    return units;
}

Result<ExportPage> export_page(View& view, ExportQuery const& query)
{
    auto const kinds = kinds_out(view.actor.role);
    ExportPage page { .kind = query.kind.value_or(kinds.front()) };
    if (std::ranges::find(kinds, page.kind) == kinds.end()) return forbidden;
    page.kinds = choices_of(kinds, page.kind);
    page.by_days = page.kind == Kind::sales || page.kind == Kind::ledger;
    if (view.actor.level() != Level::unit && page.kind != Kind::units)
        page.units = TRY(units_reached(view));
    page.needs_unit = page.kind == Kind::ledger && !page.units.empty();
    page.last = day_in(zone_of(view), view.now);
    auto const calendar = page.last.calendar();
    page.first = page.last.next(1 - static_cast<int>(static_cast<unsigned>(calendar.day())));
    return page;
}

// ---- GET /meja/ekspor/{name} ----

struct ExportWish {
    std::string name {};
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
};
BOOST_DESCRIBE_STRUCT(ExportWish, (), (name, unit, first, last))

Result<sales::Days> days_of(ExportWish const& wish)
{
    sales::Days days;
    if (wish.first) days.first = *wish.first;
    if (wish.last) days.last = *wish.last;
    if (days.last < days.first) return days_reversed;
    return days;
}

/// "penjualan-PTK": what and whose; "peragaan-penjualan-PTK" when it is not real.
Result<std::string> name_for(View const& view, Export const& wanted)
{
    auto name = slug(karya::text::of(view.lang, wanted.kind));
    if (view.demo) name = text::demo_word(view.lang) + "-" + name;
    if (wanted.unit) name += "-" + TRY(org::reach(view, *wanted.unit)).code();
    return name;
}

Result<web::File> export_answer(View& view, ExportWish const& wish)
{
    auto const table = TRY(table_named(wish.name));
    auto const kinds = kinds_out(view.actor.role);
    if (std::ranges::find(kinds, table.kind) == kinds.end()) return forbidden;
    Export wanted { .kind = table.kind,
                    .format = table.format,
                    .unit = wish.unit,
                    .days = TRY(days_of(wish)),
                    .opening = false,
                    .rows_max = rows_max };
    if (view.actor.level() == Level::unit && !wanted.unit) wanted.unit = view.actor.unit;
    if (table.kind == Kind::ledger && !wanted.unit) return unit_needed;
    auto name = TRY(name_for(view, wanted)) + "-" + day_in(zone_of(view), view.now).text();
    return file_answer(table, std::move(name),
                       [&](std::filesystem::path const& file) -> Result<void> {
                           wanted.file = file;
                           TRY(export_table(view, wanted));
                           return {};
                       });
}

} // namespace

void add_export_routes(web::Routes& routes)
{
    routes.query<ExportQuery, ExportPage>("/meja/ekspor", take_out, export_page,
                                          { "exchange/export" });
    routes.query<ExportWish, web::File>("/meja/ekspor/{name}", take_out, export_answer);
}

} // namespace karya::exchange
