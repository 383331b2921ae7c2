#include "counter/kit.h"
#include "base/embedded.h"
#include "counter/discount.h"
#include "counter/store.h"
#include "counter/text.h"
#include <algorithm>
#include <map>

namespace karya::counter {

namespace {

Goods kit_as_goods(catalogue::Kit const& kit, Lang lang)
{
    Goods goods { .variant = VariantId { kit.id.uuid },
                  .name = kit.name(lang),
                  .code = kit.slug,
                  .measure_name = text::kit(lang),
                  .measures_name = text::kits(lang),
                  .price = kit.price() };
    for (auto const& part : kit.parts) {
        goods.parts.push_back({ part.variant, part.name, part.quantity, part.price });
        if (!goods.photo) goods.photo = part.photo;
    }
    return goods;
}

Result<void> unpack(catalogue::Kit const& kit, Quantity quantity, Unpacked& all)
{
    constexpr std::int64_t piece = 1000;
    auto const pieces = quantity.thousandths() / piece;
    if (pieces < 1 || quantity != Quantity::pieces(pieces)) return catalogue::whole_only;
    auto const shares = kit.shares(pieces);
    if (!shares) return sales::total_too_large;
    for (std::size_t i = 0; i < kit.parts.size(); ++i) {
        auto& line = all.lines.emplace_back();
        line.variant = kit.parts[i].variant;
        line.quantity = Quantity { kit.parts[i].quantity.thousandths() * pieces };
        line.discount = (*shares)[i];
    }
    all.kits.push_back({ kit.id, pieces, Rupiah { kit.saved().amount() * pieces } });
    return {};
}

} // namespace

std::vector<Goods> kit_goods(View const& view, org::UnitScope const& scope)
{
    std::vector<Goods> all;
    for (auto const& kit : catalogue::public_kits(view, scope.unit()))
        all.push_back(kit_as_goods(kit, view.lang));
    return all;
}

Result<Unpacked> unpacked(View const& view, org::UnitScope const& scope,
                          std::vector<BasketLine> const& basket)
{
    auto const kits = catalogue::public_kits(view, scope.unit());
    Unpacked all;
    for (auto const& line : basket) {
        all.first.push_back(std::ssize(all.lines) + 1);
        auto const kit = std::ranges::find(kits, KitId { line.variant.uuid }, &catalogue::Kit::id);
        if (kit != kits.end()) {
            TRY(unpack(*kit, line.quantity, all));
            continue;
        }
        auto& kept = all.lines.emplace_back();
        kept.variant = line.variant;
        kept.quantity = line.quantity;
    }
    return all;
}

namespace {

/// How many of these kits the goods that are left could have been; those are used up.
std::int64_t drawn_from(std::map<VariantId, std::int64_t>& goods, catalogue::Kit const& kit,
                        std::int64_t pieces)
{
    for (auto const& part : kit.parts)
        pieces = std::min(pieces, goods[part.variant] / part.quantity.thousandths());
    pieces = std::max<std::int64_t>(pieces, 0);
    for (auto const& part : kit.parts) goods[part.variant] -= pieces * part.quantity.thousandths();
    return pieces;
}

} // namespace

void note_kits(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
               std::vector<KitSold> const& kits)
{
    auto rest = discount_on(sale);
    std::map<VariantId, std::int64_t> goods;
    for (auto const& line : sale.lines) goods[line.variant] += line.quantity.thousandths();
    std::int64_t n = 0;
    for (auto const& sold : kits) {
        auto const kit = catalogue::kit(call.view(), scope, sold.kit);
        if (!kit.ok()) continue;
        // A till says which kits they were; only what the goods of the sale can be is believed.
        auto const pieces = drawn_from(goods, kit.value(), sold.pieces);
        if (pieces == 0) continue;
        auto const saved = kit.value().shares(pieces)
            ? Rupiah { kit.value().saved().amount() * pieces }
            : Rupiah {};
        auto const off = std::min({ sold.off, saved, rest });
        rest = rest - off;
        store::insert_kit(call.tx, scope.unit(), sale.id, ++n, sold.kit,
                          { kit.value().name_id, pieces, off });
    }
}

std::string kit_words(Lang lang, KitLine const& kit)
{
    return text::kit_words(lang, kit.name, show(lang, kit.pieces));
}

Rupiah given_on(View const& view, sales::Sale const& sale)
{
    auto given = discount_on(sale);
    for (auto const& kit : store::kits(view.read, sale.id)) given = given - kit.off;
    return given;
}

} // namespace karya::counter
