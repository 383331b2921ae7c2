// Every page of the till.

#include "web/routes.h"
#include "counter/counter.h"

namespace karya::counter {

void add_routes(web::Routes&) { }

} // namespace karya::counter
