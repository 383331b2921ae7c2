#pragma once
// Answers that the server gives by itself, before (or instead of) the pipeline.

#include "base/result.h"
#include "web/http.h"

namespace karya::web {

/// One reason to refuse a request: its public code and its HTTP status.
struct Refusal {
    ErrorCode code;
    int status;
    friend constexpr bool operator==(Refusal a, Refusal b) { return a.code == b.code; }
};

namespace refusal {
inline constexpr Refusal malformed { { "web.malformed", Fault::invalid }, 400 };
inline constexpr Refusal wrong_method { { "web.wrong_method", Fault::invalid }, 405 };
inline constexpr Refusal too_slow { { "web.too_slow", Fault::invalid }, 408 };
inline constexpr Refusal body_too_large { { "web.body_too_large", Fault::too_large }, 413 };
inline constexpr Refusal target_too_long { { "web.target_too_long", Fault::too_large }, 414 };
inline constexpr Refusal unmet_expectation { { "web.unmet_expectation", Fault::invalid }, 417 };
inline constexpr Refusal head_too_large { { "web.head_too_large", Fault::too_large }, 431 };
inline constexpr Refusal too_many { { "web.too_many_connections", Fault::rate_limited }, 429 };
inline constexpr Refusal unanswered { { "web.unanswered", Fault::internal }, 500 };
inline constexpr Refusal unknown_method { { "web.unknown_method", Fault::invalid }, 501 };
inline constexpr Refusal overloaded { { "web.overloaded", Fault::unavailable }, 503 };
} // namespace refusal

/// A short page, or problem+json (RFC 9457) when `json`; `id` is the request id.
Response answer_of(Refusal refusal, Lang lang, bool json, std::string_view id);

/// True when an Accept value prefers JSON over a page.
bool prefers_json(std::string_view accept);

} // namespace karya::web
