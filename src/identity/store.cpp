#include "identity/store.h"

namespace karya::identity::store {

namespace {

// ---- Accounts ----

db::Query const select_account { "identity.account", R"sql(
SELECT a.id, a.login, a.name, a.role, a.unit, a.kanwil, a.state, a.mfa_required,
    CASE WHEN t.account IS NULL THEN 0 ELSE 1 END, a.created_at, a.signed_in_at
FROM identity_account a LEFT JOIN identity_totp t ON t.account = a.id WHERE a.id = $1
)sql" };

db::Query const select_account_by_login { "identity.account_by_login", R"sql(
SELECT a.id, a.login, a.name, a.role, a.unit, a.kanwil, a.state, a.mfa_required,
    CASE WHEN t.account IS NULL THEN 0 ELSE 1 END, a.created_at, a.signed_in_at
FROM identity_account a LEFT JOIN identity_totp t ON t.account = a.id WHERE a.login = $1
)sql" };

db::Query const select_accounts { "identity.accounts", R"sql(
SELECT a.id, a.login, a.name, a.role, a.unit, a.kanwil, a.state, a.mfa_required,
    CASE WHEN t.account IS NULL THEN 0 ELSE 1 END, a.created_at, a.signed_in_at
FROM identity_account a LEFT JOIN identity_totp t ON t.account = a.id
WHERE a.login > $1 ORDER BY a.login LIMIT $2
)sql" };

db::Query const select_accounts_of { "identity.accounts_of", R"sql(
SELECT a.id, a.login, a.name, a.role, a.unit, a.kanwil, a.state, a.mfa_required,
    CASE WHEN t.account IS NULL THEN 0 ELSE 1 END, a.created_at, a.signed_in_at
FROM identity_account a LEFT JOIN identity_totp t ON t.account = a.id
WHERE a.unit = $1 AND a.login > $2 ORDER BY a.login LIMIT $3
)sql" };

db::Query const select_accounts_in_role { "identity.accounts_in_role", R"sql(
SELECT a.id, a.login, a.name, a.role, a.unit, a.kanwil, a.state, a.mfa_required,
    CASE WHEN t.account IS NULL THEN 0 ELSE 1 END, a.created_at, a.signed_in_at
FROM identity_account a LEFT JOIN identity_totp t ON t.account = a.id
WHERE a.role = $1 AND a.login > $2 ORDER BY a.login LIMIT $3
)sql" };

db::Query const insert_account { "identity.insert_account", R"sql(
INSERT INTO identity_account(id, login, name, role, unit, kanwil, state, password, strong_alone,
    mfa_required, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (login) DO NOTHING
)sql" };

struct PasswordRow {
    std::optional<std::string> encoded {};
    bool strong_alone { false };
};
BOOST_DESCRIBE_STRUCT(PasswordRow, (), (encoded, strong_alone))

db::Query const select_password { "identity.password", R"sql(
SELECT password, strong_alone FROM identity_account WHERE id = $1
)sql" };

db::Query const update_password { "identity.set_password", R"sql(
UPDATE identity_account SET password = $2, strong_alone = $3 WHERE id = $1
)sql" };

db::Query const update_lock { "identity.lock_account", R"sql(
UPDATE identity_account SET login = login WHERE id = $1
)sql" };

db::Query const update_name { "identity.set_name", R"sql(
UPDATE identity_account SET name = $2 WHERE id = $1
)sql" };

db::Query const update_state { "identity.set_state", R"sql(
UPDATE identity_account SET state = $2 WHERE id = $1
)sql" };

db::Query const update_signed_in { "identity.set_signed_in", R"sql(
UPDATE identity_account SET signed_in_at = $2 WHERE id = $1
)sql" };

db::Query const update_post { "identity.set_post", R"sql(
UPDATE identity_account SET role = $2, unit = $3, kanwil = $4, mfa_required = $5 WHERE id = $1
)sql" };

// ---- Sessions ----

db::Query const insert_session { "identity.insert_session", R"sql(
INSERT INTO identity_session(id, token_hash, account, stage, device, begun_at, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };

db::Query const select_session { "identity.session", R"sql(
SELECT id, account, stage, device, begun_at, seen_at FROM identity_session WHERE token_hash = $1
)sql" };

db::Query const select_sessions_of { "identity.sessions_of", R"sql(
SELECT id, account, stage, device, begun_at, seen_at FROM identity_session WHERE account = $1
ORDER BY seen_at DESC, id LIMIT 100
)sql" };

db::Query const update_seen { "identity.set_seen", R"sql(
UPDATE identity_session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2
)sql" };

db::Query const delete_session { "identity.drop_session", R"sql(
DELETE FROM identity_session WHERE token_hash = $1
)sql" };

db::Query const delete_session_of { "identity.drop_session_of", R"sql(
DELETE FROM identity_session WHERE account = $1 AND id = $2
)sql" };

db::Query const delete_sessions { "identity.drop_sessions", R"sql(
DELETE FROM identity_session WHERE account = $1 AND id <> $2
)sql" };

db::Query const delete_old_sessions { "identity.sweep_sessions", R"sql(
DELETE FROM identity_session WHERE id IN
    (SELECT id FROM identity_session WHERE begun_at < $1 ORDER BY begun_at LIMIT 50)
)sql" };

// ---- Second factor ----

db::Query const select_totp { "identity.totp", R"sql(
SELECT sealed FROM identity_totp WHERE account = $1
)sql" };

db::Query const upsert_totp { "identity.set_totp", R"sql(
INSERT INTO identity_totp(account, sealed, last_step) VALUES ($1, $2, $3)
ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, last_step = excluded.last_step
)sql" };

db::Query const update_step { "identity.use_step", R"sql(
UPDATE identity_totp SET last_step = $2 WHERE account = $1 AND last_step < $2
)sql" };

db::Query const delete_totp { "identity.drop_totp", R"sql(
DELETE FROM identity_totp WHERE account = $1
)sql" };

db::Query const select_enrolment { "identity.enrolment", R"sql(
SELECT sealed, begun_at FROM identity_enrolment WHERE account = $1
)sql" };

db::Query const upsert_enrolment { "identity.set_enrolment", R"sql(
INSERT INTO identity_enrolment(account, sealed, begun_at) VALUES ($1, $2, $3)
ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, begun_at = excluded.begun_at
)sql" };

db::Query const delete_enrolment { "identity.drop_enrolment", R"sql(
DELETE FROM identity_enrolment WHERE account = $1
)sql" };

db::Query const delete_recovery { "identity.drop_recovery", R"sql(
DELETE FROM identity_recovery WHERE account = $1
)sql" };

db::Query const insert_recovery { "identity.insert_recovery", R"sql(
INSERT INTO identity_recovery(account, code_hash) VALUES ($1, $2)
)sql" };

db::Query const update_recovery { "identity.use_recovery_code", R"sql(
UPDATE identity_recovery SET used_at = $3
WHERE account = $1 AND code_hash = $2 AND used_at IS NULL
)sql" };

db::Query const count_recovery { "identity.recovery_codes_left", R"sql(
SELECT COUNT(*) FROM identity_recovery WHERE account = $1 AND used_at IS NULL
)sql" };

// ---- Links ----

db::Query const insert_link { "identity.insert_link", R"sql(
INSERT INTO identity_link(id, token_hash, account, purpose, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

db::Query const select_link { "identity.link", R"sql(
SELECT id, account, purpose, made_by, expires_at FROM identity_link
WHERE token_hash = $1 AND used_at IS NULL
)sql" };

db::Query const select_link_of { "identity.link_of", R"sql(
SELECT id, account, purpose, made_by, expires_at FROM identity_link
WHERE account = $1 AND used_at IS NULL ORDER BY expires_at DESC LIMIT 1
)sql" };

db::Query const update_link { "identity.use_link", R"sql(
UPDATE identity_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL
)sql" };

db::Query const update_links { "identity.close_links", R"sql(
UPDATE identity_link SET used_at = $2 WHERE account = $1 AND used_at IS NULL
)sql" };

// ---- Throttle ----

db::Query const select_tries { "identity.tries", R"sql(
SELECT failures, not_before, changed_at FROM identity_throttle WHERE subject = $1
)sql" };

db::Query const lock_tries { "identity.lock_tries", R"sql(
INSERT INTO identity_throttle(subject, failures, not_before, changed_at) VALUES ($1, 0, 0, $2)
ON CONFLICT (subject) DO UPDATE SET failures = identity_throttle.failures
RETURNING failures, not_before, changed_at
)sql" };

db::Query const update_tries { "identity.set_tries", R"sql(
UPDATE identity_throttle SET failures = $2, not_before = $3, changed_at = $4 WHERE subject = $1
)sql" };

db::Query const delete_tries { "identity.drop_tries", R"sql(
DELETE FROM identity_throttle WHERE subject = $1
)sql" };

db::Query const delete_old_tries { "identity.sweep_tries", R"sql(
DELETE FROM identity_throttle WHERE subject IN
    (SELECT subject FROM identity_throttle WHERE changed_at < $1 ORDER BY changed_at LIMIT 50)
)sql" };

} // namespace

std::optional<Account> account(db::Read& read, OfficerId id)
{
    return read.one<Account>(select_account, id);
}

std::optional<Account> account_by_login(db::Read& read, std::string_view login)
{
    return read.one<Account>(select_account_by_login, login);
}

std::vector<Account> accounts(db::Read& read, Page const& page)
{
    return read.all<Account>(select_accounts, page.after, page.limit);
}

std::vector<Account> accounts_of(db::Read& read, UnitId unit, Page const& page)
{
    return read.all<Account>(select_accounts_of, unit, page.after, page.limit);
}

std::vector<Account> accounts_in_role(db::Read& read, Role role, Page const& page)
{
    return read.all<Account>(select_accounts_in_role, role, page.after, page.limit);
}

namespace {

/// NULL where there is no hash yet.
std::optional<std::string> stored(PasswordHash const& password)
{
    if (password.encoded.empty()) return {};
    return password.encoded;
}

} // namespace

bool add_account(db::Tx& tx, Account const& account, PasswordHash const& password)
{
    return tx.run(insert_account, account.id, account.login, account.name, account.role,
                  account.unit, account.kanwil, account.state, stored(password),
                  password.strong_alone, account.mfa_required, account.created_at)
        == 1;
}

PasswordHash password_of(db::Read& read, OfficerId id)
{
    auto const row = read.one<PasswordRow>(select_password, id).value_or(PasswordRow {});
    return { row.encoded.value_or(""), row.strong_alone };
}

void set_password(db::Tx& tx, OfficerId id, PasswordHash const& password)
{
    CHECK(tx.run(update_password, id, stored(password), password.strong_alone) == 1);
}

bool lock_account(db::Tx& tx, OfficerId id) { return tx.run(update_lock, id) == 1; }

void set_name(db::Tx& tx, OfficerId id, std::string_view name)
{
    CHECK(tx.run(update_name, id, name) == 1);
}

void set_state(db::Tx& tx, OfficerId id, AccountState state)
{
    CHECK(tx.run(update_state, id, state) == 1);
}

void set_signed_in(db::Tx& tx, OfficerId id, Timestamp at)
{
    CHECK(tx.run(update_signed_in, id, at) == 1);
}

void set_post(db::Tx& tx, Account const& account)
{
    CHECK(tx.run(update_post, account.id, account.role, account.unit, account.kanwil,
                 account.mfa_required)
          == 1);
}

void add_session(db::Tx& tx, Session const& session, std::string_view token_hash)
{
    tx.run(insert_session, session.id, token_hash, session.account, session.stage, session.device,
           session.begun_at, session.seen_at);
}

std::optional<Session> session(db::Read& read, std::string_view token_hash)
{
    return read.one<Session>(select_session, token_hash);
}

std::vector<Session> sessions_of(db::Read& read, OfficerId account)
{
    return read.all<Session>(select_sessions_of, account);
}

void set_seen(db::Tx& tx, std::string_view token_hash, Timestamp at)
{
    tx.run(update_seen, token_hash, at);
}

void drop_session(db::Tx& tx, std::string_view token_hash) { tx.run(delete_session, token_hash); }

bool drop_session_of(db::Tx& tx, OfficerId account, std::string_view id)
{
    return tx.run(delete_session_of, account, id) == 1;
}

void drop_sessions(db::Tx& tx, OfficerId account, std::string_view kept)
{
    tx.run(delete_sessions, account, kept);
}

void sweep_sessions(db::Tx& tx, Timestamp before) { tx.run(delete_old_sessions, before); }

std::optional<std::string> totp(db::Read& read, OfficerId account)
{
    return read.one<std::string>(select_totp, account);
}

void set_totp(db::Tx& tx, OfficerId account, std::string_view sealed, std::int64_t step)
{
    tx.run(upsert_totp, account, sealed, step);
}

bool use_step(db::Tx& tx, OfficerId account, std::int64_t step)
{
    return tx.run(update_step, account, step) == 1;
}

void drop_second_factor(db::Tx& tx, OfficerId account)
{
    tx.run(delete_totp, account);
    tx.run(delete_enrolment, account);
    tx.run(delete_recovery, account);
}

std::optional<Enrolment> enrolment(db::Read& read, OfficerId account)
{
    return read.one<Enrolment>(select_enrolment, account);
}

void set_enrolment(db::Tx& tx, OfficerId account, Enrolment const& enrolment)
{
    tx.run(upsert_enrolment, account, enrolment.sealed, enrolment.begun_at);
}

bool drop_enrolment(db::Tx& tx, OfficerId account)
{
    return tx.run(delete_enrolment, account) == 1;
}

void set_recovery_codes(db::Tx& tx, OfficerId account, std::vector<std::string> const& hashes)
{
    tx.run(delete_recovery, account);
    for (auto const& hash : hashes) tx.run(insert_recovery, account, hash);
}

bool use_recovery_code(db::Tx& tx, OfficerId account, std::string_view hash, Timestamp at)
{
    return tx.run(update_recovery, account, hash, at) == 1;
}

std::int64_t recovery_codes_left(db::Read& read, OfficerId account)
{
    return read.value<std::int64_t>(count_recovery, account);
}

void add_link(db::Tx& tx, Link const& link, std::string_view token_hash)
{
    tx.run(insert_link, link.id, token_hash, link.account, link.purpose, link.made_by,
           link.expires_at);
}

std::optional<Link> link(db::Read& read, std::string_view token_hash)
{
    return read.one<Link>(select_link, token_hash);
}

std::optional<Link> link_of(db::Read& read, OfficerId account)
{
    return read.one<Link>(select_link_of, account);
}

bool use_link(db::Tx& tx, std::string_view token_hash, Timestamp at)
{
    return tx.run(update_link, token_hash, at) == 1;
}

void close_links(db::Tx& tx, OfficerId account, Timestamp at) { tx.run(update_links, account, at); }

std::optional<Tries> tries(db::Read& read, std::string_view subject)
{
    return read.one<Tries>(select_tries, subject);
}

Tries tries_locked(db::Tx& tx, std::string_view subject, Timestamp now)
{
    return tx.value<Tries>(lock_tries, subject, now);
}

void set_tries(db::Tx& tx, std::string_view subject, Tries const& tries)
{
    CHECK(tx.run(update_tries, subject, tries.failures, tries.not_before, tries.changed_at) == 1);
}

void drop_tries(db::Tx& tx, std::string_view subject) { tx.run(delete_tries, subject); }

void sweep_tries(db::Tx& tx, Timestamp before) { tx.run(delete_old_tries, before); }

} // namespace karya::identity::store
