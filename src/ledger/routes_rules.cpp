// The split rules in force, and how Ditjenpas adds and ends them.
#include "base/embedded.h"
#include "ledger/ledger.h"
#include "ledger/routes.h"
#include "ledger/text.h"
#include "web/routes.h"
#include <map>

namespace karya::ledger {

namespace {

using org::ContractType;

struct RulesInput {
    std::string code {}; ///< short code of the unit whose activities the form offers
};
BOOST_DESCRIBE_STRUCT(RulesInput, (), (code))

struct RuleLine {
    RuleId id {};
    std::string scope {}; ///< for whom, in words
    SplitRule rule {};
    bool open { false }; ///< may still be ended
};
BOOST_DESCRIBE_STRUCT(RuleLine, (), (id, scope, rule, open))

struct BaseChoice {
    Base base {};
};
BOOST_DESCRIBE_STRUCT(BaseChoice, (), (base))
struct ContractChoice {
    ContractType contract {};
};
BOOST_DESCRIBE_STRUCT(ContractChoice, (), (contract))
struct ActivityChoice {
    ActivityId id {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ActivityChoice, (), (id, name))

/// A new rule as it is typed: the unit by its short code.
struct RuleInput {
    std::optional<std::string> code {};
    std::optional<ActivityId> activity {};
    std::optional<ContractType> contract {};
    Day valid_from {};
    std::optional<Day> valid_to {};
    Base base { Base::profit };
    BasisPoints premi {};
    BasisPoints pnbp {};
    BasisPoints working_fund {};
    BasisPoints other {};
    std::optional<Rupiah> wage_per_piece {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(RuleInput, (),
                      (code, activity, contract, valid_from, valid_to, base, premi, pnbp,
                       working_fund, other, wage_per_piece, source))

struct RulesPage {
    std::vector<RuleLine> rules {};
    std::vector<RuleLine> templates {};
    std::vector<BaseChoice> bases {};
    std::vector<ContractChoice> contracts {};
    std::vector<ActivityChoice> activities {};
    RuleInput form {};
};
BOOST_DESCRIBE_STRUCT(RulesPage, (), (rules, templates, bases, contracts, activities, form))

/// Names of units by id: one query, however many rules there are.
std::map<UnitId, std::string> unit_names(View const& view)
{
    std::map<UnitId, std::string> names;
    for (auto const& unit : org::all_units(view)) names.emplace(unit.id, unit.name);
    return names;
}

std::string scope_words(Lang lang, RuleKey const& key, std::map<UnitId, std::string> const& names)
{
    std::string words = text::rules_nation(lang);
    if (key.unit) {
        auto const found = names.find(*key.unit);
        words = found == names.end() ? key.unit->text() : found->second;
    }
    if (key.activity) words += " · " + text::rules_activity(lang);
    if (key.contract) words += " · " + karya::text::of(lang, *key.contract);
    return words;
}

std::vector<RuleLine> lines_of(View const& view, std::vector<SplitRule> const& rules,
                               std::map<UnitId, std::string> const& names)
{
    std::vector<RuleLine> lines;
    auto const today = day_in(Zone::wit, view.now);
    for (auto const& rule : rules)
        lines.push_back({ rule.id, scope_words(view.lang, rule.key, names), rule,
                          rule.active && (!rule.valid_to || *rule.valid_to > today) });
    return lines;
}

Result<void> offer_activities(View const& view, std::string const& code, RulesPage& page)
{
    auto const unit = TRY(org::unit_by_code(view, code));
    auto const scope = TRY(org::reach(view, unit.id));
    for (auto const& activity : org::activities(view, scope))
        page.activities.push_back({ activity.id, activity.name });
    page.form.code = code;
    return {};
}

Result<RulesPage> rules_page(View& view, RulesInput const& input)
{
    RulesPage page;
    auto const names = unit_names(view);
    page.rules = lines_of(view, active_rules(view), names);
    page.templates = lines_of(view, rule_templates(view), names);
    for (auto const base : enum_values<Base>()) page.bases.push_back({ base });
    for (auto const contract : enum_values<ContractType>()) page.contracts.push_back({ contract });
    page.form.valid_from = day_in(Zone::wit, view.now).next();
    // A wrong code in a form that is shown again is named by its field, not by an error page.
    if (!input.code.empty() && set_rules.allows(view.actor))
        (void)offer_activities(view, input.code, page).ok();
    return page;
}

Result<SplitRule> add(Call& call, RuleInput const& input)
{
    SplitRule rule { .key = { {}, input.activity, input.contract },
                     .valid_from = input.valid_from,
                     .valid_to = input.valid_to,
                     .base = input.base,
                     .premi = input.premi,
                     .pnbp = input.pnbp,
                     .working_fund = input.working_fund,
                     .other = input.other,
                     .wage_per_piece = input.wage_per_piece.value_or(Rupiah {}),
                     .source = input.source };
    if (input.code) {
        auto unit = org::unit_by_code(call.view(), *input.code);
        if (!unit.ok()) return Error { bad_rule }.at("code", "ledger.unit_unknown");
        rule.key.unit = unit.value().id;
    }
    return add_rule(call, rule);
}

struct EndInput {
    RuleId id {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(EndInput, (), (id, last_day))

Result<web::Nothing> end(Call& call, EndInput const& input)
{
    TRY(end_rule(call, input.id, input.last_day));
    return web::Nothing {};
}

} // namespace

void add_rule_routes(web::Routes& routes)
{
    routes.query<RulesInput, RulesPage>("/meja/aturan", read_books, rules_page, { "ledger/rules" });
    routes.command<RuleInput, SplitRule>("/meja/aturan", set_rules, add,
                                         { "/meja/aturan", "/meja/aturan" });
    routes.command<EndInput, web::Nothing>("/meja/aturan/{id}/akhir", set_rules, end,
                                           { "/meja/aturan", "/meja/aturan" });
}

} // namespace karya::ledger
