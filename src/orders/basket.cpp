// What a buyer gathers before he orders: goods by the line.

#include "base/embedded.h"
#include "base/lang.h"
#include "base/text.h"
#include "orders/basket_parts.h"
#include "orders/pace.h"
#include "orders/secret.h"
#include "orders/state.h"
#include "orders/store_basket.h"
#include <algorithm>
#include <chrono>

namespace karya::orders {

namespace {

constexpr std::chrono::minutes kept_while_writing { 30 };
constexpr std::size_t token_bytes = 32;

/// The basket that is still being filled; nothing for one that was placed.
std::optional<store::BasketRow> live_basket(db::Read& read, std::string_view token)
{
    if (!looks_secret(token)) return {};
    auto found = store::basket(read, hash_of(token));
    if (!found || found->placed) return {};
    return found;
}

Trouble trouble_of(catalogue::PublicOffer const& offer, BasketLine const& line)
{
    auto const amount = line_amount(offer.price, line.quantity);
    if (!amount || (offer.whole_only && line.quantity.thousandths() % 1000 != 0))
        return Trouble::gone; // its measure or price is another one by now
    bool const counted = offer.supply == catalogue::Supply::stocked;
    return counted && line.left < line.quantity ? Trouble::too_few : Trouble::none;
}

std::optional<std::int64_t> grams_of(catalogue::PublicOffer const& offer, Quantity quantity)
{
    constexpr std::int64_t whole = 1000;
    if (!offer.grams || quantity.thousandths() > Quantity::thousandths_max / *offer.grams)
        return {};
    return (*offer.grams * quantity.thousandths() + whole - 1) / whole;
}

BasketLine gone_line(store::KeptLine const& kept)
{
    return { .variant = kept.variant,
             .name = kept.seen_name,
             .quantity = kept.quantity,
             .price = kept.seen_price,
             .seen_price = kept.seen_price,
             .trouble = Trouble::gone };
}

/// What was chosen for each part, if the unit still offers it.
void add_sendings(View const& view, Basket& basket)
{
    for (auto const& choice : store::choices(view.read, basket.id)) {
        auto const part = std::ranges::find(basket.parts, choice.unit, &BasketPart::unit);
        if (part == basket.parts.end()) continue;
        part->chosen = choice.rate;
        auto const offered = sendings(view, basket, *part);
        part->asking = offered.standing == shipping::Standing::asking;
        auto const found = std::ranges::find(offered.offers, choice.rate, &shipping::Offer::rate);
        if (found == offered.offers.end()) continue;
        part->parcel = *found;
        basket.shipping += found->fee;
    }
}

/// Once for all its lines, in their order.
void add_coupon(View const& view, Basket& basket, std::string const& code)
{
    if (code.empty()) return;
    std::vector<coupons::Goods> goods;
    for (auto const& part : basket.parts)
        for (auto const& line : part.lines) goods.push_back({ part.unit, line.amount });
    auto const found = coupons::discount(view, code, goods);
    if (!found.ok()) {
        auto words = karya::text::find(view.lang, found.error().code().id, found.error().args);
        basket.coupon = BasketCoupon { .code = code, .trouble = std::move(words) };
        return;
    }
    auto const& given = found.value();
    basket.coupon = BasketCoupon { .id = given.coupon, .code = given.code, .amount = given.amount };
    auto share = given.shares.begin();
    for (auto& part : basket.parts)
        for (auto& line : part.lines) {
            line.discount = *share++;
            part.discount += line.discount;
        }
}

} // namespace

BasketLine line_of(catalogue::PublicOffer const& offer, store::KeptLine const& kept, Quantity own)
{
    BasketLine line { .variant = kept.variant,
                      .slug = offer.slug,
                      .name = offer.name,
                      .measure = offer.measure,
                      .whole_only = offer.whole_only,
                      .quantity = kept.quantity,
                      .price = offer.price,
                      .seen_price = kept.seen_price,
                      .left = offer.left + own,
                      .to_order = offer.supply == catalogue::Supply::to_order,
                      .lead_days = offer.lead_days,
                      .photo = offer.photo,
                      .grams = grams_of(offer, kept.quantity),
                      .product = offer.product };
    line.trouble = trouble_of(offer, line);
    if (line.trouble != Trouble::gone) line.amount = *line_amount(line.price, line.quantity);
    return line;
}

BasketPart& part_of(View const& view, Basket& basket, UnitId unit)
{
    auto const found = std::ranges::find(basket.parts, unit, &BasketPart::unit);
    if (found != basket.parts.end()) return *found;
    auto const known = org::unit(view, unit);
    CHECK(known.ok()); // its goods are on the shelf
    auto const& seller = known.value();
    return basket.parts.emplace_back(BasketPart {
        .unit = unit, .unit_name = seller.name, .unit_slug = seller.slug, .place = seller.place });
}

void add_line(BasketPart& part, Basket& basket, BasketLine line, Own& own)
{
    own[line.variant] = own[line.variant] - line.quantity;
    part.total += line.amount;
    basket.total += line.amount;
    part.lines.push_back(std::move(line));
}

std::optional<std::int64_t> BasketPart::grams() const
{
    std::int64_t sum = 0;
    for (auto const& line : lines) {
        if (!line.grams) return {};
        sum += *line.grams;
    }
    return sum;
}

bool Basket::travels() const
{
    return std::ranges::any_of(parts,
                               [](BasketPart const& part) { return part.parcel.has_value(); });
}

bool Basket::asking() const { return std::ranges::any_of(parts, &BasketPart::asking); }

bool Basket::sending_lost() const
{
    return std::ranges::any_of(
        parts, [](BasketPart const& part) { return part.chosen && !part.parcel && !part.asking; });
}

Basket basket(View const& view, std::string_view token)
{
    Basket basket;
    auto const row = live_basket(view.read, token);
    if (!row) return basket;
    basket.id = row->id;
    basket.to = places::place(row->village);
    Own own;
    for (auto const& held : catalogue::held_for(view, basket.id.text()))
        own[held.variant] = held.quantity;
    for (auto const& kept : store::lines(view.read, basket.id)) {
        auto const offer = catalogue::public_offer(view, kept.variant);
        auto line = offer ? line_of(*offer, kept, own[kept.variant]) : gone_line(kept);
        basket.sound = basket.sound && line.trouble == Trouble::none;
        if (line.trouble == Trouble::gone) {
            basket.gone.push_back(std::move(line));
            continue;
        }
        add_line(part_of(view, basket, offer->unit), basket, std::move(line), own);
    }
    for (auto const& kept : store::kits(view.read, basket.id)) add_kit(view, basket, kept, own);
    std::ranges::sort(basket.parts, {}, &BasketPart::unit_name);
    add_times(view, basket);
    if (basket.to) add_sendings(view, basket);
    add_coupon(view, basket, row->coupon);
    return basket;
}

namespace {

Result<void> check_quantity(catalogue::PublicOffer const& offer, Quantity quantity)
{
    if (quantity <= Quantity {} || !line_amount(offer.price, quantity)) return catalogue::bad_stock;
    if (offer.whole_only && quantity.thousandths() % 1000 != 0) return catalogue::whole_only;
    return {};
}

store::KeptLine kept_line(catalogue::PublicOffer const& offer, Quantity quantity)
{
    return { .variant = offer.variant,
             .quantity = quantity,
             .seen_price = offer.price,
             .seen_name = offer.name };
}

} // namespace

std::optional<GroupId> basket_to_change(Call& call, std::string_view token)
{
    if (!looks_secret(token)) return {};
    auto const found = store::hold_basket(call.tx, hash_of(token), call.now);
    if (!found || found->placed) return {};
    return found->id;
}

Result<Opened> opened(Call& call, std::string_view token)
{
    if (auto const known = basket_to_change(call, token))
        return Opened { *known, std::string { token } };
    TRY(keep_pace(call, Deed::make_basket));
    Opened const made { GroupId::make(call.now), random_hex(token_bytes) };
    store::insert_basket(call.tx, made.id, hash_of(made.token), call.now);
    return made;
}

Result<std::string> put_in(Call& call, std::string_view token, catalogue::Want const& want,
                           std::optional<PickDay> const& time)
{
    auto const offer = catalogue::public_offer(call.view(), want.variant);
    if (!offer) return not_found;
    TRY(check_quantity(*offer, want.quantity));
    auto const basket = TRY(opened(call, token));
    TRY(keep_time(call, basket.id, *offer, want.quantity, time));
    auto const lines = store::lines(call.tx, basket.id);
    auto line = kept_line(*offer, want.quantity);
    line.added = want.quantity;
    line.added_at = call.now;
    auto const known = std::ranges::find(lines, want.variant, &store::KeptLine::variant);
    if (known != lines.end()) {
        if (known->added == want.quantity && call.now - known->added_at < one_click)
            return basket.token;
        line.quantity = known->quantity + want.quantity;
        TRY(check_quantity(*offer, line.quantity));
    } else if (lines.size() >= lines_max) {
        return Error { basket_full }.with("lines", show(call.lang, std::int64_t { lines_max }));
    }
    store::put_line(call.tx, basket.id, line);
    ask_for_prices(call, basket.token);
    return basket.token;
}

Result<void> set_quantities(Call& call, std::string_view token,
                            std::vector<catalogue::Want> const& wants)
{
    auto const id = basket_to_change(call, token);
    if (!id) return {};
    for (auto const& kept : store::lines(call.tx, *id)) {
        auto const want = std::ranges::find(wants, kept.variant, &catalogue::Want::variant);
        auto const offer = catalogue::public_offer(call.view(), kept.variant);
        if (want == wants.end()) continue;
        if (want->quantity == Quantity {} || !offer) {
            if (want->quantity == Quantity {}) store::delete_line(call.tx, *id, kept.variant);
            continue;
        }
        TRY(check_quantity(*offer, want->quantity));
        auto line = kept_line(*offer, want->quantity);
        line.added_at = kept.added_at; // its place in the list stays
        store::put_line(call.tx, *id, line);
    }
    ask_for_prices(call, token);
    return {};
}

Result<void> name_coupon(Call& call, std::string_view token, std::string_view code)
{
    if (!looks_secret(token)) return basket_empty;
    auto const found = store::hold_basket(call.tx, hash_of(token), call.now);
    if (!found || found->placed) return basket_empty;
    if (trimmed(code).empty()) {
        store::set_coupon(call.tx, found->id, {});
        return {};
    }
    std::vector<coupons::Goods> goods;
    for (auto const& part : basket(call.view(), token).parts)
        for (auto const& line : part.lines) goods.push_back({ part.unit, line.amount });
    if (goods.empty()) return basket_empty;
    auto const given = coupons::discount(call.view(), code, goods);
    if (!given.ok()) {
        auto error = given.error();
        error.fields.push_back({ "code", std::string { error.code().id }, error.args });
        return error;
    }
    store::set_coupon(call.tx, found->id, given.value().code);
    return {};
}

Result<void> begin(Call& call, std::string_view token)
{
    if (!looks_secret(token) || !store::hold_basket(call.tx, hash_of(token), call.now))
        return basket_empty;
    auto const found = basket(call.view(), token);
    if (found.empty()) return basket_empty;
    if (!found.sound) return goods_changed;
    TRY(keep_pace(call, Deed::hold_goods));
    catalogue::HoldDraft hold { .holder = found.id.text(), .until = call.now + kept_while_writing };
    for (auto const& part : found.parts)
        for (auto const& line : part.lines) hold.wants.push_back({ line.variant, line.quantity });
    ask_for_prices(call, token);
    return catalogue::hold_for(call, hold);
}

} // namespace karya::orders
