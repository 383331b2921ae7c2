#include "web/routes.h"
#include "exchange/exchange.h"

namespace karya::exchange {

void add_routes(web::Routes&) { }

} // namespace karya::exchange
