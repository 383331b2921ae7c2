#include "books/routes.h"

namespace karya::books {

void add_routes(web::Routes& routes)
{
    add_day_routes(routes);
    add_watch_routes(routes);
    add_book_routes(routes);
    add_receipt_routes(routes);
    add_report_routes(routes);
    add_sdp_routes(routes);
    add_chart_routes(routes);
}

} // namespace karya::books
