// Kits, from a draft to the shelf, and what of them can be had.

#include "catalogue/kit.h"
#include "base/json.h"
#include "base/leaf.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/drafts.h"
#include "catalogue/find_index.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/state.h"
#include "catalogue/store.h"
#include "catalogue/store_kit.h"
#include "core/audit.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

constexpr std::size_t kits_max = 100;
constexpr std::int64_t part_pieces_max = 100;
/// Beyond this no receipt goes (sales::total_max), and sums stay far from their bound.
constexpr std::int64_t kits_worth_max = 1'000'000'000'000;

std::string const& told_in(Lang lang, std::string const& id, std::string const& en)
{
    return lang == Lang::en && !en.empty() ? en : id;
}

} // namespace

std::optional<std::int64_t> KitPart::enough() const
{
    if (supply != Supply::stocked) return {};
    if (left <= Quantity {}) return 0;
    return left.thousandths() / quantity.thousandths();
}

std::string const& Kit::name(Lang lang) const { return told_in(lang, name_id, name_en); }
std::string const& Kit::story(Lang lang) const { return told_in(lang, story_id, story_en); }

Rupiah Kit::worth() const
{
    Rupiah sum;
    for (auto const& part : parts) sum += part.worth();
    return sum;
}

std::optional<std::vector<Rupiah>> Kit::shares(std::int64_t pieces) const
{
    if (pieces < 1 || pieces > kits_worth_max / worth().amount()) return {};
    std::vector<Rupiah> amounts;
    for (auto const& part : parts) amounts.emplace_back(part.worth().amount() * pieces);
    return spread_discount(Rupiah { saved().amount() * pieces }, amounts);
}

bool Kit::whole() const
{
    return std::ranges::all_of(parts, &KitPart::on_shelf) && shares(1).has_value();
}

std::optional<std::int64_t> Kit::left() const
{
    std::optional<std::int64_t> least;
    for (auto const& part : parts)
        if (auto const enough = part.enough()) least = std::min(least.value_or(*enough), *enough);
    return least;
}

Availability Kit::availability() const
{
    if (left() == 0) return Availability::sold_out;
    bool const waits = std::ranges::any_of(parts, [](KitPart const& part) {
        return part.supply == Supply::to_order && part.left < part.quantity;
    });
    return waits ? Availability::to_order : Availability::ready;
}

std::string Kit::contents(Lang lang) const
{
    std::string words;
    for (auto const& part : parts)
        words.append(words.empty() ? "" : ", ")
            .append(measured(lang, part.quantity, part.measure))
            .append(" ")
            .append(part.name);
    return words;
}

namespace {

/// A slug is made once, as a product's is.
std::string free_kit_slug(db::Read& read, std::string const& name, org::UnitScope const& scope,
                          KitId id)
{
    constexpr std::size_t words_max = 60;
    auto words = slug(name).substr(0, words_max);
    while (!words.empty() && words.back() == '-') words.pop_back();
    auto const base = (words.empty() ? "paket" : words) + "-" + lowered(scope.code());
    return store::kit_slug_taken(read, base) ? base + "-" + id.text().substr(24) : base;
}

void refuse(Error& error, std::string field, std::string_view why)
{
    error.fields.push_back({ std::move(field), std::string { why } });
}

/// The parts as they were sent: each of the unit, named once, whole pieces.
Result<std::vector<KitPart>> parts_of(Call& call, org::UnitScope const& scope,
                                      KitDraft const& draft, Error& refused)
{
    std::vector<KitPart> parts;
    for (std::size_t i = 0; i < draft.parts.size(); ++i) {
        auto const& [variant, pieces] = draft.parts[i];
        auto const row = "parts." + std::to_string(i);
        auto const known = store::variant(call.tx, scope.unit(), variant);
        if (!known) return not_found;
        if (std::ranges::find(parts, variant, &KitPart::variant) != parts.end())
            refuse(refused, row + ".variant", "catalogue.kit_twice");
        auto const kind = TRY(product(call.view(), scope, known->product)).kind;
        if (kind == ProductKind::jasa || known->supply == Supply::service)
            refuse(refused, row + ".variant", "catalogue.kit_no_service");
        if (pieces < 1 || pieces > part_pieces_max) {
            refuse(refused, row + ".pieces", "catalogue.kit_pieces");
            continue;
        }
        KitPart part {};
        part.variant = variant;
        part.product = known->product;
        part.price = known->price;
        part.quantity = Quantity::pieces(pieces);
        parts.push_back(std::move(part));
    }
    if (draft.parts.size() < kit_parts_min || draft.parts.size() > kit_parts_max)
        refuse(refused, "parts", "catalogue.kit_parts");
    return parts;
}

void check_kit_price(Lang lang, Kit const& kit, Error& refused)
{
    if (kit.asked <= Rupiah {} || kit.asked > price_max)
        return refuse(refused, "price", "catalogue.bad_price");
    if (kit.asked > kit.worth())
        refused.fields.push_back(
            { "price", "catalogue.kit_too_dear", { { "worth", show(lang, kit.worth()) } } });
    else if (!kit.shares(1))
        refuse(refused, "price", "catalogue.kit_too_cheap");
}

/// What was written, put into `kit`.
Result<void> write_draft(Call& call, org::UnitScope const& scope, KitDraft const& draft, Kit& kit)
{
    auto words = checked(ProductDraft { .name_id = draft.name_id,
                                        .name_en = draft.name_en,
                                        .story_id = draft.story_id,
                                        .story_en = draft.story_en });
    auto refused = words.ok() ? Error { invalid } : words.take_error();
    kit.parts = TRY(parts_of(call, scope, draft, refused));
    kit.asked = draft.price;
    // Of parts that are not right there is no sum to hold the price against.
    if (refused.fields.empty()) check_kit_price(call.lang, kit, refused);
    if (!refused.fields.empty()) return refused;
    auto const clean = words.take();
    kit.name_id = clean.name_id;
    kit.name_en = clean.name_en.value_or("");
    kit.story_id = clean.story_id.value_or("");
    kit.story_en = clean.story_en.value_or("");
    return {};
}

std::string kit_words(Kit const& kit)
{
    std::string parts;
    for (auto const& part : kit.parts)
        parts += " " + part.variant.text() + "*" + part.quantity.plain();
    return std::string { enum_text(kit.state) } + " " + kit.name_id + "\n" + kit.name_en + "\n"
        + kit.story_id + "\n" + kit.story_en + "\n" + std::to_string(kit.asked.amount()) + parts;
}

/// Audits a write, lets the kit be found as it is now, and drops the pages that tell of it: its
/// own, its parts' and the listings.
void note_kit(Call& call, std::string_view what, Kit const& before, Kit const& after)
{
    core::audit(call,
                { .what = what,
                  .object = after.id.text(),
                  .before = before.slug.empty() ? std::string {} : kit_words(before),
                  .after = kit_words(after),
                  .unit = after.unit });
    call.tx.touch("kit:" + after.id.text());
    for (auto const* kit : { &before, &after })
        for (auto const& part : kit->parts) touch_stock(call.tx, part.product);
    if (before.state == ProductState::published || after.state == ProductState::published)
        touch_shelf(call.tx);
    index_kit(call.tx, after.id);
}

Result<Kit> locked_kit(Call& call, org::UnitScope const& scope, KitId id)
{
    if (!store::lock_kit(call.tx, scope.unit(), id)) return not_found;
    auto found = store::kit(call.view(), id);
    CHECK(found.has_value());
    return std::move(*found);
}

bool same_parts(Kit const& a, Kit const& b)
{
    return std::ranges::equal(a.parts, b.parts, [](KitPart const& one, KitPart const& other) {
        return one.variant == other.variant && one.quantity == other.quantity;
    });
}

} // namespace

