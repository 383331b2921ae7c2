// What one worker earned, in words that can be read out to him.

#include "base/json.h"
#include "premium/paper.h"
#include "premium/text.h"
#include "web/routes.h"

namespace karya::premium {

namespace {

struct WorkerPath {
    WorkerId worker {};
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(WorkerPath, (), (worker, reading))

struct StatementLine {
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(StatementLine, (), (words))

struct StatementPage {
    std::string title {}; ///< his number
    WorkerId worker {};
    std::string unit_name {};
    std::string name {};
    std::string reading {};
    std::vector<StatementLine> lines {};
    std::string sum {};
};
BOOST_DESCRIBE_STRUCT(StatementPage, (), (title, worker, unit_name, name, reading, lines, sum))

std::string words_of(Lang lang, Earned const& one, std::string const& activity)
{
    auto const fund = karya::text::of(lang, one.fund);
    auto const measure = from_json_text<Formula>(one.formula).take().measure; // we wrote it
    auto const pieces = measure ? catalogue::measured(lang, one.pieces, *measure)
                                : show(lang, one.pieces);
    auto words = one.pieces > Quantity {}
        ? text::statement_made(lang, show(lang, one.first_day), show(lang, one.last_day),
                               show(lang, one.present), activity, pieces, fund,
                               show(lang, one.amount))
        : text::statement_line(lang, show(lang, one.first_day), show(lang, one.last_day),
                               show(lang, one.present), activity, fund, show(lang, one.amount));
    if (one.amount == Rupiah {}) return words;
    if (one.paid == one.amount) return words + " " + text::statement_paid(lang);
    return words + " " + text::statement_owed(lang);
}

Result<StatementPage> show_statement(View& view, WorkerPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const worker = TRY(wbp::worker(view, scope, path.worker));
    StatementPage page { .title = wbp::number_of(scope, worker.n),
                         .worker = worker.id,
                         .unit_name = TRY(org::unit(view, scope.unit())).name };
    auto names = names_of(view, scope, path.reading);
    if (auto const known = names.find(worker.id); known != names.end()) {
        page.name = known->second.name;
        page.reading = path.reading->text();
    }
    Rupiah earned;
    Rupiah paid;
    for (auto const& one : earned_by(view, scope, worker.id)) {
        auto const activity = TRY(org::activity(view, scope, one.activity));
        page.lines.push_back({ words_of(view.lang, one, activity.name) });
        earned += one.amount;
        paid += one.paid;
    }
    page.sum = text::statement_sum(view.lang, show(view.lang, earned), show(view.lang, paid),
                                   show(view.lang, earned - paid));
    return page;
}

Result<web::File> print_statement(View& view, WorkerPath const& path)
{
    auto const page = TRY(show_statement(view, path));
    StatementPaper paper { .unit = TRY(org::unit(view, view.actor.unit)),
                           .number = page.title,
                           .name = page.name,
                           .sum = page.sum };
    for (auto const& line : page.lines) paper.words.push_back(line.words);
    if (paper.words.empty()) paper.words.push_back(text::statement_none(view.lang));
    return web::File { .content_type = "application/pdf",
                       .bytes = statement_pdf(view, paper),
                       .no_store = true };
}

} // namespace

void add_statement_routes(web::Routes& routes)
{
    routes.query<WorkerPath, StatementPage>("/meja/premi/wbp/{worker}", wbp::see_right,
                                            show_statement, { "premium/statement" });
    routes.query<WorkerPath, web::File>("/meja/premi/wbp/{worker}/cetak", wbp::see_right,
                                        print_statement);
}

} // namespace karya::premium
