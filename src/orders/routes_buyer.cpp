// From the basket to the order, and what the buyer sees by his secret link.

#include "orders/invoice.h"
#include "orders/letters.h"
#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/text.h"
#include "web/page.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

/// The unit's hours and place in words, as it wrote them.
struct PickWords {
    std::string hours {};
    std::string where {};
};

PickWords pick_words(View const& view, UnitId unit)
{
    auto const pickup = pickup_of(view, unit);
    return { pickup.hours, pickup.place };
}

// ---- GET /pemesanan ----

struct DayChoice {
    Day day {};
};
BOOST_DESCRIBE_STRUCT(DayChoice, (), (day))

struct CheckoutParcel {
    shipping::Courier courier {};
    std::string service {};
    std::string weight {};
    std::int64_t days_min {};
    std::int64_t days_max {};
    std::string days {}; ///< both, in words
    Rupiah fee {};
    Day packed_by {};
};
BOOST_DESCRIBE_STRUCT(CheckoutParcel, (),
                      (courier, service, weight, days_min, days_max, days, fee, packed_by))

struct CheckoutPart {
    UnitId unit {};
    std::int64_t index {};
    std::string unit_name {};
    std::string place {};
    std::string hours {};
    std::string where {};
    std::vector<LineView> lines {};
    std::vector<KitView> kits {};
    std::vector<DayChoice> days {};
    std::vector<SlotChoice> slots {}; ///< instead, at a unit that has some
    bool full { false };              ///< of which none is left
    bool visit { false };             ///< neither: its services have their times
    Rupiah total {};
    std::optional<CheckoutParcel> parcel {}; ///< absent: fetched
};
BOOST_DESCRIBE_STRUCT(CheckoutPart, (),
                      (unit, index, unit_name, place, hours, where, lines, kits, days, slots, full,
                       visit, total, parcel))

/// A way of sending the money ahead.
struct WayChoice {
    payments::PayWay way {};
};
BOOST_DESCRIBE_STRUCT(WayChoice, (), (way))

/// As it is filled for who is signed in.
struct CheckoutForm {
    std::string way {}; ///< empty: at pick-up
    std::string name {};
    std::string phone {};
    std::string email {};
    std::string street {};
};
BOOST_DESCRIBE_STRUCT(CheckoutForm, (), (way, name, phone, email, street))

/// An address of his book that fits.
struct BookChoice {
    AddressId address {};
    std::string label {};
};
BOOST_DESCRIBE_STRUCT(BookChoice, (), (address, label))

struct CheckoutPage {
    GroupId basket {};
    std::vector<CheckoutPart> pick_days {}; ///< named as the field they fill
    Rupiah goods {};
    std::optional<CouponView> coupon {};
    Rupiah shipping {};
    Rupiah total {}; ///< that is to be paid
    bool empty { true };
    bool several { false };
    bool sound { true };
    bool travels { false };  ///< a part of it is sent
    std::string to {};       ///< where
    bool payable { true };   ///< what is sent is paid ahead, and there is a way
    bool asking { false };   ///< what sending costs is being asked for
    bool lost { false };     ///< what was chosen is not offered any more
    bool letters { false };  ///< an e-mail address is of use
    bool messages { false }; ///< and so is a yes to WhatsApp
    std::vector<WayChoice> ways {};
    std::vector<BookChoice> book {}; ///< to fill the form from, when there are several
    bool keepable { false };         ///< what he writes can go into his book
    CheckoutForm form {};

    static constexpr bool secret = true; // it may be filled from an address book
};
BOOST_DESCRIBE_STRUCT(CheckoutPage, (),
                      (basket, pick_days, goods, coupon, shipping, total, empty, several, sound,
                       travels, to, payable, asking, lost, letters, messages, ways, book, keepable,
                       form))

