// The unit's desk: what was ordered, who comes when, and how the units below keep up.

#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

// ---- GET /meja/pesanan ----

struct ListQuery {
    std::optional<OrderId> before {}; ///< further back among those that ended
    std::optional<Day> day {};        ///< whose appointments are shown
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (before, day))

struct RowView {
    OrderId order {};
    std::string number {};
    std::string buyer_name {};
    OrderState state {};
    std::string state_words {};
    bool late { false };
    bool unpaid { false }; ///< nothing to do before the money is here
    Rupiah total {};
    LocalTime placed_at {};
    Day pick_day {};
    std::int64_t lines {};
    Delivery delivery {};
};
BOOST_DESCRIBE_STRUCT(RowView, (),
                      (order, number, buyer_name, state, state_words, late, unpaid, total,
                       placed_at, pick_day, lines, delivery))

/// Who comes when, for which service.
struct VisitView {
    OrderId order {};
    std::string number {};
    OrderState state {};
    std::string state_words {};
    std::string hours {};
    std::string name {};
    std::string quantity_words {};
    std::string buyer_name {};
};
BOOST_DESCRIBE_STRUCT(VisitView, (),
                      (order, number, state, state_words, hours, name, quantity_words, buyer_name))

struct VisitDayView {
    Day day {};
    std::int64_t visits {};
    bool shown { false };
};
BOOST_DESCRIBE_STRUCT(VisitDayView, (), (day, visits, shown))

/// The appointments of one day, and the days that have some.
struct VisitList {
    Day day {};
    std::vector<VisitView> visits {};
    std::vector<VisitDayView> days {};
};
BOOST_DESCRIBE_STRUCT(VisitList, (), (day, visits, days))

struct OwnList {
    std::string unit_name {};
    std::optional<VisitList> appointments {}; ///< of a unit that has some, or when asked for
    std::vector<RowView> open {};
    std::vector<RowView> ended {};
    std::optional<OrderId> older {};
    std::int64_t waiting {};
    std::int64_t late {};
};
BOOST_DESCRIBE_STRUCT(OwnList, (), (unit_name, appointments, open, ended, older, waiting, late))

struct ReachList {
    std::vector<UnitLoad> units {};
    std::int64_t open {};
    std::int64_t late {};
};
BOOST_DESCRIBE_STRUCT(ReachList, (), (units, open, late))

struct ListPage {
    std::optional<OwnList> own {};
    std::optional<ReachList> reach {};
};
BOOST_DESCRIBE_STRUCT(ListPage, (), (own, reach))

RowView row_of(Lang lang, org::UnitScope const& scope, OrderRow const& row, Day today)
{
    return { .order = row.id,
             .number = row.number,
             .state = row.state,
             .state_words = state_words(lang, row.delivery, row.state),
             .late = is_late({ row.pay, row.delivery }, row.state, row.pick_day, today),
             .unpaid = row.state == OrderState::placed && row.pay == PayTime::ahead,
             .total = row.total,
             .placed_at = { row.placed_at, scope.zone() },
             .pick_day = row.pick_day,
             .lines = row.lines,
             .delivery = row.delivery };
}

std::optional<VisitList> visit_list(View const& view, org::UnitScope const& scope,
                                    std::optional<Day> asked)
{
    auto const days = visit_days(view, scope);
    if (days.empty() && !asked) return {};
    VisitList list { .day = asked ? *asked : days.front().day };
    for (auto const& one : days) list.days.push_back({ one.day, one.visits, one.day == list.day });
    for (auto const& one : visits(view, scope, list.day)) {
        list.visits.push_back(
            { .order = one.order,
              .number = one.number,
              .state = one.state,
              .state_words = state_words(view.lang, Delivery::served, one.state),
              .hours = slot_words(view.lang, { one.starts, one.ends }),
              .name = one.name,
              .quantity_words = catalogue::measured(view.lang, one.quantity, one.measure) });
        if (auto const who = buyer(view, scope, one.group))
            list.visits.back().buyer_name = who->name;
    }
    return list;
}

Result<OwnList> own_list(View const& view, ListQuery const& query)
{
    constexpr std::size_t a_page = 50;
    auto const scope = TRY(org::own(view));
    auto const today = scope.day(view.now);
    OwnList list { .unit_name = TRY(org::unit(view, scope.unit())).name,
                   .appointments = visit_list(view, scope, query.day) };
    for (auto const& row : open_orders(view, scope)) {
        list.open.push_back(row_of(view.lang, scope, row, today));
        if (auto const who = buyer(view, scope, row.group)) list.open.back().buyer_name = who->name;
    }
    auto const ended = ended_orders(view, scope, query.before.value_or(OrderId {}));
    for (auto const& row : ended) list.ended.push_back(row_of(view.lang, scope, row, today));
    if (ended.size() == a_page) list.older = ended.back().id;
    auto const sums = load(view, scope);
    list.waiting = sums.open;
    list.late = sums.late;
    return list;
}

Result<ListPage> show_list(View& view, ListQuery const& query)
{
    ListPage page;
    if (view.actor.level() == Level::unit) {
        page.own = TRY(own_list(view, query));
        return page;
    }
    page.reach = ReachList { .units = TRY(loads(view)) };
    for (auto const& unit : page.reach->units) {
        page.reach->open += unit.open;
        page.reach->late += unit.late;
    }
    return page;
}

// ---- GET /meja/pesanan/daftar-ambil ----

struct PickView {
    std::string name {};
    std::string quantity_words {};
    std::int64_t orders {};
    std::string kit_quantity {}; ///< what of it belongs to kits; empty: nothing
};
BOOST_DESCRIBE_STRUCT(PickView, (), (name, quantity_words, orders, kit_quantity))

struct PickPage {
    std::string unit_name {};
    LocalTime now {};
    std::vector<PickView> lines {};
};
BOOST_DESCRIBE_STRUCT(PickPage, (), (unit_name, now, lines))

Result<PickPage> show_picks(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    PickPage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                    .now = { view.now, scope.zone() } };
    auto const words = [&](PickLine const& line, Quantity quantity) {
        return catalogue::measured(view.lang, quantity, line.measure);
    };
    for (auto const& line : pick_list(view, scope))
        page.lines.push_back(
            { line.name, words(line, line.quantity), line.orders,
              line.in_kits > Quantity {} ? words(line, line.in_kits) : std::string {} });
    return page;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    routes.query<ListQuery, ListPage>("/meja/pesanan", read_right, show_list, { "orders/list" });
    routes.query<web::Nothing, PickPage>("/meja/pesanan/daftar-ambil", fulfil_right, show_picks,
                                         { "orders/picks" });
    add_collected_routes(routes);
    add_order_routes(routes);
    add_deed_routes(routes);
}

} // namespace karya::orders
