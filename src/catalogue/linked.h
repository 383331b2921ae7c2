#pragma once
// What pages tell search engines in schema.org's words: JSON-LD objects as text.

#include "catalogue/product.h"

namespace karya::catalogue::linked {

/// Addresses are whole.
struct Goods {
    std::string name {};
    std::string description {};
    std::string address {};
    std::string category {};
    std::string code {};
    std::string seller {};
    std::string seller_address {};
    Availability availability { Availability::ready };
    std::vector<Rupiah> prices {}; ///< of what is offered; at least one
    std::vector<std::string> pictures {};
    std::optional<RatingView> rating {};
};
std::string facts_of(Goods const& goods);

struct Item {
    std::string name {};
    std::string address {};
};
/// A list of goods, in its order.
std::string facts_of(std::vector<Item> const& items);

} // namespace karya::catalogue::linked
