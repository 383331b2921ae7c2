// What a product is: a new one with its first variant, and its words later on.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

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

} // namespace

void add_desk_words_routes(web::Routes& routes)
{
    routes.query<web::Nothing, NewProductPage>("/meja/produk/baru", edit, show_new_product,
                                               { "catalogue/new_product" });
    routes.command<NewProduct, ProductPath>("/meja/produk/baru", edit, post_new_product,
                                            { "/meja/produk/{product}", "/meja/produk/baru" });
    routes.query<ProductPath, ProductForm>("/meja/produk/{product}/isi", edit, show_product_form,
                                           { .name = "catalogue/product_form", .edits = true });
    routes.command<ProductEdit, ProductPath>(
        "/meja/produk/{product}/isi", edit, post_product,
        { "/meja/produk/{product}", "/meja/produk/{product}/isi" });
}

} // namespace karya::catalogue
