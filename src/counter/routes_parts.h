#pragma once
// The counter's routes by part.

namespace karya::web {
class Routes;
}

namespace karya::counter {

void add_stand_routes(web::Routes& routes);
void add_shift_routes(web::Routes& routes);
void add_qris_routes(web::Routes& routes);
void add_discount_routes(web::Routes& routes);
void add_receipt_routes(web::Routes& routes);
void add_reversal_routes(web::Routes& routes);

} // namespace karya::counter
