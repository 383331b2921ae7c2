#pragma once
// From a password to a session, and a session's end.

#include "identity/store.h"

namespace karya::identity {

// ---- Sessions ----

/// A live session in any stage, and whose it is.
struct Holder {
    Account account {};
    store::Session session {};
};
/// The holder of the caller's token. Fails: identity.sign_in_first, also when the account is not
/// active or the session is too old.
Result<Holder> holder(View const& view);
/// The same, for a session that has passed everything.
Result<Holder> signed_in_holder(View const& view);

/// Begins a session under a fresh token, which is returned; the caller's old one ends.
std::string begin_session(Call& call, Account const& account, Stage stage);

// ---- Signing in ----

/// A wrong try is an answer, not an Error: its count must be committed.
enum class Verdict : std::uint8_t { full, code, enrol, refused, wait };

struct Entry {
    Verdict verdict { Verdict::refused };
    std::string token {}; ///< of the new session, unless refused or wait
    std::string known {}; ///< what the browser carries from now on; with Verdict::full
    Role role { Role::cashier };
    bool advise_second_factor { false }; ///< may enrol, has not, and signs in for the first time
    Timestamp wait_until {};             ///< with Verdict::wait
};

struct Credentials {
    std::string login {};
    std::string password {};
};
/// What hashing found out, before the transaction.
struct Checked {
    OfficerId account {};
    std::string encoded {}; ///< the hash that was looked at
    bool matches { false };
    std::optional<PasswordHash> fresh {}; ///< replaces one made with older parameters
};
/// The slow part. An unknown login costs as much as a known one; a blocked one is not hashed.
Checked check(View const& view, Credentials const& credentials);
/// Counts the try and begins a session if it was right. Audited when it was.
Entry sign_in(Call& call, Credentials const& credentials, Checked const& checked);
/// Begins a session for the owner of a link who has just set his password by it; a second factor
/// is still asked for, or set up. Audited when the session is whole.
Entry enter_joined(Call& call, Account const& account);

/// The second step: a code of the authenticator app or a recovery code; each works once.
/// Fails: identity.sign_in_first.
Result<Entry> enter_code(Call& call, std::string_view code);

/// Ends the caller's session; without one nothing happens.
void sign_out(Call& call);
/// Ends one of the caller's other sessions. Fails: identity.sign_in_first, core.not_found.
Result<void> end_session(Call& call, std::string_view id);
Result<void> end_other_sessions(Call& call);

// ---- The own password ----

struct PasswordChange {
    std::string current {};
    std::string password {};
};
struct CheckedChange {
    Checked current {};
    std::optional<PasswordHash> fresh {};
};
/// Judges and hashes. Fails: identity.sign_in_first, identity.weak_password.
Result<CheckedChange> check_change(View const& view, PasswordChange const& change);
/// Sets it and ends every other session. Verdict::full means done, refused a wrong current one.
/// Fails: identity.sign_in_first.
Result<Entry> change_password(Call& call, CheckedChange const& checked);
/// Whether the current password was right, counted like a sign-in. Fails: identity.sign_in_first.
Result<Entry> confirm_password(Call& call, Checked const& checked);
Result<Checked> check_own(View const& view, std::string_view password);

/// The words that the account's password must not be made of.
std::vector<std::string> known_words(View const& view, Account const& account);

/// `call` in the name of the account, for the audit of what an anonymous request did.
Call acting(Call& call, Account const& account);

} // namespace karya::identity