CheckoutPart checkout_part(View const& view, BasketPart const& part)
{
    auto const words = pick_words(view, part.unit);
    CheckoutPart shown { .unit = part.unit,
                         .unit_name = part.unit_name,
                         .place = part.place,
                         .hours = words.hours,
                         .where = words.where,
                         .total = part.total };
    auto goods = goods_of(view.lang, part);
    shown.lines = std::move(goods.lines);
    shown.kits = std::move(goods.kits);
    shown.visit = !part.parcel && visit_of(view, part);
    if (shown.visit) return shown;
    if (part.parcel || week_slots(view, part.unit).empty()) {
        for (auto const day : pick_days(view, part)) shown.days.push_back({ day });
    } else {
        shown.slots = slot_choices(view.lang, pick_times(view, part));
        shown.full = shown.slots.empty();
    }
    if (part.parcel)
        shown.parcel = CheckoutParcel { .courier = part.parcel->courier,
                                        .service = part.parcel->service,
                                        .weight = weight_words(view.lang, part.parcel->grams),
                                        .days_min = part.parcel->days_min,
                                        .days_max = part.parcel->days_max,
                                        .days = days_words(view.lang, part.parcel->days_min,
                                                           part.parcel->days_max),
                                        .fee = part.parcel->fee,
                                        .packed_by = shown.days.front().day };
    return shown;
}

struct CheckoutQuery {
    std::optional<AddressId> address {}; ///< of the book, to fill the form from
};
BOOST_DESCRIBE_STRUCT(CheckoutQuery, (), (address))

/// From the address that was chosen, else the preferred one of those that lie where it goes.
void put_account(View const& view, Basket const& basket, CheckoutQuery const& query,
                 CheckoutPage& page)
{
    auto const account = buyers::signed_in(view);
    if (!account) return;
    page.form.email = account->email;
    page.keepable = page.travels;
    auto book = buyers::addresses(view, account->id);
    if (page.travels)
        std::erase_if(book, [&](auto const& one) { return one.village != basket.to->code; });
    if (book.empty()) return;
    auto const asked = std::ranges::find(book, query.address, &buyers::Address::id);
    auto const& from = asked == book.end() ? book.front() : *asked;
    page.form.name = from.name;
    page.form.phone = from.phone;
    page.form.street = from.street;
    if (book.size() < 2) return;
    for (auto const& one : book) page.book.push_back({ one.id, one.label });
}

Result<CheckoutPage> show_checkout(View& view, CheckoutQuery const& query)
{
    auto const found = basket(view, view.caller.basket_token);
    CheckoutPage page { .basket = found.id,
                        .goods = found.total,
                        .shipping = found.shipping,
                        .total = found.charged(),
                        .empty = found.parts.empty(),
                        .several = found.parts.size() > 1,
                        .sound = found.sound,
                        .travels = found.travels(),
                        .asking = found.asking(),
                        .lost = found.sending_lost(),
                        .letters = letters_go(),
                        .messages = messages_go() };
    if (found.travels()) page.to = found.to->words();
    if (found.discount() > Rupiah {})
        page.coupon = CouponView { found.coupon->code, found.discount() };
    for (auto const& part : found.parts) {
        page.pick_days.push_back(checkout_part(view, part));
        page.pick_days.back().index = static_cast<std::int64_t>(page.pick_days.size() - 1);
    }
    std::optional<UnitId> seller;
    if (found.parts.size() == 1) seller = found.parts.front().unit;
    for (auto const way : payments::ways(view, seller)) page.ways.push_back({ way });
    page.payable = !page.travels || !page.ways.empty();
    if (page.travels && !page.ways.empty())
        page.form.way = std::string { enum_text(page.ways.front().way) };
    put_account(view, found, query, page);
    return page;
}

// ---- POST /pemesanan ----

struct PickInput {
    UnitId unit {};
    std::optional<Day> day {};
    std::optional<std::string> slot {}; ///< "2026-11-30 540": the day, and the minute it begins
};
BOOST_DESCRIBE_STRUCT(PickInput, (), (unit, day, slot))

