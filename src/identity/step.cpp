#include "identity/step.h"

#include "base/text.h"
#include "identity/known_browser.h"

namespace karya::identity {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view session_name = "__Host-sid";
constexpr std::string_view known_name = "__Host-kenal";

std::string cookie_of(std::string_view name, std::string_view value, std::chrono::seconds kept)
{
    return std::string { name } + "=" + std::string { value }
    + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(kept.count());
}

/// A path of this site, beyond signing in: nothing that a browser could read as another host.
bool ours(std::string_view path)
{
    return path.starts_with('/') && !path.starts_with("//") && path.size() <= 500
        && !path.starts_with("/masuk") && is_clean_utf8(path)
        && path.find_first_of("\\\t\r\n") == std::string_view::npos;
}

std::string escaped(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_' || c == '.';
        auto const byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out += { '%', digits[byte >> 4], digits[byte & 15] };
    }
    return out;
}

} // namespace

std::vector<std::pair<std::string, std::string>> Step::headers() const
{
    std::vector<std::pair<std::string, std::string>> set;
    for (auto const& one : { cookie, known })
        if (!one.empty()) set.emplace_back("Set-Cookie", one);
    return set;
}

std::string cookie_gone() { return cookie_of(session_name, "", {}); }

Step step_of_entry(Call const& call, Entry const& entry, Error wrong, std::string next)
{
    Step step { .next = std::move(next) };
    if (entry.verdict == Verdict::refused) step.refused_with = std::move(wrong);
    if (entry.verdict == Verdict::wait) {
        auto const left = std::chrono::ceil<std::chrono::seconds>(entry.wait_until - call.now);
        step.refused_with = Error { too_many_tries }
                                .with("time",
                                      show_clock(call.lang, { entry.wait_until, Zone::wib }))
                                .with("minutes", std::to_string((left.count() + 59) / 60))
                                .with("seconds", std::to_string(left.count()));
    }
    if (!entry.token.empty()) step.cookie = cookie_of(session_name, entry.token, 12h);
    if (!entry.known.empty()) step.known = cookie_of(known_name, entry.known, known_for);
    return step;
}

std::string landing(Role role, std::string_view wished)
{
    if (ours(wished)) return std::string { wished };
    return role == Role::cashier ? "/kasir" : "/meja";
}

std::string with_wish(std::string_view path, std::string_view wished)
{
    auto target = std::string { path };
    if (ours(wished)) target += "?ke=" + escaped(wished);
    return target;
}

Error renamed(Error error, std::string_view from, std::string_view to)
{
    for (auto& field : error.fields)
        if (field.field == from) field.field = to;
    return error;
}

} // namespace karya::identity
