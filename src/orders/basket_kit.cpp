// Kits in a basket: how many of which; their lines are made at each look.

#include "base/lang.h"
#include "orders/basket_parts.h"
#include <algorithm>

namespace karya::orders {

namespace {

/// With them an order stays within the 100 lines that a sale holds.
constexpr std::size_t kits_max = 7;
static_assert(lines_max + kits_max * catalogue::kit_parts_max <= 100);
constexpr std::int64_t kit_pieces_max = 100;

BasketKit gone_kit(store::KeptKit const& kept)
{
    return { .kit = kept.kit,
             .name = kept.seen_name,
             .pieces = kept.pieces,
             .seen_price = kept.seen_price,
             .trouble = Trouble::gone };
}

/// Its lines as they are now; nothing when they cannot be sold together.
std::optional<std::vector<BasketLine>> lines_of(catalogue::Kit const& kit, std::int64_t pieces,
                                                Own own)
{
    auto const shares = kit.shares(pieces);
    if (!shares) return {};
    std::vector<BasketLine> lines;
    for (std::size_t i = 0; i < kit.parts.size(); ++i) {
        auto const& part = kit.parts[i];
        store::KeptLine const wanted { .variant = part.variant,
                                       .quantity = Quantity { part.quantity.thousandths()
                                                              * pieces },
                                       .seen_price = part.price };
        auto line = line_of(part, wanted, own[part.variant]);
        if (line.trouble == Trouble::gone) return {};
        line.kit = kit.id;
        line.kit_off = (*shares)[i];
        line.amount -= line.kit_off;
        lines.push_back(std::move(line));
    }
    return lines;
}

BasketKit kit_of(Lang lang, catalogue::Kit const& kit, store::KeptKit const& kept)
{
    return { .kit = kit.id,
             .slug = kit.slug,
             .name = kit.name(lang),
             .label = kit.name_id,
             .pieces = kept.pieces,
             .price = kit.price(),
             .seen_price = kept.seen_price,
             .changed = kit.edition != kept.seen_edition,
             .amount = Rupiah { kit.price().amount() * kept.pieces },
             .saved = Rupiah { kit.saved().amount() * kept.pieces } };
}

/// As it is now, which he sees. Fails: orders.bad_kits.
Result<store::KeptKit> kept_kit(View const& view, catalogue::Kit const& kit, std::int64_t pieces)
{
    bool const possible = pieces >= 1 && pieces <= kit_pieces_max && lines_of(kit, pieces, {});
    if (!possible) return Error { bad_kits }.at("pieces", std::string { bad_kits.id });
    return store::KeptKit { .kit = kit.id,
                            .pieces = pieces,
                            .seen_price = kit.price(),
                            .seen_name = kit.name(view.lang),
                            .seen_edition = kit.edition };
}

} // namespace

void add_kit(View const& view, Basket& basket, store::KeptKit const& kept, Own& own)
{
    auto kit = catalogue::kit_offer(view, kept.kit);
    auto lines = kit ? lines_of(*kit, kept.pieces, own) : std::nullopt;
    if (!lines) {
        basket.sound = false;
        basket.gone_kits.push_back(gone_kit(kept));
        return;
    }
    auto shown = kit_of(view.lang, *kit, kept);
    for (auto& part : kit->parts) part.left = part.left + own[part.variant];
    shown.left = kit->left();
    if (shown.left && *shown.left < kept.pieces) shown.trouble = Trouble::too_few;
    if (shown.changed || shown.trouble != Trouble::none) basket.sound = false;
    auto& part = part_of(view, basket, kit->unit);
    for (auto& line : *lines) add_line(part, basket, std::move(line), own);
    part.kits.push_back(std::move(shown));
}

Result<std::string> put_kit_in(Call& call, std::string_view token, KitWant const& want)
{
    auto const kit = catalogue::kit_offer(call.view(), want.kit);
    if (!kit) return not_found;
    auto row = TRY(kept_kit(call.view(), *kit, want.pieces));
    row.added = want.pieces;
    row.added_at = call.now;
    auto const basket = TRY(opened(call, token));
    auto const kits = store::kits(call.tx, basket.id);
    auto const known = std::ranges::find(kits, want.kit, &store::KeptKit::kit);
    if (known != kits.end()) {
        if (known->added == want.pieces && call.now - known->added_at < one_click)
            return basket.token;
        row.pieces = TRY(kept_kit(call.view(), *kit, known->pieces + want.pieces)).pieces;
    } else if (kits.size() >= kits_max) {
        return Error { basket_full }.with("lines", show(call.lang, std::int64_t { kits_max }));
    }
    store::put_kit(call.tx, basket.id, row);
    ask_for_prices(call, basket.token);
    return basket.token;
}

Result<void> set_kits(Call& call, std::string_view token, std::vector<KitWant> const& wants)
{
    auto const id = basket_to_change(call, token);
    if (!id) return {};
    for (auto const& kept : store::kits(call.tx, *id)) {
        auto const want = std::ranges::find(wants, kept.kit, &KitWant::kit);
        if (want == wants.end()) continue;
        auto const kit = catalogue::kit_offer(call.view(), kept.kit);
        if (want->pieces == 0) store::delete_kit(call.tx, *id, kept.kit);
        if (want->pieces == 0 || !kit) continue;
        auto row = TRY(kept_kit(call.view(), *kit, want->pieces));
        row.added_at = kept.added_at; // its place in the list stays
        store::put_kit(call.tx, *id, row);
    }
    ask_for_prices(call, token);
    return {};
}

} // namespace karya::orders
