// The own account: sessions, password, second factor.

#include "web/routes.h"

#include "identity/routes_parts.h"
#include "identity/second_factor.h"
#include "identity/step.h"
#include "org/org.h"

namespace karya::identity {

namespace {

web::TextRule account_rule(std::string_view member)
{
    if (member.find("password") != std::string_view::npos) return { 1000, true, false };
    return { 500, false, false };
}

// ---- /akun ----

struct SessionLine {
    std::string id {};
    std::string device {};
    LocalTime begun_at {};
    LocalTime seen_at {};
    bool current { false };
};
BOOST_DESCRIBE_STRUCT(SessionLine, (), (id, device, begun_at, seen_at, current))

struct AccountPage {
    std::string name {};
    std::string login {};
    Role role { Role::cashier };
    std::optional<std::string> place {};
    bool mfa_on { false };
    bool mfa_required { false };
    std::int64_t recovery_codes_left { 0 };
    std::vector<SessionLine> sessions {};
    bool recovery_low { false };
    bool paired { false }; ///< a password may be short
    bool others { false };
};
BOOST_DESCRIBE_STRUCT(AccountPage, (),
                      (name, login, role, place, mfa_on, mfa_required, recovery_codes_left,
                       sessions, recovery_low, paired, others))

/// The unit or Kanwil of an account, for people, and the zone its times are told in.
struct Told {
    std::optional<std::string> place {};
    Zone zone { Zone::wib };
};

Told told(View const& view, Account const& account)
{
    if (account.unit) {
        auto const unit = org::unit(view, *account.unit);
        if (unit.ok()) return { unit.value().name, unit.value().zone };
    }
    if (account.kanwil) {
        auto const kanwil = org::kanwil(view, *account.kanwil);
        if (kanwil.ok()) return { kanwil.value().name, Zone::wib };
    }
    return {};
}

Result<AccountPage> account_page(View& view, web::Nothing const&)
{
    auto const found = TRY(signed_in_holder(view));
    auto const& account = found.account;
    auto const about = told(view, account);
    AccountPage page { .name = account.name,
                       .login = account.login,
                       .role = account.role,
                       .place = about.place,
                       .mfa_on = account.mfa_on,
                       .mfa_required = account.mfa_required,
                       .recovery_codes_left = store::recovery_codes_left(view.read, account.id) };
    for (auto const& session : store::sessions_of(view.read, account.id)) {
        SessionTimes const times { session.begun_at, session.seen_at };
        if (view.now >= dead_from(session.stage, account.role, times)) continue;
        page.sessions.push_back({ session.id,
                                  session.device,
                                  { session.begun_at, about.zone },
                                  { session.seen_at, about.zone },
                                  session.id == found.session.id });
    }
    page.recovery_low = account.mfa_on && page.recovery_codes_left < 4;
    page.paired = account.mfa_on || account.mfa_required;
    page.others = page.sessions.size() > 1;
    return page;
}

// ---- Sessions ----

struct SessionPath {
    std::string session {};
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (session))

Result<Step> run_end_session(Call& call, SessionPath const& path)
{
    TRY(end_session(call, path.session));
    return Step { .next = "/akun" };
}

Result<Step> run_end_others(Call& call, web::Nothing const&)
{
    TRY(end_other_sessions(call));
    return Step { .next = "/akun" };
}

// ---- Password ----

Error wrong_at(std::string field)
{
    return Error { wrong_password }.at(std::move(field), "identity.wrong_password");
}

struct PasswordForm {
    std::string current_password {};
    std::string new_password {};
    CheckedChange checked {}; // by prepare
    static web::TextRule text_rule(std::string_view member) { return account_rule(member); }
};
BOOST_DESCRIBE_STRUCT(PasswordForm, (), (current_password, new_password))

Result<void> prepare_password(View& view, PasswordForm& form)
{
    auto checked = check_change(view, { form.current_password, form.new_password });
    if (!checked.ok()) return renamed(checked.take_error(), "password", "new_password");
    form.checked = checked.take();
    return {};
}

Result<Step> run_password(Call& call, PasswordForm const& form)
{
    auto const entry = TRY(change_password(call, form.checked));
    return step_of_entry(call, entry, wrong_at("current_password"), "/akun");
}

// ---- Second factor of a full session: asks for the password again ----

struct BeginForm {
    std::string enrol_password {};
    Checked checked {}; // by prepare
    static web::TextRule text_rule(std::string_view member) { return account_rule(member); }
};
BOOST_DESCRIBE_STRUCT(BeginForm, (), (enrol_password))

Result<void> prepare_begin(View& view, BeginForm& form)
{
    form.checked = TRY(check_own(view, form.enrol_password));
    return {};
}

Result<Step> run_begin(Call& call, BeginForm const& form)
{
    auto const entry = TRY(confirm_password(call, form.checked));
    if (entry.verdict == Verdict::full)
        begin_enrolment(call, TRY(signed_in_holder(call.view())).account);
    return step_of_entry(call, entry, wrong_at("enrol_password"), "/akun/pengaman?ke=/akun");
}

struct RemoveForm {
    std::string removal_password {};
    Checked checked {}; // by prepare
    static web::TextRule text_rule(std::string_view member) { return account_rule(member); }
};
BOOST_DESCRIBE_STRUCT(RemoveForm, (), (removal_password))

Result<void> prepare_remove(View& view, RemoveForm& form)
{
    form.checked = TRY(check_own(view, form.removal_password));
    return {};
}

Result<Step> run_remove(Call& call, RemoveForm const& form)
{
    auto const entry = TRY(confirm_password(call, form.checked));
    if (entry.verdict == Verdict::full) TRY(remove_second_factor(call));
    return step_of_entry(call, entry, wrong_at("removal_password"), "/akun");
}

} // namespace

void add_account_routes(web::Routes& routes)
{
    routes.query<web::Nothing, AccountPage>("/akun", signed_in, account_page,
                                            { "identity/account" });
    routes.command<SessionPath, Step>("/akun/sesi/{session}/pengakhiran", signed_in,
                                      run_end_session, { "{next}", "/akun" });
    routes.command<web::Nothing, Step>("/akun/sesi-lain/pengakhiran", signed_in, run_end_others,
                                       { "{next}", "/akun" });
    routes.slow_command<PasswordForm, Step>("/akun/sandi", signed_in, prepare_password,
                                            run_password, { "{next}", "/akun" });
    routes.slow_command<BeginForm, Step>("/akun/pengaman/permulaan", signed_in, prepare_begin,
                                         run_begin, { "{next}", "/akun" });
    routes.slow_command<RemoveForm, Step>("/akun/pengaman/penghapusan", signed_in, prepare_remove,
                                          run_remove, { "{next}", "/akun" });
}

} // namespace karya::identity
