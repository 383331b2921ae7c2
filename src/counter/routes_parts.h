#pragma once
// The counter's routes by part.

#include "sales/sales.h"

namespace karya::web {
class Routes;
}

namespace karya::counter {

struct SalePath {
    SaleId sale {};
};
BOOST_DESCRIBE_STRUCT(SalePath, (), (sale))

void add_stand_routes(web::Routes& routes);
void add_shift_routes(web::Routes& routes);
void add_qris_routes(web::Routes& routes);
void add_discount_routes(web::Routes& routes);
void add_receipt_routes(web::Routes& routes);
void add_evidence_routes(web::Routes& routes);
void add_reversal_routes(web::Routes& routes);
void add_exchange_routes(web::Routes& routes);

} // namespace karya::counter
