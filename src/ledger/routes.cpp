#include "ledger/routes.h"
#include "ledger/ledger.h"

namespace karya::ledger {

void add_routes(web::Routes& routes)
{
    add_book_routes(routes);
    add_entry_routes(routes);
    add_rules_routes(routes);
    add_rule_routes(routes);
}

} // namespace karya::ledger
