#include "orders/invoice.h"
#include "base/embedded.h"
#include "base/lang.h"
#include "counter/counter.h"
#include "orders/move.h"
#include "orders/routes.h"
#include "orders/text.h"
#include <algorithm>

namespace karya::orders {

namespace {

using counter::Face;
using counter::Sheet;

void draw_head(Sheet& sheet, Lang lang, org::Unit const& unit, sales::Sale const& sale)
{
    sheet.centred(unit.name, Face::heading);
    sheet.centred(unit.regency, Face::text);
    sheet.gap(3);
    sheet.centred(text::invoice_title(lang, sale.number), Face::strong);
    sheet.rule();
}

void draw_facts(Sheet& sheet, Lang lang, Order const& order, Zone zone, sales::Sale const& sale)
{
    sheet.pair(text::invoice_order(lang), order.number, Face::text);
    sheet.pair(text::placed_at(lang), show(lang, LocalTime { order.placed_at, zone }), Face::text);
    sheet.pair(text::invoice_paid_at(lang), show(lang, LocalTime { sale.sold_at, zone }),
               Face::text);
}

void draw_buyer(Sheet& sheet, Lang lang, Buyer const& buyer)
{
    sheet.pair(text::buyer(lang), buyer.name, Face::text);
    if (!buyer.address) return;
    sheet.left(buyer.address->street, Face::text);
    sheet.left(buyer.address->place, Face::text);
}

void draw_row(Sheet& sheet, std::vector<std::string> const& words, Face face)
{
    sheet.row(
        { { words[0], 8 }, { words[1], 3, true }, { words[2], 3, true }, { words[3], 4, true } },
        face);
}

/// What the lines come to before anything was taken off.
Rupiah draw_lines(Sheet& sheet, Lang lang, Order const& order, sales::Sale const& sale)
{
    draw_row(sheet,
             { text::picks_goods(lang), text::picks_quantity(lang), text::invoice_price(lang),
               text::amount(lang) },
             Face::strong);
    Rupiah sum;
    for (auto const& line : sale.lines) {
        auto const amount = line.amount + line.discount;
        draw_row(sheet,
                 { line.name, catalogue::measured(lang, line.quantity, line.measure),
                   show(lang, line.price), show(lang, amount) },
                 Face::text);
        auto const ordered = std::ranges::find(order.lines, line.n, &Line::n);
        if (ordered != order.lines.end() && ordered->kit_pieces > 0)
            sheet.left(kit_words(lang, *ordered), Face::small);
        sum += amount;
    }
    sheet.rule();
    return sum;
}

void draw_sums(Sheet& sheet, Lang lang, Order const& order, sales::Sale const& sale, Rupiah goods)
{
    sheet.pair(text::goods_total(lang), show(lang, goods), Face::text);
    auto const kits = order.kits_off();
    if (kits > Rupiah {})
        sheet.pair(text::invoice_kits(lang), show(lang, Rupiah {} - kits), Face::text);
    if (goods - kits != sale.total)
        sheet.pair(order.coupon.empty() ? text::invoice_discount(lang)
                                        : text::coupon_off(lang, order.coupon),
                   show(lang, sale.total - (goods - kits)), Face::text);
    if (order.parcel)
        sheet.pair(text::shipping_fee(lang) + " (" + karya::text::of(lang, order.parcel->courier)
                       + ", " + order.parcel->service + ")",
                   show(lang, order.shipping()), Face::text);
    sheet.pair(text::total(lang), show(lang, sale.total + order.shipping()), Face::total);
}

void draw_ways(Sheet& sheet, View const& view, Order const& order, sales::Sale const& sale)
{
    auto const lang = view.lang;
    auto const ahead = payments::payment(view, payment_of(order.group));
    if (order.pay == PayTime::ahead && ahead.ok())
        sheet.pair(text::invoice_way(lang, karya::text::of(lang, ahead.value().way)),
                   show(lang, sale.total + order.shipping()), Face::text);
    else
        for (auto const& [payment, amount] : sale.paid)
            sheet.pair(text::invoice_way(lang, karya::text::of(lang, payment)), show(lang, amount),
                       Face::text);
    if (sale.refunded > Rupiah {})
        sheet.pair(text::invoice_refunded(lang), show(lang, sale.refunded), Face::text);
}

} // namespace

bool has_invoice(Order const& order)
{
    return order.sale.has_value() && order.state != OrderState::cancelled;
}

Result<std::string> invoice_pdf(View const& view, Order const& order,
                                std::optional<Buyer> const& buyer)
{
    if (!has_invoice(order)) return not_paid;
    auto const lang = view.lang;
    auto const scope = TRY(org::seller(view, order.unit));
    auto const sale = TRY(sales::sale(view, scope, *order.sale));
    auto const unit = TRY(org::unit(view, order.unit));
    Sheet sheet { counter::Paper::a4 };
    draw_head(sheet, lang, unit, sale);
    draw_facts(sheet, lang, order, unit.zone, sale);
    if (buyer) draw_buyer(sheet, lang, *buyer);
    sheet.rule();
    auto const goods = draw_lines(sheet, lang, order, sale);
    draw_sums(sheet, lang, order, sale, goods);
    draw_ways(sheet, view, order, sale);
    sheet.gap(6);
    sheet.band(unit.id.text());
    return sheet.pdf({ .title = text::invoice_title(lang, sale.number),
                       .made_at = rfc3339(sale.sold_at),
                       .mark = view.demo ? text::demo_paper(lang) : "" });
}

} // namespace karya::orders
