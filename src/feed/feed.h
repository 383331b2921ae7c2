#pragma once
// What the shop tells machines: Atom of new goods, Google's merchant feed, the sitemap, robots.txt,
// security.txt, and the pictures that messengers show beside a link.

#include <string>

namespace karya::web {
class Routes;
}

namespace karya::feed {

void add_routes(web::Routes& routes);

/// Where to report a weakness ("mailto:…", "https://…"); set once by app before serving. Empty:
/// security.txt is not there.
void take_reports_at(std::string contact);

} // namespace karya::feed
