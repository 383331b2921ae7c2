#pragma once
// The devices' routes by part.

namespace karya::web {
class Routes;
}

namespace karya::device {

void add_desk_routes(web::Routes& routes);
void add_review_routes(web::Routes& routes);
void add_file_routes(web::Routes& routes);
void add_list_routes(web::Routes& routes);

} // namespace karya::device
