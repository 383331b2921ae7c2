#pragma once
// What the desk's pages on units share. Inside org only.

#include "org/register.h"

namespace karya::org {

inline constexpr auto read_units = allow(
    "org.units_read", { Role::kanwil, Role::ditjen, Role::auditor, Role::admin });
inline constexpr auto write_units = allow("org.units", { Role::admin });

struct UnitPath {
    UnitId unit {};
};
BOOST_DESCRIBE_STRUCT(UnitPath, (), (unit))

struct KanwilChoice {
    std::string slug {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(KanwilChoice, (), (slug, name))

std::vector<KanwilChoice> kanwil_choices(View const& view);
void add_campaign_routes(web::Routes& routes); // routes_campaign.cpp
void add_change_routes(web::Routes& routes);   // routes_change.cpp
void add_desk_routes(web::Routes& routes);     // routes_desk.cpp

/// A unit within the actor's reach, as it is today. Fails: core.not_found.
Result<Unit> reached_unit(View const& view, UnitId id);

} // namespace karya::org
