#pragma once
// The ways from the staff's desk to its work, in groups: the day's first.

#include "base/lang.h"
#include "core/actor.h"
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {
class Routes;
}

namespace karya::app {

struct Way {
    std::string address {}; ///< in the reader's language
    std::string words {};
    std::string hint {};
};
BOOST_DESCRIBE_STRUCT(Way, (), (address, words, hint))

struct WayGroup {
    std::string key {}; ///< names the group's heading on the page
    std::string words {};
    std::vector<Way> ways {};
};
BOOST_DESCRIBE_STRUCT(WayGroup, (), (key, words, ways))

/// Notes the right that each way asks for; once all routes are known.
void keep_ways(web::Routes const& routes);
/// What `actor` may open, but not `without`; groups that hold nothing for him are left out.
std::vector<WayGroup> ways(Lang lang, Actor const& actor, std::vector<std::string_view> without);

} // namespace karya::app
