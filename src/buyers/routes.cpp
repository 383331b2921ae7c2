// Signing in by a link, the account's own page, another mailbox, signing out.

#include "buyers/routes.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "web/session.h"

namespace karya::buyers {

std::string session_cookie_of(std::string_view token)
{
    constexpr std::string_view kept = "2592000"; // thirty days
    return std::string { web::buyer_cookie } + "=" + std::string { token }
    + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="
        + std::string { token.empty() ? "0" : kept };
}

web::Headers OwnPage::headers() const
{
    if (cookie.empty()) return {};
    return { { "Set-Cookie", cookie } };
}

std::string renewed_cookie(View const& view, Account const& account)
{
    return account.due ? session_cookie_of(view.caller.buyer_token) : std::string {};
}

namespace {

// ---- GET /pembeli ----

struct HomeQuery {
    std::string ke {};     ///< where to go on after signing in
    std::string wish {};   ///< slug of what was to be kept
    bool told { false };   ///< the mailbox was just changed
    bool erased { false }; ///< the account was
};
BOOST_DESCRIBE_STRUCT(HomeQuery, (), (ke, wish, told, erased))

struct SignInForm {
    std::string email {};
    std::string ke {};
    std::string wish {};
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (email, ke, wish))

struct HomePage : OwnPage {
    bool in { false };
    bool offered { true };
    std::string email {};
    bool told { false };
    bool erased { false };
    std::string wish_name {}; ///< what is kept once he is signed in
    SignInForm form {};
};
BOOST_DESCRIBE_STRUCT(HomePage, (OwnPage), (in, offered, email, told, erased, wish_name, form))

Result<HomePage> show_home(View& view, HomeQuery const& query)
{
    HomePage page;
    page.offered = offered();
    if (auto const found = signed_in(view)) {
        page.in = true;
        page.email = found->email;
        page.told = query.told;
        page.cookie = renewed_cookie(view, *found);
        return page;
    }
    page.erased = query.erased;
    page.form.ke = query.ke;
    auto const product = catalogue::public_product(view, query.wish);
    if (!product.ok()) return page;
    page.form.wish = query.wish;
    page.wish_name = product.value().name(view.lang);
    return page;
}

// ---- POST /pembeli/tautan ----

struct AskInput {
    std::string email {};
    std::optional<std::string> ke {};
    std::optional<std::string> wish {};
};
BOOST_DESCRIBE_STRUCT(AskInput, (), (email, ke, wish))

Result<OwnDone> post_ask(Call& call, AskInput const& input)
{
    TRY(ask_link(call, { input.email, input.ke.value_or(""), input.wish.value_or("") }));
    return OwnDone {};
}

// ---- GET /pembeli/surat ----

struct LetterPage : OwnPage { };
BOOST_DESCRIBE_STRUCT(LetterPage, (OwnPage), ())

Result<LetterPage> show_letter(View&, web::Nothing const&) { return LetterPage {}; }

// ---- /pembeli/tautan/{token} ----

struct LinkToken {
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))

struct LinkPage : OwnPage {
    std::string token {};
    std::string email {};
    bool change { false };
};
BOOST_DESCRIBE_STRUCT(LinkPage, (OwnPage), (token, email, change))

Result<LinkPage> show_link(View& view, LinkToken const& path)
{
    auto const found = TRY(link(view, path.token));
    LinkPage page;
    page.token = path.token;
    page.email = found.email;
    page.change = found.purpose == Purpose::change;
    return page;
}

struct Entered : OwnPage {
    std::string next {};
};
BOOST_DESCRIBE_STRUCT(Entered, (OwnPage), (next))

Result<Entered> post_link(Call& call, LinkToken const& input)
{
    auto entry = TRY(use_link(call, input.token));
    Entered done;
    done.next = std::move(entry.next);
    if (!entry.token.empty()) done.cookie = session_cookie_of(entry.token);
    return done;
}

// ---- /pembeli/surel ----

struct EmailPage : OwnPage {
    std::string email {}; ///< that it is now
};
BOOST_DESCRIBE_STRUCT(EmailPage, (OwnPage), (email))

Result<EmailPage> show_email(View& view, web::Nothing const&)
{
    auto const found = TRY(account(view));
    EmailPage page;
    page.email = found.email;
    page.cookie = renewed_cookie(view, found);
    return page;
}

struct EmailInput {
    std::string email {};
};
BOOST_DESCRIBE_STRUCT(EmailInput, (), (email))

Result<OwnDone> post_email(Call& call, EmailInput const& input)
{
    TRY(ask_change(call, input.email));
    return OwnDone {};
}

// ---- Signing out ----

struct Left : OwnPage { };
BOOST_DESCRIBE_STRUCT(Left, (OwnPage), ())

Left left_page()
{
    Left done;
    done.cookie = session_cookie_of("");
    return done;
}

Result<Left> post_sign_out(Call& call, web::Nothing const&)
{
    sign_out(call);
    return left_page();
}

Result<Left> post_sign_out_everywhere(Call& call, web::Nothing const&)
{
    TRY(sign_out_everywhere(call));
    return left_page();
}

} // namespace

void add_routes(web::Routes& routes)
{
    constexpr std::string_view one_link = "/pembeli/tautan/{token}";
    routes.query<HomeQuery, HomePage>(home_path, anyone, show_home, { "buyers/home" });
    routes.command<AskInput, OwnDone>("/pembeli/tautan", anyone, post_ask,
                                      { "/pembeli/surat", home_path });
    routes.query<web::Nothing, LetterPage>("/pembeli/surat", anyone, show_letter,
                                           { "buyers/letter" });
    routes.query<LinkToken, LinkPage>(one_link, anyone, show_link, { "buyers/link" });
    routes.command<LinkToken, Entered>(one_link, anyone, post_link, { "{next}", one_link });
    routes.query<web::Nothing, EmailPage>("/pembeli/surel", anyone, show_email, { "buyers/email" });
    routes.command<EmailInput, OwnDone>("/pembeli/surel", anyone, post_email,
                                        { "/pembeli/surat", "/pembeli/surel" });
    routes.command<web::Nothing, Left>("/pembeli/sesi/pengakhiran", anyone, post_sign_out,
                                       { "/pembeli" });
    routes.command<web::Nothing, Left>("/pembeli/semua-sesi/pengakhiran", anyone,
                                       post_sign_out_everywhere, { "/pembeli" });
    add_book_routes(routes);
}

} // namespace karya::buyers
