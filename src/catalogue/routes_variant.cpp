// The desk's variants: one variant with its history, its words, price and stock.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

struct VariantPath {
    VariantId variant {};
};
BOOST_DESCRIBE_STRUCT(VariantPath, (), (variant))

/// "Keset sabut kelapa, besar".
std::string title_of(Product const& product, std::string const& variant, Lang lang)
{
    return variant.empty() ? product.name(lang) : product.name(lang) + ", " + variant;
}

// ---- /meja/varian/{variant} ----

struct MovementRow {
    LocalTime at {};
    StockReason reason { StockReason::opening };
    Quantity delta {};
    Quantity on_hand {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(MovementRow, (), (at, reason, delta, on_hand, note))

struct PriceLine {
    LocalTime from {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
};
BOOST_DESCRIBE_STRUCT(PriceLine, (), (from, price, cost))

struct VariantPage {
    std::string title {};
    VariantId variant {};
    ProductId product {};
    std::string product_name {};
    std::string code {};
    std::optional<std::string> barcode {};
    Measure measure { Measure::pcs };
    bool whole_only { true };
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
    Quantity on_hand {};
    std::string on_hand_words {};
    Quantity held {};
    Quantity ordered {};
    bool for_sale { true };
    bool counted { true }; ///< has stock at all
    std::optional<std::int64_t> grams {};
    std::vector<MovementRow> movements {};
    std::vector<PriceLine> prices {};
};
BOOST_DESCRIBE_STRUCT(VariantPage, (),
                      (title, variant, product, product_name, code, barcode, measure, whole_only,
                       supply, lead_days, price, cost, on_hand, on_hand_words, held, ordered,
                       for_sale, counted, grams, movements, prices))

Result<VariantPage> show_variant(View& view, VariantPath const& path)
{
    auto const scope = TRY(scope_of(view, path.variant));
    auto const [variant, whole] = TRY(variant_with_product(view, scope, path.variant));
    VariantPage page { .title = title_of(whole, variant.name, view.lang),
                       .variant = variant.id,
                       .product = whole.id,
                       .product_name = whole.name(view.lang),
                       .code = variant.code,
                       .barcode = variant.barcode,
                       .measure = variant.measure,
                       .whole_only = variant.whole_only,
                       .supply = variant.supply,
                       .lead_days = variant.lead_days,
                       .price = variant.price,
                       .cost = variant.cost,
                       .on_hand = variant.on_hand,
                       .on_hand_words = measured(view.lang, variant.on_hand, variant.measure),
                       .held = variant.held,
                       .ordered = variant.ordered,
                       .for_sale = variant.for_sale,
                       .counted = variant.supply != Supply::service,
                       .grams = variant.grams };
    for (auto const& row : movements(view, scope, variant.id))
        page.movements.push_back(
            { { row.at, scope.zone() }, row.reason, row.delta, row.on_hand, row.note });
    for (auto const& row : price_history(view, scope, variant.id))
        page.prices.push_back({ { row.from, scope.zone() }, row.price, row.cost });
    return page;
}

// ---- The words of a variant, new or old ----

struct SupplyOption {
    Supply supply { Supply::stocked };
};
BOOST_DESCRIBE_STRUCT(SupplyOption, (), (supply))

struct VariantForm {
    std::string title {};
    ProductId product {};
    std::optional<VariantId> variant {}; ///< absent while it is new
    std::vector<MeasureOption> measures {};
    std::vector<SupplyOption> supplies {};
    VariantDraft form {};
};
BOOST_DESCRIBE_STRUCT(VariantForm, (), (title, product, variant, measures, supplies, form))

VariantForm variant_form(std::string title, ProductId product)
{
    VariantForm page { .title = std::move(title), .product = product };
    for (auto const measure : enum_values<Measure>()) page.measures.push_back({ measure });
    for (auto const supply : enum_values<Supply>()) page.supplies.push_back({ supply });
    return page;
}

Result<VariantForm> show_new_variant(View& view, ProductPath const& path)
{
    auto const scope = TRY(scope_of(view, path.product));
    auto const whole = TRY(product(view, scope, path.product));
    auto page = variant_form(whole.name(view.lang), whole.id);
    if (!whole.variants.empty()) {
        auto const& last = whole.variants.back();
        page.form.measure = last.measure;
        page.form.whole_only = last.whole_only;
        page.form.supply = last.supply;
        page.form.lead_days = last.lead_days;
    }
    return page;
}

struct NewVariant : VariantDraft {
    ProductId product {};
    bool sure { false }; ///< it looks odd, but is meant
};
BOOST_DESCRIBE_STRUCT(NewVariant, (VariantDraft), (product, sure))

Result<ProductPath> post_new_variant(Call& call, NewVariant const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    if (!given.sure) TRY(check_cost({ given.price, given.cost }));
    TRY(add_variant(call, scope, given.product, given));
    return ProductPath { given.product };
}

Result<VariantForm> show_variant_form(View& view, VariantPath const& path)
{
    auto const scope = TRY(scope_of(view, path.variant));
    auto const [variant, whole] = TRY(variant_with_product(view, scope, path.variant));
    auto page = variant_form(title_of(whole, variant.name, view.lang), whole.id);
    page.variant = variant.id;
    page.form = { .name = variant.name,
                  .code = variant.code,
                  .barcode = variant.barcode,
                  .measure = variant.measure,
                  .whole_only = variant.whole_only,
                  .supply = variant.supply,
                  .lead_days = variant.lead_days,
                  .price = variant.price,
                  .cost = variant.cost,
                  .for_sale = variant.for_sale,
                  .grams = variant.grams };
    return page;
}

/// Without price, cost and stock, which have pages of their own.
struct VariantEdit {
    VariantId variant {};
    std::optional<std::string> name {};
    std::optional<std::string> code {};
    std::optional<std::string> barcode {};
    Measure measure { Measure::pcs };
    bool whole_only { true };
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    bool for_sale { true };
    std::optional<std::int64_t> grams {};
};
BOOST_DESCRIBE_STRUCT(VariantEdit, (),
                      (variant, name, code, barcode, measure, whole_only, supply, lead_days,
                       for_sale, grams))

Result<VariantPath> post_variant(Call& call, VariantEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.variant));
    TRY(edit_variant(call, scope, given.variant,
                     { .name = given.name,
                       .code = given.code,
                       .barcode = given.barcode,
                       .measure = given.measure,
                       .whole_only = given.whole_only,
                       .supply = given.supply,
                       .lead_days = given.lead_days,
                       .for_sale = given.for_sale,
                       .grams = given.grams }));
    return VariantPath { given.variant };
}

// ---- Price ----

struct PriceForm {
    std::string title {};
    VariantId variant {};
    Measure measure { Measure::pcs };
    PriceTag form {};
};
BOOST_DESCRIBE_STRUCT(PriceForm, (), (title, variant, measure, form))

Result<PriceForm> show_price_form(View& view, VariantPath const& path)
{
    auto const scope = TRY(scope_of(view, path.variant));
    auto const [variant, whole] = TRY(variant_with_product(view, scope, path.variant));
    return PriceForm { title_of(whole, variant.name, view.lang),
                       variant.id,
                       variant.measure,
                       { variant.price, variant.cost } };
}

struct PriceEdit : PriceTag {
    VariantId variant {};
    bool sure { false }; ///< it looks odd, but is meant
};
BOOST_DESCRIBE_STRUCT(PriceEdit, (PriceTag), (variant, sure))

Result<VariantPath> post_price(Call& call, PriceEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.variant));
    if (!given.sure) TRY(check_likely(call.view(), scope, given.variant, given));
    TRY(set_price(call, scope, given.variant, given));
    return VariantPath { given.variant };
}

