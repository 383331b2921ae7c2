// What was made lately, or by whom below; and the form of a new batch.

#include "production/routes.h"
#include "production/forms.h"
#include "production/state.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::production {

namespace {

// ---- GET /meja/produksi ----

struct ListQuery {
    std::optional<UnitId> unit {}; ///< above unit level: one of the list
    std::optional<BatchId> before {};
    std::optional<std::string> lot {}; ///< that one alone
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (unit, before, lot))

struct BatchRow {
    BatchId batch {};
    std::string lot {};
    Day day {};
    std::string label {};
    std::string output {};
    Rupiah cost {};
    std::optional<Rupiah> unit_cost {};
    bool withdrawn { false };
};
BOOST_DESCRIBE_STRUCT(BatchRow, (), (batch, lot, day, label, output, cost, unit_cost, withdrawn))

struct OwnBatches {
    std::string unit_name {};
    std::string unit_chosen {}; ///< kept in the address, above unit level
    std::string lot {};         ///< that was looked for
    std::vector<BatchRow> batches {};
    std::string more {};
};
BOOST_DESCRIBE_STRUCT(OwnBatches, (), (unit_name, unit_chosen, lot, batches, more))

struct MadeBelow {
    std::vector<UnitMade> units {};
    std::int64_t batches {};
    Rupiah cost {};
};
BOOST_DESCRIBE_STRUCT(MadeBelow, (), (units, batches, cost))

struct ListPage {
    std::optional<OwnBatches> own {};
    std::optional<MadeBelow> below {};
};
BOOST_DESCRIBE_STRUCT(ListPage, (), (own, below))

BatchRow row_of(Lang lang, Batch const& batch)
{
    return { .batch = batch.id,
             .lot = batch.lot,
             .day = batch.day,
             .label = batch.label,
             .output = catalogue::measured(lang, batch.output, batch.measure),
             .cost = batch.cost,
             .unit_cost = batch.unit_cost };
}

Result<OwnBatches> own_batches(View const& view, ListQuery const& query)
{
    constexpr std::size_t page_size = 100;
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    OwnBatches own { .unit_name = TRY(org::unit(view, scope.unit())).name };
    if (query.unit) own.unit_chosen = query.unit->text();
    own.lot = trimmed(query.lot.value_or(""));
    auto const found = own.lot.empty() ? batches(view, scope, query.before)
                                       : batches_of(view, scope, own.lot);
    auto const gone = withdrawn_lots(view, scope);
    for (auto const& batch : found) {
        own.batches.push_back(row_of(view.lang, batch));
        own.batches.back().withdrawn = std::ranges::count(gone, batch.id) > 0;
    }
    if (found.size() == page_size) own.more = found.back().id.text();
    return own;
}

Result<ListPage> list(View& view, ListQuery const& query)
{
    ListPage page;
    if (query.unit || view.actor.level() == Level::unit) {
        page.own = TRY(own_batches(view, query));
        return page;
    }
    page.below = MadeBelow { .units = TRY(made_below(view)) };
    for (auto const& unit : page.below->units) {
        page.below->batches += unit.batches;
        page.below->cost += unit.cost;
    }
    return page;
}

// ---- /meja/produksi/baru ----

struct NewQuery {
    std::optional<VariantId> variant {};
};
BOOST_DESCRIBE_STRUCT(NewQuery, (), (variant))

struct VariantChoice {
    VariantId variant {};
    std::string name {};
    std::string measure_words {};
};
BOOST_DESCRIBE_STRUCT(VariantChoice, (), (variant, name, measure_words))

struct BatchForm {
    std::string variant {};
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
};
BOOST_DESCRIBE_STRUCT(BatchForm, (),
                      (variant, day, kind, grade, output, for_sale, kitchen, social_aid, own_use,
                       spoiled, note, costs))

struct NewPage {
    std::vector<VariantChoice> variants {};
    BatchForm form {};
};
BOOST_DESCRIBE_STRUCT(NewPage, (), (variants, form))

std::vector<VariantChoice> choices(View const& view, org::UnitScope const& scope)
{
    std::vector<VariantChoice> all;
    for (VariantId after;;) {
        auto const page = catalogue::sellables(view, scope, after);
        if (page.empty()) break;
        for (auto const& one : page)
            if (one.supply != catalogue::Supply::service)
                all.push_back({ one.variant, one.name, karya::text::of(view.lang, one.measure) });
        after = page.back().variant;
    }
    std::ranges::sort(all, {}, &VariantChoice::name);
    return all;
}

Result<NewPage> show_new(View& view, NewQuery const& query)
{
    auto const scope = TRY(org::own(view));
    NewPage page { .variants = choices(view, scope) };
    if (query.variant) page.form.variant = query.variant->text();
    page.form.day = scope.day(view.now).text();
    page.form.costs.resize(cost_rows);
    return page;
}

struct BatchInput {
    VariantId variant {};
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
};
BOOST_DESCRIBE_STRUCT(BatchInput, (),
                      (variant, day, kind, grade, output, for_sale, kitchen, social_aid, own_use,
                       spoiled, note, costs))

Result<BatchPath> post_batch(Call& call, BatchInput const& input)
{
    auto draft = TRY(figures_of(input));
    draft.variant = input.variant;
    return BatchPath { TRY(record(call, TRY(org::own(call.view())), draft)).id };
}

} // namespace

void add_list_routes(web::Routes& routes)
{
    routes.query<ListQuery, ListPage>("/meja/produksi", read_right, list, { "production/list" });
    routes.query<NewQuery, NewPage>("/meja/produksi/baru", write_right, show_new,
                                    { "production/new" });
    routes.command<BatchInput, BatchPath>("/meja/produksi", write_right, post_batch,
                                          { "/meja/produksi/{batch}", "/meja/produksi/baru" });
}

void add_routes(web::Routes& routes)
{
    add_list_routes(routes);
    add_batch_routes(routes);
    add_correction_routes(routes);
    add_buyers_routes(routes);
}

} // namespace karya::production
