#pragma once
// Time-based one-time codes (RFC 6238: SHA-1, 30 s, 6 digits) and base32 (RFC 4648).

#include "base/time.h"
#include <optional>
#include <string>
#include <string_view>

namespace karya::identity {

/// Upper case, no padding.
std::string base32(std::string_view bytes);
/// The bytes of canonical base32 in any case; spaces and dashes are skipped. Nothing for other
/// characters, impossible lengths and non-zero trailing bits.
std::optional<std::string> from_base32(std::string_view text);

/// The 30-second step that `at` lies in.
std::int64_t step_at(Timestamp at);
/// The six digits of one step.
std::string code_at(std::string_view secret, std::int64_t step);
/// The step whose code this is, among the step of `now` and its two neighbours.
std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code, Timestamp now);
/// What an authenticator app reads from the QR code.
std::string key_uri(std::string_view login, std::string_view secret);

} // namespace karya::identity
