#pragma once
// Reading what providers answer. For payments/ only.

#include "payments/provider.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::payments {

/// Asks, and reads the JSON. Fails: as wire::ask_http; payments.provider_busy (500 and above, 408,
/// 429, a wrong key, no JSON).
struct JsonAnswer {
    int status { 0 };
    boost::json::value body {};
};
Result<JsonAnswer> ask_json(wire::HttpAsk ask, std::string_view key);

/// The text or number of that name, as text; empty when there is none.
std::string text_of(boost::json::value const& from, std::string_view name);
/// Whole rupiah of 48000, "48000" or "48000.00"; nothing for anything else.
std::optional<Rupiah> amount_of(boost::json::value const& from, std::string_view name);
/// The first `most` characters.
std::string cut(std::string_view text, std::size_t most);

} // namespace karya::payments
