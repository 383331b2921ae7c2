// The desk's kits: list, one kit with what its parts are short of, its form and state.

#include "base/text.h"
#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "catalogue/text.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

struct KitPath {
    KitId kit {};
};
BOOST_DESCRIBE_STRUCT(KitPath, (), (kit))

/// What keeps a part, and with it the kit, from being sold.
struct KitPartRow {
    VariantId variant {};
    ProductId product {};
    std::string name {};
    std::string quantity_words {};
    std::string left_words {};
    bool counted { false };
    Rupiah worth {};
    bool off_shelf { false };
    bool sold_out { false };
};
BOOST_DESCRIBE_STRUCT(KitPartRow, (),
                      (variant, product, name, quantity_words, left_words, counted, worth,
                       off_shelf, sold_out))

KitPartRow row_of_part(Lang lang, KitPart const& part)
{
    return { .variant = part.variant,
             .product = part.product,
             .name = part.name,
             .quantity_words = measured(lang, part.quantity, part.measure),
             .left_words = measured(lang, part.left, part.measure),
             .counted = part.supply == Supply::stocked,
             .worth = part.worth(),
             .off_shelf = !part.on_shelf,
             .sold_out = part.on_shelf && part.enough() == 0 };
}

struct DeskKit {
    std::string title {};
    KitId kit {};
    std::string slug {};
    std::string story {};
    ProductState state { ProductState::draft };
    Rupiah price {};
    Rupiah asked {};
    Rupiah worth {};
    Rupiah saved {};
    bool cheaper { false };
    bool dearer { false };  ///< than its parts are by now
    bool whole { false };   ///< every part is on the shelf
    bool cheap { false };   ///< its price leaves a part without a rupiah
    bool trouble { false }; ///< nobody can have one now
    std::optional<std::int64_t> left {};
    std::vector<KitPartRow> parts {};
};
BOOST_DESCRIBE_STRUCT(DeskKit, (),
                      (title, kit, slug, story, state, price, asked, worth, saved, cheaper, dearer,
                       whole, cheap, trouble, left, parts))

DeskKit shown(Lang lang, Kit const& kit)
{
    DeskKit row { .title = kit.name(lang),
                  .kit = kit.id,
                  .slug = kit.slug,
                  .story = kit.story(lang),
                  .state = kit.state,
                  .price = kit.price(),
                  .asked = kit.asked,
                  .worth = kit.worth(),
                  .saved = kit.saved(),
                  .cheaper = kit.saved() > Rupiah {},
                  .dearer = kit.asked > kit.worth(),
                  .whole = kit.whole(),
                  .cheap = !kit.shares(1),
                  .trouble = !kit.whole() || kit.left() == 0,
                  .left = kit.left() };
    for (auto const& part : kit.parts) row.parts.push_back(row_of_part(lang, part));
    return row;
}

// ---- /meja/paket ----

struct KitsQuery {
    std::optional<UnitId> unit {}; ///< for those above unit level
};
BOOST_DESCRIBE_STRUCT(KitsQuery, (), (unit))

struct KitsPage {
    std::string unit_name {};
    std::vector<DeskKit> kits {};
};
BOOST_DESCRIBE_STRUCT(KitsPage, (), (unit_name, kits))

Result<KitsPage> show_kits(View& view, KitsQuery const& query)
{
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    KitsPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const& kit : kits(view, scope)) page.kits.push_back(shown(view.lang, kit));
    return page;
}

// ---- /meja/paket/{kit} ----

Result<DeskKit> show_desk_kit(View& view, KitPath const& path)
{
    return shown(view.lang, TRY(kit(view, TRY(scope_of(view, path.kit)), path.kit)));
}

// ---- /meja/paket/baru, /meja/paket/{kit}/isi ----

