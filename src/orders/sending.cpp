// Where a basket is sent, and with which of its rates each unit sends.

#include "orders/secret.h"
#include "orders/store_basket.h"
#include <algorithm>

namespace karya::orders {

namespace {

/// Locked until the transaction ends. Fails: orders.basket_empty.
Result<GroupId> filling(Call& call, std::string_view token)
{
    if (!looks_secret(token)) return basket_empty;
    auto const found = store::hold_basket(call.tx, hash_of(token), call.now);
    if (!found || found->placed) return basket_empty;
    return found->id;
}

} // namespace

std::vector<shipping::Offer> sendings(View const& view, Basket const& basket,
                                      BasketPart const& part)
{
    auto const grams = part.grams();
    if (!basket.to || !grams) return {};
    return shipping::offers(view, part.unit, *basket.to, *grams);
}

Result<void> send_to(Call& call, std::string_view token, std::string_view village)
{
    auto const id = TRY(filling(call, token));
    if (!places::place(village)) return Error { bad_place }.at("village", "orders.bad_place");
    store::set_village(call.tx, id, village);
    store::clear_choices(call.tx, id);
    return {};
}

Result<void> choose_sending(Call& call, std::string_view token, std::vector<Sending> const& wanted)
{
    auto const id = TRY(filling(call, token));
    auto const found = basket(call.view(), token);
    for (auto const& [unit, rate] : wanted) {
        auto const part = std::ranges::find(found.parts, unit, &BasketPart::unit);
        if (part == found.parts.end()) continue;
        if (rate) {
            auto const offered = sendings(call.view(), found, *part);
            if (std::ranges::find(offered, *rate, &shipping::Offer::rate) == offered.end())
                return sending_gone;
        }
        store::choose(call.tx, id, unit, rate);
    }
    return {};
}

} // namespace karya::orders
