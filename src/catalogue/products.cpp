// Products and their variants, in the order of their life: added, priced, published, withdrawn.

#include "base/json.h"
#include "base/leaf.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/drafts.h"
#include "catalogue/events.h"
#include "catalogue/find_index.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/state.h"
#include "catalogue/store.h"
#include "catalogue/store_stock.h"
#include "core/audit.h"

namespace karya::catalogue {

namespace {

using store::ProductBody;

/// A slug is made once: addresses do not change when a product is renamed.
std::string free_slug(db::Read& read, ProductDraft const& draft, org::UnitScope const& scope,
                      ProductId id)
{
    constexpr std::size_t words_max = 60;
    constexpr int tries = 9;
    auto words = slug(draft.name_id).substr(0, words_max);
    while (!words.empty() && words.back() == '-') words.pop_back();
    auto base = (words.empty() ? "produk" : words) + "-" + lowered(scope.code());
    if (!store::slug_taken(read, base)) return base;
    for (int number = 2; number <= tries; ++number) {
        auto numbered = base + "-" + std::to_string(number);
        if (!store::slug_taken(read, numbered)) return numbered;
    }
    return base + "-" + id.text().substr(24);
}

Result<org::Activity> activity_of(Call& call, org::UnitScope const& scope,
                                  ProductDraft const& draft)
{
    if (draft.activity) return org::activity(call.view(), scope, *draft.activity);
    return org::default_activity(call, scope, field_of(draft.kind));
}

void put_draft(ProductBody& body, ProductDraft const& draft, org::Activity const& activity)
{
    body.activity = activity.id;
    body.contract = activity.contract;
    body.name_id = draft.name_id;
    body.name_en = draft.name_en.value_or("");
    body.story_id = draft.story_id.value_or("");
    body.story_en = draft.story_en.value_or("");
    body.kind = draft.kind;
    body.origin = draft.origin;
    body.reach = draft.reach;
    body.care_id = draft.care_id.value_or("");
    body.care_en = draft.care_en.value_or("");
    body.size = draft.size.value_or("");
    body.market_price = draft.market_price;
    body.market_source = draft.market_source.value_or("");
}

std::string trace(Call& call, UnitId unit, ProductId id)
{
    auto const whole = store::whole_product(call.tx, unit, id);
    return whole ? json_text(*whole) : std::string {};
}

/// One write on a product: remembers how it was, then audits, announces and drops pages.
class Writing {
public:
    Writing(Call& call, ProductBody const& body)
        : m_call(call),
          m_body(body),
          m_before(trace(call, body.unit, body.id))
    {
    }

