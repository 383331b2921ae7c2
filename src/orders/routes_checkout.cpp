// From the basket to the order.

#include "orders/letters.h"
#include "orders/pickup.h"
#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/text.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

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
    std::string visit_hint {};        ///< what he does then
    Rupiah total {};
    std::optional<CheckoutParcel> parcel {}; ///< absent: fetched
};
BOOST_DESCRIBE_STRUCT(CheckoutPart, (),
                      (unit, index, unit_name, place, hours, where, lines, kits, days, slots, full,
                       visit, visit_hint, total, parcel))

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
    bool travels { false }; ///< a part of it is sent
    bool sendable { true }; ///< a part of it could be
    std::string lede {};
    std::string who {};      ///< is asked for
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
                       travels, sendable, lede, who, to, payable, asking, lost, letters, messages,
                       ways, book, keepable, form))

CheckoutPart checkout_part(View const& view, BasketPart const& part)
{
    auto const words = pickup_of(view, part.unit);
    CheckoutPart shown { .unit = part.unit,
                         .unit_name = part.unit_name,
                         .place = part.place,
                         .hours = words.hours,
                         .where = words.place,
                         .total = part.total };
    auto goods = goods_of(view.lang, part);
    shown.lines = std::move(goods.lines);
    shown.kits = std::move(goods.kits);
    shown.visit = !part.parcel && visit_of(view, part);
    if (shown.visit) {
        shown.visit_hint = part.served() ? text::visit_only(view.lang)
                                         : text::visit_hint(view.lang);
        return shown;
    }
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
                        .sendable = found.sendable(),
                        .lede = found.served() ? text::checkout_lede_served(view.lang)
                                               : text::checkout_lede(view.lang),
                        .who = found.travels() ? text::checkout_receiver(view.lang)
                            : found.served()   ? text::checkout_visitor(view.lang)
                                               : text::checkout_who(view.lang),
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

} // namespace

void add_checkout_routes(web::Routes& routes)
{
    routes.query<CheckoutQuery, CheckoutPage>("/pemesanan", anyone, show_checkout,
                                              { "orders/checkout" });
    routes.command<PlaceInput, Placed>("/pemesanan", anyone, post_order,
                                       { "/pesanan/{link}", "/pemesanan" });
}

} // namespace karya::orders
