#include "premium/paper.h"
#include "base/embedded.h"
#include "base/lang.h"
#include "counter/counter.h"
#include "identity/identity.h"
#include "premium/state.h"
#include "premium/text.h"

namespace karya::premium {

namespace {

using counter::Face;
using Column = counter::Sheet::Column;

std::string ended(View const& view, counter::Sheet& sheet, std::string title)
{
    return sheet.pdf({ .title = std::move(title),
                       .made_at = rfc3339(view.now),
                       .mark = view.demo ? text::demo_paper(view.lang) : "" });
}

void put_row(counter::Sheet& sheet, std::vector<std::string> const& words, Face face)
{
    constexpr std::array shares { 11, 15, 4, 6, 6, 7, 12, 13 };
    constexpr std::size_t first_figure = 2;
    constexpr std::size_t last_figure = 6;
    std::vector<Column> columns;
    for (std::size_t i = 0; i < words.size(); ++i)
        columns.push_back({ words[i], shares[i], i >= first_figure && i <= last_figure });
    sheet.row(columns, face);
}

void put_table(View const& view, org::UnitScope const& scope, ListPaper const& paper,
               counter::Sheet& sheet)
{
    auto const lang = view.lang;
    auto const measure = measure_words(lang, paper.sheet.formula);
    auto const pieces = text::pieces(lang) + (measure.empty() ? "" : " (" + measure + ")");
    put_row(sheet,
            { text::worker(lang), text::name(lang), text::days(lang), text::hours(lang), pieces,
              text::weight(lang), text::amount(lang), "  " + text::paper_sign(lang) },
            Face::strong);
    sheet.rule();
    for (auto const& line : paper.lines) {
        auto const known = paper.names.find(line.worker);
        put_row(sheet,
                { wbp::number_of(scope, line.n),
                  known == paper.names.end() ? "" : known->second.name, show(lang, line.present),
                  show(lang, line.hours), show(lang, line.pieces),
                  show(lang, weight_shown(paper.sheet, line.weight)), show(lang, line.amount),
                  "  " + text::paper_dots(lang) },
                Face::text);
        sheet.gap(3);
    }
    sheet.rule();
    sheet.pair(text::paper_total(lang), show(lang, paper.sheet.amount), Face::total);
}

void put_approvals(View const& view, org::UnitScope const& scope, ListPaper const& paper,
                   counter::Sheet& sheet)
{
    auto const lang = view.lang;
    sheet.gap(4);
    sheet.left(text::steps_heading(lang), Face::strong);
    if (!is_authorised(paper.sheet.state)) sheet.left(text::paper_draft(lang), Face::strong);
    for (auto const& step : paper.steps) {
        if (step.step == Step::computed || step.step == Step::sent_back) continue;
        sheet.row({ { karya::text::of(lang, step.step), 10 },
                    { identity::name_of(view, step.officer), 12 },
                    { show(lang, LocalTime { step.at, scope.zone() }), 14 },
                    { step.hash.substr(0, 12), 8 } },
                  Face::small);
    }
    sheet.left(text::paper_hash(lang, paper.sheet.hash), Face::small);
    sheet.gap(4);
    sheet.code(std::string { view.caller.site } + "/premi/" + paper.sheet.id.text() + "/"
               + seal_of(paper.sheet));
    sheet.centred(text::paper_code(lang), Face::small);
    sheet.gap(6);
    for (auto const role : { Role::treasurer, Role::kasi, Role::head }) {
        sheet.row({ { karya::text::of(lang, role), 12 },
                    { text::paper_wet(lang) + ": " + text::paper_dots(lang), 30 } },
                  Face::text);
        sheet.gap(6);
    }
}

} // namespace

std::string list_pdf(View const& view, org::UnitScope const& scope, ListPaper const& paper)
{
    auto const lang = view.lang;
    counter::Sheet sheet { counter::Paper::a4 };
    auto const title = text::paper_title(lang, karya::text::of(lang, paper.sheet.fund));
    sheet.centred(paper.unit.name, Face::heading);
    sheet.centred(title + " " + paper.number, Face::strong);
    sheet.centred(paper.activity + ", "
                      + text::paper_period(lang, show(lang, paper.sheet.first_day),
                                           show(lang, paper.sheet.last_day)),
                  Face::text);
    sheet.gap(3);
    put_table(view, scope, paper, sheet);
    put_approvals(view, scope, paper, sheet);
    sheet.gap(4);
    sheet.band(paper.unit.id.text());
    return ended(view, sheet, title + " " + paper.number);
}

std::string statement_pdf(View const& view, StatementPaper const& paper)
{
    auto const lang = view.lang;
    counter::Sheet sheet { counter::Paper::a4 };
    auto const title = text::statement_title(lang);
    sheet.centred(paper.unit.name, Face::heading);
    sheet.centred(title, Face::strong);
    sheet.centred(paper.name.empty() ? paper.number : paper.name + " (" + paper.number + ")",
                  Face::large);
    sheet.rule();
    for (auto const& words : paper.words) {
        sheet.left(words, Face::large);
        sheet.gap(2);
    }
    sheet.rule();
    sheet.left(paper.sum, Face::strong);
    sheet.gap(4);
    sheet.left(text::statement_ask(lang), Face::text);
    sheet.gap(4);
    sheet.band(paper.unit.id.text());
    return ended(view, sheet, title + " " + paper.number);
}

} // namespace karya::premium
