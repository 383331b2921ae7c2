#pragma once
// What the pages of an account share. For buyers/ only.

#include "buyers/buyers.h"
#include "web/routes.h"

namespace karya::buyers {

void add_book_routes(web::Routes& routes);

/// A page with what is one person's own: never kept by anybody, nor found by search engines. It
/// sets the cookie anew once a day, so that thirty days count from the last use.
struct OwnPage {
    std::string cookie {};
    static constexpr bool secret = true;
    web::Headers headers() const;
    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(OwnPage, (), ())
/// The cookie that this page sets; empty: none.
std::string renewed_cookie(View const& view, Account const& account);

/// What is told by a cookie alone is never kept under a key.
struct OwnDone {
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(OwnDone, (), ())

} // namespace karya::buyers
