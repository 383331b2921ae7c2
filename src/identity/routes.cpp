// Signing in and out, and the other end of an invitation: everything before a session stands.

#include "web/routes.h"
#include "web/page.h"

#include "base/qr.h"
#include "identity/accounts.h"
#include "identity/routes_parts.h"
#include "identity/second_factor.h"
#include "identity/step.h"

namespace karya::identity {

namespace {

/// Passwords are taken as they were typed, spaces and all.
web::TextRule rule_of(std::string_view member)
{
    if (member.find("password") != std::string_view::npos) return { 1000, true, false };
    return { 500, false, false };
}

// ---- /masuk ----

struct Wish {
    std::optional<std::string> ke {}; ///< where to go afterwards
    static web::TextRule text_rule(std::string_view member) { return rule_of(member); }
};
BOOST_DESCRIBE_STRUCT(Wish, (), (ke))

struct SignInFields {
    std::string login {};
    std::string ke {};
};
BOOST_DESCRIBE_STRUCT(SignInFields, (), (login, ke))

struct SignInPage {
    SignInFields form {};
};
BOOST_DESCRIBE_STRUCT(SignInPage, (), (form))

Result<SignInPage> sign_in_page(View&, Wish const& wish)
{
    return SignInPage { { "", wish.ke.value_or("") } };
}

struct SignInForm {
    std::string login {};
    std::string password {};
    std::optional<std::string> ke {};
    Checked checked {}; // by prepare
    static web::TextRule text_rule(std::string_view member) { return rule_of(member); }
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (login, password, ke))

Result<void> prepare_sign_in(View& view, SignInForm& form)
{
    form.checked = check(view, { form.login, form.password });
    return {};
}

std::string next_of(Entry const& entry, std::string_view wished)
{
    if (entry.verdict == Verdict::code) return with_wish("/masuk/kode", wished);
    if (entry.verdict == Verdict::enrol) return with_wish("/akun/pengaman", wished);
    if (entry.advise_second_factor) return with_wish("/akun/anjuran", landing(entry.role, wished));
    return landing(entry.role, wished);
}

Result<Step> run_sign_in(Call& call, SignInForm const& form)
{
    auto const entry = sign_in(call, { form.login, form.password }, form.checked);
    auto const next = next_of(entry, form.ke.value_or(""));
    return step_of_entry(call, entry, Error { sign_in_refused }, next);
}

Result<Step> run_sign_out(Call& call, web::Nothing const&)
{
    sign_out(call);
    return Step { .next = "/", .cookie = cookie_gone() };
}

// ---- /masuk/kode ----

struct WishField {
    std::string ke {};
};
BOOST_DESCRIBE_STRUCT(WishField, (), (ke))

struct CodePage {
    WishField form {};
};
BOOST_DESCRIBE_STRUCT(CodePage, (), (form))

Result<CodePage> code_page(View& view, Wish const& wish)
{
    auto const found = TRY(holder(view));
    if (found.session.stage != Stage::code) return sign_in_first;
    return CodePage { { wish.ke.value_or("") } };
}

struct CodeForm {
    std::string code {};
    std::optional<std::string> ke {};
    static web::TextRule text_rule(std::string_view member) { return rule_of(member); }
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code, ke))

Error wrong_code() { return Error { bad_code }.at("code", "identity.bad_code"); }

Result<Step> run_code(Call& call, CodeForm const& form)
{
    auto const entry = TRY(enter_code(call, form.code));
    return step_of_entry(call, entry, wrong_code(), landing(entry.role, form.ke.value_or("")));
}

// ---- /akun/pengaman: enrolment, in a session that waits for it or a full one ----

struct EnrolPage {
    std::string setup_key {};
    std::vector<std::string> recovery_codes {};
    WishField form {};
    /// It shows secrets, and may be shown before the session is whole.
    web::Headers headers() const { return { { "Cache-Control", "no-store" } }; }
};
BOOST_DESCRIBE_STRUCT(EnrolPage, (), (setup_key, recovery_codes, form))

Result<EnrolPage> enrol_page(View& view, Wish const& wish)
{
    auto const made = TRY(enrolling(view));
    return EnrolPage { made.secret, made.recovery_codes, { wish.ke.value_or("") } };
}

Result<web::File> enrol_picture(View& view, web::Nothing const&)
{
    auto const made = TRY(enrolling(view));
    return web::File { .content_type = "image/svg+xml",
                       .bytes = TRY(qr_svg(made.uri)),
                       .no_store = true };
}

Result<Step> run_enrolment(Call& call, CodeForm const& form)
{
    auto const entry = TRY(confirm_enrolment(call, form.code));
    return step_of_entry(call, entry, wrong_code(), landing(entry.role, form.ke.value_or("")));
}

struct AdvicePage {
    std::string later {}; ///< where "later" leads
};
BOOST_DESCRIBE_STRUCT(AdvicePage, (), (later))

Result<AdvicePage> advice_page(View& view, Wish const& wish)
{
    return AdvicePage { web::localized(view.lang, landing(view.actor.role, wish.ke.value_or(""))) };
}

// ---- /undangan/{token} ----

struct LinkPath {
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (token))

struct JoinFields {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(JoinFields, (), (name))

struct JoinPage {
    std::string token {};
    std::string login {};
    Role role { Role::cashier };
    bool joins { false }; ///< a new account; else a new password
    bool paired { false };
    JoinFields form {};
    web::Headers headers() const { return { { "Cache-Control", "no-store" } }; }
};
BOOST_DESCRIBE_STRUCT(JoinPage, (), (token, login, role, joins, paired, form))

Result<JoinPage> join_page(View& view, LinkPath const& path)
{
    auto const opened = TRY(open(view, path.token));
    auto const& account = opened.account;
    return JoinPage { path.token,
                      account.login,
                      account.role,
                      opened.purpose == store::Purpose::join,
                      account.mfa_on || account.mfa_required,
                      { account.name } };
}

struct JoinForm {
    std::string token {};
    std::string name {};
    std::string password {};
    PasswordHash hash {}; // by prepare
    static web::TextRule text_rule(std::string_view member) { return rule_of(member); }
};
BOOST_DESCRIBE_STRUCT(JoinForm, (), (token, name, password))

Joining joining_of(JoinForm const& form) { return { form.token, form.name, form.password }; }

Result<void> prepare_join(View& view, JoinForm& form)
{
    form.hash = TRY(check_joining(view, joining_of(form)));
    return {};
}

Result<Step> run_join(Call& call, JoinForm const& form)
{
    auto const account = TRY(join(call, joining_of(form), form.hash));
    auto const entry = enter_joined(call, account);
    return step_of_entry(call, entry, Error { sign_in_refused }, next_of(entry, ""));
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<Wish, SignInPage>("/masuk", anyone, sign_in_page, { "identity/sign_in" });
    routes.slow_command<SignInForm, Step>("/masuk", anyone, prepare_sign_in, run_sign_in,
                                          { "{next}", "/masuk" });
    routes.command<web::Nothing, Step>("/keluar", anyone, run_sign_out, { "{next}" });
    routes.query<Wish, CodePage>("/masuk/kode", anyone, code_page, { "identity/code" });
    routes.command<CodeForm, Step>("/masuk/kode", anyone, run_code, { "{next}", "/masuk/kode" });

    routes.query<Wish, EnrolPage>("/akun/pengaman", anyone, enrol_page, { "identity/enrol" });
    routes.query<web::Nothing, web::File>("/akun/pengaman/qr.svg", anyone, enrol_picture);
    routes.command<CodeForm, Step>("/akun/pengaman", anyone, run_enrolment,
                                   { "{next}", "/akun/pengaman" });
    routes.query<Wish, AdvicePage>("/akun/anjuran", signed_in, advice_page, { "identity/advice" });

    routes.query<LinkPath, JoinPage>("/undangan/{token}", anyone, join_page, { "identity/join" });
    routes.slow_command<JoinForm, Step>("/undangan/{token}", anyone, prepare_join, run_join,
                                        { "{next}", "/undangan/{token}" });
    add_account_routes(routes);
    add_desk_routes(routes);
}

} // namespace karya::identity
