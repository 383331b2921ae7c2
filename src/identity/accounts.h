#pragma once
// Managing accounts from the desk: invite, disable, reset. Each asks `may_manage` of state.h; what
// an actor may not manage does not exist for him (core.not_found).

#include "identity/store.h"

namespace karya::identity {

struct Invitation {
    std::string login {};
    std::string name {}; ///< may be empty
    Role role { Role::cashier };
    std::optional<UnitId> unit {}; ///< absent: the actor's own
    std::optional<KanwilId> kanwil {};
};

/// An open link: "/undangan/<token>", shown as long as it is not used to whoever may manage the
/// account. Its token is derived from the link's id under the key, and only its hash is stored.
struct OpenLink {
    std::string path {};
    Timestamp expires_at {};
};

/// Adds an account without a password and a link for its owner.
/// Fails: core.not_found (not the actor's to give), identity.bad_login, identity.bad_name,
/// identity.bad_place, identity.login_taken.
Result<Account> invite(Call& call, Invitation const& invitation);
/// A new link to join, or to set a forgotten password; earlier ones end.
/// Fails: core.not_found, identity.own_account, identity.bad_state (disabled).
Result<void> renew_link(Call& call, OfficerId id);
/// Fails: core.not_found, identity.own_account, identity.bad_state (is so already).
Result<void> disable(Call& call, OfficerId id);
Result<void> enable(Call& call, OfficerId id);
/// Takes the second factor away and ends the sessions. Fails: core.not_found,
/// identity.own_account.
Result<void> reset_second_factor(Call& call, OfficerId id);
/// Gives another role in the same unit, or in the nation. Holds from the next request on.
/// Fails: core.not_found (the old or the new is not the actor's to give), identity.own_account,
/// identity.bad_place.
struct RoleChange {
    OfficerId account {};
    Role role { Role::cashier };
};
Result<void> change_role(Call& call, RoleChange const& change);

/// Fails: core.not_found.
Result<Account> managed(View const& view, OfficerId id);
/// By login, after `after`; for an administrator all, else those that the actor may manage.
std::vector<Account> managed_accounts(View const& view, store::Page const& page);
/// Fails: core.not_found.
std::optional<OpenLink> open_link(View const& view, OfficerId id);

// ---- The other end of a link: nobody is signed in ----

struct Opened {
    Account account {};
    store::Purpose purpose { store::Purpose::join };
};
/// Fails: identity.link_gone (unknown, used, expired, or the account is disabled).
Result<Opened> open(View const& view, std::string_view token);
struct Joining {
    std::string token {};
    std::string name {};
    std::string password {};
};
/// Judges and hashes. Fails: identity.link_gone, identity.bad_name, identity.weak_password.
Result<PasswordHash> check_joining(View const& view, Joining const& joining);
/// Sets name and password, once; ends every session of the account. Fails: identity.link_gone.
Result<Account> join(Call& call, Joining const& joining, PasswordHash const& password);

// ---- Shared with the console, which asks nobody ----

Result<Account> add_invited(Call& call, NewAccount const& wanted);
/// Its path.
std::string make_link(Call& call, Account const& account);
Result<void> set_state(Call& call, Account const& account, AccountState to);
void take_second_factor(Call& call, Account const& account);

} // namespace karya::identity
