#pragma once
// How the pipeline learns who asks. `identity` sits above `web`, so `app` hands these functions in.

#include "core/call.h"
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace karya::web {

/// The cookie that carries the session's token (256 bits, hex); only its hash is stored.
inline constexpr std::string_view session_cookie = "__Host-sid";
/// The cookie by which a browser is known again when somebody signs in; it opens nothing.
inline constexpr std::string_view known_cookie = "__Host-kenal";
/// The cookie by which a buyer's basket is found: 256 bits, hex; set with the first goods in it.
inline constexpr std::string_view basket_cookie = "__Host-keranjang";
/// The cookie of a buyer who is signed in to his account: 256 bits, hex; no session of the desk.
inline constexpr std::string_view buyer_cookie = "__Host-pembeli";

struct Session {
    Actor actor;
    std::string csrf;        ///< the token that every form of this session carries
    bool due_seen { false }; ///< last use was noted long ago: note it again
};

struct SessionHooks {
    /// The live session of that token at `now`, if any (idle and absolute limits checked).
    std::function<std::optional<Session>(db::Read&, std::string_view token, Timestamp now)> find;
    /// Notes that the session was used; called in a transaction of its own when `due_seen`.
    std::function<Result<void>(Call&, std::string_view token)> seen;
};

} // namespace karya::web
