#pragma once
// The request target: decoded once, checked, its language prefix taken off.

#include "web/http.h"

namespace karya::web {

/// Fills path, query and lang of `request` from an origin-form target ("/en/produk?hal=2") or an
/// absolute one ("http://host/en/produk?hal=2"). False when it is no clean target: another form,
/// bad percent-encoding, not clean UTF-8, a dot or empty segment, an encoded slash or backslash, a
/// fragment.
bool read_target(std::string_view target, Request& request);

/// The language that the raw target asks for, even when the rest of it is refused.
Lang lang_of_target(std::string_view target);

} // namespace karya::web