// ---- Stock: what is there, and what came or went ----

struct ReasonOption {
    StockReason reason { StockReason::count };
};
BOOST_DESCRIBE_STRUCT(ReasonOption, (), (reason))

struct StockForm {
    std::string title {};
    VariantId variant {};
    std::string now {};   ///< "13 packs"
    Quantity recorded {}; ///< the same, to be sent back: a count is of this moment
    Quantity held {};
    std::vector<ReasonOption> reasons {};
};
BOOST_DESCRIBE_STRUCT(StockForm, (), (title, variant, now, recorded, held, reasons))

Result<StockForm> stock_form(View& view, VariantPath const& path,
                             std::initializer_list<StockReason> reasons)
{
    auto const scope = TRY(scope_of(view, path.variant));
    auto const [variant, whole] = TRY(variant_with_product(view, scope, path.variant));
    if (variant.supply == Supply::service) return uncounted;
    StockForm page { title_of(whole, variant.name, view.lang),
                     variant.id,
                     measured(view.lang, variant.on_hand, variant.measure),
                     variant.on_hand,
                     variant.held,
                     {} };
    for (auto const reason : reasons) page.reasons.push_back({ reason });
    return page;
}

Result<StockForm> show_level_form(View& view, VariantPath const& path)
{
    return stock_form(view, path,
                      { StockReason::count, StockReason::correction, StockReason::opening });
}

