#include "web/target.h"
#include "base/hex.h"
#include "base/text.h"
#include <algorithm>
#include <optional>

namespace karya::web {

namespace {

constexpr std::string_view english = "/en";

/// A slash or backslash must be written as itself: what is encoded would split a segment for us
/// but not for a proxy in front, or the other way round.
std::optional<std::string> decoded(std::string_view raw)
{
    if (raw.find('%') == std::string_view::npos) return std::string { raw };
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            text += raw[i];
            continue;
        }
        if (i + 2 >= raw.size()) return {};
        auto const high = hex_value(raw[i + 1]);
        auto const low = hex_value(raw[i + 2]);
        if (high < 0 || low < 0) return {};
        auto const byte = static_cast<char>(high * 16 + low);
        if (byte == '/' || byte == '\\') return {};
        text += byte;
        i += 2;
    }
    return text;
}

bool is_visible_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool has_clean_segments(std::string_view path)
{
    if (path.find_first_of("\\\t\r\n") != std::string_view::npos) return false;
    auto const segments = fields_of(path.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i] == "." || segments[i] == "..") return false;
        if (segments[i].empty() && i + 1 < segments.size()) return false;
    }
    return true;
}

bool is_english(std::string_view path)
{
    return path.starts_with(english)
        && (path.size() == english.size() || path[english.size()] == '/');
}

/// "/produk" of "http://host/produk", as it would come through a proxy: every server must take it
/// (RFC 9112, 3.2.2). There is one site here, so the host is the Host field's to name.
std::string_view origin_form(std::string_view target)
{
    for (std::string_view const scheme : { "http://", "https://" }) {
        if (!target.starts_with(scheme)) continue;
        auto const rest = target.substr(scheme.size());
        auto const slash = rest.find('/');
        auto const host = rest.substr(0, slash);
        bool const named = !host.empty() && host.find_first_of("@?#\\") == std::string_view::npos;
        if (!named) return {};
        return slash == std::string_view::npos ? std::string_view { "/" } : rest.substr(slash);
    }
    return target;
}

} // namespace

bool read_target(std::string_view target, Request& request)
{
    target = origin_form(target);
    if (!target.starts_with('/') || !is_visible_ascii(target)) return false;
    if (target.find('#') != std::string_view::npos) return false;
    auto const mark = target.find('?');
    auto path = decoded(target.substr(0, mark));
    if (!path || !is_clean_utf8(*path) || !has_clean_segments(*path)) return false;

    request.query = mark == std::string_view::npos ? std::string {} : target.substr(mark + 1);
    request.lang = Lang::id;
    request.path = std::move(*path);
    if (is_english(request.path)) {
        request.lang = Lang::en;
        request.path.erase(0, english.size());
        if (request.path.empty()) request.path = "/";
    }
    return true;
}

Lang lang_of_target(std::string_view target)
{
    return is_english(target.substr(0, target.find('?'))) ? Lang::en : Lang::id;
}

} // namespace karya::web
