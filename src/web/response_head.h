#pragma once
// The status line and header fields of an answer.

#include "web/http.h"
#include <ctime>

namespace karya::web {

/// What the connection adds to a Response.
struct HeadFacts {
    std::string_view request_id;
    std::time_t now { 0 };
    bool keep_alive { true };
    bool http_1_1 { true };
};

/// Writes heads; the part that never changes is built once. One a thread.
class HeadWriter {
public:
    /// `behind_tls`: a proxy in front speaks TLS, so browsers may be told to insist on it.
    explicit HeadWriter(bool behind_tls);

    /// Appends the head of `response` with the empty line after it. A field that would break out
    /// of its line is left out and logged.
    void write(std::string& out, Response const& response, HeadFacts const& facts);

private:
    std::string_view date(std::time_t now);

    std::string m_always;
    std::string m_policy;
    std::string m_date;
    std::time_t m_date_at { -1 };
};

/// True when a client that sent `if_none_match` already holds this answer: it then gets 304 without
/// the body. Weak comparison (RFC 9110, 13.1.2).
bool is_unchanged(std::string_view if_none_match, Response const& response);

/// The value of a response header by its lower-case name, or empty.
std::string_view header_of(Response const& response, std::string_view name);

} // namespace karya::web
