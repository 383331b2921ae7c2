// The unit's desk: what was ordered, who comes for it, and how the units below keep up.

#include "orders/invoice.h"
#include "orders/routes.h"
#include "orders/slip.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/text.h"
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
    bool late { false };
    bool unpaid { false }; ///< nothing to do before the money is here
    Rupiah total {};
    LocalTime placed_at {};
    Day pick_day {};
    std::int64_t lines {};
    Delivery delivery {};
};
BOOST_DESCRIBE_STRUCT(RowView, (),
                      (order, number, buyer_name, state, late, unpaid, total, placed_at, pick_day,
                       lines, delivery))

/// Who comes when, for which service.
struct VisitView {
    OrderId order {};
    std::string number {};
    OrderState state {};
    std::string hours {};
    std::string name {};
    std::string quantity_words {};
    std::string buyer_name {};
};
BOOST_DESCRIBE_STRUCT(VisitView, (),
                      (order, number, state, hours, name, quantity_words, buyer_name))

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

RowView row_of(org::UnitScope const& scope, OrderRow const& row, Day today)
{
    return { .order = row.id,
             .number = row.number,
             .state = row.state,
             .late = is_due(row.pay, row.state) && row.pick_day <= today,
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
        list.open.push_back(row_of(scope, row, today));
        if (auto const who = buyer(view, scope, row.group)) list.open.back().buyer_name = who->name;
    }
    auto const ended = ended_orders(view, scope, query.before.value_or(OrderId {}));
    for (auto const& row : ended) list.ended.push_back(row_of(scope, row, today));
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

// ---- /meja/pesanan/penampungan ----

using PassId = Id<struct PassTag>;

struct PassForm {
    std::string amount {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(PassForm, (), (amount, note))

struct PassPage {
    std::string unit_name {};
    PassId id {}; ///< of what is recorded next
    Rupiah collected {};
    bool any { false };
    PassForm form {};
};
BOOST_DESCRIBE_STRUCT(PassPage, (), (unit_name, id, collected, any, form))

Result<PassPage> show_collected(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const owed = collected(view, scope);
    return PassPage { .unit_name = TRY(org::unit(view, scope.unit())).name,
                      .id = PassId::make(view.now),
                      .collected = owed,
                      .any = owed > Rupiah {} };
}

struct PassInput {
    PassId id {};
    Rupiah amount {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(PassInput, (), (id, amount, note))

Result<web::Nothing> post_passed_on(Call& call, PassInput const& input)
{
    TRY(pass_on(call, TRY(org::own(call.view())),
                { input.id.text(), input.amount, input.note.value_or("") }));
    return web::Nothing {};
}

// ---- /meja/pesanan/{order} ----

struct OrderPath {
    OrderId order {};
};
BOOST_DESCRIBE_STRUCT(OrderPath, (), (order))

struct CourierChoice {
    shipping::Courier courier {};
};
BOOST_DESCRIBE_STRUCT(CourierChoice, (), (courier))

/// What of a line can go into the next parcel.
struct LeftView {
    std::int64_t index {};
    std::int64_t n {};
    std::string name {};
    std::string quantity {}; ///< as a field holds it
    std::string left_words {};
};
BOOST_DESCRIBE_STRUCT(LeftView, (), (index, n, name, quantity, left_words))

struct DeskForm {
    shipping::Courier courier {};
    std::string tracking {};
    std::string cost {};
    PaidFrom from {};
};
BOOST_DESCRIBE_STRUCT(DeskForm, (), (courier, tracking, cost, from))

struct DeskPage {
    std::string title {};
    OrderId order {};
    std::string number {};
    OrderState state {};
    Rupiah total {};
    LocalTime placed_at {};
    Day pick_day {};
    Day last_day {};
    std::optional<Buyer> buyer {};
    std::optional<SaleId> sale {};
    bool invoice { false }; ///< it is paid
    std::optional<CouponView> coupon {};
    std::string slot {};              ///< of its day, in words
    std::vector<SlotChoice> times {}; ///< to which it can be put off
    std::vector<ServiceView> services {};
    bool preparable { false };
    bool payable { false }; ///< it can be handed over
    bool cancellable { false };
    bool printable { false }; ///< papers that go with the goods
    bool till_open { false };
    bool ahead { false };                  ///< its money is sent ahead: the till has no part in it
    bool unpaid { false };                 ///< and is not here yet
    std::optional<ParcelView> parcel {};   ///< absent: fetched
    std::vector<ConsignmentView> parts {}; ///< when it travels in several
    bool dispatchable { false };
    std::vector<LeftView> left {}; ///< when more than one piece of it is left to send
    bool billable { false };       ///< the courier is still to be paid
    bool closable { false };       ///< on its way
    std::vector<CourierChoice> couriers {};
    DeskForm form {};
    std::vector<OrderLineView> lines {};
    std::vector<StepView> steps {};
};
BOOST_DESCRIBE_STRUCT(DeskPage, (),
                      (title, order, number, state, total, placed_at, pick_day, last_day, buyer,
                       sale, invoice, coupon, slot, times, services, preparable, payable,
                       cancellable, printable, till_open, ahead, unpaid, parcel, parts,
                       dispatchable, left, billable, closable, couriers, form, lines, steps))

std::vector<LeftView> left_of(Lang lang, Order const& order)
{
    std::vector<LeftView> all;
    Quantity sum;
    for (auto const& line : order.lines) {
        auto const left = order.left(line);
        if (left == Quantity {}) continue;
        sum = sum + left;
        all.push_back({ static_cast<std::int64_t>(all.size()), line.n, line.name, left.typed(),
                        catalogue::measured(lang, left, line.measure) });
    }
    if (sum <= Quantity::pieces(1)) all.clear(); // it cannot be divided
    return all;
}

void add_parcel(DeskPage& page, Order const& order, Lang lang, Zone zone)
{
    auto const state = order.state;
    page.parts = parts_of(lang, order, zone);
    page.parcel = parcel_of(lang, order);
    page.dispatchable = may_become(terms_of(order), state, OrderState::shipped);
    if (page.dispatchable) page.left = left_of(lang, order);
    page.closable = state == OrderState::shipped;
    page.billable = !order.parcel->cost
        && (state == OrderState::shipped || state == OrderState::handed_over);
    for (auto const courier : enum_values<shipping::Courier>())
        page.couriers.push_back({ courier });
    page.form = { .courier = order.parcel->courier,
                  .cost = std::to_string(order.shipping().amount()) };
}

/// To which it, or each of its services, can be put off.
void put_times(View const& view, org::UnitScope const& scope, Order const& order, DeskPage& page)
{
    if (order.appointments.empty()) page.times = slot_choices(view.lang, pick_times(view, scope));
    for (auto const& one : order.appointments) {
        auto const shown = std::ranges::find(page.services, one.n, &ServiceView::n);
        CHECK(shown != page.services.end());
        shown->times = slot_choices(view.lang,
                                    service_times(view, { order.unit, one.product, one.places }));
    }
}

Result<DeskPage> show_order(View& view, OrderPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(order(view, scope, path.order));
    DeskPage page { .title = text::order_title(view.lang, found.number),
                    .order = found.id,
                    .number = found.number,
                    .state = found.state,
                    .total = found.total,
                    .placed_at = { found.placed_at, scope.zone() },
                    .pick_day = found.pick_day,
                    .last_day = scope.day(found.due_at).next(-1),
                    .buyer = buyer(view, scope, found.group),
                    .sale = found.sale,
                    .invoice = has_invoice(found),
                    .coupon = coupon_of(found),
                    .slot = found.slot ? slot_words(view.lang, *found.slot) : "",
                    .lines = lines_of(view.lang, found),
                    .steps = steps_of(view.lang, found, scope.zone()) };
    auto const may = [&](OrderState to) { return may_become(terms_of(found), found.state, to); };
    page.preparable = may(OrderState::ready) || may(OrderState::packed);
    page.payable = !found.parcel && may(OrderState::handed_over);
    page.printable = may(OrderState::cancelled);
    page.cancellable = page.printable && found.consignments.empty();
    if (found.parcel) add_parcel(page, found, view.lang, scope.zone());
    page.services = services_of(view.lang, found);
    if (!found.parcel && is_open(found.state)) put_times(view, scope, found, page);
    page.till_open = till_open(view, scope);
    page.ahead = found.pay == PayTime::ahead;
    page.unpaid = page.ahead && found.state == OrderState::placed;
    return page;
}

using Draw = std::string (*)(View const&, org::Unit const&, Order const&,
                             std::optional<Buyer> const&);

template<Draw draw>
Result<web::File> paper(View& view, OrderPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(order(view, scope, path.order));
    return web::File { .content_type = "application/pdf",
                       .bytes = draw(view, TRY(org::unit(view, scope.unit())), found,
                                     buyer(view, scope, found.group)),
                       .no_store = true };
}

Result<web::File> invoice_paper(View& view, OrderPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(order(view, scope, path.order));
    return web::File { .content_type = "application/pdf",
                       .bytes = TRY(invoice_pdf(view, found, buyer(view, scope, found.group))),
                       .no_store = true };
}

Result<OrderPath> post_ready(Call& call, OrderPath const& input)
{
    TRY(make_ready(call, TRY(org::own(call.view())), input.order));
    return input;
}

struct PutOffInput {
    OrderId order {};
    std::string slot {};
    std::optional<std::int64_t> line {}; ///< of a service that has times
};
BOOST_DESCRIBE_STRUCT(PutOffInput, (), (order, slot, line))

Result<OrderPath> post_put_off(Call& call, PutOffInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const to = TRY(pick_of(scope.unit(), input.slot));
    TRY(put_off(call, scope, input.order, to, input.line));
    return OrderPath { input.order };
}

// ---- What is sent ----

struct PartInput {
    std::int64_t n {};
    std::optional<Quantity> quantity {}; ///< absent: none of it
};
BOOST_DESCRIBE_STRUCT(PartInput, (), (n, quantity))

struct DispatchInput {
    OrderId order {};
    shipping::Courier courier {};
    std::optional<std::string> tracking {};
    std::vector<PartInput> lines {}; ///< none: all that is left
};
BOOST_DESCRIBE_STRUCT(DispatchInput, (), (order, courier, tracking, lines))

Result<OrderPath> post_dispatch(Call& call, DispatchInput const& input)
{
    Dispatch draft { input.order, input.courier, input.tracking.value_or(""), {} };
    for (auto const& part : input.lines)
        draft.lines.push_back({ part.n, part.quantity.value_or(Quantity {}) });
    TRY(dispatch(call, TRY(org::own(call.view())), draft));
    return OrderPath { input.order };
}

struct BillInput {
    OrderId order {};
    Rupiah cost {};
    PaidFrom from {};
};
BOOST_DESCRIBE_STRUCT(BillInput, (), (order, cost, from))

Result<OrderPath> post_bill(Call& call, BillInput const& input)
{
    TRY(pay_courier(call, TRY(org::own(call.view())), { input.order, input.cost, input.from }));
    return OrderPath { input.order };
}

Result<OrderPath> post_closed(Call& call, OrderPath const& input)
{
    TRY(close_sent(call, TRY(org::own(call.view())), input.order));
    return input;
}

// ---- What is fetched, and what is not wanted any more ----

struct HandInput {
    OrderId order {};
    std::optional<std::string> code {};
    bool without_code { false };
    std::optional<sales::Payment> payment {}; ///< absent: it is paid
};
BOOST_DESCRIBE_STRUCT(HandInput, (), (order, code, without_code, payment))

Result<OrderPath> post_hand_over(Call& call, HandInput const& input)
{
    TRY(hand_over(call, TRY(org::own(call.view())),
                  { input.order, input.code.value_or(""), input.without_code,
                    input.payment.value_or(sales::Payment::cash) }));
    return OrderPath { input.order };
}

struct CancelInput {
    OrderId order {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CancelInput, (), (order, reason))

Result<OrderPath> post_cancel(Call& call, CancelInput const& input)
{
    TRY(cancel(call, TRY(org::own(call.view())), input.order, input.reason));
    return OrderPath { input.order };
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr auto of_order = "/meja/pesanan/{order}";
    routes.query<ListQuery, ListPage>("/meja/pesanan", read_right, show_list, { "orders/list" });
    routes.query<web::Nothing, PickPage>("/meja/pesanan/daftar-ambil", fulfil_right, show_picks,
                                         { "orders/picks" });
    constexpr auto of_money = "/meja/pesanan/penampungan";
    routes.query<web::Nothing, PassPage>(of_money, money_right, show_collected,
                                         { "orders/collected" });
    routes.command<PassInput, web::Nothing>(of_money, money_right, post_passed_on,
                                            { of_money, of_money });
    routes.query<OrderPath, DeskPage>(of_order, fulfil_right, show_order, { "orders/order" });
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/nota", fulfil_right, invoice_paper);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/slip", fulfil_right, paper<slip_pdf>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label", fulfil_right,
                                       paper<label_pdf>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label-kirim", fulfil_right,
                                       paper<address_label_pdf<counter::Paper::label>>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label-a6", fulfil_right,
                                       paper<address_label_pdf<counter::Paper::a6>>);
    routes.command<DispatchInput, OrderPath>("/meja/pesanan/{order}/pengiriman", fulfil_right,
                                             post_dispatch, { of_order, of_order });
    routes.command<BillInput, OrderPath>("/meja/pesanan/{order}/ongkir", fulfil_right, post_bill,
                                         { of_order, of_order });
    routes.command<PutOffInput, OrderPath>("/meja/pesanan/{order}/jadwal", fulfil_right,
                                           post_put_off, { of_order, of_order });
    routes.command<OrderPath, OrderPath>("/meja/pesanan/{order}/penutupan", fulfil_right,
                                         post_closed, { of_order, of_order });
    routes.command<OrderPath, OrderPath>("/meja/pesanan/{order}/kesiapan", fulfil_right, post_ready,
                                         { of_order, of_order });
    routes.command<HandInput, OrderPath>("/meja/pesanan/{order}/penyerahan", fulfil_right,
                                         post_hand_over, { of_order, of_order });
    routes.command<CancelInput, OrderPath>("/meja/pesanan/{order}/pembatalan", manage_right,
                                           post_cancel, { of_order, of_order });
}

} // namespace karya::orders
