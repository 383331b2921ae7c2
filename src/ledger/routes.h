#pragma once
// The module's two groups of routes. For ledger/ only.

namespace karya::web {
class Routes;
}

namespace karya::ledger {

void add_book_routes(web::Routes& routes);
void add_rule_routes(web::Routes& routes);

} // namespace karya::ledger
