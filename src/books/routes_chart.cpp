// The last twelve months in charts, with the table behind each.

#include "books/comparison.h"
#include "books/links.h"
#include "books/routes.h"
#include "books/tables.h"
#include "books/text.h"
#include "pnbp/pnbp.h"
#include "web/page.h"
#include <algorithm>
#include <array>

namespace karya::books {

namespace {

constexpr int months_shown = 12;
// The picture of a chart, in its own units.
constexpr std::int64_t full_height = 100;
constexpr std::int64_t ground = 120;
constexpr std::int64_t step_wide = 30;
constexpr std::int64_t above_bar = 5; ///< between a bar and its figure

struct Bar {
    std::int64_t x {};
    std::int64_t y {};
    std::int64_t height {};
    std::int64_t middle {};
    std::string label {};
    std::string figure {}; ///< "1,3", in the chart's scale; nothing for nothing
    std::int64_t figure_y {};
    std::string told {};                 ///< "April 2021: Rp 45.000"
    std::optional<std::int64_t> goal {}; ///< where the target's line lies
};
BOOST_DESCRIBE_STRUCT(Bar, (), (x, y, height, middle, label, figure, figure_y, told, goal))

struct Chart {
    std::string id {};
    std::string title {};
    std::string sum {};
    std::string scale {}; ///< "dalam juta rupiah"
    std::vector<Bar> bars {};
    ShownTable table {};
};
BOOST_DESCRIBE_STRUCT(Chart, (), (id, title, sum, scale, bars, table))

struct StockFacts {
    Rupiah value {};
    std::int64_t unknown {};
    bool has_unknown { false };
};
BOOST_DESCRIBE_STRUCT(StockFacts, (), (value, unknown, has_unknown))

struct ChartQuery {
    std::optional<UnitId> unit {};
    std::optional<KanwilId> kanwil {}; ///< of the nation: one of its offices
};
BOOST_DESCRIBE_STRUCT(ChartQuery, (), (unit, kanwil))

struct ChartPage {
    std::string place {};
    std::string at {}; ///< "unit=…" or "kanwil=…", kept in addresses
    std::vector<Chart> charts {};
    StockFacts stock {};
    std::vector<Comparison> comparisons {}; ///< of units or offices; of a unit: its goods
    std::optional<ShownTable> idle {};      ///< of a unit: activities and tools without anybody
    std::string pnbp_path {};               ///< deposits and targets, month by month
};
BOOST_DESCRIBE_STRUCT(ChartPage, (), (place, at, charts, stock, comparisons, idle, pnbp_path))

struct Month {
    Day first {};
    board::Sums sold {};
    Rupiah cost {};
    std::optional<Rupiah> target {};
};

std::vector<Month> months_until(Day today)
{
    std::vector<Month> months(months_shown);
    auto first = month_of(today);
    for (auto month = months.rbegin(); month != months.rend(); ++month) {
        month->first = first;
        first = month_of(first.next(-1));
    }
    return months;
}

struct Ask {
    Say title;
    Rupiah (*value)(Month const&);
};

/// In what the figures of a chart are told, so that they fit over their bars.
struct Scale {
    Say words;
    std::int64_t rupiah;
};
constexpr std::array scales { Scale { text::in_rupiah, 1 }, Scale { text::in_thousands, 1'000 },
                              Scale { text::in_millions, 1'000'000 },
                              Scale { text::in_billions, 1'000'000'000 } };

/// The one in which the highest figure has at most three digits before its comma.
Scale const& scale_of(Rupiah top)
{
    constexpr std::int64_t most = 1'000;
    for (auto const& scale : scales)
        if (top.amount() < most * scale.rupiah) return scale;
    return scales.back();
}

/// Rounded to one place after the comma, none from a hundred up.
std::string figure_of(Lang lang, Rupiah amount, Scale const& scale)
{
    if (amount == Rupiah {}) return {};
    constexpr std::int64_t plain_from = 1'000; // tenths
    std::int64_t const sign = amount < Rupiah {} ? -1 : 1;
    auto const size = sign < 0 ? -amount : amount;
    auto const tenths = scaled(size, 10, scale.rupiah).amount();
    return tenths >= plain_from || scale.rupiah == 1
        ? show(lang, sign * scaled(size, 1, scale.rupiah).amount())
        : show(lang, Quantity { sign * tenths * 100 });
}

Chart chart_of(Lang lang, std::vector<Month> const& months, Ask const& ask)
{
    bool const aimed = std::ranges::any_of(months,
                                           [&](auto const& m) { return m.target.has_value(); });
    Table table = table_of(ask.title, { { text::month_column, false }, { ask.title, true } });
    if (aimed) table.columns.push_back({ both(&text::target), true });
    Rupiah top { 1 };
    Rupiah sum;
    for (auto const& month : months) {
        sum += ask.value(month);
        top = std::max({ top, ask.value(month), month.target.value_or(Rupiah {}) });
    }
    auto const height = [&](Rupiah amount) {
        return scaled(std::max(amount, Rupiah {}), full_height, top.amount()).amount();
    };
    auto const& scale = scale_of(top);
    Chart chart { .title = ask.title(lang), .sum = show(lang, sum), .scale = scale.words(lang) };
    for (std::size_t i = 0; i < months.size(); ++i) {
        auto const& month = months[i];
        auto const amount = ask.value(month);
        auto const name = ledger::month_name(lang, month.first);
        auto const x = static_cast<std::int64_t>(i) * step_wide + step_wide / 5;
        Bar bar { .x = x,
                  .y = ground - height(amount),
                  .height = height(amount),
                  .middle = x + step_wide * 3 / 10,
                  .label = name.substr(0, 3),
                  .figure = figure_of(lang, amount, scale),
                  .figure_y = ground - height(amount) - above_bar,
                  .told = name + ": " + show(lang, amount) };
        Row row { .cells = { cell(same(name)), cell(amount) } };
        if (aimed) row.cells.push_back(cell(month.target));
        if (month.target) bar.goal = ground - height(*month.target);
        chart.bars.push_back(std::move(bar));
        table.rows.push_back(std::move(row));
    }
    Folio const folio { .tables = { table } };
    chart.table = shown(lang, folio).tables.front();
    return chart;
}

void put_charts(Lang lang, std::vector<Month> const& months, ChartPage& page)
{
    constexpr std::array asks {
        Ask { text::turnover, [](Month const& month) { return month.sold.turnover; } },
        Ask { text::profit, [](Month const& month) { return month.sold.turnover - month.cost; } },
        Ask { text::premi, [](Month const& month) { return month.sold.premi; } },
        Ask { text::pnbp, [](Month const& month) { return month.sold.pnbp; } }
    };
    for (auto const& ask : asks) {
        auto shown_months = months;
        // Targets are of state revenue alone.
        if (&ask != &asks.back())
            for (auto& month : shown_months) month.target.reset();
        page.charts.push_back(chart_of(lang, shown_months, ask));
        page.charts.back().id = "c" + std::to_string(page.charts.size());
        page.charts.back().table.id = page.charts.back().id + "-t";
    }
}

void put_unit(View const& view, org::UnitScope const& scope, std::vector<Month>& months)
{
    for (auto& month : months) {
        auto const last = end_of_month(month.first);
        month.sold = board::unit_sums(view, scope.unit(), { month.first, last });
        for (auto const& [account, amount] : ledger::movements(view, scope, month.first, last))
            if (account == ledger::Account::cost_recovery) month.cost -= amount;
    }
    auto const year_of = [](Day day) { return static_cast<int>(day.calendar().year()); };
    for (int year = year_of(months.front().first); year <= year_of(months.back().first); ++year)
        for (auto const& line : pnbp::months_of(view, scope, year)) {
            auto const found = std::ranges::find(months, line.month, &Month::first);
            if (found != months.end()) found->target = line.target;
        }
}

/// Activities where nobody is assigned today, with their land and tools.
ShownTable idle_of(View const& view, org::UnitScope const& scope)
{
    auto table = table_of(text::idle_title,
                          { { text::activity, false },
                            { text::place, false },
                            { text::area, true },
                            { text::tools_title, true } });
    for (auto const& activity : org::activities(view, scope)) {
        if (!workshop::assigned_on(view, scope, activity.id, scope.day(view.now)).empty()) continue;
        auto const [facts, tools] = workshop::known_of(view, scope, activity.id);
        std::int64_t count = 0;
        for (auto const& tool : tools) count += tool.count;
        table.rows.push_back(
            { .cells = { cell(same(activity.name)), cell(same(facts.place)),
                         facts.area ? cell(*facts.area, same("m²")) : Cell {}, cell(count) } });
    }
    Folio const folio { .tables = { table } };
    return shown(view.lang, folio).tables.front();
}

void put_reach(View const& view, Reach const& reach, std::vector<Month>& months)
{
    for (auto& month : months) {
        auto const last = end_of_month(month.first);
        auto const sold = sums_in(view, { month.first, last });
        std::map<UnitId, Rupiah> cost;
        for (auto const& [unit, amount] :
             ledger::movements_of_all(view, ledger::Account::cost_recovery, month.first, last))
            cost[unit] -= amount;
        for (auto const& unit : reach.units) {
            add(month.sold, sums_of(sold, unit.id));
            month.cost += cost[unit.id];
        }
    }
}

/// What the units below are to bring together, where each of them has a target: else their sum
/// would be held against the revenue of all.
void put_targets(View const& view, Reach const& reach, std::vector<Month>& months)
{
    std::map<Day, std::map<UnitId, Rupiah>> set;
    auto const last = end_of_month(months.back().first);
    for (auto const& target : pnbp::targets(view, months.front().first, last))
        set[target.month][target.unit] = target.amount;
    for (auto& month : months) {
        auto const& targets = set[month.first];
        bool const all = std::ranges::all_of(
            reach.units, [&](org::Unit const& unit) { return targets.contains(unit.id); });
        if (!all || reach.units.empty()) continue;
        month.target = Rupiah {};
        for (auto const& unit : reach.units) *month.target += targets.at(unit.id);
    }
}

StockFacts stock_of(View const& view, UnitId unit)
{
    for (auto const& value : catalogue::stock_values(view))
        if (value.unit == unit) return { value.value, value.unknown, value.unknown > 0 };
    return {};
}

/// To the same page one step down.
LinkOf downwards(Lang lang)
{
    return [lang](About const& about) {
        auto const kind = std::string { enum_text(about.kind) };
        return web::localized(lang, "/meja/ikhtisar?" + kind + "=" + about.id);
    };
}

Result<void> put_unit_page(View const& view, org::UnitScope const& scope,
                           std::vector<Month>& months, ChartPage& page)
{
    page.place = TRY(org::unit(view, scope.unit())).name;
    put_unit(view, scope, months);
    page.stock = stock_of(view, scope.unit());
    page.idle = idle_of(view, scope);
    auto const at = page.at;
    page.comparisons.push_back(stock_of_goods(view, scope, [&](About const& about) {
        return web::localized(view.lang,
                              "/meja/buku/stok?variant=" + about.id + (at.empty() ? "" : "&" + at));
    }));
    return {};
}

Result<void> put_reach_page(View const& view, ReportKey const& key, std::vector<Month>& months,
                            ChartPage& page)
{
    auto reach = TRY(reach_on(view, key.last));
    bool const nation = key.level == Level::nation;
    if (!nation)
        std::erase_if(reach.units,
                      [&](org::Unit const& unit) { return unit.kanwil.text() != key.place; });
    page.place = nation
        ? text::whole_country(view.lang)
        : text::office_named(view.lang, reach.kanwil.at(TRY(KanwilId::parse(key.place))));
    put_reach(view, reach, months);
    put_targets(view, reach, months);
    auto const places = compared(view, reach, nation ? AboutKind::kanwil : AboutKind::unit,
                                 { months.front().first, key.last });
    for (auto const& place : places) {
        page.stock.value += place.stock;
        page.stock.unknown += place.stock_unknown;
    }
    page.stock.has_unknown = page.stock.unknown > 0;
    page.comparisons = comparisons(view.lang, places, downwards(view.lang));
    return {};
}

Result<ReportKey> place_asked(View const& view, ChartQuery const& query, Period const& today)
{
    if (query.unit) return unit_key(view, *query.unit, today);
    return query.kanwil ? office_key(view, *query.kanwil, today) : own_key(view, today);
}

Result<ChartPage> show_charts(View& view, ChartQuery const& query)
{
    auto const today = board::nation_day(view.now);
    auto months = months_until(today);
    auto const key = TRY(place_asked(view, query, { today, today }));
    auto const seen = seen_of(view, key);
    ChartPage page { .at = at_of(seen),
                     .pnbp_path = path_to(view.lang, seen, { AboutKind::pnbp }) };
    if (key.level == Level::unit)
        TRY(put_unit_page(view, TRY(scope_asked(view, query.unit)), months, page));
    else
        TRY(put_reach_page(view, key, months, page));
    put_charts(view.lang, months, page);
    return page;
}

} // namespace

void add_chart_routes(web::Routes& routes)
{
    routes.query<ChartQuery, ChartPage>("/meja/ikhtisar", read_right, show_charts,
                                        { "books/charts" });
}

} // namespace karya::books
