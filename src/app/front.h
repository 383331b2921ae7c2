#pragma once
// The pages that belong to no module: the home, a unit's page, the staff's desk and the cloths.

namespace karya::web {
class Routes;
}

namespace karya::app {

void add_front_routes(web::Routes& routes);
void add_unit_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);

} // namespace karya::app
