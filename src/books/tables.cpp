#include "books/tables.h"
#include "books/days.h"
#include "books/text.h"
#include <map>

namespace karya::books {

Table table_of(Say title, std::vector<Heading> const& headings)
{
    Table table { .title = both(title) };
    for (auto const& [words, number] : headings) table.columns.push_back({ both(words), number });
    return table;
}

Row sum_row(Table const& table, std::vector<Cell> cells)
{
    Row row { .sum = true, .cells = { cell(both(&text::sum)) } };
    for (auto& one : cells) row.cells.push_back(std::move(one));
    row.cells.resize(table.columns.size());
    return row;
}

void add_fact(Folio& folio, Say words, Cell value, std::optional<About> about)
{
    folio.facts.push_back({ both(words), std::move(value), std::move(about) });
}

void put_share_tables(Folio& folio, std::vector<Share> const& shares, ReportKey const& key)
{
    struct Kind {
        Facet facet;
        Say title;
        AboutKind about;
    };
    for (auto const& [facet, title, about] :
         { Kind { Facet::buyer, text::sold_by_buyer, AboutKind::buyer },
           Kind { Facet::goods, text::sold_by_goods, AboutKind::kind },
           Kind { Facet::channel, text::sold_by_channel, AboutKind::channel } }) {
        auto table = table_of(
            title, { { text::about, false }, { text::sales, true }, { text::turnover, true } });
        Rupiah total;
        for (auto const& share : shares) {
            if (share.facet != facet) continue;
            total += share.turnover;
            table.rows.push_back(
                { .cells = { cell(both([&](Lang lang) { return share_words(lang, share); })),
                             cell(share.sales), cell(share.turnover) } });
            if (key.level == Level::unit) table.rows.back().about = About { about, share.what };
        }
        if (!table.rows.empty()) table.rows.push_back(sum_row(table, { Cell {}, cell(total) }));
        folio.tables.push_back(std::move(table));
    }
}

void put_late_lines(Folio& folio, std::vector<production::Line> const& lines)
{
    auto table = table_of(text::late_title,
                          { { text::late_lot, false },
                            { text::goods, false },
                            { text::date, false },
                            { text::late_kind, false },
                            { text::output, true },
                            { text::cost, true } });
    table.note = both(text::late_note);
    for (auto const& line : lines) {
        if (!production::is_late(line)) continue;
        auto const kind = line.seq == 1 ? text::late_first
            : line.sign < 0             ? text::late_mirror
                                        : text::late_correction;
        table.rows.push_back(
            { .cells = { cell(same(line.lot)), cell(same(line.label)), cell(line.day),
                         cell(both(kind)), cell(line.output, both([&](Lang lang) {
                                                    return karya::text::of(lang, line.measure);
                                                })),
                         cell(line.cost) } });
    }
    if (!table.rows.empty()) folio.tables.push_back(std::move(table));
}

void put_days(Folio& folio, std::vector<board::SumsOfDay> const& days, ReportKey const& key)
{
    bool const year = key.last.number() - key.first.number() > 31;
    auto table = table_of(year ? text::by_month : text::by_day,
                          { { text::date, false },
                            { text::sales, true },
                            { text::turnover, true },
                            { text::premi, true },
                            { text::pnbp, true } });
    std::map<Day, board::Sums> sums;
    board::Sums total;
    for (auto const& day : days) {
        board::Sums const one { day.turnover, day.premi, day.pnbp, day.sales };
        add(sums[year ? month_of(day.day) : day.day], one);
        add(total, one);
    }
    auto const cells = [](board::Sums const& one) {
        return std::vector<Cell> { cell(one.sales), cell(one.turnover), cell(one.premi),
                                   cell(one.pnbp) };
    };
    for (auto const& [day, one] : sums) {
        Row row { .cells = { year ? cell(both([&, first = day](Lang lang) {
                      return ledger::month_name(lang, first);
                  }))
                                  : cell(day) } };
        for (auto& figure : cells(one)) row.cells.push_back(std::move(figure));
        row.about = year ? About { AboutKind::period, day.text().substr(0, 7) }
                         : About { AboutKind::day, day.text() };
        table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) table.rows.push_back(sum_row(table, cells(total)));
    folio.tables.push_back(std::move(table));
}

} // namespace karya::books
