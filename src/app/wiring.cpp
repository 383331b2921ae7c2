#include "app/wiring.h"
#include "album/album.h"
#include "app/front.h"
#include "app/ways.h"
#include "base/embedded.h"
#include "board/board.h"
#include "books/books.h"
#include "buyers/buyers.h"
#include "cash/cash.h"
#include "catalogue/catalogue.h"
#include "counter/counter.h"
#include "coupons/coupons.h"
#include "device/device.h"
#include "evidence/evidence.h"
#include "exchange/exchange.h"
#include "feed/feed.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "ledger/ledger.h"
#include "orders/orders.h"
#include "org/org.h"
#include "payments/payments.h"
#include "pnbp/pnbp.h"
#include "premium/premium.h"
#include "production/production.h"
#include "reviews/reviews.h"
#include "shipping/shipping.h"
#include "tlog/tlog.h"
#include "wbp/wbp.h"
#include "web/page.h"
#include "workshop/workshop.h"

namespace karya::app {

namespace {

/// Sheets that count a day, as its page tells them.
std::vector<workshop::Holder> holders_of(View const& view, org::UnitScope const& scope,
                                         ActivityId activity, Day day)
{
    std::vector<workshop::Holder> all;
    for (auto const& one : premium::holding(view, scope, activity, day))
        all.push_back({ karya::text::of(view.lang, one.fund) + " " + premium::number_of(scope, one),
                        web::localized(view.lang, "/meja/premi/" + one.id.text()) });
    return all;
}

} // namespace

std::vector<core::Subscriber> subscribers()
{
    return { catalogue::unit_subscriber(), board::subscriber(), counter::favourite_subscriber(),
             orders::money_subscriber(), books::subscriber() };
}

web::Routes routes()
{
    web::Routes routes;
    add_front_routes(routes);
    identity::add_routes(routes);
    org::add_routes(routes);
    catalogue::add_routes(routes);
    feed::add_routes(routes);
    ledger::add_routes(routes);
    pnbp::add_routes(routes);
    labels::add_routes(routes);
    production::add_routes(routes);
    wbp::add_routes(routes);
    workshop::add_routes(routes);
    premium::add_routes(routes);
    payments::add_routes(routes);
    shipping::add_routes(routes);
    album::add_routes(routes);
    cash::add_routes(routes);
    coupons::add_routes(routes);
    buyers::add_routes(routes);
    counter::add_routes(routes);
    device::add_routes(routes);
    orders::add_routes(routes);
    reviews::add_routes(routes);
    board::add_routes(routes);
    books::add_routes(routes);
    tlog::add_routes(routes);
    evidence::add_routes(routes);
    exchange::add_routes(routes);
    workshop::keep_holders(holders_of);
    keep_ways(routes);
    return routes;
}

web::SessionHooks session_hooks()
{
    auto const find = [](db::Read& read, std::string_view token,
                         Timestamp now) -> std::optional<web::Session> {
        auto live = identity::live_session(read, token, now);
        if (!live) return {};
        return web::Session { live->actor, live->csrf, live->due_seen };
    };
    return { .find = find, .seen = identity::note_seen };
}

} // namespace karya::app
