#pragma once
// Slows down guessing (docs/decisions/0010-who-waits.md). A try is claimed, in the transaction that
// judges it, before its outcome is known, so any number of tries at once count as many; the claim
// must be committed either way.

#include "core/call.h"
#include "identity/state.h"
#include <optional>
#include <string>
#include <vector>

namespace karya::identity {

/// What a right try leaves of the count.
enum class After : std::uint8_t { nothing, one_less };

/// What a try counts against.
struct Subject {
    std::string key {};
    Patience patience {};
    After after {};
};
using Subjects = std::vector<Subject>;
/// For a sign-in by that login, whether or not it exists: a known browser by itself; else the
/// address, the name, and the name at that address.
Subjects sign_in_subjects(std::string_view login, Caller const& caller, Timestamp now);
/// For a second factor or a password asked again from that account: the account, strictly, and the
/// address unless the browser is known.
Subjects account_subjects(Account const& account, Caller const& caller, Timestamp now);

/// The instant until which a try would be refused, if any.
std::optional<Timestamp> blocked_until(View const& view, Subjects const& subjects);
/// Counts a try as failed and sets the wait after it; the answer is the instant to wait for, if the
/// try itself comes too early (then it is not counted).
std::optional<Timestamp> claim(Call& call, Subjects const& subjects);
/// The claimed try was right: counts of one place end, counts of many go back by one, since one
/// good account must not pay for guesses at others.
void forgive(Call& call, Subjects const& subjects);

} // namespace karya::identity
