#pragma once
// Other people's servers: one HTTP question, one letter. Both block: for jobs, never on a thread
// that serves. By libcurl, which http.cpp and smtp.cpp alone name.

#include "base/result.h"
#include "base/rupiah.h"
#include <boost/json/value.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace karya::wire {

// ---- A question ----

/// Whatever came between: the request may have arrived or not, so ask again under the same key.
inline constexpr ErrorCode no_answer { "wire.no_answer", Fault::unavailable };
/// Its certificate is not one we trust, or the address is not one we go to.
inline constexpr ErrorCode not_trusted { "wire.not_trusted", Fault::unavailable };
inline constexpr ErrorCode answer_too_large { "wire.answer_too_large", Fault::unavailable };

struct HttpAsk {
    std::string method { "GET" };
    std::string url {}; ///< https; http to this machine only
    std::vector<std::pair<std::string, std::string>> headers {};
    std::string body {};                           ///< empty: none
    std::chrono::milliseconds deadline { 15'000 }; ///< for all of it
    std::size_t answer_max { 1U << 20U };
    std::string trusted_file {}; ///< certificates in PEM; empty: those of the system
};

struct HttpAnswer {
    int status { 0 }; ///< whatever it is: 404 and 500 are answers
    std::string body {};
};

/// Follows no redirects, uses no proxy, keeps no cookies. Fails: wire.no_answer, not_trusted,
/// answer_too_large; `why()` never holds headers or bodies.
Result<HttpAnswer> ask_http(HttpAsk const& ask);

/// Fields as a form sends them, percent-encoded: "a=1&b=x%20y".
std::string form_of(std::vector<std::pair<std::string, std::string>> const& fields);

struct JsonAnswer {
    int status { 0 };
    boost::json::value body {};
};
/// Asks for JSON and reads it. Fails: as `ask_http`; wire.no_answer also when it cannot answer now
/// (500 and above, 408, 429), does not take our key (401), or what it says is no JSON.
Result<JsonAnswer> ask_json(HttpAsk ask);
/// What stands under that name in an object; nothing when there is none.
boost::json::value const* member(boost::json::value const& from, std::string_view name);
/// The text or number of that name, as text; empty when there is none.
std::string text_of(boost::json::value const& from, std::string_view name);
/// Whole rupiah of 48000, "48000" or "48000.00"; nothing for anything else.
std::optional<Rupiah> amount_of(boost::json::value const& from, std::string_view name);

// ---- A letter ----

/// The server said no for good: this recipient, sender or letter.
inline constexpr ErrorCode mail_refused { "wire.mail_refused", Fault::conflict };
/// Not now, or nobody knows whether it was taken.
inline constexpr ErrorCode mail_delayed { "wire.mail_delayed", Fault::unavailable };

struct MailServer {
    /// "smtps://host" (TLS from the start) or "smtp://host" (STARTTLS is demanded, but on this
    /// machine); ":465", ":587" may follow.
    std::string url {};
    std::string user {}; ///< empty: no sign-in
    std::string password {};
    std::string trusted_file {}; ///< certificates in PEM; empty: those of the system
    std::chrono::milliseconds deadline { 30'000 };
};

struct MailParcel {
    std::string from {}; ///< addresses only
    std::string to {};
    std::string message {}; ///< headers and body, lines ended by CR LF
};

/// Fails: wire.mail_refused, mail_delayed, not_trusted.
Result<void> send_mail(MailServer const& server, MailParcel const& parcel);

} // namespace karya::wire
