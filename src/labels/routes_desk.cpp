// The desk: labels printed in runs, printed again, withdrawn.

#include "labels/routes.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::labels {

namespace {

constexpr std::int64_t usual_count = 24; ///< a sheet

// ---- /meja/label ----

struct LabelsQuery {
    std::optional<UnitId> unit {}; ///< for those above unit level
    std::optional<std::int64_t> before {};
    std::optional<std::string> variant {}; ///< for the form, as a lot's page fills it
    std::optional<std::string> day {};
    std::optional<std::string> lot {};
};
BOOST_DESCRIBE_STRUCT(LabelsQuery, (), (unit, before, variant, day, lot))

struct RunRow {
    LabelRunId run {};
    std::string number {};
    std::string name {};
    std::int64_t first {};
    std::int64_t last {};
    std::int64_t count {};
    Day day {};
    std::string lot {};
    LocalTime made_at {};
};
BOOST_DESCRIBE_STRUCT(RunRow, (), (run, number, name, first, last, count, day, lot, made_at))

struct GoodsChoice {
    VariantId variant {};
    std::string name {};
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(GoodsChoice, (), (variant, name, code))

struct IssueForm {
    std::string variant {};
    std::string count {};
    std::string day {};
    std::string lot {};
    std::string with_price { "true" };
};
BOOST_DESCRIBE_STRUCT(IssueForm, (), (variant, count, day, lot, with_price))

struct UnitChoice {
    UnitId unit {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(UnitChoice, (), (unit, name))

struct DoubtRow {
    LabelDoubtId doubt {};
    SaleId sale {};
    std::string number {};
    std::string serial {}; ///< empty: it cannot be read
    std::string reason {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(DoubtRow, (), (doubt, sale, number, serial, reason, at))

struct LabelsPage {
    std::string unit_name {};   ///< empty: a unit is still to be chosen
    std::string unit_chosen {}; ///< kept in the address, above unit level
    std::vector<UnitChoice> units {};
    std::vector<DoubtRow> doubts {}; ///< of the own unit
    std::vector<RunRow> runs {};
    std::vector<GoodsChoice> goods {};
    std::vector<Lot> lots {};
    std::string lot_asked {}; ///< by a lot's page: older than those listed, perhaps
    std::optional<std::int64_t> next {};
    std::string today {};
    IssueForm form {};
};
BOOST_DESCRIBE_STRUCT(LabelsPage, (),
                      (unit_name, unit_chosen, units, doubts, runs, goods, lots, lot_asked, next,
                       today, form))

RunRow row_of(org::UnitScope const& scope, PrintRun const& run)
{
    return { .run = run.id,
             .number = scope.code() + "-" + std::to_string(run.n),
             .name = run.name,
             .first = run.first,
             .last = run.last,
             .count = run.last - run.first + 1,
             .day = run.day,
             .lot = run.lot,
             .made_at = { run.made_at, scope.zone() } };
}

DoubtRow row_of(Lang lang, Zone zone, Doubt const& doubt)
{
    return { .doubt = doubt.id,
             .sale = doubt.sale,
             .number = doubt.number,
             .serial = doubt.serial ? show(lang, *doubt.serial) : "",
             .reason = karya::text::find(lang, doubt.reason, {}),
             .at = { doubt.at, zone } };
}

/// One that is withdrawn is no choice.
void put_lot(View const& view, org::UnitScope const& scope, std::string const& lot,
             LabelsPage& page)
{
    page.lot_asked = lot;
    if (lot.empty() || std::ranges::find(page.lots, lot, &Lot::lot) != page.lots.end()) return;
    for (auto const& one : lots(view, scope, lot))
        if (!is_recalled(view, scope, one.lot)) page.lots.insert(page.lots.begin(), one);
}

Result<LabelsPage> choose_unit(View const& view)
{
    LabelsPage page;
    auto const range = TRY(org::range(view));
    for (auto const& unit : org::holders(view))
        if (range.covers(unit)) page.units.push_back({ unit.id, unit.name });
    return page;
}

Result<LabelsPage> show_labels(View& view, LabelsQuery const& query)
{
    constexpr std::size_t a_page = 100;
    if (!query.unit && view.actor.level() != Level::unit) return choose_unit(view);
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    LabelsPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    if (query.unit) page.unit_chosen = query.unit->text();
    for (auto const& doubt : doubts(view, scope))
        page.doubts.push_back(row_of(view.lang, scope.zone(), doubt));
    for (auto const& run : runs(view, scope, query.before)) {
        page.runs.push_back(row_of(scope, run));
        if (page.runs.size() == a_page && run.n > 1) page.next = run.n;
    }
    for (auto const& goods : catalogue::all_sellables(view, scope))
        page.goods.push_back({ goods.variant, goods.name, goods.code });
    std::ranges::sort(page.goods, {}, &GoodsChoice::name);
    page.lots = lots(view, scope);
    if (query.lot) put_lot(view, scope, *query.lot, page);
    page.today = scope.day(view.now).text();
    page.form.count = std::to_string(usual_count);
    page.form.variant = query.variant.value_or("");
    page.form.day = query.day.value_or(page.today);
    page.form.lot = query.lot.value_or("");
    return page;
}

struct IssueInput {
    VariantId variant {};
    std::int64_t count {};
    Day day {};
    std::optional<std::string> lot {};
    bool with_price { false };
};
BOOST_DESCRIBE_STRUCT(IssueInput, (), (variant, count, day, lot, with_price))

struct RunPath {
    LabelRunId run {};
};
BOOST_DESCRIBE_STRUCT(RunPath, (), (run))

Result<RunPath> post_issue(Call& call, IssueInput const& input)
{
    auto const made = TRY(issue(call, TRY(org::own(call.view())),
                                { .variant = input.variant,
                                  .count = input.count,
                                  .day = input.day,
                                  .lot = input.lot.value_or(""),
                                  .with_price = input.with_price }));
    return RunPath { made.id };
}

// ---- /meja/label/keraguan/{doubt} ----

struct DoubtInput {
    LabelDoubtId doubt {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(DoubtInput, (), (doubt, note))

Result<web::Nothing> post_doubt(Call& call, DoubtInput const& input)
{
    TRY(settle_doubt(call, TRY(org::own(call.view())), input.doubt, input.note));
    return web::Nothing {};
}

// ---- /meja/label/{run} ----

struct WithdrawnRow {
    std::int64_t first {};
    std::int64_t last {};
    bool several { false };
    std::string reason {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(WithdrawnRow, (), (first, last, several, reason, at))

struct WithdrawForm {
    std::string first {};
    std::string last {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(WithdrawForm, (), (first, last, reason))

struct RunPage {
    std::string title {};
    UnitId unit {};
    std::string unit_name {};
    RunRow row {};
    LabelRunId run {};
    std::string article {};
    std::string kid {};
    catalogue::OriginGrade origin {};
    std::string papers {};
    std::optional<Rupiah> price {};
    std::vector<WithdrawnRow> withdrawn {};
    WithdrawForm form {};
};
BOOST_DESCRIBE_STRUCT(RunPage, (),
                      (title, unit, unit_name, row, run, article, kid, origin, papers, price,
                       withdrawn, form))

Result<RunPage> show_run(View& view, RunPath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, path.run))));
    auto const run = TRY(labels::run(view, scope, path.run));
    RunPage page { .title = run.name,
                   .unit = run.unit,
                   .unit_name = run.unit_name,
                   .row = row_of(scope, run),
                   .run = run.id,
                   .article = run.article,
                   .kid = run.kid,
                   .origin = run.origin,
                   .papers = run.papers,
                   .price = run.price };
    for (auto const& one : withdrawals(view, run))
        page.withdrawn.push_back(
            { one.first, one.last, one.first != one.last, one.reason, { one.at, scope.zone() } });
    return page;
}

struct WithdrawInput {
    LabelRunId run {};
    std::int64_t first {};
    std::optional<std::int64_t> last {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(WithdrawInput, (), (run, first, last, reason))

Result<RunPath> post_withdraw(Call& call, WithdrawInput const& input)
{
    TRY(withdraw(call, TRY(org::own(call.view())),
                 { input.run, { input.first, input.last.value_or(input.first) }, input.reason }));
    return RunPath { input.run };
}

// ---- The PDF ----

struct PaperQuery {
    LabelRunId run {};
    LabelPaper paper { LabelPaper::a4 };
    std::optional<std::int64_t> first {};
    std::optional<std::int64_t> last {};
};
BOOST_DESCRIBE_STRUCT(PaperQuery, (), (run, paper, first, last))

Result<web::File> show_paper(View& view, PaperQuery const& query)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, query.run))));
    auto const run = TRY(labels::run(view, scope, query.run));
    Stretch const serials { std::max(run.first, query.first.value_or(run.first)),
                            std::min(run.last, query.last.value_or(run.last)) };
    if (serials.last < serials.first) return not_found;
    web::File file { .content_type = "application/pdf", .bytes = {}, .no_store = true };
    TRY(print(view, run, serials, query.paper, view.caller.site,
              [&](std::string_view part) { file.bytes += part; }));
    return file;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/label/{run}";
    routes.query<LabelsQuery, LabelsPage>("/meja/label", read_right, show_labels,
                                          { "labels/runs" });
    routes.command<IssueInput, RunPath>("/meja/label", write_right, post_issue,
                                        { one, "/meja/label" });
    routes.query<RunPath, RunPage>(one, read_right, show_run, { "labels/run" });
    routes.command<WithdrawInput, RunPath>("/meja/label/{run}/penarikan", write_right,
                                           post_withdraw, { one, one });
    routes.command<DoubtInput, web::Nothing>("/meja/label/keraguan/{doubt}", write_right,
                                             post_doubt, { "/meja/label", "/meja/label" });
    routes.query<PaperQuery, web::File>("/meja/label/{run}/cetak", read_right, show_paper);
}

} // namespace karya::labels
