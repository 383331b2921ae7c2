#include "web/problem.h"
#include "base/embedded.h"
#include "base/json.h"
#include "core/call.h"
#include "web/form.h"
#include "web/refusal.h"

namespace karya::web {

namespace {

/// Codes whose status says more than their Fault.
constexpr std::pair<ErrorCode, int> own_status[] {
    { bad_json, 400 },
    { bad_body, 400 },
    { wrong_type, 415 },
    { refusal::wrong_method.code, 405 },
};

} // namespace

std::string argument(Error const& error, std::string_view name)
{
    for (auto const& [key, value] : error.args)
        if (key == name) return value;
    return {};
}

int status_of(ErrorCode code)
{
    for (auto const& [special, status] : own_status)
        if (special == code) return status;
    switch (code.fault) {
    case Fault::invalid: return 422;
    case Fault::unauthenticated: return 401;
    case Fault::forbidden: return 403;
    case Fault::not_found: return 404;
    case Fault::conflict: return 409;
    case Fault::gone: return 410;
    case Fault::too_large: return 413;
    case Fault::rate_limited: return 429;
    case Fault::unavailable: return 503;
    case Fault::internal: return 500;
    }
    CHECK(false);
}

std::string reason_text(Lang lang, FieldError const& bad)
{
    return karya::text::find(lang, bad.reason, bad.args);
}

Problem problem_of(Error const& error, Lang lang, std::string_view request_id)
{
    Problem problem;
    problem.code = error.code().id;
    problem.type = "/masalah/" + problem.code;
    problem.status = status_of(error.code());
    problem.title = karya::text::find(lang, "web.status_" + std::to_string(problem.status));
    // Forms point at the mark beside each field; here the fields are told in `errors`.
    auto const words = error.code() == invalid ? "web.fields_told" : problem.code;
    problem.detail = karya::text::find(lang, words, error.args);
    problem.instance = request_id;
    for (auto const& bad : error.fields)
        problem.errors.push_back({ bad.field, bad.reason, reason_text(lang, bad) });
    return problem;
}

void add_headers(Response& response, Error const& error)
{
    constexpr int busy_seconds = 5;
    auto const fault = error.code().fault;
    if (fault == Fault::rate_limited || fault == Fault::unavailable) {
        auto const seconds = argument(error, "seconds");
        response.headers.emplace_back("Retry-After",
                                      seconds.empty() ? std::to_string(busy_seconds) : seconds);
    }
    auto const allow = argument(error, "allow");
    if (!allow.empty()) response.headers.emplace_back("Allow", allow);
}

Response json_response(Problem const& problem)
{
    return Response::text(problem.status, "application/problem+json", json_text(problem));
}

} // namespace karya::web
