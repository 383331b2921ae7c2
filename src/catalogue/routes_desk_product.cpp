// One product at the desk, and whether it is for sale.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

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
    page.photos = photo_rows(whole);
    return page;
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

} // namespace

void add_desk_product_routes(web::Routes& routes)
{
    routes.query<ProductPath, DeskProduct>("/meja/produk/{product}", see, show_product,
                                           { "catalogue/desk_product" });
    routes.command<StateChange, ProductPath>(
        "/meja/produk/{product}/keadaan", edit, post_state,
        { "/meja/produk/{product}", "/meja/produk/{product}" });
}

} // namespace karya::catalogue
