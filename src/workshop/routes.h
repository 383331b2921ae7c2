#pragma once
// The module's groups of routes and what their pages share. For workshop/ only.

#include "workshop/workshop.h"

namespace karya::workshop {

void add_list_routes(web::Routes& routes);
void add_activity_routes(web::Routes& routes);
void add_day_routes(web::Routes& routes);
void add_month_routes(web::Routes& routes);

struct ActivityPath {
    ActivityId activity {};
};
BOOST_DESCRIBE_STRUCT(ActivityPath, (), (activity))

/// "kg"; empty: nobody said in what its pieces are counted.
std::string measure_words(View const& view, org::UnitScope const& scope, ActivityId activity);

/// An activity's page of one day or month; `day` is its text, for addresses.
struct DayPath {
    ActivityId activity {};
    std::string day {};
};
BOOST_DESCRIBE_STRUCT(DayPath, (), (activity, day))

} // namespace karya::workshop
