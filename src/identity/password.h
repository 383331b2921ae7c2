#pragma once
// Passwords: which are good enough, and their argon2id hashes.

#include "identity/identity.h"
#include <vector>

namespace karya::identity {

inline constexpr std::size_t length_alone_min = 15; ///< when nothing else protects the account
inline constexpr std::size_t length_paired_min = 8; ///< beside a second factor
inline constexpr std::size_t length_max = 200;

/// Words that make a password easy to guess for this person: login, names, unit, place.
struct PasswordContext {
    std::vector<std::string> words {};
    bool paired { false }; ///< the account has or must get a second factor
};

/// Fails: identity.weak_password at `password`, saying whether it is too short, too long or
/// made of common words.
Result<void> judge_password(std::string_view password, PasswordContext const& context);

/// Checks against an encoded hash. An empty one stands for an unknown account: as much work is done
/// and the answer is no.
bool password_matches(std::string const& encoded, std::string_view password);
/// True for a hash made with weaker parameters than today's.
bool outdated(std::string const& encoded);

/// 20 letters and digits that cannot be misread, in groups of five.
std::string generated_password();

} // namespace karya::identity
