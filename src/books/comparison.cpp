#include "books/comparison.h"
#include "books/tables.h"
#include "books/text.h"
#include "catalogue/catalogue.h"
#include <algorithm>

namespace karya::books {

namespace {

constexpr std::int64_t full_width = 1'000;

/// One row of a comparison: its bar and its line of the table.
struct Weighed {
    std::string name {};
    About about {};
    std::int64_t weight {}; ///< of its bar
    std::int64_t goal {};   ///< none: zero
    std::string figure {};
    std::vector<Cell> cells {};
};

Comparison weighed(Lang lang, Table table, std::vector<Weighed> rows, LinkOf const& link_of)
{
    std::ranges::stable_sort(rows, std::ranges::greater {}, &Weighed::weight);
    std::int64_t top = 1;
    for (auto const& row : rows) top = std::max({ top, row.weight, row.goal });
    auto const wide = [&](std::int64_t weight) {
        return scaled(Rupiah { std::max<std::int64_t>(weight, 0) }, full_width, top).amount();
    };
    Comparison page { .title = table.title.in(lang), .note = table.note.in(lang) };
    for (auto& row : rows) {
        CompareBar bar { .name = row.name,
                         .link = link_of(row.about),
                         .figure = row.figure,
                         .width = wide(row.weight) };
        if (row.goal > 0) bar.goal = wide(row.goal);
        page.bars.push_back(std::move(bar));
        Row line { .cells = { cell(same(row.name)) }, .about = row.about };
        for (auto& one : row.cells) line.cells.push_back(std::move(one));
        table.rows.push_back(std::move(line));
    }
    Folio const folio { .tables = { std::move(table) } };
    page.table = shown(lang, folio, link_of).tables.front();
    return page;
}

Comparison by_turnover(Lang lang, std::vector<Compared> const& places, LinkOf const& link_of)
{
    auto table = table_of(text::compare_turnover,
                          { { text::place, false },
                            { text::sales, true },
                            { text::turnover, true },
                            { text::profit, true },
                            { text::premi, true },
                            { text::pnbp, true } });
    std::vector<Weighed> rows;
    for (auto const& place : places)
        rows.push_back({ place.name,
                         place.about,
                         place.sold.turnover.amount(),
                         0,
                         show(lang, place.sold.turnover),
                         { cell(place.sold.sales), cell(place.sold.turnover),
                           cell(place.sold.turnover - place.cost), cell(place.sold.premi),
                           cell(place.sold.pnbp) } });
    return weighed(lang, std::move(table), std::move(rows), link_of);
}

/// "82 %" of what those with a target were to bring; a dash where nobody set one.
std::string reached(Lang lang, Aim const& aim)
{
    if (!aim.target || *aim.target <= Rupiah {}) return "–";
    return text::percent_reached(lang,
                                 show(lang, scaled(aim.aimed, 100, aim.target->amount()).amount()));
}

Cell target_cell(Aim const& aim) { return aim.target ? cell(*aim.target) : cell("–"); }

Comparison by_target(Lang lang, std::vector<Compared> const& places, LinkOf const& link_of)
{
    auto table = table_of(text::compare_target,
                          { { text::place, false },
                            { text::pnbp_month, true },
                            { text::target_month, true },
                            { text::reached_month, true },
                            { text::pnbp_year, true },
                            { text::target_year, true },
                            { text::reached_year, true },
                            { text::units_aimed, true } });
    table.note = both(&text::target_note);
    std::vector<Weighed> rows;
    for (auto const& place : places)
        rows.push_back(
            { place.name,
              place.about,
              place.year.pnbp.amount(),
              place.year.target.value_or(Rupiah {}).amount(),
              show(lang, place.year.pnbp)
                  + (place.year.target ? " · " + reached(lang, place.year) : ""),
              { cell(place.month.pnbp), target_cell(place.month), cell(reached(lang, place.month)),
                cell(place.year.pnbp), target_cell(place.year), cell(reached(lang, place.year)),
                cell(text::some_of(lang, show(lang, place.year.units),
                                   show(lang, place.units))) } });
    return weighed(lang, std::move(table), std::move(rows), link_of);
}

Comparison by_stock(Lang lang, std::vector<Compared> const& places, LinkOf const& link_of)
{
    auto table = table_of(
        text::stock_value,
        { { text::place, false }, { text::stock_value, true }, { text::stock_no_cost, true } });
    std::vector<Weighed> rows;
    for (auto const& place : places)
        rows.push_back({ place.name,
                         place.about,
                         place.stock.amount(),
                         0,
                         show(lang, place.stock),
                         { cell(place.stock), cell(place.stock_unknown) } });
    return weighed(lang, std::move(table), std::move(rows), link_of);
}

/// Places where nothing stands idle are left out.
Comparison by_idle(Lang lang, std::vector<Compared> const& places, LinkOf const& link_of)
{
    auto table = table_of(text::idle_title,
                          { { text::place, false },
                            { text::activities_title, true },
                            { text::tools_title, true },
                            { text::area, true } });
    table.note = both(&text::idle_note);
    std::vector<Weighed> rows;
    for (auto const& place : places) {
        auto const& idle = place.idle;
        if (idle.activities == 0) continue;
        auto const area = cell(idle.area, same("m²"));
        rows.push_back({ place.name,
                         place.about,
                         idle.activities,
                         0,
                         text::idle_figure(lang, show(lang, idle.activities),
                                           show(lang, idle.tools), shown(lang, area)),
                         { cell(idle.activities), cell(idle.tools), area } });
    }
    return weighed(lang, std::move(table), std::move(rows), link_of);
}

/// As catalogue::stock_values: thousandths of a rupiah are cut off.
Rupiah worth(catalogue::CountedGoods const& goods)
{
    if (!goods.cost) return {};
    auto const thousandths = goods.on_hand.thousandths();
    return scaled(*goods.cost, thousandths / 1000, 1)
        + Rupiah { goods.cost->amount() * (thousandths % 1000) / 1000 };
}

} // namespace

std::vector<Comparison> comparisons(Lang lang, std::vector<Compared> const& places,
                                    LinkOf const& link_of)
{
    std::vector all { by_turnover(lang, places, link_of), by_target(lang, places, link_of),
                      by_stock(lang, places, link_of), by_idle(lang, places, link_of) };
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].id = "p" + std::to_string(i + 1);
        all[i].table.id = all[i].id + "-t";
    }
    return all;
}

Comparison stock_of_goods(View const& view, org::UnitScope const& scope, LinkOf const& link_of)
{
    auto const lang = view.lang;
    auto table = table_of(text::stock_value,
                          { { text::goods, false },
                            { text::on_hand, true },
                            { text::cost, true },
                            { text::stock_value, true } });
    std::vector<Weighed> rows;
    for (auto const& goods : catalogue::counted_goods(view, scope)) {
        if (goods.on_hand <= Quantity {}) continue;
        auto const measure = both([&](Lang each) { return karya::text::of(each, goods.measure); });
        auto const value = worth(goods);
        rows.push_back({ goods.name,
                         { AboutKind::goods, goods.variant.text() },
                         value.amount(),
                         0,
                         goods.cost ? show(lang, value) : "–",
                         { cell(goods.on_hand, measure), cell(goods.cost),
                           goods.cost ? cell(value) : cell("–") } });
    }
    auto page = weighed(lang, std::move(table), std::move(rows), link_of);
    constexpr std::size_t shown_bars = 12;
    if (page.bars.size() > shown_bars) page.bars.resize(shown_bars);
    page.id = "p1";
    page.table.id = "p1-t";
    return page;
}

} // namespace karya::books
