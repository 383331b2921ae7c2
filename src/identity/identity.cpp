#include "identity/identity.h"

#include "base/text.h"
#include "core/audit.h"
#include "identity/accounts.h"
#include "org/org.h"

namespace karya::identity {

namespace {

/// The unit or Kanwil exists and goes with the role.
Result<void> check_place(View const& view, NewAccount const& wanted)
{
    if (!fits(wanted.role, !wanted.unit.empty(), !wanted.kanwil.empty()))
        return Error { bad_place }.at(level_of(wanted.role) == Level::kanwil ? "kanwil" : "unit",
                                      "identity.bad_place");
    if (!wanted.unit.empty() && !org::unit(view, wanted.unit).ok())
        return Error { bad_place }.at("unit", "identity.bad_place");
    if (!wanted.kanwil.empty() && !org::kanwil(view, wanted.kanwil).ok())
        return Error { bad_place }.at("kanwil", "identity.bad_place");
    return {};
}

Result<Account> add(Call& call, NewAccount const& wanted, PasswordHash const& password)
{
    bool const invited = password.encoded.empty();
    auto const empty = invited ? MayBeEmpty::yes : MayBeEmpty::no;
    Account account { .id = OfficerId::make(call.now),
                      .login = TRY(folded_login(wanted.login)),
                      .name = TRY(checked_name(wanted.name, empty)),
                      .role = wanted.role,
                      .state = invited ? AccountState::invited : AccountState::active,
                      .mfa_required = wanted.mfa_required,
                      .created_at = call.now };
    TRY(check_place(call.view(), wanted));
    if (!wanted.unit.empty()) account.unit = wanted.unit;
    if (!wanted.kanwil.empty()) account.kanwil = wanted.kanwil;
    if (!store::add_account(call.tx, account, password))
        return Error { login_taken }.at("login", "identity.login_taken");
    core::audit(call,
                { .what = invited ? "identity.invite" : "identity.add_account",
                  .object = account.id.text(),
                  .after = account.login + " " + std::string { enum_text(account.role) },
                  .unit = wanted.unit });
    return account;
}

} // namespace

Result<Account> account(View const& view, OfficerId id)
{
    auto found = store::account(view.read, id);
    if (!found) return not_found;
    return *found;
}

std::string name_of(View const& view, OfficerId id)
{
    auto const found = store::account(view.read, id);
    return found ? found->name : std::string {};
}

Result<Account> account_by_login(View const& view, std::string_view login)
{
    auto const folded = folded_login(login);
    if (!folded.ok()) return not_found;
    auto found = store::account_by_login(view.read, folded.value());
    if (!found) return not_found;
    return *found;
}

Result<Account> add_account(Call& call, NewAccount const& wanted, PasswordHash const& password)
{
    CHECK(!password.encoded.empty());
    return add(call, wanted, password);
}

Result<Account> add_invited(Call& call, NewAccount const& wanted) { return add(call, wanted, {}); }

} // namespace karya::identity
