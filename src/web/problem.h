#pragma once
// An Error as people and programs read it: RFC 9457 and the page of errors. The one place that maps
// a Fault to HTTP.

#include "base/face.h"
#include "base/result.h"
#include "web/http.h"
#include <string>
#include <vector>

namespace karya::web {

inline constexpr ErrorCode sign_in_first { "web.sign_in_first", Fault::unauthenticated };
inline constexpr ErrorCode cross_site { "web.cross_site", Fault::forbidden };
inline constexpr ErrorCode stale_form { "web.stale_form", Fault::forbidden };
inline constexpr ErrorCode key_required { "web.key_required", Fault::invalid };
inline constexpr ErrorCode too_busy { "web.too_busy", Fault::rate_limited };
inline constexpr ErrorCode wrong_type { "web.wrong_type", Fault::invalid };

int status_of(ErrorCode code);
/// What the error says of `name` ("allow", "sign_in"); empty: nothing.
std::string argument(Error const& error, std::string_view name);

/// One bad field, with the sentence for people.
struct ProblemField {
    std::string field;
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(ProblemField, (), (field, code, detail))

/// The members of application/problem+json, and what the page "web/problem" may say.
struct Problem {
    std::string type;  ///< "/masalah/<code>"
    std::string title; ///< what kind of problem: the words of the status
    int status { 500 };
    std::string detail;   ///< what happened and what to do next
    std::string instance; ///< the request's id
    std::string code;
    std::vector<ProblemField> errors;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, instance, code, errors))

Problem problem_of(Error const& error, Lang lang, std::string_view request_id);
/// Adds Retry-After and Allow where the status asks for them.
void add_headers(Response& response, Error const& error);
Response json_response(Problem const& problem);

/// The words of a bad field's reason.
std::string reason_text(Lang lang, FieldError const& bad);

} // namespace karya::web
