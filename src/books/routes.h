#pragma once
// The module's groups of routes and what their pages share. For books/ only.

#include "books/books.h"
#include "web/routes.h"

namespace karya::books {

void add_day_routes(web::Routes& routes);
void add_watch_routes(web::Routes& routes);
void add_book_routes(web::Routes& routes);
void add_receipt_routes(web::Routes& routes);
void add_report_routes(web::Routes& routes);
void add_sdp_routes(web::Routes& routes);
void add_chart_routes(web::Routes& routes);

/// The unit asked for, or the reader's own.
inline Result<org::UnitScope> scope_asked(View const& view, std::optional<UnitId> unit)
{
    return unit ? org::reach(view, *unit) : org::own(view);
}

} // namespace karya::books
