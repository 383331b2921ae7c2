#include "web/exchange.h"
#include "base/hash.h"
#include "base/text.h"
#include "web/problem.h"
#include <algorithm>

namespace karya::web {

namespace {

constexpr std::string_view key_field = "_key";
constexpr std::string_view csrf_field = "_csrf";
constexpr std::string_view seen_field = "_seen";

std::string take(Field& fields, std::string_view name)
{
    std::string const text { fields.text(name) };
    if (auto const found = fields.inside.find(name); found != fields.inside.end())
        fields.inside.erase(found);
    return text;
}

/// The media type without parameters, in lower case.
std::string media_type(std::string_view content_type)
{
    return lowered(trimmed(content_type.substr(0, content_type.find(';'))));
}

Result<void> read_form(Exchange& exchange, Result<Field> parsed)
{
    exchange.fields = TRY(std::move(parsed));
    exchange.csrf_sent = take(exchange.fields, csrf_field);
    exchange.key = take(exchange.fields, key_field);
    exchange.seen = take(exchange.fields, seen_field);
    return {};
}

} // namespace

Result<void> read_query(Exchange& exchange)
{
    FormLimits limits;
    limits.odd_names_ignored = true;
    exchange.query = TRY(parse_urlencoded(exchange.request.query, limits));
    return {};
}

Result<void> read_body(Exchange& exchange)
{
    auto const& request = exchange.request;
    auto const content_type = request.header("content-type");
    auto const type = media_type(content_type);
    if (type == "application/json") {
        exchange.body = TRY(parse_json(request.body));
    } else if (type == "application/x-www-form-urlencoded") {
        TRY(read_form(exchange, parse_urlencoded(request.body)));
    } else if (type == "multipart/form-data") {
        TRY(read_form(exchange, parse_multipart(content_type, request.body)));
    } else if (!type.empty() || !request.body.empty()) {
        return wrong_type;
    }
    if (auto const header = request.header("x-csrf-token"); !header.empty())
        exchange.csrf_sent = header;
    if (auto const header = request.header("idempotency-key"); !header.empty())
        exchange.key = header;
    return {};
}

bool from_other_site(Request const& request, std::string_view origin)
{
    // Browsers set both by themselves; pages cannot change them. Programs send neither.
    auto const site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin") return true;
    auto const sender = request.header("origin");
    if (sender.empty()) return false;
    if (!origin.empty()) return sender != origin;
    auto const host = std::string { request.header("host") };
    return sender != "http://" + host && sender != "https://" + host;
}

bool token_fits(Exchange const& exchange)
{
    if (!exchange.session) return true;
    auto const& wanted = exchange.session->csrf;
    return !wanted.empty() && wanted.size() == exchange.csrf_sent.size()
        && same_secret(wanted, exchange.csrf_sent);
}

bool is_key(std::string_view key)
{
    constexpr std::size_t key_min = 8;
    constexpr std::size_t key_max = 100;
    return key.size() >= key_min && key.size() <= key_max && std::ranges::all_of(key, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || c == '-' || c == '_';
           });
}

std::string safe_path(std::string_view path)
{
    bool const ours = path.starts_with('/') && !path.starts_with("//")
        && path.find('\\') == std::string_view::npos && is_clean_utf8(path)
        && path.find_first_of("\r\n\t") == std::string_view::npos;
    return ours ? std::string { path } : "/";
}

} // namespace karya::web
