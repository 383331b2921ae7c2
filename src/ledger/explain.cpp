// The "why" of a split, in words.
#include "ledger/split.h"
#include "ledger/text.h"

namespace karya::ledger {

std::string scope_words(Lang lang, RuleKey const& key)
{
    if (key.activity) return text::why_for_activity(lang);
    if (key.unit && key.contract)
        return text::why_for_unit_contract(lang, karya::text::of(lang, *key.contract));
    if (key.unit) return text::why_for_unit(lang);
    if (key.contract) return text::why_for_contract(lang, karya::text::of(lang, *key.contract));
    return text::why_for_nation(lang);
}

std::string rule_words(Lang lang, SplitRule const& rule)
{
    return text::why_rule(lang, scope_words(lang, rule.key), show(lang, rule.version),
                          show(lang, rule.valid_from));
}

namespace {

std::string shared_words(Lang lang, SplitRule const& rule, Parts const& parts)
{
    auto const shared = show(
        lang, parts.premi + parts.pnbp + parts.working_fund + parts.other + parts.upah_missing);
    auto const cost = show(lang, parts.cost);
    switch (rule.base) {
    case Base::gross: return text::why_gross(lang, shared);
    case Base::profit: return text::why_profit(lang, show(lang, parts.total()), cost, shared);
    case Base::wage: return text::why_wage(lang, show(lang, rule.wage_per_piece), cost, shared);
    }
    CHECK(false);
    return {};
}

void add_share(std::vector<std::string>& lines, Lang lang, std::string const& who,
               std::pair<BasisPoints, Rupiah> share)
{
    if (share.first.value == 0 && share.second == Rupiah {}) return;
    lines.push_back(text::why_share(lang, who, show(lang, share.first), show(lang, share.second)));
}

} // namespace

std::vector<std::string> explain(Lang lang, SplitRule const& rule, Parts const& parts)
{
    std::vector<std::string> lines;
    lines.push_back(rule_words(lang, rule));
    lines.push_back(shared_words(lang, rule, parts));
    auto const name = [&](Account account) { return karya::text::of(lang, account); };
    add_share(lines, lang, name(Account::premi_payable), { rule.premi, parts.premi });
    add_share(lines, lang, name(Account::pnbp_payable), { rule.pnbp, parts.pnbp });
    add_share(lines, lang, name(Account::working_fund),
              { rule.working_fund, parts.working_fund + parts.upah_missing });
    add_share(lines, lang, name(Account::other_payable), { rule.other, parts.other });
    if (parts.upah != Rupiah {}) lines.push_back(text::why_upah(lang, show(lang, parts.upah)));
    if (parts.upah_missing != Rupiah {})
        lines.push_back(text::why_upah_missing(lang, show(lang, parts.upah_missing)));
    return lines;
}

} // namespace karya::ledger
