#pragma once
// The module's groups of routes. For tlog/ only.

#include "tlog/tlog.h"

namespace karya::tlog {

void add_file_routes(web::Routes& routes);
void add_page_routes(web::Routes& routes);
void add_key_routes(web::Routes& routes);
void add_witness_routes(web::Routes& routes);
void add_asking_routes(web::Routes& routes);

} // namespace karya::tlog
