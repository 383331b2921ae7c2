// What the buyer sees and does by his secret link.

#include "orders/invoice.h"
#include "orders/pickup.h"
#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/text.h"
#include "web/page.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

// ---- /pesanan/{link} ----

struct OrderView {
    OrderId order {};
    std::string link {};
    std::string number {};
    OrderState state {};
    std::string state_words {};
    bool open { false };
    bool due { false };   ///< the unit is at work, or it waits to be fetched
    bool ahead { false }; ///< its money is sent ahead
    bool cancellable { false };
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string place {};
    Day pick_day {};
    std::string slot {}; ///< of that day, in words
    std::vector<ServiceView> services {};
    Day last_day {};
    std::string hours {};
    std::string where {};
    std::string code {};
    std::string code_words {};   ///< what that is called
    std::string cancel_words {}; ///< what becomes of it when he cancels
    Rupiah total {};             ///< with what sending costs
    std::optional<ParcelView> parcel {};
    std::vector<ConsignmentView> parts {}; ///< when it travels in several
    bool travelling { false };
    bool invoice { false }; ///< it is paid
    std::optional<CouponView> coupon {};
    std::vector<OrderLineView> lines {};
    std::vector<StepView> steps {};
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (order, link, number, state, state_words, open, due, ahead, cancellable, unit,
                       unit_name, unit_slug, place, pick_day, slot, services, last_day, hours,
                       where, code, code_words, cancel_words, total, parcel, parts, travelling,
                       invoice, coupon, lines, steps))

/// What became of the money, and where it can be sent.
struct PaymentView {
    payments::PaymentState state {};
    Rupiah to_pay {};
    LocalTime due_at {};
    std::string pay_path {};
    bool awaited { false };
};
BOOST_DESCRIBE_STRUCT(PaymentView, (), (state, to_pay, due_at, pay_path, awaited))

struct GroupPage {
    std::string title {};
    std::string own_link {};
    std::string address {}; ///< of this page, to be kept
    std::string buyer_name {};
    std::string buyer_email {};
    std::optional<Address> to {}; ///< where something is sent
    Rupiah total {};
    bool several { false };
    std::optional<PaymentView> payment {};
    std::vector<OrderView> orders {};

    static constexpr bool secret = true; // who has the link has everything on it
    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(GroupPage, (),
                      (title, own_link, address, buyer_name, buyer_email, to, total, several,
                       payment, orders))

Result<OrderView> view_of(View const& view, std::string const& link, Order const& order)
{
    auto const unit = TRY(org::unit(view, order.unit));
    auto const words = pickup_of(view, order.unit);
    return OrderView { .order = order.id,
                       .link = link,
                       .number = order.number,
                       .state = order.state,
                       .state_words = state_words(view.lang, order.delivery, order.state),
                       .open = is_open(order.state),
                       .due = is_open(order.state) && order.delivery != Delivery::sent
                           && (order.state != OrderState::placed || order.pay != PayTime::ahead),
                       .ahead = order.pay == PayTime::ahead,
                       .cancellable = order.state < OrderState::packed
                           && order.consignments.empty(),
                       .unit = unit.id,
                       .unit_name = unit.name,
                       .unit_slug = unit.slug,
                       .place = unit.place,
                       .pick_day = order.pick_day,
                       .slot = order.slot ? slot_words(view.lang, *order.slot) : "",
                       .services = services_of(view.lang, order),
                       .last_day = day_in(unit.zone, order.due_at).next(-1),
                       .hours = words.hours,
                       .where = words.place,
                       .code = pick_code(order.id),
                       .code_words = said_of(view.lang, order.delivery, "code"),
                       .cancel_words = said_of(view.lang, order.delivery, "cancelled_by_buyer"),
                       .total = order.charged(),
                       .parcel = parcel_of(view.lang, order),
                       .parts = parts_of(view.lang, order, unit.zone),
                       .travelling = order.state == OrderState::shipped,
                       .invoice = has_invoice(order),
                       .coupon = coupon_of(order),
                       .lines = lines_of(view.lang, order),
                       .steps = steps_of(view.lang, order, unit.zone) };
}

PaymentView view_of(Lang lang, payments::Payment const& payment)
{
    using enum payments::PaymentState;
    bool const awaited = payment.state == awaiting || payment.state == short_paid;
    return { .state = payment.state,
             .to_pay = payment.to_pay,
             .due_at = { payment.ends_at, Zone::wib },
             .pay_path = web::localized(lang, payment.pay_path),
             .awaited = awaited };
}

struct LinkPath {
    std::string link {};
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (link))

Result<GroupPage> show_group(View& view, LinkPath const& path)
{
    auto const found = TRY(group(view, path.link));
    GroupPage page { .title = text::your_order(view.lang),
                     .own_link = path.link,
                     .address = std::string { view.caller.site }
                         + (view.lang == Lang::en ? "/en" : "") + "/pesanan/" + path.link,
                     .total = found.total,
                     .several = found.orders.size() > 1 };
    if (found.buyer) page.buyer_name = found.buyer->name;
    if (found.buyer) page.buyer_email = found.buyer->email.value_or("");
    if (found.buyer) page.to = found.buyer->address;
    for (auto const& order : found.orders)
        page.orders.push_back(TRY(view_of(view, path.link, order)));
    if (found.payment) page.payment = view_of(view.lang, *found.payment);
    return page;
}

/// Where a browser comes back from paying: it knows its basket, and no link is written down.
Result<GroupPage> show_latest(View& view, web::Nothing const&)
{
    return show_group(view, { TRY(link_of_basket(view, view.caller.basket_token)) });
}

// ---- POST /pesanan/{link}/{order}/pembatalan ----

/// One order of a group.
struct OrderInLink {
    std::string link {};
    OrderId order {};
};
BOOST_DESCRIBE_STRUCT(OrderInLink, (), (link, order))

Result<Placed> post_cancel(Call& call, OrderInLink const& input)
{
    TRY(cancel_as_buyer(call, input.link, input.order));
    return Placed { input.link };
}

Result<Placed> post_received(Call& call, OrderInLink const& input)
{
    TRY(receive_as_buyer(call, input.link, input.order));
    return Placed { input.link };
}

// ---- GET /pesanan/{link}/{order}/nota ----

Result<web::File> show_invoice(View& view, OrderInLink const& path)
{
    auto const found = TRY(group(view, path.link));
    auto const order = std::ranges::find(found.orders, path.order, &Order::id);
    if (order == found.orders.end()) return not_found;
    return web::File { .content_type = "application/pdf",
                       .bytes = TRY(invoice_pdf(view, *order, found.buyer)),
                       .no_store = true };
}

} // namespace

void add_buyer_routes(web::Routes& routes)
{
    routes.query<web::Nothing, GroupPage>("/pesanan", anyone, show_latest, { "orders/group" });
    routes.query<LinkPath, GroupPage>("/pesanan/{link}", anyone, show_group, { "orders/group" });
    routes.query<OrderInLink, web::File>("/pesanan/{link}/{order}/nota", anyone, show_invoice);
    routes.command<OrderInLink, Placed>("/pesanan/{link}/{order}/pembatalan", anyone, post_cancel,
                                        { "/pesanan/{link}", "/pesanan/{link}" });
    routes.command<OrderInLink, Placed>("/pesanan/{link}/{order}/penerimaan", anyone, post_received,
                                        { "/pesanan/{link}", "/pesanan/{link}" });
}

} // namespace karya::orders
