#pragma once
// The module's groups of routes. For labels/ only.

#include "labels/labels.h"

namespace karya::labels {

void add_desk_routes(web::Routes& routes);
void add_public_routes(web::Routes& routes);
void add_check_routes(web::Routes& routes);
void add_key_routes(web::Routes& routes);

} // namespace karya::labels
