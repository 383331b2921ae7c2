#include "identity/sign_in.h"

#include "core/audit.h"
#include "identity/known_browser.h"
#include "identity/password.h"
#include "identity/second_factor.h"
#include "identity/throttle.h"
#include "org/org.h"

namespace karya::identity {

namespace {

Entry waiting(Timestamp until) { return { .verdict = Verdict::wait, .wait_until = until }; }

Checked compared(std::optional<Account> const& account, std::string const& encoded,
                 std::string_view password)
{
    Checked checked { .account = account ? account->id : OfficerId {}, .encoded = encoded };
    checked.matches = password_matches(encoded, password);
    if (checked.matches && outdated(encoded)) checked.fresh = hashed(password);
    return checked;
}

/// The stage in which the account's new session begins.
Stage first_stage(Account const& account, PasswordHash const& password)
{
    if (account.mfa_on) return Stage::code;
    return account.mfa_required || !password.strong_alone ? Stage::enrol : Stage::full;
}

Verdict verdict_of(Stage stage)
{
    switch (stage) {
    case Stage::code: return Verdict::code;
    case Stage::enrol: return Verdict::enrol;
    case Stage::full: break;
    }
    return Verdict::full;
}

/// Rows that nobody needs any more, a few at each sign-in.
void sweep(Call& call)
{
    store::sweep_sessions(call.tx, call.now - std::chrono::hours { 24 });
    store::sweep_tries(call.tx, call.now - std::chrono::hours { 24 });
}

/// The account has passed everything: its browser is known from now on.
void note_entry(Call& call, Account const& account, Entry& entry)
{
    entry.known = made_known(call.caller, account.login, call.now);
    store::set_signed_in(call.tx, account.id, call.now);
    auto as = acting(call, account);
    core::audit(as, { .what = "identity.sign_in", .object = account.id.text(), .after = "open" });
    sweep(call);
}

/// Whoever proved or just set the password: begins the session that this account may have now.
Entry let_in(Call& call, Account const& account, PasswordHash const& password)
{
    auto const stage = first_stage(account, password);
    Entry entry { .verdict = verdict_of(stage), .role = account.role };
    entry.token = begin_session(call, account, stage);
    if (stage == Stage::enrol) begin_enrolment(call, account);
    if (stage == Stage::full) {
        entry.advise_second_factor = needs_second_factor(account.role)
            && !account.signed_in_at.has_value();
        note_entry(call, account, entry);
    }
    return entry;
}

} // namespace

Checked check(View const& view, Credentials const& credentials)
{
    if (blocked_until(view, sign_in_subjects(credentials.login, view.caller, view.now))) return {};
    auto const login = folded_login(credentials.login);
    std::optional<Account> account;
    if (login.ok()) account = store::account_by_login(view.read, login.value());
    auto const encoded = account ? store::password_of(view.read, account->id).encoded : "";
    return compared(account, encoded, credentials.password);
}

Entry sign_in(Call& call, Credentials const& credentials, Checked const& checked)
{
    auto const subjects = sign_in_subjects(credentials.login, call.caller, call.now);
    if (auto const until = claim(call, subjects)) return waiting(*until);
    if (!checked.matches || !store::lock_account(call.tx, checked.account)) return {};
    // It may have been disabled, or its password changed, while the hash was computed.
    auto const account = store::account(call.tx, checked.account);
    auto const password = store::password_of(call.tx, checked.account);
    if (account->state != AccountState::active || password.encoded != checked.encoded) return {};

    forgive(call, subjects);
    if (checked.fresh) store::set_password(call.tx, account->id, *checked.fresh);
    return let_in(call, *account, password);
}

Entry enter_joined(Call& call, Account const& account)
{
    return let_in(call, account, store::password_of(call.tx, account.id));
}

Result<Entry> enter_code(Call& call, std::string_view code)
{
    auto const found = TRY(holder(call.view()));
    if (found.session.stage != Stage::code) return sign_in_first;
    auto const& account = found.account;
    auto const subjects = account_subjects(account, call.caller, call.now);
    if (auto const until = claim(call, subjects)) return waiting(*until);
    if (!use_code(call, account, code)) return Entry {};
    forgive(call, subjects);
    Entry entry { .verdict = Verdict::full, .role = account.role };
    entry.token = begin_session(call, account, Stage::full);
    note_entry(call, account, entry);
    return entry;
}

std::vector<std::string> known_words(View const& view, Account const& account)
{
    std::vector<std::string> words { account.login, account.name };
    if (account.unit) {
        auto const unit = org::unit(view, *account.unit);
        if (unit.ok()) {
            for (auto const& word :
                 { unit.value().name, unit.value().place, unit.value().regency, unit.value().code })
                words.push_back(word);
        }
    }
    if (account.kanwil) {
        auto const kanwil = org::kanwil(view, *account.kanwil);
        if (kanwil.ok()) words.push_back(kanwil.value().name);
    }
    return words;
}

Result<Checked> check_own(View const& view, std::string_view password)
{
    auto const found = TRY(signed_in_holder(view));
    if (blocked_until(view, account_subjects(found.account, view.caller, view.now)))
        return Checked { .account = found.account.id };
    return compared(found.account, store::password_of(view.read, found.account.id).encoded,
                    password);
}

Result<CheckedChange> check_change(View const& view, PasswordChange const& change)
{
    auto const found = TRY(signed_in_holder(view));
    auto const& account = found.account;
    TRY(judge_password(change.password,
                       { known_words(view, account), account.mfa_on || account.mfa_required }));
    CheckedChange checked { .current = TRY(check_own(view, change.current)) };
    if (checked.current.matches) checked.fresh = hashed(change.password);
    return checked;
}

Result<Entry> confirm_password(Call& call, Checked const& checked)
{
    auto const found = TRY(signed_in_holder(call.view()));
    auto const subjects = account_subjects(found.account, call.caller, call.now);
    if (auto const until = claim(call, subjects)) return waiting(*until);
    if (!checked.matches || checked.account != found.account.id
        || store::password_of(call.tx, checked.account).encoded != checked.encoded)
        return Entry {};
    forgive(call, subjects);
    return Entry { .verdict = Verdict::full, .role = found.account.role };
}

Result<Entry> change_password(Call& call, CheckedChange const& checked)
{
    auto const entry = TRY(confirm_password(call, checked.current));
    if (entry.verdict != Verdict::full) return entry;
    CHECK(checked.fresh.has_value());
    auto const found = TRY(signed_in_holder(call.view()));
    auto const before = store::password_of(call.tx, found.account.id).encoded;
    store::set_password(call.tx, found.account.id, *checked.fresh);
    store::drop_sessions(call.tx, found.account.id, found.session.id);
    store::close_links(call.tx, found.account.id, call.now);
    core::audit(call,
                { .what = "identity.change_password",
                  .object = found.account.id.text(),
                  .before = before,
                  .after = checked.fresh->encoded });
    return entry;
}

} // namespace karya::identity