struct KitGoods {
    std::string variant {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(KitGoods, (), (variant, words))

struct KitRowForm {
    std::string variant {};
    std::string pieces {};
};
BOOST_DESCRIBE_STRUCT(KitRowForm, (), (variant, pieces))

struct KitForm {
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    std::optional<Rupiah> price {};
    std::vector<KitRowForm> parts {};
};
BOOST_DESCRIBE_STRUCT(KitForm, (), (name_id, name_en, story_id, story_en, price, parts))

/// A row of the form, with its place in it.
struct KitFormRow {
    std::int64_t index {};
    std::int64_t n {};
};
BOOST_DESCRIBE_STRUCT(KitFormRow, (), (index, n))

struct KitFormPage {
    std::string title {};
    std::optional<KitId> kit {};      ///< absent while it is new
    std::vector<KitGoods> goods {};   ///< of the unit
    std::vector<KitFormRow> parts {}; ///< named as the field they fill
    KitForm form {};
};
BOOST_DESCRIBE_STRUCT(KitFormPage, (), (title, kit, goods, parts, form))

KitFormPage form_page(View const& view, org::UnitScope const& scope)
{
    KitFormPage page;
    for (auto const& one : all_sellables(view, scope)) {
        if (one.supply == Supply::service) continue;
        page.goods.push_back({ one.variant.text(), one.name + ", " + show(view.lang, one.price) });
    }
    std::ranges::sort(page.goods, {}, &KitGoods::words);
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(kit_parts_max); ++i)
        page.parts.push_back({ i, i + 1 });
    page.form.parts.resize(kit_parts_max);
    return page;
}

Result<KitFormPage> show_new_kit(View& view, web::Nothing const&)
{
    auto page = form_page(view, TRY(org::own(view)));
    page.title = text::new_kit_title(view.lang);
    return page;
}

Result<KitFormPage> show_kit_form(View& view, KitPath const& path)
{
    auto const scope = TRY(scope_of(view, path.kit));
    auto const found = TRY(kit(view, scope, path.kit));
    auto page = form_page(view, scope);
    page.title = found.name(view.lang);
    page.kit = found.id;
    page.form.name_id = found.name_id;
    page.form.name_en = found.name_en;
    page.form.story_id = found.story_id;
    page.form.story_en = found.story_en;
    page.form.price = found.asked;
    for (std::size_t i = 0; i < found.parts.size(); ++i)
        page.form.parts[i] = { found.parts[i].variant.text(),
                               std::to_string(found.parts[i].quantity.thousandths()
                                              / Quantity::pieces(1).thousandths()) };
    return page;
}

struct KitPartInput {
    std::optional<VariantId> variant {}; ///< rows without one are left out
    std::optional<std::int64_t> pieces {};
};
BOOST_DESCRIBE_STRUCT(KitPartInput, (), (variant, pieces))

struct NewKit {
    std::string name_id {};
    std::optional<std::string> name_en {};
    std::optional<std::string> story_id {};
    std::optional<std::string> story_en {};
    Rupiah price {};
    std::vector<KitPartInput> parts {};
};
BOOST_DESCRIBE_STRUCT(NewKit, (), (name_id, name_en, story_id, story_en, price, parts))

KitDraft draft_of_kit(NewKit const& given)
{
    KitDraft draft { .name_id = given.name_id,
                     .name_en = given.name_en,
                     .story_id = given.story_id,
                     .story_en = given.story_en,
                     .price = given.price };
    for (auto const& row : given.parts)
        if (row.variant) draft.parts.push_back({ *row.variant, row.pieces.value_or(0) });
    return draft;
}

/// Beside the row of the form that is wrong, not the row of the draft.
template<class Value>
Result<Value> in_rows(NewKit const& given, Result<Value> done)
{
    constexpr std::string_view mark = "parts.";
    if (done.ok()) return done;
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < given.parts.size(); ++i)
        if (given.parts[i].variant) rows.push_back(std::to_string(i));
    auto error = done.take_error();
    for (auto& bad : error.fields) {
        std::int64_t row {};
        auto const dot = bad.field.rfind('.');
        if (!bad.field.starts_with(mark) || dot < mark.size()) continue;
        if (!parse_integer(bad.field.substr(mark.size(), dot - mark.size()), row)) continue;
        bad.field = std::string { mark } + rows[static_cast<std::size_t>(row)]
            + bad.field.substr(dot);
    }
    return error;
}

Result<KitPath> post_new_kit(Call& call, NewKit const& given)
{
    auto const scope = TRY(org::own(call.view()));
    return KitPath { TRY(in_rows(given, add_kit(call, scope, draft_of_kit(given)))) };
}

struct KitEdit : NewKit {
    KitId kit {};
};
BOOST_DESCRIBE_STRUCT(KitEdit, (NewKit), (kit))

Result<KitPath> post_kit(Call& call, KitEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.kit));
    TRY(in_rows(given, edit_kit(call, scope, given.kit, draft_of_kit(given))));
    return KitPath { given.kit };
}

// ---- /meja/paket/{kit}/keadaan ----

struct KitStateChange {
    KitId kit {};
    ProductState state { ProductState::published };
};
BOOST_DESCRIBE_STRUCT(KitStateChange, (), (kit, state))

Result<KitPath> post_kit_state(Call& call, KitStateChange const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.kit));
    TRY(set_kit_state(call, scope, given.kit, given.state));
    return KitPath { given.kit };
}

std::string missing_of(Lang lang, Kit const& kit)
{
    std::string missing;
    for (auto const& part : kit.parts) {
        if (part.on_shelf && part.enough() != 0) continue;
        missing += missing.empty() ? "" : ", ";
        missing += part.on_shelf ? text::kit_missing_out(lang, part.name)
                                 : text::kit_missing_off(lang, part.name);
    }
    return missing;
}

} // namespace

std::vector<StuckKit> stuck_kits(View const& view, org::UnitScope const& scope)
{
    std::vector<StuckKit> stuck;
    for (auto const& kit : kits(view, scope))
        if (kit.state == ProductState::published && (!kit.whole() || kit.left() == 0))
            stuck.push_back({ kit.id, kit.name(view.lang), missing_of(view.lang, kit) });
    return stuck;
}

void add_desk_kit_routes(web::Routes& routes)
{
    routes.query<KitsQuery, KitsPage>("/meja/paket", see, show_kits, { "catalogue/kits" });
    routes.query<web::Nothing, KitFormPage>("/meja/paket/baru", edit, show_new_kit,
                                            { "catalogue/kit_form" });
    routes.command<NewKit, KitPath>("/meja/paket/baru", edit, post_new_kit,
                                    { "/meja/paket/{kit}", "/meja/paket/baru" });
    routes.query<KitPath, DeskKit>("/meja/paket/{kit}", see, show_desk_kit,
                                   { "catalogue/desk_kit" });
    routes.query<KitPath, KitFormPage>("/meja/paket/{kit}/isi", edit, show_kit_form,
                                       { .name = "catalogue/kit_form", .edits = true });
    routes.command<KitEdit, KitPath>("/meja/paket/{kit}/isi", edit, post_kit,
                                     { "/meja/paket/{kit}", "/meja/paket/{kit}/isi" });
    routes.command<KitStateChange, KitPath>("/meja/paket/{kit}/keadaan", edit, post_kit_state,
                                            { "/meja/paket/{kit}", "/meja/paket/{kit}" });
}

} // namespace karya::catalogue
