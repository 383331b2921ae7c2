// Variants by their code within a unit; rows of one product share its number, else its name.

#include "base/json.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "exchange/columns.h"
#include "exchange/intake.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using catalogue::ProductState;

/// A row of the file as values.
struct Goods {
    org::UnitScope const* scope { nullptr };
    std::string product_key {};
    catalogue::ProductDraft product {};
    catalogue::VariantDraft variant {};
    ProductState state { ProductState::draft };
    std::string activity {}; ///< name; empty: the standard one of its field
    std::optional<org::Field> field {};
    org::ContractType contract { org::ContractType::own };
    std::vector<catalogue::Paper> papers {};
};

/// "halal ID331 2026-12-01; pirt 2063": kind, number, last day.
std::vector<catalogue::Paper> papers_of(Cells& cells)
{
    std::vector<catalogue::Paper> papers;
    auto const cell = cells.text("papers");
    for (auto const part : fields_of(cell, ';')) {
        auto const words = fields_of(trimmed(part), ' ');
        auto const kind = enum_from<catalogue::PaperKind>(words.front());
        if (trimmed(part).empty()) continue;
        if (!kind || words.size() < 2) {
            cells.refuse("papers");
            continue;
        }
        catalogue::Paper paper { .kind = *kind };
        auto last = words.size();
        if (auto const day = Day::parse(words.back()); words.size() > 2 && day.ok()) {
            paper.valid_to = day.value();
            --last;
        }
        for (std::size_t i = 1; i < last; ++i)
            paper.number += (i > 1 ? " " : "") + std::string { words[i] };
        papers.push_back(std::move(paper));
    }
    return papers;
}

catalogue::VariantDraft variant_of(Cells& cells)
{
    auto const measure = cells.word("measure", catalogue::Measure::pcs);
    catalogue::VariantDraft variant {
        .name = cells.some_text("variant"),
        .code = cells.some_text("code"),
        .barcode = cells.some_text("barcode"),
        .measure = measure,
        .whole_only = cells.yes("whole_only", !catalogue::sold_in_parts(measure)),
        .supply = cells.word("supply", catalogue::Supply::stocked),
        .lead_days = cells.some_number("lead_days"),
        .price = cells.rupiah("price"),
        .cost = cells.some_rupiah("cost"),
        .opening = cells.some_quantity(cells.empty("stock_opening") ? "stock" : "stock_opening"),
        .for_sale = cells.yes("for_sale", true),
        .grams = cells.some_number("grams")
    };
    if (variant.supply == catalogue::Supply::service) variant.opening.reset();
    return variant;
}

Goods goods_of(Cells& cells, org::UnitScope const* scope)
{
    Goods goods { .scope = scope,
                  .product = { .name_id = cells.text("name"),
                               .name_en = cells.some_text("name_en"),
                               .story_id = cells.some_text("story_id"),
                               .story_en = cells.some_text("story_en"),
                               .kind = cells.word("kind", catalogue::ProductKind::kerajinan),
                               .origin = cells.word("origin", catalogue::OriginGrade::unknown),
                               .reach = cells.word("reach", catalogue::Reach::local) },
                  .variant = variant_of(cells),
                  .state = cells.word("state", ProductState::draft),
                  .activity = cells.text("activity"),
                  .contract = cells.word("contract", org::ContractType::own),
                  .papers = papers_of(cells) };
    if (!cells.empty("field")) goods.field = cells.word("field", org::Field::manufaktur);
    goods.product_key = cells.empty("product") ? goods.product.name_id : cells.text("product");
    if (goods.product.name_id.empty()) cells.refuse("name");
    if (cells.text("code") == example_mark) cells.refuse("code", example_row);
    return goods;
}

/// The activity named in the row: found, or made. None named: the standard one.
Result<std::optional<ActivityId>> activity_of(Call& call, Goods const& goods)
{
    if (goods.activity.empty()) return std::optional<ActivityId> {};
    auto const field = goods.field.value_or(org::Field::manufaktur);
    bool const own = goods.contract == org::ContractType::own;
    if (own && goods.activity == karya::text::of(Lang::id, field))
        return std::optional { org::default_activity(call, *goods.scope, field).id };
    for (auto const& activity : org::activities(call.view(), *goods.scope))
        if (activity.name == goods.activity && activity.field == field
            && activity.contract == goods.contract)
            return std::optional { activity.id };
    auto const made = TRY(
        org::add_activity(call, *goods.scope,
                          { .name = goods.activity, .field = field, .contract = goods.contract }));
    return std::optional { made.id };
}

std::string product_key(Goods const& goods)
{
    return goods.scope->code() + "|" + goods.product_key;
}

Result<void> put_state(Call& call, Goods const& goods, catalogue::Product const& product)
{
    if (product.state == goods.state || goods.state == ProductState::draft) return {};
    // Withdrawn goods were on the shelf once: the way there leads over it.
    if (goods.state == ProductState::withdrawn && product.state == ProductState::draft)
        TRY(catalogue::set_state(call, *goods.scope, product.id, ProductState::published));
    return catalogue::set_state(call, *goods.scope, product.id, goods.state);
}

/// The product that the row belongs to: the one an earlier row made, or a new draft.
Result<ProductId> product_for(Call& call, Goods const& goods, catalogue::ProductDraft const& draft)
{
    if (auto const made = store::done(call.tx, store::RowKind::product, product_key(goods))) {
        auto const id = TRY(ProductId::parse(made->object));
        if (catalogue::product(call.view(), *goods.scope, id).ok()) return id;
    }
    auto const id = TRY(catalogue::add_product(call, *goods.scope, draft));
    if (!goods.papers.empty()) TRY(catalogue::set_papers(call, *goods.scope, id, goods.papers));
    store::note(call, store::RowKind::product, product_key(goods), { "", id.text() });
    return id;
}

