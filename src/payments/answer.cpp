#include "payments/answer.h"
#include "base/base64.h"
#include "base/text.h"

namespace karya::payments {

Result<JsonAnswer> ask_json(wire::HttpAsk ask, std::string_view key)
{
    ask.headers.emplace_back("Authorization", "Basic " + to_base64(std::string { key } + ":"));
    if (!ask.body.empty()) ask.headers.emplace_back("Content-Type", "application/json");
    return wire::ask_json(std::move(ask));
}

std::string cut(std::string_view text, std::size_t most)
{
    while (code_points(text) > most) {
        text.remove_suffix(1);
        while (!is_clean_utf8(text)) text.remove_suffix(1);
    }
    return std::string { text };
}

} // namespace karya::payments
