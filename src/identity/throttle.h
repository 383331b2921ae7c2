#pragma once
// Slows down guessing. A try is claimed, in the transaction that judges it, before its outcome is
// known, so any number of tries at once count as many; the claim must be committed either way.

#include "core/call.h"
#include <optional>
#include <string>
#include <vector>

namespace karya::identity {

/// What a try counts against.
struct Subjects {
    std::string person {};  ///< a typed login or an account
    std::string address {}; ///< of the client; empty when there is none (console)
};
/// For a sign-in by that login, whether or not it exists.
Subjects sign_in_subjects(std::string_view login, Caller const& caller);
/// For a second factor or a password asked again from that account.
Subjects account_subjects(OfficerId account, Caller const& caller);

/// The instant until which a try would be refused, if any.
std::optional<Timestamp> blocked_until(View const& view, Subjects const& subjects);
/// Counts a try as failed and sets the wait after it; the answer is the instant to wait for, if the
/// try itself comes too early (then it is not counted).
std::optional<Timestamp> claim(Call& call, Subjects const& subjects);
/// The claimed try was right: the person's count ends, the address's goes back by one, since one
/// good account must not pay for guesses at others.
void forgive(Call& call, Subjects const& subjects);

} // namespace karya::identity
