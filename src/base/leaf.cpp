#include "base/leaf.h"
#include <array>
#include <cstdio>

namespace karya {

std::string rfc3339(LocalTime time)
{
    auto const hours = static_cast<int>(time.zone);
    auto text = rfc3339(time.at + std::chrono::hours { hours });
    text.pop_back();
    return text + "+0" + std::to_string(hours) + ":00";
}

Result<LocalTime> parse_local_time(std::string_view text)
{
    LocalTime time { TRY(parse_time(text)) };
    for (auto const zone : { Zone::wita, Zone::wit })
        if (text.ends_with("+0" + std::to_string(static_cast<int>(zone)) + ":00")) time.zone = zone;
    return time;
}

bool leaf::parse_flag(std::string_view text, bool& flag)
{
    flag = text == "1" || text == "on" || text == "true";
    return flag || text.empty() || text == "0" || text == "off" || text == "false";
}

} // namespace karya
