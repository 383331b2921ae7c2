#include "app/money.h"
#include "base/embedded.h"
#include "ledger/ledger.h"

namespace karya::app {

namespace {

std::vector<catalogue::MoneyThread> told(Lang lang, std::vector<ledger::Thread> const& threads)
{
    std::vector<catalogue::MoneyThread> all;
    for (auto const& thread : threads)
        all.push_back({ std::string { enum_text(thread.part) }, karya::text::of(lang, thread.part),
                        thread.amount, thread.from });
    return all;
}

} // namespace

catalogue::MoneyPath money_path(View const& view, catalogue::Product const& product,
                                catalogue::Variant const& variant)
{
    catalogue::MoneyPath path { .tags = { std::string { ledger::rules_tag } } };
    auto const unit = org::unit(view, product.unit);
    if (!unit.ok()) return path;
    auto const today = day_in(unit.value().zone, view.now);
    auto const rule = ledger::public_rule(view, unit.value(),
                                          { product.activity, product.contract, today });
    if (!rule.ok()) return path;
    auto const threads = ledger::threads_of(ledger::parts_of(
        rule.value(),
        { .amount = variant.price, .quantity = Quantity::pieces(1), .cost = variant.cost }));
    auto const bar = ledger::bar_of(threads);
    path.threads = told(view.lang, threads);
    path.bar = told(view.lang, bar);
    path.bar_total = ledger::width_of(bar);
    path.cost_missing = !variant.cost && rule.value().base != ledger::Base::gross;
    path.rule = ledger::rule_words(view.lang, rule.value());
    auto source = ledger::source_of(view.lang, rule.value());
    path.source = std::move(source.words);
    path.source_lang = source.lang;
    return path;
}

} // namespace karya::app
