// The desk's products: list, one product, its words, state, photos and papers.

#include "catalogue/routes_desk.h"
#include "catalogue/desk.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

// ---- /meja/produk ----

struct DeskQuery {
    std::optional<UnitId> unit {}; ///< for those above unit level
    std::optional<std::string> after {};
};
BOOST_DESCRIBE_STRUCT(DeskQuery, (), (unit, after))

struct DeskRow {
    ProductId product {};
    std::string name {};
    ProductKind kind { ProductKind::kerajinan };
    ProductState state { ProductState::draft };
    Availability availability { Availability::sold_out };
    std::optional<Rupiah> price {};
    bool price_varies { false };
    std::optional<std::string> photo {};
    std::int64_t variants {};
    bool short_of { false };               ///< a shortage waits for a count
    std::optional<std::string> on_hand {}; ///< "13 buah"; absent: nothing is counted
    std::optional<std::string> held {};    ///< promised to unpaid orders
    std::optional<std::string> ordered {}; ///< sold ahead
    std::int64_t gone {};                  ///< variants with none left, some others having
    bool some_gone { false };
    bool low { false };
};
BOOST_DESCRIBE_STRUCT(DeskRow, (),
                      (product, name, kind, state, availability, price, price_varies, photo,
                       variants, short_of, on_hand, held, ordered, gone, some_gone, low))

