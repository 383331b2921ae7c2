#pragma once
// The address of a list: everything that narrows, orders and pages it stands in the query string.

#include "base/result.h"
#include "catalogue/product.h"
#include <optional>
#include <string>

namespace karya::catalogue {

/// What the address bar says; places by their slugs.
struct ShelfQuery {
    std::optional<std::string> q {};
    std::optional<ProductKind> kind {};
    std::optional<std::string> kanwil {};
    std::optional<std::string> unit {};
    std::optional<Reach> reach {};
    std::optional<Availability> availability {};
    std::optional<PriceBand> band {};
    std::optional<Sorting> sort {};
    std::optional<std::string> after {}; ///< `next` of the page before
};
BOOST_DESCRIBE_STRUCT(ShelfQuery, (),
                      (q, kind, kanwil, unit, reach, availability, band, sort, after))

/// "/produk?kind=jasa&sort=cheapest", with "/en" before it in English.
std::string address_of(Lang lang, ShelfQuery const& query);
/// True when it narrows the list down.
bool narrows(ShelfQuery const& query);

} // namespace karya::catalogue
