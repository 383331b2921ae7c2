#include "catalogue/linked.h"
#include "base/check.h"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace karya::catalogue::linked {

namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view context = "https://schema.org";

std::string_view availability_of(Availability availability)
{
    switch (availability) {
    case Availability::ready: return "https://schema.org/InStock";
    case Availability::to_order: return "https://schema.org/MadeToOrder";
    case Availability::sold_out: return "https://schema.org/OutOfStock";
    }
    return {};
}

object offer_of(Goods const& goods)
{
    auto const [least, most] = std::ranges::minmax(goods.prices);
    object offer { { "@type", goods.prices.size() == 1 ? "Offer" : "AggregateOffer" },
                   { "priceCurrency", "IDR" },
                   { "availability", availability_of(goods.availability) },
                   { "url", goods.address },
                   { "seller",
                     { { "@type", "Organization" },
                       { "name", goods.seller },
                       { "url", goods.seller_address } } } };
    if (goods.prices.size() == 1) {
        offer["price"] = least.amount();
        offer["itemCondition"] = "https://schema.org/NewCondition";
    } else {
        offer["lowPrice"] = least.amount();
        offer["highPrice"] = most.amount();
        offer["offerCount"] = goods.prices.size();
    }
    return offer;
}

} // namespace

std::string facts_of(Goods const& goods)
{
    CHECK(!goods.prices.empty());
    object product { { "@context", context },
                     { "@type", "Product" },
                     { "name", goods.name },
                     { "description", goods.description },
                     { "url", goods.address },
                     { "sku", goods.code },
                     { "category", goods.category },
                     { "brand", { { "@type", "Brand" }, { "name", goods.seller } } },
                     { "offers", offer_of(goods) } };
    if (!goods.pictures.empty())
        product["image"] = array(goods.pictures.begin(), goods.pictures.end());
    if (goods.rating)
        product["aggregateRating"] = { { "@type", "AggregateRating" },
                                       { "ratingValue", goods.rating->average.plain() },
                                       { "reviewCount", goods.rating->count },
                                       { "bestRating", 5 },
                                       { "worstRating", 1 } };
    return boost::json::serialize(product);
}

std::string facts_of(std::vector<Item> const& items)
{
    array elements;
    for (auto const& item : items)
        elements.push_back(object { { "@type", "ListItem" },
                                    { "position", elements.size() + 1 },
                                    { "name", item.name },
                                    { "url", item.address } });
    return boost::json::serialize(object { { "@context", context },
                                           { "@type", "ItemList" },
                                           { "numberOfItems", items.size() },
                                           { "itemListElement", elements } });
}

} // namespace karya::catalogue::linked
