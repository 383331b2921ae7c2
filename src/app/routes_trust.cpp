// What a buyer may ask of us: returns, whom to ask, and what is kept of him.

#include "app/front.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::app {

namespace {

std::string& kept_contact()
{
    static std::string address;
    return address;
}

/// Whom to write to, as the installation was told.
struct TrustPage {
    std::string contact {};       ///< a link; empty: none told
    std::string contact_words {}; ///< the same without its scheme
    std::string canonical {};

    web::Meta meta(Lang, std::string_view) const { return { .canonical = canonical }; }
};
BOOST_DESCRIBE_STRUCT(TrustPage, (), (contact, contact_words))

TrustPage page_at(std::string_view path)
{
    TrustPage page { .contact = kept_contact(), .canonical = std::string { path } };
    auto const scheme = page.contact.find(page.contact.starts_with("mailto:") ? ":" : "//");
    if (scheme != std::string::npos)
        page.contact_words = page.contact.substr(page.contact.find_first_not_of(":/", scheme));
    return page;
}

Result<TrustPage> show_returns(View&, web::Nothing const&) { return page_at("/retur"); }
Result<TrustPage> show_contact(View&, web::Nothing const&) { return page_at("/kontak"); }
Result<TrustPage> show_privacy(View&, web::Nothing const&) { return page_at("/privasi"); }

} // namespace

void keep_contact(std::string address) { kept_contact() = std::move(address); }

void add_trust_routes(web::Routes& routes)
{
    routes.query<web::Nothing, TrustPage>("/retur", anyone, show_returns, { "app/returns" });
    routes.query<web::Nothing, TrustPage>("/kontak", anyone, show_contact, { "app/contact" });
    routes.query<web::Nothing, TrustPage>("/privasi", anyone, show_privacy, { "app/privacy" });
    add_data_routes(routes);
    add_buyer_data_routes(routes);
}

} // namespace karya::app
