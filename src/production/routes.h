#pragma once
// The module's groups of routes and what their pages share. For production/ only.

#include "production/production.h"

namespace karya::production {

void add_list_routes(web::Routes& routes);
void add_batch_routes(web::Routes& routes);
void add_correction_routes(web::Routes& routes);
void add_buyers_routes(web::Routes& routes);

struct BatchPath {
    BatchId batch {};
};
BOOST_DESCRIBE_STRUCT(BatchPath, (), (batch))

} // namespace karya::production
