#include "web/response_head.h"
#include "base/text.h"
#include "web/log.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace karya::web {

namespace {

/// No inline script or style anywhere, so pages need no nonce and stay cacheable.
constexpr std::string_view content_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types karya\r\n";

/// Referrer-Policy same-origin: paths of orders and receipts are nobody else's business.
constexpr std::string_view always =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(self), microphone=(), geolocation=(), payment=(), usb=(self)\r\n";

constexpr std::string_view insist_on_tls =
    "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";

std::string_view reason_of(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

void append_number(std::string& out, std::size_t number)
{
    std::array<char, 24> buffer {};
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    out.append(buffer.data(), end);
}

bool is_same_name(std::string_view name, std::string_view lower)
{
    return name.size() == lower.size()
        && std::equal(name.begin(), name.end(), lower.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
           });
}

bool is_one_line(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void append_field(std::string& out, std::string_view name, std::string_view value)
{
    if (!is_one_line(name) || !is_one_line(value)) {
        log::limited_error("web.header_dropped", { { "name", name } });
        return;
    }
    out.append(name).append(": ").append(value).append("\r\n");
}

std::string_view strong_part(std::string_view tag)
{
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return tag;
}

} // namespace

HeadWriter::HeadWriter(bool behind_tls) : m_always(always), m_policy(content_policy)
{
    if (behind_tls) m_always += insist_on_tls;
}

void HeadWriter::write(std::string& out, Response const& response, HeadFacts const& facts)
{
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\nDate: ");
    out.append(date(facts.now)).append("\r\n");

    auto const size = response.bytes().size();
    bool const stream = !response.stream.empty();
    if (size > 0 || stream || response.status == 200)
        append_field(out, "Content-Type", response.content_type);
    if (!stream && response.status != 204 && response.status != 304) {
        out += "Content-Length: ";
        append_number(out, size);
        out += "\r\n";
    }

    bool cache = false;
    bool policy = false;
    for (auto const& [name, value] : response.headers) {
        append_field(out, name, value);
        cache = cache || is_same_name(name, "cache-control");
        policy = policy || is_same_name(name, "content-security-policy");
    }
    if (!cache) out += "Cache-Control: no-store\r\n";
    if (!policy) out += m_policy;
    out += m_always;
    if (!facts.keep_alive) out += "Connection: close\r\n";
    if (facts.keep_alive && !facts.http_1_1) out += "Connection: keep-alive\r\n";
    out.append("X-Request-Id: ").append(facts.request_id).append("\r\n\r\n");
}

std::string_view HeadWriter::date(std::time_t now)
{
    if (now == m_date_at) return m_date;
    std::tm parts {};
    gmtime_r(&now, &parts);
    std::array<char, 40> buffer {};
    auto const size = std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT",
                                    &parts);
    m_date.assign(buffer.data(), size);
    m_date_at = now;
    return m_date;
}

bool is_unchanged(std::string_view if_none_match, Response const& response)
{
    if (if_none_match.empty() || response.status != 200) return false;
    auto const tag = header_of(response, "etag");
    if (tag.empty()) return false;
    if (trimmed(if_none_match) == "*") return true;
    return std::ranges::any_of(fields_of(if_none_match, ','), [&](std::string_view known) {
        return strong_part(trimmed(known)) == strong_part(tag);
    });
}

std::string_view header_of(Response const& response, std::string_view name)
{
    for (auto const& [key, value] : response.headers)
        if (is_same_name(key, name)) return value;
    return {};
}

} // namespace karya::web
