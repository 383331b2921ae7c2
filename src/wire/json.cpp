// Questions whose answer is JSON, and reading what others write into theirs.

#include "base/json.h"
#include "base/text.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::wire {

Result<JsonAnswer> ask_json(HttpAsk ask)
{
    constexpr int wrong_key = 401;
    constexpr int too_slow = 408;
    constexpr int too_many = 429;
    constexpr int broken = 500;
    ask.headers.emplace_back("Accept", "application/json");
    auto const answer = TRY(ask_http(ask));
    auto const status = answer.status;
    if (status >= broken || status == too_many || status == too_slow || status == wrong_key)
        return Error { no_answer, "status " + std::to_string(status) };
    auto body = parse_json(answer.body);
    if (!body.ok()) return Error { no_answer, "no JSON, status " + std::to_string(status) };
    return JsonAnswer { status, body.take() };
}

boost::json::value const* member(boost::json::value const& from, std::string_view name)
{
    auto const* object = from.if_object();
    return object ? object->if_contains(name) : nullptr;
}

std::string text_of(boost::json::value const& from, std::string_view name)
{
    auto const* found = member(from, name);
    if (!found) return {};
    if (auto const* text = found->if_string()) return std::string { *text };
    return found->is_number() ? boost::json::serialize(*found) : std::string {};
}

namespace {

std::optional<Rupiah> whole(boost::json::value const& number)
{
    if (auto const* exact = number.if_int64()) return Rupiah { *exact };
    if (auto const* exact = number.if_uint64())
        return *exact <= static_cast<std::uint64_t>(Rupiah::amount_max)
            ? std::optional { Rupiah { static_cast<std::int64_t>(*exact) } }
            : std::nullopt;
    return {};
}

} // namespace

std::optional<Rupiah> amount_of(boost::json::value const& from, std::string_view name)
{
    auto const* found = member(from, name);
    if (!found) return {};
    if (found->is_int64() || found->is_uint64()) return whole(*found);
    auto text = text_of(from, name);
    for (std::string_view const cents : { ".00", ".0" })
        if (text.ends_with(cents)) text.resize(text.size() - cents.size());
    std::int64_t amount = 0;
    if (!parse_integer(text, amount) || amount < 0 || amount > Rupiah::amount_max) return {};
    return Rupiah { amount };
}

} // namespace karya::wire
