#pragma once
// What lines, kits and times of a basket share. For orders/ only.

#include "orders/basket.h"
#include "orders/store_basket.h"
#include <chrono>
#include <map>

namespace karya::orders {

inline constexpr std::size_t lines_max = 40;
inline constexpr std::chrono::seconds one_click { 3 };

/// What of a variant is his already, less what the lines before want of it.
using Own = std::map<VariantId, Quantity>;
BasketLine line_of(catalogue::PublicOffer const& offer, store::KeptLine const& kept, Quantity own);
/// The unit's, made when it is the first of it.
BasketPart& part_of(View const& view, Basket& basket, UnitId unit);
void add_line(BasketPart& part, Basket& basket, BasketLine line, Own& own);

/// Locked; nothing when there is none, or it was placed.
std::optional<GroupId> basket_to_change(Call& call, std::string_view token);
/// The basket to go on with, and the token of a new one.
struct Opened {
    GroupId id {};
    std::string token {};
};
Result<Opened> opened(Call& call, std::string_view token);

// ---- Kits (basket_kit.cpp) ----

void add_kit(View const& view, Basket& basket, store::KeptKit const& kept, Own& own);

// ---- Times of services (basket_time.cpp) ----

/// What was chosen for services that have times, as long as there is room for them.
void add_times(View const& view, Basket& basket);
/// Of a service that has times one must be chosen that has room. Fails: orders.no_time, time_full.
Result<void> keep_time(Call& call, GroupId basket, catalogue::PublicOffer const& offer,
                       Quantity quantity, std::optional<PickDay> const& time);

} // namespace karya::orders
