#pragma once
// Identity's routes by part.

namespace karya::web {
class Routes;
}

namespace karya::identity {

void add_account_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);

} // namespace karya::identity
