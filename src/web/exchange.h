#pragma once
// One request under way through the pipeline.

#include "web/form.h"
#include "web/route.h"
#include "web/session.h"
#include <optional>

namespace karya::web {

struct Exchange {
    Request request;
    Reply reply;
    std::string path;    ///< of the route: without "/api/v1"
    bool api { false };  ///< under /api/v1
    bool json { false }; ///< answer as JSON rather than as a page
    Route const* route { nullptr };
    Field captures {};
    Field query {};
    Field fields {}; ///< the form's, without _key, _csrf and _seen
    std::optional<boost::json::value> body {};
    std::string csrf_sent {};
    std::string key {};   ///< idempotency key
    std::string seen {};  ///< the mark that the form's page bore (web/seen.h)
    std::string token {}; ///< of the session cookie; empty: anonymous
    std::string site {};  ///< scheme and host as the client wrote them, or as they are set
    std::optional<Session> session {};
    bool answered { false };

    Actor actor() const { return session ? session->actor : Actor {}; }
    Lang lang() const { return request.lang; }
    Caller caller() const
    {
        return { request.peer,
                 request.header("user-agent"),
                 token,
                 request.cookie(known_cookie),
                 request.cookie(basket_cookie),
                 request.cookie(buyer_cookie),
                 site };
    }
    Sent sent_by_query() const { return { captures, query, nullptr }; }
    Sent sent_by_body() const { return { captures, fields, body ? &*body : nullptr }; }
};

using ExchangePtr = std::shared_ptr<Exchange>; // shared: it outlives the call on whichever thread

/// Reads query string and body into the exchange. Fails: web.bad_body, base.bad_json,
/// web.wrong_type, web.too_many_fields, web.upload_too_large.
Result<void> read_query(Exchange& exchange);
Result<void> read_body(Exchange& exchange);

/// True when a browser may have been sent here by another site. `origin` as in PipelineSettings.
bool from_other_site(Request const& request, std::string_view origin);
/// The token of the session's forms fits; an anonymous request has none.
bool token_fits(Exchange const& exchange);
/// 8 to 100 letters, digits, '-' and '_'.
bool is_key(std::string_view key);

/// A path of ours that is safe to send a browser to: "/…" without a second slash, backslash or
/// control character; "/" for anything else.
std::string safe_path(std::string_view path);

} // namespace karya::web
