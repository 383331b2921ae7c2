#include "counter/receipt.h"
#include "counter/text.h"
#include "identity/identity.h"
#include <map>

namespace karya::counter {

Result<Receipt> receipt_of(View const& view, org::UnitScope const& scope, SaleId id)
{
    Receipt receipt { .sale = TRY(sales::sale(view, scope, id)), .demo = view.demo };
    auto const& sale = receipt.sale;
    receipt.unit = TRY(org::unit_on(view, sale.unit, sale.day));
    receipt.sold_at = { sale.sold_at, scope.zone() };
    receipt.change = sale.received - sale.total;
    // An imported sale has no officer here.
    if (auto const officer = identity::account(view, sale.officer); officer.ok())
        receipt.officer = officer.value().name;
    for (auto const& line : sale.lines) receipt.parts = receipt.parts + line.parts;
    receipt.threads = threads_of(receipt.parts);
    return receipt;
}

std::string quantity_words(Lang lang, sales::Line const& line)
{
    auto words = show(lang, line.quantity);
    if (line.measure != catalogue::Measure::pcs)
        words = catalogue::measured(lang, line.quantity, line.measure);
    return words + " \u00d7 " + show(lang, line.price);
}

std::vector<Thread> threads_of(ledger::Parts const& parts)
{
    std::vector<Thread> threads;
    Rupiah from;
    auto const add = [&](MoneyPart part, Rupiah amount) {
        if (amount == Rupiah {}) return;
        threads.push_back({ part, amount, from });
        if (amount > Rupiah {}) from += amount; // what is owed takes no room in the bar
    };
    add(MoneyPart::premi, parts.premi);
    add(MoneyPart::upah, parts.upah);
    add(MoneyPart::pnbp, parts.pnbp);
    add(MoneyPart::working_fund, parts.working_fund);
    add(MoneyPart::other, parts.other);
    add(MoneyPart::cost, parts.cost);
    return threads;
}

std::vector<std::vector<std::string>> why(View const& view, sales::Sale const& sale)
{
    std::map<RuleId, ledger::Parts> by_rule;
    for (auto const& line : sale.lines) by_rule[line.rule] = by_rule[line.rule] + line.parts;
    std::vector<std::vector<std::string>> all;
    for (auto const& [id, parts] : by_rule) {
        auto const rule = ledger::rule(view, id);
        CHECK(rule.ok()); // a line's rule is never deleted
        all.push_back(ledger::explain(view.lang, rule.value(), parts));
    }
    return all;
}

std::string share_text(Lang lang, Receipt const& receipt)
{
    auto const& sale = receipt.sale;
    std::string text = receipt.demo ? text::demo_paper(lang) + "\n\n" : "";
    text += "*" + receipt.unit.name + "*\n" + text::receipt_number(lang, sale.number) + "\n"
        + show(lang, receipt.sold_at) + "\n";
    if (sale.state == sales::SaleState::voided) text += text::receipt_void(lang) + "\n";
    text += "\n";
    for (auto const& line : sale.lines)
        text += line.name + "\n" + quantity_words(lang, line) + " = " + show(lang, line.amount)
            + "\n";
    text += "\n" + text::total_words(lang, show(lang, sale.total)) + "\n"
        + karya::text::of(lang, sale.payment);
    if (sale.payment == sales::Payment::cash && receipt.change > Rupiah {})
        text += " " + text::paid_words(lang, show(lang, sale.received), show(lang, receipt.change));
    text += "\n\n" + text::money_goes(lang, show(lang, sale.total)) + "\n";
    for (auto const& thread : receipt.threads)
        text += karya::text::of(lang, thread.part) + " " + show(lang, thread.amount) + "\n";
    return text + "\n" + text::thanks(lang);
}

} // namespace karya::counter
