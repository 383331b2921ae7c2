#include "exchange/exchange.h"
#include "web/routes.h"

namespace karya::exchange {

void add_routes(web::Routes&) { }

} // namespace karya::exchange
