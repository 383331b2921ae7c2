#pragma once
// The second factor: enrolment, codes that work once, recovery codes.

#include "identity/sign_in.h"

namespace karya::identity {

/// What the enrolment page shows. The recovery codes count from the moment of confirmation.
struct Enrolling {
    std::string secret {}; ///< base32 in groups of four, to type by hand
    std::string uri {};    ///< for the QR code
    std::vector<std::string> recovery_codes {};
};

/// Makes a secret that waits for its first code, unless one made in the last hour does so already.
void begin_enrolment(Call& call, Account const& account);
/// The pending enrolment of the caller, in a session that waits for it or is full.
/// Fails: identity.sign_in_first, core.not_found (none pending).
Result<Enrolling> enrolling(View const& view);
/// Turns the second factor on when the code is right, and makes the session full under a new token.
/// Fails: identity.sign_in_first, core.not_found.
Result<Entry> confirm_enrolment(Call& call, std::string_view code);
/// Takes it away from the caller's own account once the password was confirmed.
/// Fails: identity.sign_in_first, identity.second_factor_kept (required, or the password is too
/// short to stand alone).
Result<void> remove_second_factor(Call& call);

/// True when `code` is the app's or a recovery code, unused until now.
bool use_code(Call& call, Account const& account, std::string_view code);

} // namespace karya::identity
