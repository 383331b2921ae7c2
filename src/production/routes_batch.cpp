// One lot: what went in, what came out, where it went, and off the shelf with it.

#include "album/album.h"
#include "labels/labels.h"
#include "production/routes.h"
#include "production/state.h"
#include "production/text.h"
#include "sales/sales.h"
#include "web/routes.h"

namespace karya::production {

namespace {

struct CostRow {
    CostKind kind {};
    std::string name {};
    std::string quantity {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(CostRow, (), (kind, name, quantity, amount))

struct SaleLine {
    SaleId sale {};
    std::string number {};
    LocalTime at {};
    std::string quantity {};
    bool labelled { false };
};
BOOST_DESCRIBE_STRUCT(SaleLine, (), (sale, number, at, quantity, labelled))

struct LabelLine {
    LabelRunId run {};
    std::int64_t first {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(LabelLine, (), (run, first, last))

struct Withdrawn {
    LocalTime at {};
    std::string reason {};
    std::string quantity {};
};
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (at, reason, quantity))

struct WrittenRow {
    LocalTime at {};
    std::string hand {};
    bool first { false };
    bool mirror { false };
    std::string reason {};
    Day day {};
    Day booked_on {};
    bool is_late { false };
    std::string uses {};
    Grade grade {};
    Rupiah cost {};
};
BOOST_DESCRIBE_STRUCT(WrittenRow, (),
                      (at, hand, first, mirror, reason, day, booked_on, is_late, uses, grade, cost))

struct ReasonForm {
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(ReasonForm, (), (reason))

struct BatchPage {
    std::string title {};
    BatchId batch {};
    UnitId unit {};
    std::string unit_name {};
    std::string label {};
    VariantId variant {};
    Day day {};
    BatchKind kind {};
    Grade grade {};
    std::string activity_name {};
    std::string output {};
    std::string for_sale {};
    std::string kitchen {};
    std::string social_aid {};
    std::string own_use {};
    std::string spoiled {};
    Rupiah cost {};
    std::optional<Rupiah> unit_cost {};
    std::optional<Rupiah> cost_now {}; ///< what the variant is said to cost
    bool cost_differs { false };
    std::string note {};
    std::vector<CostRow> costs {};
    bool corrected { false };
    bool late { false }; ///< its day lies in a month that was closed when it was written
    Day booked_on {};
    std::vector<WrittenRow> written {};
    bool shelved { false }; ///< something was for sale
    std::string left {};
    bool any_left { false };
    std::string sold {};
    bool any_ahead { false };
    std::string ahead {}; ///< met what was sold before it was made
    std::vector<SaleLine> sales {};
    std::vector<LabelLine> labels {};
    std::optional<Withdrawn> withdrawn {};
    std::vector<album::Photo> photos {};
    ReasonForm form {};
};
BOOST_DESCRIBE_STRUCT(BatchPage, (),
                      (title, batch, unit, unit_name, label, variant, day, kind, grade,
                       activity_name, output, for_sale, kitchen, social_aid, own_use, spoiled, cost,
                       unit_cost, cost_now, cost_differs, note, costs, corrected, late, booked_on,
                       written, shelved, left, any_left, sold, any_ahead, ahead, sales, labels,
                       withdrawn, photos, form))

album::Subject album_of(BatchId id) { return { "batch", id.text(), album::Shown::above }; }

Result<org::UnitScope> scope_of(View const& view, BatchId id)
{
    return org::reach(view, TRY(unit_of(view, id)));
}

void put_uses(BatchPage& page, Lang lang, Batch const& batch)
{
    auto const words = [&](Quantity quantity) {
        return quantity > Quantity {} ? catalogue::measured(lang, quantity, batch.measure) : "";
    };
    page.output = words(batch.output);
    page.for_sale = words(batch.for_sale);
    page.kitchen = words(batch.kitchen);
    page.social_aid = words(batch.social_aid);
    page.own_use = words(batch.own_use);
    page.spoiled = words(batch.spoiled);
}

void put_costs(View const& view, org::UnitScope const& scope, BatchPage& page, Batch const& batch)
{
    for (auto const& line : costs(view, batch.id)) {
        auto quantity = line.quantity ? show(view.lang, *line.quantity) : "";
        if (!line.measure.empty()) quantity += (quantity.empty() ? "" : " ") + line.measure;
        page.costs.push_back({ line.kind, line.name, std::move(quantity), line.amount });
    }
    auto const now = catalogue::price_at(view, scope, batch.variant, view.now);
    if (now.ok()) page.cost_now = now.value().cost;
    page.cost_differs = batch.unit_cost && page.cost_now != batch.unit_cost;
}

/// Where the lot went, if the oldest goods are always sold first.
void put_way(View const& view, org::UnitScope const& scope, BatchPage& page, Batch const& batch)
{
    auto const trace = trace_of(view, scope, batch);
    page.shelved = batch.for_sale > Quantity {};
    page.left = catalogue::measured(view.lang, trace.left, batch.measure);
    page.any_left = trace.left > Quantity {};
    page.sold = catalogue::measured(view.lang, trace.sold, batch.measure);
    auto const ahead = batch.for_sale - trace.shelved;
    page.any_ahead = ahead > Quantity {};
    page.ahead = catalogue::measured(view.lang, ahead, batch.measure);
    auto const known = sales_of(view, scope, trace.sales);
    for (auto const& sale : trace.sales) {
        auto const behind = known.find(sale.source);
        if (behind == known.end()) continue;
        page.sales.push_back({ behind->second.sale,
                               behind->second.number,
                               { sale.at, scope.zone() },
                               catalogue::measured(view.lang, sale.quantity, batch.measure),
                               sale.labelled });
    }
    for (auto const& run : labels::runs_of(view, scope, batch.lot))
        page.labels.push_back({ run.id, run.first, run.last });
}

/// "20 buah: dijual 15, dapur 3, rusak 2"
std::string uses_words(Lang lang, Line const& line)
{
    std::pair<std::string (*)(Lang), Quantity> const uses[] = {
        { text::for_sale, line.for_sale },     { text::kitchen, line.kitchen },
        { text::social_aid, line.social_aid }, { text::own_use, line.own_use },
        { text::spoiled, line.spoiled },
    };
    auto words = catalogue::measured(lang, line.output, line.measure);
    std::string_view mark = ": ";
    for (auto const& [name, quantity] : uses) {
        if (quantity == Quantity {}) continue;
        words += std::string { mark } + name(lang) + " " + show(lang, quantity);
        mark = ", ";
    }
    return words;
}

void put_written(View const& view, org::UnitScope const& scope, BatchPage& page)
{
    auto const written = lines(view, page.batch);
    page.corrected = written.size() > 1;
    page.late = is_late(written.back());
    page.booked_on = written.back().booked_on;
    for (auto const& line : written) {
        bool const mirror = line.sign < 0;
        page.written.push_back({ .at = { line.at, scope.zone() },
                                 .hand = line.hand,
                                 .first = line.seq == 1,
                                 .mirror = mirror,
                                 .reason = mirror ? "" : line.reason,
                                 .day = line.day,
                                 .booked_on = line.booked_on,
                                 .is_late = is_late(line),
                                 .uses = uses_words(view.lang, line),
                                 .grade = line.grade,
                                 .cost = mirror ? -line.cost : line.cost });
    }
}

Result<BatchPage> show_batch(View& view, BatchPath const& path)
{
    auto const scope = TRY(scope_of(view, path.batch));
    auto const found = TRY(batch(view, scope, path.batch));
    BatchPage page { .title = found.lot,
                     .batch = found.id,
                     .unit = scope.unit(),
                     .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .label = found.label,
                     .variant = found.variant,
                     .day = found.day,
                     .kind = found.kind,
                     .grade = found.grade,
                     .activity_name = TRY(org::activity(view, scope, found.activity)).name,
                     .cost = found.cost,
                     .unit_cost = found.unit_cost,
                     .note = found.note };
    put_uses(page, view.lang, found);
    put_costs(view, scope, page, found);
    put_way(view, scope, page, found);
    put_written(view, scope, page);
    page.photos = album::photos(view, scope, album_of(found.id));
    if (auto const gone = withdrawal(view, found.id))
        page.withdrawn = Withdrawn { { gone->at, scope.zone() },
                                     gone->reason,
                                     catalogue::measured(view.lang, gone->quantity,
                                                         found.measure) };
    return page;
}

Result<BatchPath> post_cost(Call& call, BatchPath const& path)
{
    TRY(use_cost(call, TRY(org::own(call.view())), path.batch));
    return path;
}

struct WithdrawInput {
    BatchId batch {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(WithdrawInput, (), (batch, reason))

Result<BatchPath> post_withdrawal(Call& call, WithdrawInput const& input)
{
    TRY(withdraw(call, TRY(org::own(call.view())), input.batch, input.reason));
    return BatchPath { input.batch };
}

struct PhotoInput {
    BatchId batch {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(PhotoInput, (), (batch, photo))

Result<void> prepare_photo(View& view, PhotoInput& input)
{
    TRY(batch(view, TRY(org::own(view)), input.batch));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<BatchPath> post_photo(Call& call, PhotoInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(batch(call.view(), scope, input.batch));
    TRY(album::add(call, scope, album_of(input.batch), input.webp));
    return BatchPath { input.batch };
}

struct PhotoPath {
    BatchId batch {};
    AlbumPhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoPath, (), (batch, photo))

Result<BatchPath> post_photo_removal(Call& call, PhotoPath const& path)
{
    TRY(album::remove(call, TRY(org::own(call.view())), album_of(path.batch), path.photo));
    return BatchPath { path.batch };
}

} // namespace

void add_batch_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/produksi/{batch}";
    routes.query<BatchPath, BatchPage>(one, read_right, show_batch, { "production/batch" });
    routes.command<BatchPath, BatchPath>("/meja/produksi/{batch}/modal", write_right, post_cost,
                                         { one, one });
    routes.command<WithdrawInput, BatchPath>("/meja/produksi/{batch}/penarikan", withdraw_right,
                                             post_withdrawal, { one, one });
    routes.slow_command<PhotoInput, BatchPath>("/meja/produksi/{batch}/foto", write_right,
                                               prepare_photo, post_photo, { one, one });
    routes.command<PhotoPath, BatchPath>("/meja/produksi/{batch}/foto/{photo}/penghapusan",
                                         write_right, post_photo_removal, { one, one });
}

} // namespace karya::production