    void done(std::string_view what, ProductState now)
    {
        core::audit(m_call,
                    { .what = what,
                      .object = m_body.id.text(),
                      .before = m_before,
                      .after = trace(m_call, m_body.unit, m_body.id),
                      .unit = m_body.unit });
        store::mark_changed(m_call, m_body.id);
        core::announce(m_call, ProductChanged { m_body.id, m_body.unit, now });
        index_product(m_call.tx, m_body.id);
        touch_product(m_call.tx, m_body.id);
        if (m_body.state == ProductState::published || now == ProductState::published)
            touch_shelf(m_call.tx);
    }
    void done(std::string_view what) { done(what, m_body.state); }

private:
    Call& m_call;
    ProductBody m_body;
    std::string m_before;
};

/// The product, locked, so that two writers of one product follow each other.
Result<ProductBody> locked_product(Call& call, org::UnitScope const& scope, ProductId id)
{
    if (!store::product(call.tx, scope.unit(), id)) return not_found;
    store::locked_facts(call.tx, id);
    auto body = store::product(call.tx, scope.unit(), id);
    CHECK(body.has_value());
    return std::move(*body);
}

} // namespace

Result<ProductId> add_product(Call& call, org::UnitScope const& scope, ProductDraft const& given)
{
    auto const draft = TRY(checked(given));
    TRY(scope.open_on(scope.day(call.now)));
    auto const activity = TRY(activity_of(call, scope, draft));
    store::put_unit(call.tx, TRY(org::unit(call.view(), scope.unit())));

    ProductBody body { .id = ProductId::make(call.now), .unit = scope.unit() };
    body.slug = free_slug(call.tx, draft, scope, body.id);
    put_draft(body, draft, activity);
    Writing writing { call, body };
    store::insert_product(call.tx, body, call.now);
    writing.done("catalogue.add_product");
    return body.id;
}

Result<void> edit_product(Call& call, org::UnitScope const& scope, ProductId id,
                          ProductDraft const& given)
{
    auto const draft = TRY(checked(given));
    auto body = TRY(locked_product(call, scope, id));
    Writing writing { call, body };
    put_draft(body, draft, TRY(activity_of(call, scope, draft)));
    store::update_product(call.tx, body);
    store::update_variants(call.tx, body);
    writing.done("catalogue.edit_product");
    return {};
}

Result<void> set_state(Call& call, org::UnitScope const& scope, ProductId id, ProductState state)
{
    auto body = TRY(locked_product(call, scope, id));
    if (!may_move(body.state, state)) return bad_move;
    if (state == ProductState::published) {
        TRY(scope.open_on(scope.day(call.now)));
        if (!store::has_for_sale(call.tx, id, {})) return not_ready;
    }
    Writing writing { call, body };
    body.state = state;
    store::set_state(call.tx, id, state, call.now);
    store::update_variants(call.tx, body);
    refresh_facts(call.tx, id);
    writing.done("catalogue.set_state", state);
    return {};
}

Result<void> set_papers(Call& call, org::UnitScope const& scope, ProductId id,
                        std::vector<Paper> const& papers)
{
    constexpr std::size_t papers_max = 12;
    if (papers.size() > papers_max) return too_many;
    auto const clean = TRY(checked(papers));
    auto const body = TRY(locked_product(call, scope, id));
    Writing writing { call, body };
    store::replace_papers(call.tx, id, clean);
    writing.done("catalogue.set_papers");
    return {};
}

namespace {

/// The code as given, or the unit's next free number.
Result<std::string> free_code(Call& call, UnitId unit, VariantDraft const& draft)
{
    if (draft.code) {
        if (store::code_taken(call.tx, unit, *draft.code, {}))
            return Error { code_taken }.with("code", *draft.code);
        return *draft.code;
    }
    for (;;) { // an import may have brought thousands of numbers
        auto code = std::to_string(store::next_code_number(call.tx, unit));
        code.insert(0, code.size() < 3 ? 3 - code.size() : 0, '0');
        if (!store::code_taken(call.tx, unit, code, {})) return code;
    }
}

Result<void> check_barcode(Call& call, UnitId unit, VariantDraft const& draft, VariantId but)
{
    if (draft.barcode && store::barcode_taken(call.tx, unit, *draft.barcode, but))
        return Error { barcode_taken }.with("barcode", *draft.barcode);
    return {};
}

} // namespace

Result<VariantId> add_variant(Call& call, org::UnitScope const& scope, ProductId id,
                              VariantDraft const& given)
{
    constexpr std::size_t variants_max = 60;
    auto const draft = TRY(checked(given));
    auto const body = TRY(locked_product(call, scope, id));
    auto const siblings = store::variants(call.tx, id);
    if (siblings.size() >= variants_max) return too_many;
    TRY(check_barcode(call, scope.unit(), draft, {}));

    Writing writing { call, body };
    auto const variant = VariantId::make(call.now);
    bool const sellable = draft.for_sale && body.state != ProductState::withdrawn;
    store::insert_variant(call.tx, body,
                          { variant, static_cast<std::int64_t>(siblings.size()) + 1,
                            TRY(free_code(call, scope.unit(), draft)), sellable },
                          draft);
    store::set_price(call, variant, { draft.price, draft.cost });
    if (draft.opening && *draft.opening > Quantity {})
        TRY(set_stock(call, scope, { variant, *draft.opening, StockReason::opening, {} }));
    refresh_facts(call.tx, id);
    writing.done("catalogue.add_variant");
    return variant;
}

namespace {

/// A variant with stock or open orders stays what it is; the last one on the shelf stays for sale.
Result<void> check_edit(Call& call, ProductBody const& body, Variant const& old,
                        VariantDraft const& draft)
{
    bool const idle = old.on_hand == Quantity {} && old.ordered == Quantity {};
    if (draft.supply != old.supply && !idle)
        return Error { invalid }.at("supply", "catalogue.supply_in_use");
    bool const published = body.state == ProductState::published;
    if (!draft.for_sale && published && !store::has_for_sale(call.tx, body.id, old.id))
        return not_ready;
    return {};
}

} // namespace

Result<void> edit_variant(Call& call, org::UnitScope const& scope, VariantId id,
                          VariantDraft const& given)
{
    auto const found = store::variant(call.tx, scope.unit(), id);
    if (!found) return not_found;
    auto const draft = TRY(checked(given, PriceRead::no));
    auto const body = TRY(locked_product(call, scope, found->product));
    CHECK(store::locked(call.tx, scope.unit(), id).has_value());
    auto const old = store::variant(call.tx, scope.unit(), id);
    CHECK(old.has_value());
    TRY(check_edit(call, body, *old, draft));
    auto const code = draft.code.value_or(old->code);
    if (store::code_taken(call.tx, scope.unit(), code, id))
        return Error { code_taken }.with("code", code);
    TRY(check_barcode(call, scope.unit(), draft, id));

    Writing writing { call, body };
    bool const sellable = draft.for_sale && body.state != ProductState::withdrawn;
    store::update_variant(call.tx, body, { id, 0, code, sellable }, draft);
    refresh_facts(call.tx, body.id);
    writing.done("catalogue.edit_variant");
    return {};
}

Result<void> set_price(Call& call, org::UnitScope const& scope, VariantId id, PriceTag const& price)
{
    TRY(check_price(price));
    auto const row = store::locked(call.tx, scope.unit(), id);
    if (!row) return not_found;
    if (PriceTag { row->price, row->cost } == price) return {};
    auto const body = TRY(locked_product(call, scope, row->product));
    Writing writing { call, body };
    store::set_price(call, id, price);
    refresh_facts(call.tx, body.id);
    writing.done("catalogue.set_price");
    return {};
}

Result<Product> product(View const& view, org::UnitScope const& scope, ProductId id)
{
    auto whole = store::whole_product(view.read, scope.unit(), id);
    if (!whole) return not_found;
    return std::move(*whole);
}

std::vector<Paper> papers(View const& view, ProductId product)
{
    return store::papers(view.read, product);
}

std::vector<ProductRow> products(View const& view, org::UnitScope const& scope,
                                 std::optional<Position> const& before)
{
    return store::products(view.read, scope.unit(), before, view.lang);
}

} // namespace karya::catalogue