struct DeskTask {
    VariantId variant {};
    std::string name {};
    Quantity quantity {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(DeskTask, (), (variant, name, quantity, at))

struct DeskPage {
    std::vector<DeskRow> products {};
    std::vector<DeskTask> tasks {};
    std::vector<StuckKit> kits {}; ///< that nobody can buy now
    bool drafts { false };         ///< some wait to be published
    std::optional<std::string> next {};
    std::string unit {};
    std::string unit_name {};
};
BOOST_DESCRIBE_STRUCT(DeskPage, (), (products, tasks, kits, drafts, next, unit, unit_name))

/// How many of a product's goods; nothing when there are none. Goods in several measures are told
/// by number alone.
std::string amount_words(Lang lang, ProductRow const& row, Quantity quantity)
{
    return row.measure ? measured(lang, quantity, *row.measure) : show(lang, quantity);
}

void put_stock(Lang lang, ProductRow const& row, DeskRow& shown)
{
    if (row.counted == 0) return;
    shown.on_hand = amount_words(lang, row, row.on_hand);
    if (row.held > Quantity {}) shown.held = amount_words(lang, row, row.held);
    if (row.ordered > Quantity {}) shown.ordered = amount_words(lang, row, row.ordered);
    shown.gone = row.gone;
    shown.some_gone = row.gone > 0 && row.availability == Availability::ready;
    shown.low = row.low > 0;
}

DeskRow shown(Lang lang, ProductRow const& row)
{
    DeskRow desk { .product = row.product,
                   .name = row.name,
                   .kind = row.kind,
                   .state = row.state,
                   .availability = row.availability,
                   .price = row.price_min,
                   .price_varies = row.price_min != row.price_max,
                   .photo = row.photo,
                   .variants = row.variants,
                   .short_of = row.shortages > 0 };
    put_stock(lang, row, desk);
    return desk;
}

Result<DeskPage> show_desk(View& view, DeskQuery const& query)
{
    constexpr std::size_t page_full = 500;
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    std::optional<Position> before;
    if (query.after) {
        auto const position = Position::parse(*query.after);
        if (!position.ok()) return not_found;
        before = position.value();
    }
    auto const rows = products(view, scope, before);
    DeskPage page;
    for (auto const& row : rows) page.products.push_back(shown(view.lang, row));
    page.drafts = std::ranges::any_of(
        rows, [](auto const& row) { return row.state == ProductState::draft; });
    if (rows.size() == page_full)
        page.next = Position { micros(rows.back().added_at), rows.back().product }.text();
    for (auto const& task : open_shortages(view, scope))
        page.tasks.push_back(
            { task.variant, task.name, task.quantity, { task.since, scope.zone() } });
    page.kits = stuck_kits(view, scope);
    page.unit = scope.unit().text();
    page.unit_name = TRY(org::unit(view, scope.unit())).name;
    return page;
}

// ---- The choices of the forms: `chosen_<first member>` marks what was picked ----

struct KindOption {
    ProductKind kind { ProductKind::kerajinan };
};
BOOST_DESCRIBE_STRUCT(KindOption, (), (kind))

struct OriginOption {
    OriginGrade origin { OriginGrade::unknown };
};
BOOST_DESCRIBE_STRUCT(OriginOption, (), (origin))

struct ReachOption {
    Reach reach { Reach::local };
};
BOOST_DESCRIBE_STRUCT(ReachOption, (), (reach))

struct ActivityOption {
    ActivityId activity {};
    std::string name {};
    org::Field field { org::Field::manufaktur };
};
BOOST_DESCRIBE_STRUCT(ActivityOption, (), (activity, name, field))

struct ProductChoices {
    std::vector<KindOption> kinds {};
    std::vector<OriginOption> origins {};
    std::vector<ReachOption> reaches {};
    std::vector<ActivityOption> activities {};
};
BOOST_DESCRIBE_STRUCT(ProductChoices, (), (kinds, origins, reaches, activities))

void put_choices(View const& view, org::UnitScope const& scope, ProductChoices& page)
{
    for (auto const kind : enum_values<ProductKind>()) page.kinds.push_back({ kind });
    for (auto const origin : enum_values<OriginGrade>()) page.origins.push_back({ origin });
    for (auto const reach : enum_values<Reach>()) page.reaches.push_back({ reach });
    for (auto const& activity : org::activities(view, scope))
        page.activities.push_back({ activity.id, activity.name, activity.field });
}

// ---- /meja/produk/baru: a product with its first variant ----

struct NewProduct {
    std::string name_id {};
    std::optional<std::string> story_id {};
    ProductKind kind { ProductKind::kerajinan };
    Measure measure { Measure::pcs };
    Rupiah price {};
    std::optional<Rupiah> cost {};
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    std::optional<Quantity> opening {};
    bool sure { false }; ///< it looks odd, but is meant
};
BOOST_DESCRIBE_STRUCT(NewProduct, (),
                      (name_id, story_id, kind, measure, price, cost, supply, lead_days, opening,
                       sure))

/// A form that is still empty.
struct NewProductForm {
    std::string supply { "stocked" };
};
BOOST_DESCRIBE_STRUCT(NewProductForm, (), (supply))

struct NewProductPage {
    std::vector<KindOption> kinds {};
    std::vector<MeasureOption> measures {};
    NewProductForm form {};
};
BOOST_DESCRIBE_STRUCT(NewProductPage, (), (kinds, measures, form))

Result<NewProductPage> show_new_product(View& view, web::Nothing const&)
{
    TRY(org::own(view));
    NewProductPage page;
    for (auto const kind : enum_values<ProductKind>()) page.kinds.push_back({ kind });
    for (auto const measure : enum_values<Measure>()) page.measures.push_back({ measure });
    return page;
}

Result<ProductPath> post_new_product(Call& call, NewProduct const& given)
{
    auto const scope = TRY(org::own(call.view()));
    if (!given.sure) TRY(check_cost({ given.price, given.cost }));
    ProductDraft draft;
    draft.name_id = given.name_id;
    draft.story_id = given.story_id;
    draft.kind = given.kind;
    auto const product = TRY(add_product(call, scope, draft));
    VariantDraft variant;
    variant.measure = given.measure;
    variant.whole_only = !sold_in_parts(given.measure);
    variant.supply = given.supply;
    variant.lead_days = given.lead_days;
    variant.price = given.price;
    variant.cost = given.cost;
    variant.opening = given.opening;
    TRY(add_variant(call, scope, product, variant));
    return ProductPath { product };
}

// ---- /meja/produk/{product} ----

struct VariantRow {
    VariantId variant {};
    std::string name {};
    std::string code {};
    Measure measure { Measure::pcs };
    Supply supply { Supply::stocked };
    Rupiah price {};
    std::optional<Rupiah> cost {};
    Quantity on_hand {};
    Quantity held {};
    Quantity ordered {};
    bool for_sale { true };
};
BOOST_DESCRIBE_STRUCT(VariantRow, (),
                      (variant, name, code, measure, supply, price, cost, on_hand, held, ordered,
                       for_sale))

struct PaperRow {
    PaperKind kind { PaperKind::halal };
    std::string number {};
    std::optional<Day> valid_to {};
    bool expired { false };
};
BOOST_DESCRIBE_STRUCT(PaperRow, (), (kind, number, valid_to, expired))

struct PhotoRow {
    PhotoId photo {};
    std::string name {};
    std::string alt {};
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (photo, name, alt))

struct DeskProduct {
    std::string title {};
    ProductId product {};
    std::string slug {};
    std::string story {};
    ProductKind kind { ProductKind::kerajinan };
    ProductState state { ProductState::draft };
    OriginGrade origin { OriginGrade::unknown };
    Reach reach { Reach::local };
    org::ContractType contract { org::ContractType::own };
    Availability availability { Availability::sold_out };
    std::vector<VariantRow> variants {};
    std::vector<PaperRow> papers {};
    std::vector<PhotoRow> photos {};
};
BOOST_DESCRIBE_STRUCT(DeskProduct, (),
                      (title, product, slug, story, kind, state, origin, reach, contract,
                       availability, variants, papers, photos))

VariantRow row_of(Variant const& variant)
{
    return { variant.id,     variant.name,    variant.code,    variant.measure,
             variant.supply, variant.price,   variant.cost,    variant.on_hand,
             variant.held,   variant.ordered, variant.for_sale };
}

Result<DeskProduct> show_product(View& view, ProductPath const& path)
{
    auto const scope = TRY(scope_of(view, path.product));
    auto const whole = TRY(product(view, scope, path.product));
    DeskProduct page { .title = whole.name(view.lang),
                       .product = whole.id,
                       .slug = whole.slug,
                       .story = whole.story(view.lang),
                       .kind = whole.kind,
                       .state = whole.state,
                       .origin = whole.origin,
                       .reach = whole.reach,
                       .contract = whole.contract,
                       .availability = whole.availability };
    std::ranges::transform(whole.variants, std::back_inserter(page.variants), row_of);
    auto const today = scope.day(view.now);
    for (auto const& paper : whole.papers)
        page.papers.push_back({ paper.kind, paper.number, paper.valid_to,
                                paper.valid_to && *paper.valid_to < today });
    for (auto const& photo : whole.photos)
        page.photos.push_back({ photo.id, photo.name, photo.alt_id });
    return page;
}

// ---- /meja/produk/{product}/isi: its words ----

struct ProductForm : ProductChoices {
    std::string title {};
    ProductId product {};
    ProductDraft form {};
};
BOOST_DESCRIBE_STRUCT(ProductForm, (ProductChoices), (title, product, form))

Result<ProductForm> show_product_form(View& view, ProductPath const& path)
{
    auto const scope = TRY(scope_of(view, path.product));
    auto const whole = TRY(product(view, scope, path.product));
    ProductForm page;
    put_choices(view, scope, page);
    page.title = whole.name(view.lang);
    page.product = whole.id;
    page.form = { .name_id = whole.name_id,
                  .name_en = whole.name_en,
                  .story_id = whole.story_id,
                  .story_en = whole.story_en,
                  .kind = whole.kind,
                  .origin = whole.origin,
                  .reach = whole.reach,
                  .activity = whole.activity,
                  .care_id = whole.care_id,
                  .care_en = whole.care_en,
                  .size = whole.size,
                  .market_price = whole.market_price,
                  .market_source = whole.market_source };
    return page;
}

struct ProductEdit : ProductDraft {
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(ProductEdit, (ProductDraft), (product))

Result<ProductPath> post_product(Call& call, ProductEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    TRY(edit_product(call, scope, given.product, given));
    return ProductPath { given.product };
}

// ---- /meja/produk/{product}/keadaan ----

struct StateChange {
    ProductId product {};
    ProductState state { ProductState::published };
};
BOOST_DESCRIBE_STRUCT(StateChange, (), (product, state))

Result<ProductPath> post_state(Call& call, StateChange const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    TRY(set_state(call, scope, given.product, given.state));
    return ProductPath { given.product };
}

// ---- /meja/produk/{product}/surat: its papers, a few rows ----

struct PaperInput {
    std::optional<PaperKind> kind {};
    std::optional<std::string> number {};
    std::optional<Day> valid_to {};
};
BOOST_DESCRIBE_STRUCT(PaperInput, (), (kind, number, valid_to))

struct PapersForm {
    std::vector<PaperInput> papers {};
};
BOOST_DESCRIBE_STRUCT(PapersForm, (), (papers))

struct PapersPage {
    std::string title {};
    ProductId product {};
    PapersForm form {};
};
BOOST_DESCRIBE_STRUCT(PapersPage, (), (title, product, form))

Result<PapersPage> show_papers(View& view, ProductPath const& path)
{
    constexpr std::size_t free_rows = 2;
    auto const scope = TRY(scope_of(view, path.product));
    auto const whole = TRY(product(view, scope, path.product));
    PapersPage page { whole.name(view.lang), whole.id, {} };
    for (auto const& paper : whole.papers)
        page.form.papers.push_back({ paper.kind, paper.number, paper.valid_to });
    page.form.papers.resize(page.form.papers.size() + free_rows);
    return page;
}

struct PapersEdit {
    ProductId product {};
    std::vector<PaperInput> papers {}; ///< rows without a number are left out
};
BOOST_DESCRIBE_STRUCT(PapersEdit, (), (product, papers))

Result<ProductPath> post_papers(Call& call, PapersEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    std::vector<Paper> papers;
    Error refused { invalid };
    for (std::size_t i = 0; i < given.papers.size(); ++i) {
        auto const& row = given.papers[i];
        if (!row.number) continue;
        if (!row.kind)
            refused.fields.push_back(
                { "papers." + std::to_string(i) + ".kind", std::string { reason::required }, {} });
        else
            papers.push_back({ *row.kind, *row.number, row.valid_to });
    }
    if (!refused.fields.empty()) return refused;
    TRY(set_papers(call, scope, given.product, papers));
    return ProductPath { given.product };
}

// ---- /meja/produk/{product}/foto ----

struct PhotosPage {
    std::string title {};
    ProductId product {};
    std::vector<PhotoRow> photos {};
    PhotoText form {};
};
BOOST_DESCRIBE_STRUCT(PhotosPage, (), (title, product, photos, form))

Result<PhotosPage> show_photos(View& view, ProductPath const& path)
{
    auto const page = TRY(show_product(view, path));
    auto const whole = TRY(product(view, TRY(scope_of(view, path.product)), path.product));
    // A photo of a product shows the product: the name describes it until somebody says more.
    PhotoText text { .alt_id = whole.name_id };
    if (!whole.name_en.empty()) text.alt_en = whole.name_en;
    return PhotosPage { page.title, page.product, page.photos, std::move(text) };
}

struct PhotoUpload {
    ProductId product {};
    web::Upload photo {};
    std::string alt_id {};
    std::optional<std::string> alt_en {};

    MadePhoto made {}; ///< left by `prepare_photo`
};
BOOST_DESCRIBE_STRUCT(PhotoUpload, (), (product, photo, alt_id, alt_en))

/// Nobody makes us decode for a product that is not his.
Result<void> prepare_photo(View& view, PhotoUpload& given)
{
    TRY(scope_of(view, given.product));
    given.made = TRY(make_photo(given.photo.bytes));
    given.photo.bytes.clear();
    return {};
}

Result<ProductPath> post_photo(Call& call, PhotoUpload const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    TRY(add_photo(call, scope, given.product, given.made, { given.alt_id, given.alt_en }));
    return ProductPath { given.product };
}

struct PhotoRemoval {
    ProductId product {};
    PhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoRemoval, (), (product, photo))

Result<ProductPath> post_photo_removal(Call& call, PhotoRemoval const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.photo));
    TRY(remove_photo(call, scope, given.product, given.photo));
    return ProductPath { given.product };
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    add_publish_routes(routes);
    add_window_routes(routes);
    add_desk_kit_routes(routes);
    routes.query<DeskQuery, DeskPage>("/meja/produk", see, show_desk, { "catalogue/desk" });
    routes.query<web::Nothing, NewProductPage>("/meja/produk/baru", edit, show_new_product,
                                               { "catalogue/new_product" });
    routes.command<NewProduct, ProductPath>("/meja/produk/baru", edit, post_new_product,
                                            { "/meja/produk/{product}", "/meja/produk/baru" });
    routes.query<ProductPath, DeskProduct>("/meja/produk/{product}", see, show_product,
                                           { "catalogue/desk_product" });
    routes.query<ProductPath, ProductForm>("/meja/produk/{product}/isi", edit, show_product_form,
                                           { .name = "catalogue/product_form", .edits = true });
    routes.command<ProductEdit, ProductPath>(
        "/meja/produk/{product}/isi", edit, post_product,
        { "/meja/produk/{product}", "/meja/produk/{product}/isi" });
    routes.command<StateChange, ProductPath>(
        "/meja/produk/{product}/keadaan", edit, post_state,
        { "/meja/produk/{product}", "/meja/produk/{product}" });
    routes.query<ProductPath, PapersPage>("/meja/produk/{product}/surat", edit, show_papers,
                                          { .name = "catalogue/papers", .edits = true });
    routes.command<PapersEdit, ProductPath>(
        "/meja/produk/{product}/surat", edit, post_papers,
        { "/meja/produk/{product}", "/meja/produk/{product}/surat" });
    routes.query<ProductPath, PhotosPage>("/meja/produk/{product}/foto", edit, show_photos,
                                          { "catalogue/photos" });
    routes.slow_command<PhotoUpload, ProductPath>(
        "/meja/produk/{product}/foto", edit, prepare_photo, post_photo,
        { "/meja/produk/{product}/foto", "/meja/produk/{product}/foto" });
    routes.command<PhotoRemoval, ProductPath>(
        "/meja/produk/{product}/foto/{photo}/penghapusan", edit, post_photo_removal,
        { "/meja/produk/{product}/foto", "/meja/produk/{product}/foto" });
    add_desk_variant_routes(routes);
}

} // namespace karya::catalogue
