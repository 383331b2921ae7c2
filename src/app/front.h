#pragma once
// The pages that belong to no module: the home, a unit's page, the staff's desk and the cloths.

#include <string>

namespace karya::web {
class Routes;
}

namespace karya::app {

void add_front_routes(web::Routes& routes);
void add_unit_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);
void add_trust_routes(web::Routes& routes);
void add_data_routes(web::Routes& routes);
void add_buyer_data_routes(web::Routes& routes);
/// "mailto:…" or "https://…" of who runs this installation; set once before serving.
void keep_contact(std::string address);

} // namespace karya::app