struct PlaceInput {
    GroupId basket {};
    Rupiah seen_total {};
    std::string name {};
    std::string phone {};
    std::optional<std::string> email {};
    bool whatsapp { false }; ///< to be told at `phone`
    std::optional<std::string> note {};
    std::optional<std::string> street {};
    std::vector<PickInput> pick_days {};
    std::optional<payments::PayWay> way {}; ///< absent: at pick-up
    bool keep { false };                    ///< the address in the book
    std::optional<std::string> keep_as {};
};
BOOST_DESCRIBE_STRUCT(PlaceInput, (),
                      (basket, seen_total, name, phone, email, whatsapp, note, street, pick_days,
                       way, keep, keep_as))

struct Placed {
    std::string link {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(Placed, (), (link))

Result<Placed> post_order(Call& call, PlaceInput const& input)
{
    PlaceDraft draft { .basket = input.basket,
                       .seen_total = input.seen_total,
                       .buyer = { input.name,
                                  input.phone,
                                  input.note.value_or(""),
                                  {},
                                  input.email,
                                  input.whatsapp },
                       .street = input.street.value_or(""),
                       .way = input.way };
    if (input.keep) draft.keep_as = input.keep_as.value_or("");
    for (auto const& pick : input.pick_days)
        if (pick.slot)
            draft.pick_days.push_back(TRY(pick_of(pick.unit, *pick.slot)));
        else if (pick.day)
            draft.pick_days.push_back({ pick.unit, *pick.day, {} });
    return Placed { TRY(place(call, call.caller.basket_token, draft)) };
}

// ---- /pesanan/{link} ----

struct OrderView {
    OrderId order {};
    std::string link {};
    std::string number {};
    OrderState state {};
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
    Rupiah total {}; ///< with what sending costs
    std::optional<ParcelView> parcel {};
    std::vector<ConsignmentView> parts {}; ///< when it travels in several
    bool travelling { false };
    bool invoice { false }; ///< it is paid
    std::optional<CouponView> coupon {};
    std::vector<OrderLineView> lines {};
    std::vector<StepView> steps {};
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (order, link, number, state, open, due, ahead, cancellable, unit, unit_name,
                       unit_slug, place, pick_day, slot, services, last_day, hours, where, code,
                       total, parcel, parts, travelling, invoice, coupon, lines, steps))

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
};
BOOST_DESCRIBE_STRUCT(GroupPage, (),
                      (title, own_link, address, buyer_name, buyer_email, to, total, several,
                       payment, orders))

Result<OrderView> view_of(View const& view, std::string const& link, Order const& order)
{
    auto const unit = TRY(org::unit(view, order.unit));
    auto const words = pick_words(view, order.unit);
    return OrderView { .order = order.id,
                       .link = link,
                       .number = order.number,
                       .state = order.state,
                       .open = is_open(order.state),
                       .due = is_open(order.state) && order.delivery == Delivery::fetched
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
                       .where = words.where,
                       .code = pick_code(order.id),
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
    routes.query<CheckoutQuery, CheckoutPage>("/pemesanan", anyone, show_checkout,
                                              { "orders/checkout" });
    routes.command<PlaceInput, Placed>("/pemesanan", anyone, post_order,
                                       { "/pesanan/{link}", "/pemesanan" });
    routes.query<web::Nothing, GroupPage>("/pesanan", anyone, show_latest, { "orders/group" });
    routes.query<LinkPath, GroupPage>("/pesanan/{link}", anyone, show_group, { "orders/group" });
    routes.query<OrderInLink, web::File>("/pesanan/{link}/{order}/nota", anyone, show_invoice);
    routes.command<OrderInLink, Placed>("/pesanan/{link}/{order}/pembatalan", anyone, post_cancel,
                                        { "/pesanan/{link}", "/pesanan/{link}" });
    routes.command<OrderInLink, Placed>("/pesanan/{link}/{order}/penerimaan", anyone, post_received,
                                        { "/pesanan/{link}", "/pesanan/{link}" });
}

} // namespace karya::orders
