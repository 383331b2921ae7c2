// The staff's desk: what each role sees first, and the ways to its work.

#include "app/front.h"
#include "app/text.h"
#include "app/ways.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "counter/counter.h"
#include "device/device.h"
#include "labels/labels.h"
#include "orders/orders.h"
#include "org/org.h"
#include "reviews/reviews.h"
#include "sales/sales.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::app {

namespace {

constexpr std::size_t latest_shown = 5;

struct LatestSale {
    SaleId sale {};
    std::string number {};
    LocalTime sold_at {};
    Rupiah total {};
    bool voided { false };
};
BOOST_DESCRIBE_STRUCT(LatestSale, (), (sale, number, sold_at, total, voided))

/// What the unit's own people see first.
struct UnitDesk {
    std::string unit_name {};
    Day today {};
    Rupiah turnover {};
    std::int64_t sales {};
    std::optional<sales::DayTotal> ways {}; ///< not told the cashier, who counts the drawer blind
    bool shift_open { false };              ///< of the desk's own till
    std::int64_t device_shifts {};          ///< open on devices
    bool devices_sell { false };
    std::vector<catalogue::OpenShortage> shortages {};
    bool devices_ask { false }; ///< events or alarms of devices wait for a person
    device::Tasks devices {};
    std::int64_t discounts {}; ///< that were more than their limit
    bool discounts_wait { false };
    std::int64_t doubts {}; ///< about labels that were sold
    bool doubts_wait { false };
    std::int64_t reviews {}; ///< that wait for a person
    bool reviews_wait { false };
    bool orders_wait { false };
    orders::UnitLoad orders {};
    std::vector<LatestSale> latest {};
};
BOOST_DESCRIBE_STRUCT(UnitDesk, (),
                      (unit_name, today, turnover, sales, ways, shift_open, device_shifts,
                       devices_sell, shortages, devices_ask, devices, discounts, discounts_wait,
                       doubts, doubts_wait, reviews, reviews_wait, orders_wait, orders, latest))

/// What the people above the units see first: how their whole reach sells.
struct ReachDesk {
    std::string place {};
    std::string board {}; ///< path of its board, in the reader's language
    Day today {};
    std::optional<org::Campaign> campaign {}; ///< the one that runs today
    board::Sums sums_today {};
    board::Sums sums_window {};
    std::int64_t units_holding {};
    std::int64_t units_selling {};
    std::int64_t silent_count {};
};
BOOST_DESCRIBE_STRUCT(ReachDesk, (),
                      (place, board, today, campaign, sums_today, sums_window, units_holding,
                       units_selling, silent_count))

struct Desk {
    std::string name {};
    Role role {};
    std::optional<UnitDesk> unit {};
    std::optional<ReachDesk> reach {};
    std::vector<WayGroup> groups {};
};
BOOST_DESCRIBE_STRUCT(Desk, (), (name, role, unit, reach, groups))

Result<UnitDesk> unit_desk(View const& view)
{
    auto const scope = TRY(org::own(view));
    auto const unit = TRY(org::unit(view, scope.unit()));
    UnitDesk desk { .unit_name = unit.name, .today = scope.day(view.now) };
    auto const day = sales::day_total(view, scope, desk.today);
    desk.turnover = day.turnover;
    desk.sales = day.sales;
    if (view.actor.role != Role::cashier) desk.ways = day;
    desk.shift_open = sales::open_shift_of(view, scope, counter::desk_series).has_value();
    desk.device_shifts = sales::open_shifts(view, scope) - (desk.shift_open ? 1 : 0);
    desk.devices_sell = desk.device_shifts > 0;
    desk.shortages = catalogue::open_shortages(view, scope);
    desk.devices = device::tasks(view, scope);
    desk.devices_ask = desk.devices.waiting > 0 || desk.devices.alarms > 0;
    desk.discounts = counter::discount_tasks(view, scope);
    desk.discounts_wait = desk.discounts > 0;
    desk.doubts = labels::doubt_count(view, scope);
    desk.doubts_wait = desk.doubts > 0 && labels::read_right.allows(view.actor);
    desk.reviews = reviews::tasks(view, scope);
    desk.reviews_wait = desk.reviews > 0 && reviews::moderate_right.allows(view.actor);
    desk.orders = orders::load(view, scope);
    desk.orders_wait = desk.orders.open > 0 && orders::fulfil_right.allows(view.actor);
    for (auto const& sale : sales::sales_of(view, scope)) {
        if (desk.latest.size() == latest_shown) break;
        desk.latest.push_back({ sale.id,
                                sale.number,
                                { sale.sold_at, scope.zone() },
                                sale.total,
                                sale.state == sales::SaleState::voided });
    }
    return desk;
}

/// `desk` with what its board says.
ReachDesk with_board(ReachDesk desk, View const& view, board::Board const& board)
{
    desk.board = web::localized(view.lang, desk.board);
    desk.today = board.today;
    desk.campaign = board.campaign;
    desk.sums_today = board.sums_today;
    desk.sums_window = board.sums_window;
    desk.units_holding = board.units_holding;
    desk.units_selling = board.units_selling;
    desk.silent_count = board.silent_count;
    return desk;
}

Result<ReachDesk> office_desk(View const& view)
{
    auto const office = TRY(org::kanwil(view, view.actor.kanwil));
    return with_board({ .place = text::office_named(view.lang, office.name),
                        .board = "/papan/kanwil/" + office.slug },
                      view, TRY(board::office(view, office.slug)));
}

ReachDesk nation_desk(View const& view)
{
    return with_board({ .place = text::whole_country(view.lang), .board = "/papan" }, view,
                      board::nation(view));
}

/// Ways that lead this reader nowhere: to discounts, of who may give none.
Result<std::vector<std::string_view>> dead_ends(View const& view)
{
    if (view.actor.level() != Level::unit || counter::discount_right.allows(view.actor))
        return std::vector<std::string_view> {};
    auto const limit = counter::discount_limit(view, TRY(org::own(view)), view.actor.role,
                                               view.now);
    if (limit.percent || limit.amount) return std::vector<std::string_view> {};
    return std::vector<std::string_view> { "/meja/potongan" };
}

Result<Desk> desk(View& view, web::Nothing const&)
{
    Desk page { .name = view.actor.name,
                .role = view.actor.role,
                .groups = ways(view.lang, view.actor, TRY(dead_ends(view))) };
    switch (view.actor.level()) {
    case Level::unit: page.unit = TRY(unit_desk(view)); break;
    case Level::kanwil: page.reach = TRY(office_desk(view)); break;
    case Level::nation: page.reach = nation_desk(view); break;
    }
    return page;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    routes.query<web::Nothing, Desk>("/meja", signed_in, desk, { .name = "app/desk" });
}

} // namespace karya::app
