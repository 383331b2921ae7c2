#pragma once
// One query or command under way: its database, who asked, when, and in which language.

#include "base/lang.h"
#include "core/actor.h"
#include "db/tx.h"
#include <string>
#include <string_view>

namespace karya {

inline constexpr ErrorCode internal_error { "core.internal", Fault::internal };
inline constexpr ErrorCode not_found { "core.not_found", Fault::not_found };
inline constexpr ErrorCode forbidden { "core.forbidden", Fault::forbidden };
inline constexpr ErrorCode invalid { "core.invalid", Fault::invalid };

/// Where a request came from, as the web layer saw it; empty for jobs and the console. The text
/// belongs to the request and outlives the call.
struct Caller {
    std::string_view address {};       ///< of the client, for throttling
    std::string_view device {};        ///< its User-Agent
    std::string_view session_token {}; ///< what its session cookie holds, checked or not
    std::string_view known_token {};   ///< the same of the cookie of a browser that is known
    std::string_view basket_token {};  ///< the same of the cookie of a buyer's basket
    std::string_view buyer_token {};   ///< the same of the cookie of a buyer who is signed in
    std::string_view site {};          ///< "https://karya.example": before a path, a whole address
};

/// A query: a snapshot that changes nothing.
struct View {
    db::Read& read;
    Actor actor;
    Timestamp now;
    Lang lang { Lang::id };
    Caller caller {};
    bool demo { false }; ///< a demonstration asks: papers say what they are
};

/// A command: one transaction that the pipeline (web, job runner, importer) opens, commits on
/// success and rolls back on Error. `now` is the instant it counts as happening.
struct Call {
    db::Tx& tx;
    Actor actor;
    Timestamp now;
    Lang lang { Lang::id };
    std::string request {}; ///< id of the request, for the audit
    Caller caller {};
    bool demo { false }; ///< as in View

    /// The same call as a query.
    View view() const { return { tx, actor, now, lang, caller, demo }; }
};

} // namespace karya
