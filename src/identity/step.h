#pragma once
// The answer of every step of signing in, as routes give it: where to go, and the cookie.

#include "identity/sign_in.h"

namespace karya::identity {

struct Step {
    std::string next {};   ///< a path of ours
    std::string cookie {}; ///< for Set-Cookie; empty: the session stays as it is
    std::string known {};  ///< the same of a browser that is known from now on
    std::optional<Error> refused_with {};

    std::vector<std::pair<std::string, std::string>> headers() const;
    /// Answered in place of the step, although what it counted is kept.
    std::optional<Error> refusal() const { return refused_with; }
};
BOOST_DESCRIBE_STRUCT(Step, (), (next))

/// `wrong` is what a refused try is answered with; a wait says until when.
Step step_of_entry(Call const& call, Entry const& entry, Error wrong, std::string next);
/// The cookie that takes the session away.
std::string cookie_gone();
/// Where a session goes after signing in: the wished path if it is one of ours, else by role.
std::string landing(Role role, std::string_view wished);
/// `path?ke=wished`, or `path` alone without a wish.
std::string with_wish(std::string_view path, std::string_view wished);
/// The first bad field of `error` under another name, as the form calls it.
Error renamed(Error error, std::string_view from, std::string_view to);

} // namespace karya::identity
