#include "identity/state.h"

#include "base/text.h"
#include <algorithm>

namespace karya::identity {

using namespace std::chrono_literals;

bool may_manage(Actor const& actor, Place const& place)
{
    if (!actor.signed_in()) return false;
    switch (actor.role) {
    case Role::admin: return true;
    case Role::kanwil:
        return place.role == Role::head && !actor.kanwil.empty() && place.kanwil == actor.kanwil;
    case Role::head:
        return level_of(place.role) == Level::unit && place.role != Role::head
            && !actor.unit.empty() && place.unit == actor.unit;
    default: return false;
    }
}

bool may_give(Actor const& actor, Role role)
{
    return may_manage(actor, { role, actor.unit, actor.kanwil });
}

bool fits(Role role, bool has_unit, bool has_kanwil)
{
    return has_unit == (level_of(role) == Level::unit)
        && has_kanwil == (level_of(role) == Level::kanwil);
}

Timestamp dead_from(Stage stage, Role role, SessionTimes const& times)
{
    if (stage != Stage::full) return times.begun_at + 10min;
    // A till stands unused between buyers, so a cashier's session may rest longer.
    std::chrono::minutes const idle = role == Role::cashier ? 240min : 30min;
    return std::min<Timestamp>(times.seen_at + idle, times.begun_at + 12h);
}

std::chrono::seconds wait_after(Patience const& patience, std::int64_t failures)
{
    if (failures < patience.free_tries) return 0s;
    auto const doublings = std::min<std::int64_t>(failures - patience.free_tries, 20);
    return std::min(patience.first_wait * (std::int64_t { 1 } << doublings), patience.wait_max);
}

namespace {

struct Mark {
    std::string_view sign;
    std::string_view name;
};

// In order: later browsers carry the signs of earlier ones.
constexpr Mark browsers[] = {
    { "Edg", "Edge" },         { "OPR/", "Opera" },     { "SamsungBrowser", "Samsung" },
    { "Firefox/", "Firefox" }, { "FxiOS", "Firefox" },  { "CriOS", "Chrome" },
    { "Chrome/", "Chrome" },   { "Safari/", "Safari" }, { "curl/", "curl" }
};
constexpr Mark systems[] = { { "Android", "Android" }, { "iPhone", "iPhone" },
                             { "iPad", "iPad" },       { "Windows", "Windows" },
                             { "Mac OS X", "Mac" },    { "CrOS", "ChromeOS" },
                             { "Linux", "Linux" } };

template<std::size_t N>
std::string_view first_mark(Mark const (&marks)[N], std::string_view text)
{
    for (auto const& mark : marks)
        if (text.find(mark.sign) != std::string_view::npos) return mark.name;
    return {};
}

} // namespace

std::string device_name(std::string_view user_agent)
{
    auto const browser = first_mark(browsers, user_agent);
    auto const system = first_mark(systems, user_agent);
    if (browser.empty() || system.empty()) return std::string { browser } + std::string { system };
    return std::string { browser } + " · " + std::string { system };
}

Result<std::string> folded_login(std::string_view login)
{
    auto folded = lowered(trimmed(login));
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    auto const allowed = [&](char c) {
        return letter(c) || c == '.' || c == '-' || c == '_' || c == '@';
    };
    if (folded.size() < 3 || folded.size() > 60 || !letter(folded.front())
        || !std::all_of(folded.begin(), folded.end(), allowed))
        return Error { bad_login }.at("login", "identity.bad_login");
    return folded;
}

Result<std::string> checked_name(std::string_view name, MayBeEmpty empty)
{
    auto const plain = std::string { trimmed(name) };
    bool const sound = is_clean_utf8(plain) && code_points(plain) <= 120
        && plain.find_first_of("\t\r\n") == std::string::npos
        && (empty == MayBeEmpty::yes || !plain.empty());
    if (!sound) return Error { bad_name }.at("name", "identity.bad_name");
    return plain;
}

} // namespace karya::identity
