// One order at the unit's desk, and its papers.

#include "orders/invoice.h"
#include "orders/routes.h"
#include "orders/slip.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/text.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

// ---- /meja/pesanan/{order} ----

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
    std::string state_words {};
    Delivery delivery {};
    std::string hand_title {}; ///< of the form by which it ends
    std::string hand_now {};
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
                      (title, order, number, state, state_words, delivery, hand_title, hand_now,
                       total, placed_at, pick_day, last_day, buyer, sale, invoice, coupon, slot,
                       times, services, preparable, payable, cancellable, printable, till_open,
                       ahead, unpaid, parcel, parts, dispatchable, left, billable, closable,
                       couriers, form, lines, steps))

std::vector<LeftView> left_of(Lang lang, Order const& order)
{
    std::vector<LeftView> all;
    Quantity sum;
    for (auto const& line : order.goods()) {
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

/// It ends with the money, or when that is here already, with the deed alone.
void put_hand_words(Lang lang, Order const& order, DeskPage& page)
{
    auto const said = [&](std::string_view what) {
        return said_of(lang, order.delivery, what, { { "total", show(lang, order.total) } });
    };
    page.hand_title = said(page.ahead ? "hand_paid" : "hand_over");
    page.hand_now = said(page.ahead ? "hand_paid" : "hand_now");
}

Result<DeskPage> show_order(View& view, OrderPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(order(view, scope, path.order));
    DeskPage page { .title = text::order_title(view.lang, found.number),
                    .order = found.id,
                    .number = found.number,
                    .state = found.state,
                    .state_words = state_words(view.lang, found.delivery, found.state),
                    .delivery = found.delivery,
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
    put_hand_words(view.lang, found, page);
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

} // namespace

void add_order_routes(web::Routes& routes)
{
    routes.query<OrderPath, DeskPage>("/meja/pesanan/{order}", fulfil_right, show_order,
                                      { "orders/order" });
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/nota", fulfil_right, invoice_paper);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/slip", fulfil_right, paper<slip_pdf>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label", fulfil_right,
                                       paper<label_pdf>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label-kirim", fulfil_right,
                                       paper<address_label_pdf<counter::Paper::label>>);
    routes.query<OrderPath, web::File>("/meja/pesanan/{order}/label-a6", fulfil_right,
                                       paper<address_label_pdf<counter::Paper::a6>>);
}

} // namespace karya::orders
