// The form that corrects what was written of a batch.

#include "production/forms.h"
#include "production/routes.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::production {

Result<std::vector<CostLine>> costs_of(std::vector<CostInput> const& rows)
{
    std::vector<CostLine> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& line = rows[i];
        if (!line.name && !line.amount && !line.quantity) continue;
        auto const field = "costs." + std::to_string(i);
        if (!line.name) return Error { bad_batch }.at(field + ".name", "production.empty");
        if (!line.amount) return Error { bad_batch }.at(field + ".amount", "production.empty");
        lines.push_back(
            { line.kind, *line.name, line.quantity, line.measure.value_or(""), *line.amount });
    }
    return lines;
}

namespace {

struct CorrectForm {
    std::string day {};
    BatchKind kind { BatchKind::batch };
    Grade grade { Grade::first };
    std::string output {};
    std::string for_sale {};
    std::string kitchen {};
    std::string social_aid {};
    std::string own_use {};
    std::string spoiled {};
    std::string note {};
    std::vector<CostForm> costs {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CorrectForm, (),
                      (day, kind, grade, output, for_sale, kitchen, social_aid, own_use, spoiled,
                       note, costs, reason))

struct CorrectPage {
    BatchId batch {};
    std::string lot {};
    std::string label {};
    std::int64_t seen {};
    bool late { false }; ///< its month is closed
    CorrectForm form {};
};
BOOST_DESCRIBE_STRUCT(CorrectPage, (), (batch, lot, label, seen, late, form))

std::string typed(Quantity quantity)
{
    return quantity > Quantity {} ? quantity.typed() : std::string {};
}

CorrectForm form_of(Batch const& batch, std::vector<CostLine> const& costs)
{
    CorrectForm form { .day = batch.day.text(),
                       .kind = batch.kind,
                       .grade = batch.grade,
                       .output = batch.output.typed(),
                       .for_sale = typed(batch.for_sale),
                       .kitchen = typed(batch.kitchen),
                       .social_aid = typed(batch.social_aid),
                       .own_use = typed(batch.own_use),
                       .spoiled = typed(batch.spoiled),
                       .note = batch.note };
    for (auto const& line : costs)
        form.costs.push_back({ line.kind, line.name, typed(line.quantity.value_or(Quantity {})),
                               line.measure, std::to_string(line.amount.amount()) });
    form.costs.resize(std::min(costs_max, std::max(cost_rows, costs.size() + 2)));
    return form;
}

Result<CorrectPage> show_correct(View& view, BatchPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(batch(view, scope, path.batch));
    auto const last = lines(view, found.id).back();
    return CorrectPage { .batch = found.id,
                         .lot = found.lot,
                         .label = found.label,
                         .seen = last.seq,
                         .late = open_day(view, scope, last.booked_on) != last.booked_on,
                         .form = form_of(found, costs(view, found.id)) };
}

struct CorrectInput {
    BatchId batch {};
    std::int64_t seen {};
    Day day {};
    BatchKind kind { BatchKind::batch };
    Grade grade { Grade::first };
    Quantity output {};
    std::optional<Quantity> for_sale {};
    std::optional<Quantity> kitchen {};
    std::optional<Quantity> social_aid {};
    std::optional<Quantity> own_use {};
    std::optional<Quantity> spoiled {};
    std::optional<std::string> note {};
    std::vector<CostInput> costs {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CorrectInput, (),
                      (batch, seen, day, kind, grade, output, for_sale, kitchen, social_aid,
                       own_use, spoiled, note, costs, reason))

Result<BatchPath> post_correct(Call& call, CorrectInput const& input)
{
    TRY(correct(call, TRY(org::own(call.view())),
                { .batch = input.batch,
                  .seen = input.seen,
                  .now = TRY(figures_of(input)),
                  .reason = input.reason }));
    return BatchPath { input.batch };
}

} // namespace

void add_correction_routes(web::Routes& routes)
{
    constexpr std::string_view path = "/meja/produksi/{batch}/koreksi";
    routes.query<BatchPath, CorrectPage>(path, write_right, show_correct, { "production/correct" });
    routes.command<CorrectInput, BatchPath>(path, write_right, post_correct,
                                            { "/meja/produksi/{batch}", path });
}

} // namespace karya::production