/// "Keset, besar (Konsep)"
std::string words_of(Lang lang, Goods const& goods, ProductState state)
{
    auto const variant = goods.variant.name ? ", " + *goods.variant.name : std::string {};
    return goods.product.name_id + variant + " (" + karya::text::of(lang, state) + ")";
}

Result<Applied> add_goods(Call& call, Goods const& goods)
{
    auto draft = goods.product;
    draft.activity = TRY(activity_of(call, goods));
    auto const id = TRY(product_for(call, goods, draft));
    auto const variant = TRY(catalogue::add_variant(call, *goods.scope, id, goods.variant));
    auto const product = TRY(catalogue::product(call.view(), *goods.scope, id));
    if (goods.variant.for_sale) TRY(put_state(call, goods, product));
    auto const state = goods.variant.for_sale ? goods.state : ProductState::draft;
    return Applied { .object = variant.text(), .words = words_of(call.lang, goods, state) };
}

catalogue::ProductDraft draft_of(catalogue::Product const& product)
{
    auto const some = [](std::string const& text) {
        return text.empty() ? std::optional<std::string> {} : std::optional { text };
    };
    return { product.name_id,
             some(product.name_en),
             some(product.story_id),
             some(product.story_en),
             product.kind,
             product.origin,
             product.reach,
             product.activity,
             some(product.care_id),
             some(product.care_en),
             some(product.size),
             product.market_price,
             some(product.market_source) };
}

/// What a file of products says nothing of stays as it is.
void keep_unsaid(catalogue::ProductDraft const& known, catalogue::ProductDraft& draft)
{
    draft.care_id = known.care_id;
    draft.care_en = known.care_en;
    draft.size = known.size;
    draft.market_price = known.market_price;
    draft.market_source = known.market_source;
}

catalogue::VariantDraft draft_of(catalogue::Variant const& variant)
{
    return { .name = variant.name.empty() ? std::nullopt : std::optional { variant.name },
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
}

/// Brings known goods up to the row; stock stays as counted, a row of a file is no count.
Result<Applied> change_goods(Call& call, Goods const& goods, catalogue::Sellable const& known)
{
    auto const& scope = *goods.scope;
    auto const product = TRY(catalogue::product(call.view(), scope, known.product));
    auto const variant = std::ranges::find(product.variants, known.variant,
                                           &catalogue::Variant::id);
    CHECK(variant != product.variants.end());
    bool same = true;

    auto draft = goods.product;
    draft.activity = goods.activity.empty() ? std::optional { product.activity }
                                            : TRY(activity_of(call, goods));
    auto const was = draft_of(product);
    keep_unsaid(was, draft);
    if (json_text(draft) != json_text(was)) {
        TRY(catalogue::edit_product(call, scope, product.id, draft));
        same = false;
    }
    auto wanted = goods.variant;
    wanted.opening.reset();
    if (!wanted.grams) wanted.grams = variant->grams; // a file may not know it
    if (json_text(wanted) != json_text(draft_of(*variant))) {
        TRY(catalogue::edit_variant(call, scope, variant->id, wanted));
        TRY(catalogue::set_price(call, scope, variant->id, { wanted.price, wanted.cost }));
        same = false;
    }
    if (!goods.papers.empty() && json_text(goods.papers) != json_text(product.papers)) {
        TRY(catalogue::set_papers(call, scope, product.id, goods.papers));
        same = false;
    }
    if (product.state != goods.state && goods.state != ProductState::draft) {
        TRY(put_state(call, goods, product));
        same = false;
    }
    auto const state = goods.state == ProductState::draft ? product.state : goods.state;
    return Applied { .object = variant->id.text(),
                     .known = same,
                     .words = words_of(call.lang, goods, state) };
}

Result<Applied> put_goods(Call& call, Goods const& goods)
{
    if (goods.variant.code) {
        auto const known = catalogue::sellable_by_code(call.view(), *goods.scope,
                                                       *goods.variant.code);
        if (known) return change_goods(call, goods, *known);
    }
    return add_goods(call, goods);
}

Item item_of(Goods goods, KeptRow row)
{
    Item item { .kind = store::RowKind::variant,
                .key = goods.scope->code() + "|"
                    + goods.variant.code.value_or(goods.product_key + "|"
                                                  + goods.variant.name.value_or("")) };
    for (auto const& cell : row.cells) item.content += cell + "\x1f";
    item.booked = { .name = goods.variant.code.value_or(""), .amount = goods.variant.price };
    item.rows.push_back(std::move(row));
    item.apply = [goods = std::move(goods)](Call& call) { return put_goods(call, goods); };
    return item;
}

} // namespace

Result<Imported> import_products(db::Engine& engine, Import const& import)
{
    auto const& header = columns_of(Kind::products);
    auto reader = TRY(sheet::Reader::open(TRY(source_of(import)), header));
    Intake intake { engine, import, header };
    Units units { engine, import };
    for (sheet::Row row; TRY(reader.next(row));) {
        TRY(intake.count_row(reader.progress()));
        auto copy = kept(row, header);
        Cells cells { row };
        auto const* scope = TRY(units.find(cells, "unit"));
        auto goods = cells.problem() ? Goods {} : goods_of(cells, scope);
        if (cells.problem())
            TRY(intake.refuse(copy, *cells.problem()));
        else
            TRY(intake.take(item_of(std::move(goods), std::move(copy))));
    }
    return intake.finish();
}

} // namespace karya::exchange
