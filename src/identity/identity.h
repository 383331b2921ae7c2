#pragma once
// Accounts, sign-in and sessions: who may act, how he proves it, and who gives and takes that
// right.

#include "core/call.h"
#include "db/engine.h"
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace karya::web {
class Routes;
}

namespace karya::identity {

inline constexpr ErrorCode sign_in_refused { "identity.sign_in_refused", Fault::invalid };
inline constexpr ErrorCode too_many_tries { "identity.too_many_tries", Fault::rate_limited };
inline constexpr ErrorCode sign_in_first { "identity.sign_in_first", Fault::unauthenticated };
inline constexpr ErrorCode bad_code { "identity.bad_code", Fault::invalid };
inline constexpr ErrorCode bad_login { "identity.bad_login", Fault::invalid };
inline constexpr ErrorCode bad_name { "identity.bad_name", Fault::invalid };
inline constexpr ErrorCode bad_place { "identity.bad_place", Fault::invalid };
inline constexpr ErrorCode login_taken { "identity.login_taken", Fault::conflict };
inline constexpr ErrorCode weak_password { "identity.weak_password", Fault::invalid };
inline constexpr ErrorCode wrong_password { "identity.wrong_password", Fault::invalid };
inline constexpr ErrorCode link_gone { "identity.link_gone", Fault::gone };
inline constexpr ErrorCode own_account { "identity.own_account", Fault::conflict };
inline constexpr ErrorCode bad_state { "identity.bad_state", Fault::conflict };
inline constexpr ErrorCode second_factor_kept { "identity.second_factor_kept", Fault::conflict };
inline constexpr ErrorCode keys_unusable { "identity.keys_unusable", Fault::internal };

/// Invite people and change their accounts, as far as the own reach goes.
inline constexpr Permission manage_accounts = allow("identity.manage",
                                                    { Role::admin, Role::kanwil, Role::head });

/// What this process needs beside the database.
struct Settings {
    std::filesystem::path keys; ///< folder of key files, made when absent (0700, files 0400)
};
/// Whether the folder holds a key file.
bool has_keys(std::filesystem::path const& folder);
/// Reads or makes the key that seals TOTP secrets and derives links. Call once before anything else
/// here. Fails: identity.keys_unusable.
Result<void> start(Settings const& settings);
/// 32 bytes for one use of another module ("nip"), always the same under this install's key file.
/// Fails: identity.keys_unusable (before start).
Result<std::string> key(std::string_view use);

/// Invited: no password yet. Disabled: may not sign in; its sessions are gone.
enum class AccountState : std::uint8_t { invited, active, disabled };
BOOST_DESCRIBE_ENUM(AccountState, invited, active, disabled)

struct Account {
    OfficerId id {};
    std::string login {}; ///< folded to lower case, unique
    std::string name {};  ///< shown to people
    Role role { Role::cashier };
    std::optional<UnitId> unit {};     ///< exactly at unit level
    std::optional<KanwilId> kanwil {}; ///< exactly at kanwil level
    AccountState state { AccountState::invited };
    bool mfa_required { false }; ///< asked to enrol at the next sign-in, with no way around
    bool mfa_on { false };
    Timestamp created_at {};
    std::optional<Timestamp> signed_in_at {};
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, login, name, role, unit, kanwil, state, mfa_required, mfa_on, created_at,
                       signed_in_at))

/// The account, whoever asks. Fails: core.not_found.
Result<Account> account(View const& view, OfficerId id);
/// What people call that officer; empty for one that is not known here.
std::string name_of(View const& view, OfficerId id);
/// By its login in any case. Fails: core.not_found.
Result<Account> account_by_login(View const& view, std::string_view login);

/// An argon2id hash (m = 19 MiB, t = 2) in its standard text form.
struct PasswordHash {
    std::string encoded {};
    bool strong_alone { false }; ///< at least 15 characters: enough without a second factor
};
/// Hashes without judging the password: some 60 ms and 19 MiB, so never inside a transaction.
PasswordHash hashed(std::string_view password);

/// True for the roles that must have a second factor outside a demonstration.
constexpr bool needs_second_factor(Role role) { return role != Role::cashier; }

struct NewAccount {
    std::string login {};
    std::string name {}; ///< may be empty for an invitation: the invited person writes it
    Role role { Role::cashier };
    UnitId unit {};     ///< set exactly for roles of a unit
    KanwilId kanwil {}; ///< set exactly for Role::kanwil
    bool mfa_required { true };
};
/// Adds an account that can sign in at once: for the console and the demonstration, which answer
/// for the actor's right to do so. Audited.
/// Fails: identity.bad_login, identity.bad_name, identity.bad_place, identity.login_taken.
Result<Account> add_account(Call& call, NewAccount const& wanted, PasswordHash const& password);

// ---- Sessions, for the web layer ----

/// Whom a session stands for. The role is read anew at each request, so a change holds at once.
struct LiveSession {
    Actor actor;
    std::string csrf;        ///< belongs to this session alone
    bool due_seen { false }; ///< last use was noted over a minute ago
};
/// The session of that token unless it is unknown, ended, idle too long (30 minutes; cashiers 4
/// hours), older than 12 hours, or waits for its second factor.
std::optional<LiveSession> live_session(db::Read& read, std::string_view token, Timestamp now);
/// Notes the use of a live session.
Result<void> note_seen(Call& call, std::string_view token);

void add_routes(web::Routes& routes);

// ---- The console: `karya user …`, blocking, with the rights of whoever owns the data folder ----

struct Console {
    db::Engine& engine;
    Timestamp now;
};

struct Added {
    Account account {};
    std::string password {}; ///< only when it was generated: print it once
};
/// Without `password`, makes one of 20 characters. Fails as add_account, and with
/// identity.weak_password.
Result<Added> user_add(Console const& console, NewAccount const& wanted,
                       std::optional<std::string> password);
/// The path of a link that works once within 72 hours: "/undangan/…". For a login that exists, it
/// sets a new password. Fails as add_account, and with identity.bad_state (disabled).
Result<std::string> user_invite(Console const& console, NewAccount const& wanted);
/// Ends its sessions too. Fails: core.not_found, identity.bad_state.
Result<void> user_disable(Console const& console, std::string_view login);
Result<void> user_enable(Console const& console, std::string_view login);
/// Takes the second factor and its recovery codes away. Fails: core.not_found.
Result<void> user_reset_mfa(Console const& console, std::string_view login);
/// Accounts by login, after `after` (exclusive; empty: from the first), at most 200.
Result<std::vector<Account>> user_list(Console const& console, std::string_view after = {});

} // namespace karya::identity