Result<KitId> add_kit(Call& call, org::UnitScope const& scope, KitDraft const& draft)
{
    TRY(scope.open_on(scope.day(call.now)));
    if (store::kits_of(call.view(), scope.unit()).size() >= kits_max) return too_many;
    Kit kit { .id = KitId::make(call.now), .unit = scope.unit(), .edition = 1 };
    TRY(write_draft(call, scope, draft, kit));
    kit.slug = free_kit_slug(call.tx, kit.name_id, scope, kit.id);
    store::insert_kit(call.tx, kit, call.now);
    note_kit(call, "catalogue.add_kit", {}, kit);
    return kit.id;
}

Result<void> edit_kit(Call& call, org::UnitScope const& scope, KitId id, KitDraft const& draft)
{
    auto const before = TRY(locked_kit(call, scope, id));
    auto kit = before;
    TRY(write_draft(call, scope, draft, kit));
    if (!same_parts(before, kit)) ++kit.edition;
    store::update_kit(call.tx, kit);
    note_kit(call, "catalogue.edit_kit", before, kit);
    return {};
}

Result<void> set_kit_state(Call& call, org::UnitScope const& scope, KitId id, ProductState state)
{
    auto const before = TRY(locked_kit(call, scope, id));
    if (!may_move(before.state, state)) return bad_move;
    if (state == ProductState::published) {
        TRY(scope.open_on(scope.day(call.now)));
        if (!before.whole()) return kit_unready;
    }
    store::set_kit_state(call.tx, id, state);
    auto kit = before;
    kit.state = state;
    note_kit(call, "catalogue.set_kit_state", before, kit);
    return {};
}

std::vector<std::string> kit_slugs(View const& view) { return store::kit_slugs(view); }

std::vector<Kit> kits(View const& view, org::UnitScope const& scope)
{
    return store::kits_of(view, scope.unit());
}

Result<Kit> kit(View const& view, org::UnitScope const& scope, KitId id)
{
    auto found = store::kit(view, id);
    if (!found || found->unit != scope.unit()) return not_found;
    return std::move(*found);
}

std::vector<Kit> public_kits(View const& view, UnitId unit)
{
    auto found = store::kits_of(view, unit);
    std::erase_if(found, [](Kit const& kit) { return !kit.offered(); });
    return found;
}

Result<Kit> public_kit(View const& view, std::string_view slug)
{
    auto found = store::kit_by_slug(view, slug);
    if (!found || !found->offered()) return not_found;
    return std::move(*found);
}

std::optional<Kit> kit_offer(View const& view, KitId id)
{
    auto found = store::kit(view, id);
    if (!found || !found->offered()) return {};
    return found;
}

KitCard card_of(Lang lang, Kit const& kit)
{
    constexpr std::size_t pictures_max = 4;
    KitCard card { .slug = kit.slug,
                   .name = kit.name(lang),
                   .unit = kit.unit,
                   .parts = static_cast<std::int64_t>(kit.parts.size()),
                   .contents = kit.contents(lang),
                   .price = kit.price(),
                   .saved = kit.saved(),
                   .cheaper = kit.saved() > Rupiah {},
                   .sold_out = kit.left() == 0 };
    for (auto const& part : kit.parts)
        if (card.pictures.size() < pictures_max) card.pictures.push_back({ part.photo });
    return card;
}

} // namespace karya::catalogue
