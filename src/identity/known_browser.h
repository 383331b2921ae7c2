#pragma once
// Browsers in which somebody has signed in well before: they are slowed down by their own tries
// only. What they carry opens nothing and is kept nowhere here.

#include "core/call.h"
#include <optional>
#include <string>

namespace karya::identity {

inline constexpr std::chrono::days known_for { 183 };

/// What the caller's browser was given when that login last signed in there, within `known_for`.
/// Costs the same whether or not there is such a login.
std::optional<std::string> known_by(Caller const& caller, std::string_view login, Timestamp now);
/// What the caller's browser carries from now on: that login, and the latest others who signed in
/// there, since a till is shared.
std::string made_known(Caller const& caller, std::string_view login, Timestamp now);

} // namespace karya::identity
