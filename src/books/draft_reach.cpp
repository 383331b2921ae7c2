// The report of an office or the nation: its units, and of the nation its offices and days.

#include "books/draft.h"
#include "books/tables.h"
#include "books/text.h"
#include <algorithm>

namespace karya::books {

namespace {

class ReachDraft {
public:
    ReachDraft(View const& view, ReportKey const& key, Reach reach)
        : m_view(view),
          m_key(key),
          m_reach(std::move(reach)),
          m_lines(reach_lines(view, key, m_reach))
    {
    }
    Folio folio()
    {
        Folio folio { .title = both([](Lang lang) { return text::report_title(lang); }),
                      .period = period_words(m_key.first, m_key.last) };
        ReachSums total;
        std::map<KanwilId, ReachSums> offices;
        std::vector<UnitId> ids;
        for (auto const& unit : m_reach.units) {
            total += m_lines[unit.id].sums;
            offices[unit.kanwil] += m_lines[unit.id].sums;
            ids.push_back(unit.id);
        }
        put_place(folio);
        add_fact(folio, text::turnover, cell(total.sold.turnover));
        add_fact(folio, text::sales, cell(total.sold.sales));
        add_fact(folio, text::cost_back, cell(total.cost));
        add_fact(folio, text::profit, cell(total.sold.turnover - total.cost));
        add_fact(folio, text::premi, cell(total.sold.premi));
        add_fact(folio, text::pnbp, cell(total.sold.pnbp));
        add_fact(folio, text::units_authorised, cell(total.authorised));
        add_fact(folio, text::units, cell(total.units));
        if (m_key.level == Level::nation) put_offices(folio, offices, total);
        bool const all = m_key.level == Level::nation;
        put_share_tables(
            folio, shares(m_view, all ? std::vector<UnitId> {} : ids, window_of(m_key)), m_key);
        if (all) put_days(folio, board::sums_by_day(m_view, {}, window_of(m_key)), m_key);
        put_units(folio, total);
        return folio;
    }

private:
    void put_place(Folio& folio) const
    {
        if (m_key.level == Level::nation) {
            folio.place = both([](Lang lang) { return text::whole_country(lang); });
            return;
        }
        auto const id = KanwilId::parse(m_key.place);
        CHECK(id.ok());
        auto const name = m_reach.kanwil.at(id.value());
        folio.place = both([&](Lang lang) { return text::office_named(lang, name); });
    }
    static std::vector<Cell> cells_of(ReachSums const& sums)
    {
        return {
            cell(sums.sold.sales), cell(sums.sold.turnover), cell(sums.sold.turnover - sums.cost),
            cell(sums.sold.premi), cell(sums.sold.pnbp),     cell(sums.owed),
            cell(sums.batches)
        };
    }
    void put_offices(Folio& folio, std::map<KanwilId, ReachSums> const& offices,
                     ReachSums const& total) const
    {
        auto table = table_of(text::by_office,
                              { { text::office, false },
                                { text::sales, true },
                                { text::turnover, true },
                                { text::profit, true },
                                { text::premi, true },
                                { text::pnbp, true },
                                { text::pnbp_owed, true },
                                { text::batches, true },
                                { text::units_authorised, true } });
        for (auto const& [id, sums] : offices) {
            Row row { .cells = { cell(same(m_reach.kanwil.at(id))) } };
            for (auto& one : cells_of(sums)) row.cells.push_back(std::move(one));
            row.cells.push_back(cell(sums.authorised));
            row.about = About { AboutKind::kanwil, id.text() };
            table.rows.push_back(std::move(row));
        }
        std::ranges::stable_sort(table.rows, [](Row const& a, Row const& b) {
            return a.cells[2].number > b.cells[2].number;
        });
        auto cells = cells_of(total);
        cells.push_back(cell(total.authorised));
        table.rows.push_back(sum_row(table, std::move(cells)));
        folio.tables.push_back(std::move(table));
    }
    void put_units(Folio& folio, ReachSums const& total)
    {
        auto table = table_of(text::by_unit,
                              { { text::unit, false },
                                { text::sales, true },
                                { text::turnover, true },
                                { text::profit, true },
                                { text::premi, true },
                                { text::pnbp, true },
                                { text::pnbp_owed, true },
                                { text::batches, true },
                                { text::unit_report, false } });
        auto units = m_reach.units;
        std::ranges::stable_sort(units, [&](org::Unit const& a, org::Unit const& b) {
            auto const left = m_lines[a.id].sums.sold.turnover;
            auto const right = m_lines[b.id].sums.sold.turnover;
            return left != right ? left > right : a.name < b.name;
        });
        for (auto const& unit : units) {
            Row row { .cells = { cell(same(unit.name)) },
                      .about = About { AboutKind::unit, unit.id.text() } };
            for (auto& one : cells_of(m_lines[unit.id].sums)) row.cells.push_back(std::move(one));
            auto const state = m_lines[unit.id].state;
            row.cells.push_back(state ? word_cell(*state) : Cell {});
            table.rows.push_back(std::move(row));
        }
        auto cells = cells_of(total);
        cells.emplace_back();
        table.rows.push_back(sum_row(table, std::move(cells)));
        folio.tables.push_back(std::move(table));
    }

    View const& m_view;
    ReportKey const& m_key;
    Reach m_reach;
    std::map<UnitId, ReachLine> m_lines;
};

} // namespace

Folio reach_folio(View const& view, ReportKey const& key, Reach reach)
{
    return ReachDraft { view, key, std::move(reach) }.folio();
}

} // namespace karya::books
