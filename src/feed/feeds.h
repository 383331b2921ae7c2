#pragma once
// The documents, from what the catalogue lists. Pure.

#include "catalogue/catalogue.h"

namespace karya::feed {

/// How whole addresses are made.
struct Place {
    std::string_view site {};
    Lang lang { Lang::id };
    std::string address(std::string_view path) const;
};

using Goods = std::vector<catalogue::Listed>;

/// Goods may not be ordered when they are sold out, and a service is no article.
bool can_be_ordered(catalogue::Listed const& goods);

std::string atom(Place const& place, Goods const& goods, Timestamp now);
std::string merchant(Place const& place, Goods const& goods);
/// A kit and who sells it.
struct KitListed {
    catalogue::Kit kit {};
    std::string unit_name {};
    std::string unit_slug {};
};
/// Kits as bundles of different goods for one price; those that are sold out are left out.
std::string merchant_kits(Place const& place, std::vector<KitListed> const& kits);
/// The parts of the sitemap: pages and units, then goods by their numbers.
std::string sitemap_index(Place const& place, std::int64_t parts, bool kits);
std::string sitemap_pages(Place const& place, std::vector<org::Unit> const& units);
/// Pages of kits, by their slugs.
std::string sitemap_kits(Place const& place, std::vector<std::string> const& slugs);
std::string sitemap_goods(Place const& place, Goods const& goods);
std::string robots(Place const& place);
/// RFC 9116; it holds for half a year from the month of `now`.
std::string security(Place const& place, std::string_view contact, Timestamp now);

} // namespace karya::feed
