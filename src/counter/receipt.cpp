#include "counter/receipt.h"
#include "counter/discount.h"
#include "counter/store.h"
#include "counter/text.h"
#include "identity/identity.h"
#include <map>

namespace karya::counter {

namespace {

ledger::Parts left_of(View const& view, sales::Sale const& sale, sales::Line const& line)
{
    if (sale.state == sales::SaleState::voided) return {};
    return sales::parts_left(view, line);
}

} // namespace

Result<Receipt> receipt_of(View const& view, org::UnitScope const& scope, SaleId id)
{
    Receipt receipt { .sale = TRY(sales::sale(view, scope, id)), .demo = view.demo };
    auto const& sale = receipt.sale;
    receipt.unit = TRY(org::unit_on(view, sale.unit, sale.day));
    receipt.sold_at = { sale.sold_at, scope.zone() };
    receipt.change = sale.received - sale.total;
    receipt.discount = discount_on(sale);
    receipt.kits = store::kits(view.read, sale.id);
    receipt.given = given_on(view, sale);
    receipt.handed = sale.paid;
    for (auto& [payment, amount] : receipt.handed)
        if (payment == sales::Payment::cash) amount += receipt.change;
    receipt.officer = identity::name_of(view, sale.officer); // none of an imported one
    ledger::Parts sold;
    for (auto const& line : sale.lines) {
        sold = sold + line.parts;
        receipt.left = receipt.left + left_of(view, sale, line);
    }
    receipt.back = sold - receipt.left;
    receipt.threads = ledger::threads_of(receipt.left);
    return receipt;
}

std::string quantity_words(Lang lang, sales::Line const& line)
{
    auto words = show(lang, line.quantity);
    if (line.measure != catalogue::Measure::pcs)
        words = catalogue::measured(lang, line.quantity, line.measure);
    return words + " \u00d7 " + show(lang, line.price);
}

std::vector<Why> why(View const& view, sales::Sale const& sale)
{
    std::map<RuleId, ledger::Parts> by_rule;
    for (auto const& line : sale.lines)
        by_rule[line.rule] = by_rule[line.rule] + left_of(view, sale, line);
    std::vector<Why> all;
    for (auto const& [id, parts] : by_rule) {
        if (parts == ledger::Parts {}) continue;
        auto const rule = ledger::rule(view, id);
        CHECK(rule.ok()); // a line's rule is never deleted
        all.push_back({ ledger::explain(view.lang, rule.value(), parts),
                        ledger::source_of(view.lang, rule.value()) });
    }
    return all;
}

namespace {

/// "Tunai Rp 100.000, kembali Rp 10.000"; of several ways each in a line, with what came by it.
std::string words_of_payment(Lang lang, Receipt const& receipt)
{
    std::string words;
    for (auto const& [payment, amount] : receipt.handed) {
        if (!words.empty()) words += "\n";
        words += karya::text::of(lang, payment);
        if (payment == sales::Payment::cash && receipt.change > Rupiah {})
            words += " " + text::paid_words(lang, show(lang, amount), show(lang, receipt.change));
        else if (receipt.handed.size() > 1)
            words += " " + show(lang, amount);
    }
    return words;
}

} // namespace

std::string share_text(Lang lang, Receipt const& receipt)
{
    auto const& sale = receipt.sale;
    std::string text = receipt.demo ? text::demo_paper(lang) + "\n\n" : "";
    text += "*" + receipt.unit.name + "*\n" + text::receipt_number(lang, sale.number) + "\n"
        + show(lang, receipt.sold_at) + "\n";
    if (sale.state == sales::SaleState::voided) text += text::receipt_void(lang) + "\n";
    text += "\n";
    for (auto const& line : sale.lines)
        text += line.name + "\n" + quantity_words(lang, line) + " = "
            + show(lang, line.amount + line.discount) + "\n";
    text += "\n";
    if (receipt.discount > Rupiah {})
        text += text::discount_subtotal(lang) + " " + show(lang, sale.total + receipt.discount)
            + "\n";
    for (auto const& kit : receipt.kits)
        text += kit_words(lang, kit) + " " + show(lang, -kit.off) + "\n";
    if (receipt.given > Rupiah {})
        text += text::discount(lang) + " " + show(lang, -receipt.given) + "\n";
    text += text::total_words(lang, show(lang, sale.total)) + "\n"
        + words_of_payment(lang, receipt);
    if (sale.refunded > Rupiah {})
        text += "\n" + text::refunded(lang) + " " + show(lang, sale.refunded);
    if (receipt.threads.empty()) return text + "\n\n" + text::thanks(lang);
    text += "\n\n" + text::money_goes(lang, show(lang, receipt.left.total())) + "\n";
    for (auto const& thread : receipt.threads)
        text += karya::text::of(lang, thread.part) + " " + show(lang, thread.amount) + "\n";
    return text + "\n" + text::thanks(lang);
}

std::string reversers(View const& view)
{
    if (view.actor.level() != Level::unit || refund_right.allows(view.actor)) return {};
    return all_reversers(view.lang);
}

std::string all_reversers(Lang lang)
{
    std::string words;
    for (auto const role : enum_values<Role>()) {
        if (level_of(role) != Level::unit || !refund_right.allows(role)) continue;
        auto const name = karya::text::of(lang, role);
        words = words.empty() ? name : text::one_or_other(lang, words, name);
    }
    return words;
}

} // namespace karya::counter
