#include "web/routes.h"
#include "exchange/exchange.h"
#include "exchange/routes_parts.h"

namespace karya::exchange {

void add_routes(web::Routes& routes)
{
    add_export_routes(routes);
    add_import_routes(routes);
}

} // namespace karya::exchange
