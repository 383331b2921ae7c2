// Where a basket is sent, and with which of its rates each unit sends.

#include "orders/pace.h"
#include "orders/secret.h"
#include "orders/store_basket.h"
#include <algorithm>

namespace karya::orders {

namespace {

/// Locked until the transaction ends. Fails: orders.basket_empty.
Result<store::BasketRow> filling(Call& call, std::string_view token)
{
    if (!looks_secret(token)) return basket_empty;
    auto const found = store::hold_basket(call.tx, hash_of(token), call.now);
    if (!found || found->placed) return basket_empty;
    return *found;
}

} // namespace

shipping::Offered sendings(View const& view, Basket const& basket, BasketPart const& part)
{
    auto const grams = part.grams();
    if (!basket.to || !grams || part.visited()) return {};
    return shipping::offers(view, part.unit, *basket.to, *grams);
}

void ask_for_prices(Call& call, std::string_view token)
{
    auto const kept = store::basket(call.tx, hash_of(token));
    if (!kept || kept->village.empty()) return;
    if (!keep_pace(call, Deed::ask_price).ok()) return; // units' own tables stand in
    auto const found = basket(call.view(), token);
    for (auto const& part : found.parts)
        if (auto const grams = part.grams(); grams && found.to && !part.visited())
            shipping::want_offers(call, part.unit, *found.to, *grams);
}

Result<void> send_to(Call& call, std::string_view token, std::string_view village)
{
    auto const kept = TRY(filling(call, token));
    if (!places::place(village)) return Error { bad_place }.at("village", "orders.bad_place");
    store::set_village(call.tx, kept.id, village);
    if (kept.village != village) store::clear_choices(call.tx, kept.id);
    ask_for_prices(call, token);
    return {};
}

Result<void> choose_sending(Call& call, std::string_view token, std::vector<Sending> const& wanted)
{
    auto const kept = TRY(filling(call, token));
    auto const found = basket(call.view(), token);
    for (auto const& [unit, rate] : wanted) {
        auto const part = std::ranges::find(found.parts, unit, &BasketPart::unit);
        if (part == found.parts.end()) continue;
        if (rate && !(part->asking && part->chosen == rate)) {
            auto const offered = sendings(call.view(), found, *part).offers;
            if (std::ranges::find(offered, *rate, &shipping::Offer::rate) == offered.end())
                return sending_gone;
        }
        store::choose(call.tx, kept.id, unit, rate);
    }
    ask_for_prices(call, token);
    return {};
}

} // namespace karya::orders
