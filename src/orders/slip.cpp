#include "orders/slip.h"
#include "orders/text.h"

namespace karya::orders {

namespace {

using counter::Face;
using counter::Sheet;

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
    sheet.pair(text::pick_on(lang), show(lang, order.pick_day), Face::text);
    sheet.rule();
    for (auto const& line : order.lines)
        sheet.marked_pair(counter::Weave::empty, line.name,
                          catalogue::measured(lang, line.quantity, line.measure));
    sheet.rule();
    sheet.pair(order.pay == PayTime::ahead ? text::slip_paid(lang) : text::order_pay(lang),
               show(lang, order.total), Face::total);
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
    sheet.pair(text::pick_on(view.lang), show(view.lang, order.pick_day), Face::strong);
    sheet.centred(unit.name, Face::small);
    return finished(view, order, sheet);
}

} // namespace karya::orders
