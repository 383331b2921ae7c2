#pragma once
// Asking providers, and reading what they answer. For payments/ only.

#include "payments/provider.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::payments {

using wire::amount_of;
using wire::JsonAnswer;
using wire::text_of;

/// As wire::ask_json, in the name of the key's owner.
Result<JsonAnswer> ask_json(wire::HttpAsk ask, std::string_view key);

/// The first `most` characters.
std::string cut(std::string_view text, std::size_t most);

} // namespace karya::payments
