#include "counter/receipt_pdf.h"
#include "counter/text.h"

namespace karya::counter {

namespace {

Weave weave_of(ledger::MoneyPart part)
{
    using enum ledger::MoneyPart;
    switch (part) {
    case premi: return Weave::solid;
    case upah: return Weave::rising;
    case pnbp: return Weave::crossed;
    case working_fund: return Weave::lying;
    case other: return Weave::dotted;
    case cost: break;
    }
    return Weave::empty;
}

void put_head(Sheet& sheet, Lang lang, Receipt const& receipt)
{
    auto const& sale = receipt.sale;
    sheet.centred(receipt.unit.name, Face::heading);
    sheet.gap(1);
    sheet.centred(text::receipt_number(lang, sale.number), Face::strong);
    sheet.centred(show(lang, receipt.sold_at), Face::text);
    if (!receipt.officer.empty())
        sheet.centred(text::served_by(lang, receipt.officer), Face::small);
    auto buyer = karya::text::of(lang, sale.buyer);
    if (!sale.nip_tail.empty()) buyer += ", NIP \u2026" + sale.nip_tail;
    sheet.centred(text::buyer_words(lang, buyer), Face::small);
    if (sale.state == sales::SaleState::voided) {
        sheet.gap(2);
        sheet.centred(text::receipt_void(lang), Face::heading);
    }
}

void put_lines(Sheet& sheet, Lang lang, sales::Sale const& sale)
{
    sheet.rule();
    for (auto const& line : sale.lines) {
        auto const quantity = quantity_words(lang, line);
        auto const whole = show(lang, line.amount + line.discount);
        if (sheet.paper() == Paper::a4) {
            sheet.pair(line.name + "  (" + quantity + ")", whole, Face::text);
        } else {
            sheet.left(line.name, Face::text);
            sheet.pair(quantity, whole, Face::text);
        }
    }
    sheet.rule();
}

void put_sums(Sheet& sheet, Lang lang, Receipt const& receipt)
{
    auto const& sale = receipt.sale;
    if (receipt.discount > Rupiah {})
        sheet.pair(text::discount_subtotal(lang), show(lang, sale.total + receipt.discount),
                   Face::text);
    for (auto const& kit : receipt.kits)
        sheet.pair(kit_words(lang, kit), show(lang, -kit.off), Face::text);
    if (receipt.given > Rupiah {})
        sheet.pair(text::discount(lang), show(lang, -receipt.given), Face::text);
    sheet.pair(text::total(lang), show(lang, sale.total), Face::total);
    for (auto const& [payment, amount] : receipt.handed)
        sheet.pair(karya::text::of(lang, payment), show(lang, amount), Face::text);
    if (receipt.change > Rupiah {})
        sheet.pair(text::change(lang), show(lang, receipt.change), Face::strong);
    if (sale.refunded > Rupiah {})
        sheet.pair(text::refunded(lang), show(lang, -sale.refunded), Face::strong);
}

void put_threads(Sheet& sheet, Lang lang, Receipt const& receipt)
{
    if (receipt.threads.empty()) return;
    sheet.rule();
    sheet.left(text::money_goes(lang, show(lang, receipt.left.total())), Face::strong);
    sheet.gap(1);
    std::vector<Stretch> bar;
    for (auto const& thread : receipt.threads)
        if (thread.amount > Rupiah {})
            bar.push_back({ weave_of(thread.part), thread.amount.amount() });
    sheet.bar(std::move(bar));
    for (auto const& thread : receipt.threads)
        sheet.marked_pair(weave_of(thread.part), karya::text::of(lang, thread.part),
                          show(lang, thread.amount));
}

} // namespace

std::string receipt_pdf(Lang lang, Receipt const& receipt, Paper paper)
{
    Sheet sheet { paper };
    put_head(sheet, lang, receipt);
    put_lines(sheet, lang, receipt.sale);
    put_sums(sheet, lang, receipt);
    put_threads(sheet, lang, receipt);
    sheet.gap(3);
    sheet.centred(text::thanks(lang), Face::small);
    sheet.gap(2);
    sheet.band(receipt.unit.id.text());
    return sheet.pdf({ .title = text::receipt_number(lang, receipt.sale.number),
                       .made_at = rfc3339(receipt.sold_at.at),
                       .mark = receipt.demo ? text::demo_paper(lang) : "" });
}

} // namespace karya::counter
