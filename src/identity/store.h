#pragma once
// SQL of identity_*. For identity/ only.

#include "identity/state.h"

namespace karya::identity::store {

// ---- Accounts ----

std::optional<Account> account(db::Read& read, OfficerId id);
std::optional<Account> account_by_login(db::Read& read, std::string_view login);
/// By login, after `after`, at most `limit`.
struct Page {
    std::string after {};
    std::int64_t limit { 0 };
};
std::vector<Account> accounts(db::Read& read, Page const& page);
std::vector<Account> accounts_of(db::Read& read, UnitId unit, Page const& page);
std::vector<Account> accounts_in_role(db::Read& read, Role role, Page const& page);

/// False when the login is taken.
bool add_account(db::Tx& tx, Account const& account, PasswordHash const& password);
/// The encoded hash; empty when the account has none.
PasswordHash password_of(db::Read& read, OfficerId id);
void set_password(db::Tx& tx, OfficerId id, PasswordHash const& password);
/// Locks the account's row for this transaction, so that what follows is judged on its last state.
bool lock_account(db::Tx& tx, OfficerId id);
void set_name(db::Tx& tx, OfficerId id, std::string_view name);
void set_state(db::Tx& tx, OfficerId id, AccountState state);
void set_signed_in(db::Tx& tx, OfficerId id, Timestamp at);
/// Writes role, unit, kanwil and mfa_required of `account`.
void set_post(db::Tx& tx, Account const& account);

// ---- Sessions ----

struct Session {
    std::string id {};
    OfficerId account {};
    Stage stage { Stage::code };
    std::string device {};
    Timestamp begun_at {};
    Timestamp seen_at {};
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, account, stage, device, begun_at, seen_at))

void add_session(db::Tx& tx, Session const& session, std::string_view token_hash);
std::optional<Session> session(db::Read& read, std::string_view token_hash);
std::vector<Session> sessions_of(db::Read& read, OfficerId account);
void set_seen(db::Tx& tx, std::string_view token_hash, Timestamp at);
void drop_session(db::Tx& tx, std::string_view token_hash);
/// False when the account has no such session.
bool drop_session_of(db::Tx& tx, OfficerId account, std::string_view id);
/// All of the account's except the one with id `kept` (empty: all).
void drop_sessions(db::Tx& tx, OfficerId account, std::string_view kept);
/// Some sessions begun before `before`, of anybody.
void sweep_sessions(db::Tx& tx, Timestamp before);

// ---- Second factor ----

std::optional<std::string> totp(db::Read& read, OfficerId account);
/// Puts or replaces the secret; codes up to `step` are used up.
void set_totp(db::Tx& tx, OfficerId account, std::string_view sealed, std::int64_t step);
/// True for the first one to use this step or a later one.
bool use_step(db::Tx& tx, OfficerId account, std::int64_t step);
/// The secret, the recovery codes and a pending enrolment.
void drop_second_factor(db::Tx& tx, OfficerId account);

struct Enrolment {
    std::string sealed {};
    Timestamp begun_at {};
};
BOOST_DESCRIBE_STRUCT(Enrolment, (), (sealed, begun_at))
std::optional<Enrolment> enrolment(db::Read& read, OfficerId account);
void set_enrolment(db::Tx& tx, OfficerId account, Enrolment const& enrolment);
/// False when there is none (another confirmation won).
bool drop_enrolment(db::Tx& tx, OfficerId account);

void set_recovery_codes(db::Tx& tx, OfficerId account, std::vector<std::string> const& hashes);
/// True for the first use.
bool use_recovery_code(db::Tx& tx, OfficerId account, std::string_view hash, Timestamp at);
std::int64_t recovery_codes_left(db::Read& read, OfficerId account);

// ---- Links ----

enum class Purpose : std::uint8_t { join, password };
BOOST_DESCRIBE_ENUM(Purpose, join, password)

struct Link {
    std::string id {};
    OfficerId account {};
    Purpose purpose { Purpose::join };
    std::optional<OfficerId> made_by {};
    Timestamp expires_at {};
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, account, purpose, made_by, expires_at))

void add_link(db::Tx& tx, Link const& link, std::string_view token_hash);
/// An unused link, whether or not it has expired.
std::optional<Link> link(db::Read& read, std::string_view token_hash);
/// The newest unused link of an account.
std::optional<Link> link_of(db::Read& read, OfficerId account);
/// True for the first use.
bool use_link(db::Tx& tx, std::string_view token_hash, Timestamp at);
/// Uses up every open link of the account.
void close_links(db::Tx& tx, OfficerId account, Timestamp at);

// ---- Throttle ----

struct Tries {
    std::int64_t failures { 0 };
    Timestamp not_before {};
    Timestamp changed_at {};
};
BOOST_DESCRIBE_STRUCT(Tries, (), (failures, not_before, changed_at))

std::optional<Tries> tries(db::Read& read, std::string_view subject);
/// The same, locked for this transaction; made if it is not there.
Tries tries_locked(db::Tx& tx, std::string_view subject, Timestamp now);
void set_tries(db::Tx& tx, std::string_view subject, Tries const& tries);
void drop_tries(db::Tx& tx, std::string_view subject);
/// Some rows unchanged since `before`.
void sweep_tries(db::Tx& tx, Timestamp before);

} // namespace karya::identity::store
