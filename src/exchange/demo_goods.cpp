// Goods of the demonstration: what the press saw units make, and the like of it for the others.

#include "base/embedded.h"
#include "base/text.h"
#include "exchange/demo.h"
#include "org/org.h"
#include <algorithm>
#include <map>
#include <span>

namespace karya::exchange {

namespace {

using catalogue::Measure;
using catalogue::ProductKind;
using catalogue::Supply;

/// A row of catalogue/seed/products.tsv.
struct SeedProduct {
    std::string name {};
    std::string name_en {};
    ProductKind kind {};
    Measure measure {};
    Rupiah price {};
    Rupiah cost {};
    std::string maker {}; ///< slug of a unit, or empty
    std::string picture {};
    std::string story {};
    std::string story_en {};
};

constexpr std::size_t columns = 11;

SeedProduct product_of(std::vector<std::string_view> const& row)
{
    auto const text = [&](std::size_t column) { return std::string { row[column] }; };
    auto const kind = enum_from<ProductKind>(row[2]);
    auto const measure = enum_from<Measure>(row[3]);
    std::int64_t price {};
    std::int64_t cost {};
    CHECK(kind && measure && parse_integer(row[4], price) && parse_integer(row[6], cost));
    return { text(0),         text(1), *kind,   *measure, Rupiah { price },
             Rupiah { cost }, text(7), text(8), text(9),  text(10) };
}

/// The seed is ours: a crooked row is a Bug.
std::vector<SeedProduct> seed_products()
{
    std::vector<SeedProduct> products;
    bool heading = true;
    for (auto const line : fields_of(embedded::seed("catalogue/products.tsv"), '\n')) {
        if (line.empty()) continue;
        auto const row = fields_of(line, '\t');
        CHECK(row.size() == columns);
        if (!heading) products.push_back(product_of(row));
        heading = false;
    }
    return products;
}

/// True for goods that any unit may make: a capital letter within the name tells of a brand or a
/// place.
bool is_common(SeedProduct const& product)
{
    auto const rest = std::string_view { product.name }.substr(1);
    return std::ranges::none_of(rest, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The same goods at another unit: up to 15 % off the price, in steps of 500 rupiah.
SeedProduct elsewhere(SeedProduct product, Chance& chance)
{
    constexpr std::int64_t step = 500;
    auto const original = product.price.amount();
    auto const wanted = original * chance.between(85, 115) / 100;
    auto const price = std::max(step, (wanted + step / 2) / step * step);
    product.cost = Rupiah { product.cost.amount() * price / original };
    product.price = Rupiah { price };
    return product;
}

/// A known maker's own goods; else three to eight that are common.
std::vector<SeedProduct> goods_of(std::string const& unit_slug,
                                  std::vector<SeedProduct> const& known)
{
    std::vector<SeedProduct> goods;
    std::vector<SeedProduct const*> common;
    for (auto const& product : known) {
        if (product.maker == unit_slug)
            goods.push_back(product);
        else if (is_common(product))
            common.push_back(&product);
    }
    Chance chance { "goods of " + unit_slug };
    for (auto const wanted = chance.below(6) + 3; goods.size() < wanted;) {
        auto const place = chance.below(common.size());
        auto const same = [&](auto const& other) { return other.name == common[place]->name; };
        if (std::ranges::none_of(goods, same)) goods.push_back(elsewhere(*common[place], chance));
    }
    return goods;
}

Quantity opening_of(Rupiah price, Chance& chance)
{
    if (price < Rupiah { 50'000 }) return Quantity::pieces(chance.between(60, 240));
    if (price < Rupiah { 500'000 }) return Quantity::pieces(chance.between(12, 60));
    return Quantity::pieces(chance.between(3, 12));
}

catalogue::VariantDraft variant_of(SeedProduct const& product, Chance& chance)
{
    constexpr Rupiah made_to_order_from { 2'000'000 };
    catalogue::VariantDraft variant { .measure = product.measure,
                                      .whole_only = !catalogue::sold_in_parts(product.measure),
                                      .price = product.price,
                                      .cost = product.cost };
    if (product.kind != ProductKind::jasa)
        variant.grams = 200 + product.price.amount() / 1000 % 30 * 100;
    if (product.kind == ProductKind::jasa) {
        variant.supply = Supply::service;
    } else if (product.price >= made_to_order_from) {
        variant.supply = Supply::to_order;
        variant.lead_days = chance.between(1, 4) * 7;
    } else {
        variant.opening = opening_of(product.price, chance);
    }
    return variant;
}

using MadePictures = std::map<std::string, catalogue::MadePhoto>;

/// Each picture is encoded once, however many products show it.
Result<MadePictures> make_pictures(std::vector<SeedProduct> const& known)
{
    MadePictures made;
    for (auto const& product : known) {
        if (product.picture.empty() || made.contains(product.picture)) continue;
        auto const bytes = embedded::seed("catalogue/pictures/" + product.picture + ".webp");
        made.emplace(product.picture, TRY(catalogue::make_photo(bytes)));
    }
    return made;
}

/// Minutes. What can be looked at is published last, so that the newest goods show themselves.
std::int64_t published_after(std::string const& unit_slug, SeedProduct const& product)
{
    constexpr std::int64_t half = 10'000;
    auto const minutes = Chance { unit_slug + product.name }.between(0, half);
    return product.picture.empty() ? minutes : half + minutes;
}

Result<void> add_good(Call& call, org::UnitScope const& scope, SeedProduct const& product,
                      MadePictures const& pictures)
{
    Chance chance { scope.code() + product.name };
    auto const id = TRY(catalogue::add_product(call, scope,
                                               { .name_id = product.name,
                                                 .name_en = product.name_en,
                                                 .story_id = product.story,
                                                 .story_en = product.story_en,
                                                 .kind = product.kind,
                                                 .reach = catalogue::Reach::national }));
    TRY(catalogue::add_variant(call, scope, id, variant_of(product, chance)));
    if (auto const found = pictures.find(product.picture); found != pictures.end())
        TRY(catalogue::add_photo(
            call, scope, id, found->second,
            { "Contoh gambar: " + product.name, "Sample picture: " + product.name_en }));
    return catalogue::set_state(call, scope, id, catalogue::ProductState::published);
}

/// One unit in five sells its two cheapest goods that are counted together, for a tenth less.
Result<void> add_kit(Call& call, org::UnitScope const& scope)
{
    constexpr Rupiah step { 500 };
    if (Chance { "kit of " + scope.code() }.below(5) != 0) return {};
    auto goods = catalogue::sellables(call.view(), scope);
    std::erase_if(goods, [](catalogue::Sellable const& one) {
        return one.supply != Supply::stocked || !one.whole_only;
    });
    if (goods.size() < 2) return {};
    std::ranges::sort(goods, {}, &catalogue::Sellable::price);
    auto const first = TRY(catalogue::product(call.view(), scope, goods[0].product));
    auto const second = TRY(catalogue::product(call.view(), scope, goods[1].product));
    auto const worth = goods[0].price + goods[1].price;
    auto const wanted = worth.amount() * 9 / 10 / step.amount() * step.amount();
    if (wanted == 0) return {};
    auto const id = TRY(
        catalogue::add_kit(call, scope,
                           { .name_id = "Paket " + first.name_id + " dan " + second.name_id,
                             .name_en = first.name_en + " and " + second.name_en,
                             .price = Rupiah { wanted },
                             .parts = { { goods[0].variant, 1 }, { goods[1].variant, 1 } } }));
    return catalogue::set_kit_state(call, scope, id, catalogue::ProductState::published);
}

} // namespace

Result<Demo> lay_goods(db::Engine& engine, DemoPlan const& plan, Timestamp added)
{
    constexpr std::size_t units_a_step = 24;
    constexpr auto apart = std::chrono::minutes { 1 };
    auto const known = seed_products();
    auto const made = plan.pictures == Pictures::with ? TRY(make_pictures(known)) : MadePictures {};
    auto units = TRY(
        engine.get<std::vector<org::Unit>>([&](db::Read& read) -> Result<std::vector<org::Unit>> {
            return org::holders({ read, plan.seller, added });
        }));
    if (units.size() > plan.units_max) units.resize(plan.units_max);
    Demo demo { .pictures = static_cast<std::int64_t>(made.size()) };
    for (std::size_t from = 0; from < units.size(); from += units_a_step) {
        auto const step = std::span { units }.subspan(from,
                                                      std::min(units_a_step, units.size() - from));
        demo.products += TRY(engine.put<std::int64_t>([&](db::Tx& tx) -> Result<std::int64_t> {
            std::int64_t count = 0;
            for (auto const& unit : step) {
                Call call { tx, plan.seller, added, Lang::id, "demo" };
                auto const scope = TRY(org::reach(call.view(), unit.id));
                for (auto const& product : goods_of(unit.slug, known)) {
                    call.now = added + apart * published_after(unit.slug, product);
                    TRY(add_good(call, scope, product, made));
                    ++count;
                }
                TRY(add_kit(call, scope));
            }
            return count;
        }));
    }
    return demo;
}

} // namespace karya::exchange
