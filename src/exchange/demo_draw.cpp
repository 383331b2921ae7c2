// What chance sells in the demonstration: where, to whom, which goods and how many.

#include "exchange/demo.h"
#include "exchange/stable_id.h"
#include "org/org.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using catalogue::Sellable;
using catalogue::Supply;
using sales::BuyerKind;
using sales::Payment;
using sales::SaleDraft;

/// How goods below a price are sold: many small sales make the turnover, and no single one of them.
struct Band {
    Rupiah below;
    std::size_t weight; ///< how often they are picked, beside others
    std::int64_t most;  ///< pieces in a sale
    std::int64_t bulk;  ///< pieces in a large one
    std::int64_t batch; ///< pieces made at once, when less than a quarter of that is left
};
constexpr Band bands[] = { { Rupiah { 20'000 }, 24, 6, 50, 48 },
                           { Rupiah { 60'000 }, 14, 3, 20, 24 },
                           { Rupiah { 150'000 }, 6, 2, 8, 12 },
                           { Rupiah { 400'000 }, 2, 1, 3, 8 },
                           { Rupiah { 1'000'000 }, 1, 1, 1, 4 } };

/// None for what is too dear to be sold by chance.
Band const* band_of(Sellable const& good)
{
    auto const* const found = std::ranges::find_if(
        bands, [&](Band const& band) { return good.price < band.below; });
    return found == std::end(bands) ? nullptr : found;
}

/// One of `items`, each as often as its weight says.
template<class Items, class Weight>
auto& picked(Items& items, Chance& chance, Weight const& weight)
{
    std::size_t whole = 0;
    for (auto const& item : items) whole += weight(item);
    auto place = chance.below(whole);
    for (auto& item : items) {
        if (place < weight(item)) return item;
        place -= weight(item);
    }
    return items.back();
}

BuyerKind drawn_buyer(Chance& chance)
{
    auto const draw = chance.below(100);
    if (draw < 52) return BuyerKind::public_buyer;
    return draw < 76 ? BuyerKind::officer : BuyerKind::family;
}

Payment drawn_payment(Chance& chance)
{
    auto const draw = chance.below(100);
    if (draw < 48) return Payment::cash;
    return draw < 90 ? Payment::qris : Payment::transfer;
}

enum class Size : std::uint8_t { usual, large };

Quantity drawn_quantity(Sellable const& good, Size size, Chance& chance)
{
    auto const& band = *band_of(good);
    auto quantity = Quantity::pieces(size == Size::large ? chance.between(band.most, band.bulk)
                                                         : chance.between(1, band.most));
    if (!good.whole_only && chance.below(2) == 0) quantity = quantity + Quantity { 500 };
    if (good.supply == Supply::stocked) quantity = std::min(quantity, good.left);
    return quantity;
}

void add_line(Stand& stand, Size size, Chance& chance, SaleDraft& draft)
{
    auto& good = picked(stand.goods, chance,
                        [](Sellable const& one) { return band_of(one)->weight; });
    auto const twice = [&](auto const& line) { return line.variant == good.variant; };
    auto const quantity = drawn_quantity(good, size, chance);
    if (quantity <= Quantity {} || std::ranges::any_of(draft.lines, twice)) return;
    if (good.supply == Supply::stocked) good.left = good.left - quantity;
    draft.lines.push_back({ .variant = good.variant, .quantity = quantity });
}

} // namespace

Result<std::vector<Stand>> stands(db::Engine& engine, Actor const& seller, Timestamp now)
{
    return engine.get<std::vector<Stand>>([&](db::Read& read) -> Result<std::vector<Stand>> {
        View const view { read, seller, now };
        std::vector<Stand> all;
        for (auto const& unit : org::holders(view)) {
            Stand stand { .scope = TRY(org::reach(view, unit.id)), .seller = seller };
            stand.goods = catalogue::sellables(view, stand.scope);
            std::erase_if(stand.goods, [](Sellable const& good) { return !band_of(good); });
            // A few units sell much, most sell a little.
            stand.weight = 4'000 / (Chance { "weight of " + unit.slug }.below(400) + 21);
            if (!stand.goods.empty()) all.push_back(std::move(stand));
        }
        return all;
    });
}

Stand& chosen(std::vector<Stand>& all, Chance& chance)
{
    return picked(all, chance, [](Stand const& stand) { return stand.weight; });
}

std::vector<catalogue::StockChange> made_anew(Stand& stand)
{
    std::vector<catalogue::StockChange> made;
    for (auto& good : stand.goods) {
        auto const batch = band_of(good)->batch;
        if (good.supply != Supply::stocked || good.left >= Quantity::pieces(batch / 4)) continue;
        good.left = good.left + Quantity::pieces(batch);
        made.push_back({ good.variant, Quantity::pieces(batch), catalogue::StockReason::production,
                         "Peragaan" });
    }
    return made;
}

SaleDraft drawn_sale(Stand& stand, Chance& chance, Timestamp sold_at)
{
    auto const size = chance.below(30) == 0 ? Size::large : Size::usual;
    SaleDraft draft { .id = { stable_id(sold_at, "demo" + std::to_string(chance.next())) },
                      .sold_at = sold_at,
                      .buyer = drawn_buyer(chance),
                      .payment = drawn_payment(chance) };
    if (size == Size::large)
        draft.buyer = chance.below(2) == 0 ? BuyerKind::agency : BuyerKind::reseller;
    auto const wanted = size == Size::large ? 1 : chance.between(1, 3);
    for (std::int64_t n = 0; n < wanted; ++n) add_line(stand, size, chance, draft);
    return draft;
}

} // namespace karya::exchange
