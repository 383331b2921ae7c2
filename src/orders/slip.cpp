#include "orders/slip.h"
#include "base/embedded.h"
#include "base/lang.h"
#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/text.h"

namespace karya::orders {

namespace {

using counter::Face;
using counter::Sheet;

std::string courier_words(Lang lang, Parcel const& parcel)
{
    return karya::text::of(lang, parcel.courier) + ", " + parcel.service;
}

std::string finished(View const& view, Order const& order, Sheet& sheet)
{
    return sheet.pdf({ .title = text::order_title(view.lang, order.number),
                       .made_at = rfc3339(order.placed_at),
                       .mark = view.demo ? text::demo_paper(view.lang) : "" });
}

} // namespace

std::string slip_pdf(View const& view, org::Unit const& unit, Order const& order,
                     std::optional<Buyer> const& buyer)
{
    auto const lang = view.lang;
    Sheet sheet { counter::Paper::a4 };
    sheet.centred(unit.name, Face::heading);
    sheet.gap(1);
    sheet.centred(text::order_title(lang, order.number), Face::strong);
    sheet.rule();
    if (buyer) {
        sheet.pair(text::buyer(lang), buyer->name, Face::text);
        sheet.pair(text::buyer_call(lang), buyer->phone, Face::text);
        if (!buyer->note.empty()) sheet.left(buyer->note, Face::text);
    }
    if (order.parcel) {
        if (buyer && buyer->address) {
            sheet.left(buyer->address->street, Face::text);
            sheet.left(buyer->address->place, Face::text);
        }
        sheet.pair(text::sent_by(lang), courier_words(lang, *order.parcel), Face::text);
        sheet.pair(text::parcel_weight(lang), weight_words(lang, order.parcel->grams), Face::text);
    }
    if (order.delivery != Delivery::served) // its times stand at its lines
        sheet.pair(order.parcel ? text::packed_by(lang) : text::pick_on(lang),
                   time_words(lang, { order.pick_day, order.slot }), Face::text);
    sheet.rule();
    for (auto const& line : order.goods()) {
        sheet.marked_pair(counter::Weave::empty, line.name,
                          catalogue::measured(lang, line.quantity, line.measure));
        if (auto const kit = kit_words(lang, line); !kit.empty()) sheet.left(kit, Face::small);
        if (auto const when = when_of(lang, order, line.n); !when.empty())
            sheet.left(when, Face::strong);
    }
    sheet.rule();
    if (order.parcel)
        sheet.pair(text::shipping_fee(lang), show(lang, order.shipping()), Face::text);
    sheet.pair(order.pay == PayTime::ahead ? text::slip_paid(lang) : text::order_pay(lang),
               show(lang, order.charged()), Face::total);
    sheet.gap(4);
    sheet.band(unit.id.text());
    return finished(view, order, sheet);
}

std::string label_pdf(View const& view, org::Unit const& unit, Order const& order,
                      std::optional<Buyer> const& buyer)
{
    Sheet sheet { counter::Paper::roll_80 };
    sheet.centred(order.number, Face::heading);
    if (buyer) sheet.centred(buyer->name, Face::total);
    sheet.rule();
    if (order.delivery != Delivery::served)
        sheet.pair(text::pick_on(view.lang), time_words(view.lang, { order.pick_day, order.slot }),
                   Face::strong);
    for (auto const& line : order.goods())
        if (auto const when = when_of(view.lang, order, line.n); !when.empty())
            sheet.centred(line.name + ": " + when, Face::text);
    sheet.centred(unit.name, Face::small);
    return finished(view, order, sheet);
}

std::string address_label_pdf(counter::Paper paper, View const& view, org::Unit const& unit,
                              Order const& order, std::optional<Buyer> const& buyer)
{
    auto const lang = view.lang;
    Sheet sheet { paper };
    sheet.left(text::label_from(lang), Face::small);
    sheet.left(unit.name, Face::strong);
    sheet.left(unit.regency, Face::text);
    sheet.rule();
    sheet.left(text::label_to(lang), Face::small);
    if (buyer) {
        sheet.left(buyer->name, Face::heading);
        sheet.left(buyer->phone, Face::strong);
        if (buyer->address) {
            sheet.left(buyer->address->street, Face::large);
            sheet.left(buyer->address->place, Face::large);
        }
    }
    sheet.rule();
    if (order.parcel) {
        sheet.pair(courier_words(lang, *order.parcel), weight_words(lang, order.parcel->grams),
                   Face::strong);
        if (!order.parcel->tracking.empty())
            sheet.pair(text::tracking(lang), order.parcel->tracking, Face::strong);
    }
    sheet.gap(2);
    sheet.code(order.number);
    sheet.centred(order.number, Face::heading);
    return finished(view, order, sheet);
}

} // namespace karya::orders
