#include "books/folio.h"

namespace karya::books {

Words same(std::string_view words) { return { std::string { words }, std::string { words } }; }

Cell cell(Words words) { return { .words = std::move(words) }; }
Cell cell(std::string_view words) { return cell(same(words)); }
Cell cell(Rupiah amount) { return { CellKind::money, amount.amount() }; }
Cell cell(Quantity quantity, Words measure)
{
    return { CellKind::quantity, quantity.thousandths(), std::move(measure) };
}
Cell cell(std::int64_t count) { return { CellKind::count, count }; }
Cell cell(Day day) { return { CellKind::day, day.number() }; }

std::string shown(Lang lang, Cell const& cell)
{
    switch (cell.kind) {
    case CellKind::money: return show(lang, Rupiah { cell.number });
    case CellKind::count: return show(lang, cell.number);
    case CellKind::day: return show(lang, Day::numbered(cell.number));
    case CellKind::quantity: {
        auto const figure = show(lang, Quantity { cell.number });
        auto const& measure = cell.words.in(lang);
        return measure.empty() ? figure : figure + " " + measure;
    }
    case CellKind::words: break;
    }
    return cell.words.in(lang);
}

namespace {

std::string link_to(std::optional<About> const& about, LinkOf const& link_of)
{
    return about && link_of ? link_of(*about) : "";
}

ShownTable shown_table(Lang lang, Table const& table, std::size_t number, LinkOf const& link_of)
{
    ShownTable page { .id = "t" + std::to_string(number),
                      .title = table.title.in(lang),
                      .note = table.note.in(lang) };
    for (auto const& column : table.columns)
        page.columns.push_back({ column.words.in(lang), column.number });
    for (auto const& row : table.rows) {
        ShownRow line { .sum = row.sum };
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            line.cells.push_back({ shown(lang, row.cells[i]), table.columns[i].number, i == 0,
                                   table.columns[i].words.in(lang),
                                   i == 0 ? link_to(row.about, link_of) : "" });
        page.rows.push_back(std::move(line));
    }
    return page;
}

} // namespace

ShownFolio shown(Lang lang, Folio const& folio, LinkOf const& link_of)
{
    ShownFolio page { folio.title.in(lang), folio.place.in(lang), folio.period.in(lang) };
    for (auto const& [name, cell, about] : folio.facts)
        page.facts.push_back({ name.in(lang), shown(lang, cell), cell.kind == CellKind::money,
                               link_to(about, link_of) });
    for (auto const& table : folio.tables)
        page.tables.push_back(shown_table(lang, table, page.tables.size() + 1, link_of));
    return page;
}

} // namespace karya::books