struct LevelEdit {
    VariantId variant {};
    Quantity on_hand {};
    StockReason reason { StockReason::count };
    std::optional<std::string> note {};
    std::optional<Quantity> recorded {}; ///< as the page showed it
};
BOOST_DESCRIBE_STRUCT(LevelEdit, (), (variant, on_hand, reason, note, recorded))

Result<VariantPath> post_level(Call& call, LevelEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.variant));
    TRY(set_stock(
        call, scope,
        { given.variant, given.on_hand, given.reason, given.note.value_or(""), given.recorded }));
    return VariantPath { given.variant };
}

Result<StockForm> show_change_form(View& view, VariantPath const& path)
{
    return stock_form(view, path,
                      { StockReason::production, StockReason::spoiled, StockReason::kitchen,
                        StockReason::social_aid, StockReason::own_use });
}

struct ChangeEdit {
    VariantId variant {};
    Quantity quantity {};
    StockReason reason { StockReason::production };
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(ChangeEdit, (), (variant, quantity, reason, note))

Result<VariantPath> post_change(Call& call, ChangeEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.variant));
    TRY(change_stock(call, scope,
                     { given.variant, given.quantity, given.reason, given.note.value_or("") }));
    return VariantPath { given.variant };
}

} // namespace

void add_desk_variant_routes(web::Routes& routes)
{
    routes.query<ProductPath, VariantForm>("/meja/produk/{product}/varian", edit, show_new_variant,
                                           { "catalogue/variant_form" });
    routes.command<NewVariant, ProductPath>(
        "/meja/produk/{product}/varian", edit, post_new_variant,
        { "/meja/produk/{product}", "/meja/produk/{product}/varian" });
    routes.query<VariantPath, VariantPage>("/meja/varian/{variant}", see, show_variant,
                                           { "catalogue/variant" });
    routes.query<VariantPath, VariantForm>("/meja/varian/{variant}/isi", edit, show_variant_form,
                                           { .name = "catalogue/variant_form", .edits = true });
    routes.command<VariantEdit, VariantPath>(
        "/meja/varian/{variant}/isi", edit, post_variant,
        { "/meja/varian/{variant}", "/meja/varian/{variant}/isi" });
    routes.query<VariantPath, PriceForm>("/meja/varian/{variant}/harga", edit, show_price_form,
                                         { .name = "catalogue/price", .edits = true });
    routes.command<PriceEdit, VariantPath>(
        "/meja/varian/{variant}/harga", edit, post_price,
        { "/meja/varian/{variant}", "/meja/varian/{variant}/harga" });
    routes.query<VariantPath, StockForm>("/meja/varian/{variant}/stok", edit, show_level_form,
                                         { "catalogue/stock" });
    routes.command<LevelEdit, VariantPath>(
        "/meja/varian/{variant}/stok", edit, post_level,
        { "/meja/varian/{variant}", "/meja/varian/{variant}/stok" });
    routes.query<VariantPath, StockForm>("/meja/varian/{variant}/mutasi", edit, show_change_form,
                                         { "catalogue/stock_change" });
    routes.command<ChangeEdit, VariantPath>(
        "/meja/varian/{variant}/mutasi", edit, post_change,
        { "/meja/varian/{variant}", "/meja/varian/{variant}/mutasi" });
}

} // namespace karya::catalogue
