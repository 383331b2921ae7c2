// The split rules in force, and how Ditjenpas adds and ends them.
#include "base/text.h"
#include "ledger/ledger.h"
#include "ledger/routes.h"
#include "ledger/text.h"
#include "web/routes.h"
#include <algorithm>
#include <map>

namespace karya::ledger {

namespace {

using org::ContractType;

struct RulesInput {
    std::string code {}; ///< short code of the unit whose activities the form offers
    RuleId example {};   ///< the template with which the form begins
};
BOOST_DESCRIBE_STRUCT(RulesInput, (), (code, example))

struct RuleLine {
    RuleId id {};
    std::string scope {}; ///< for whom, in words
    SplitRule rule {};
    Source basis {};
    bool open { false }; ///< may still be ended
};
BOOST_DESCRIBE_STRUCT(RuleLine, (), (id, scope, rule, basis, open))

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

/// A new rule as it is typed: the unit by its short code, shares in percent ("50", "12,5").
struct RuleInput {
    std::optional<std::string> code {};
    std::optional<ActivityId> activity {};
    std::optional<ContractType> contract {};
    Day valid_from {};
    std::optional<Day> valid_to {};
    Base base { Base::profit };
    std::string premi {};
    std::string pnbp {};
    std::string working_fund {};
    std::string other { "0" };
    std::optional<Rupiah> wage_per_piece {};
    std::string source {};
    bool sure { false }; ///< it begins in the past, and that is meant
};
BOOST_DESCRIBE_STRUCT(RuleInput, (),
                      (code, activity, contract, valid_from, valid_to, base, premi, pnbp,
                       working_fund, other, wage_per_piece, source, sure))

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

std::vector<RuleLine> lines_of(View const& view, std::vector<SplitRule> const& rules,
                               std::map<UnitId, std::string> const& names)
{
    std::vector<RuleLine> lines;
    auto const today = day_in(Zone::wit, view.now);
    for (auto const& rule : rules) {
        auto const unit = names.find(rule.key.unit.value_or(UnitId {}));
        lines.push_back({ rule.id,
                          whom(view.lang, rule.key, unit == names.end() ? "" : unit->second), rule,
                          source_of(view.lang, rule),
                          rule.active && (!rule.valid_to || *rule.valid_to > today) });
    }
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

/// "12,5", as the form takes it.
std::string percent_text(BasisPoints share)
{
    return show(Lang::id, Quantity { share.value * 10 });
}

/// Begins the form with somebody else's practice; what is chosen stays to be changed.
void begin_with(SplitRule const& rule, RuleInput& form)
{
    form.base = rule.base;
    form.premi = percent_text(rule.premi);
    form.pnbp = percent_text(rule.pnbp);
    form.working_fund = percent_text(rule.working_fund);
    form.other = percent_text(rule.other);
    if (rule.base == Base::wage) form.wage_per_piece = rule.wage_per_piece;
    form.source = rule.source;
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
    for (auto const& line : page.templates)
        if (line.id == input.example) begin_with(line.rule, page.form);
    // A wrong code in a form that is shown again is named by its field, not by an error page.
    if (!input.code.empty() && set_rules.allows(view.actor))
        (void)offer_activities(view, input.code, page).ok();
    return page;
}

/// "50", "12,5", "33.33 %": at most two places behind the comma. Anything else is nothing.
std::optional<BasisPoints> percent_of(std::string_view text)
{
    text = trimmed(text);
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    auto const point = text.find_first_of(",.");
    std::string hundredths { point == std::string_view::npos ? "" : text.substr(point + 1) };
    if (hundredths.size() > 2 || (point != std::string_view::npos && hundredths.empty())) return {};
    hundredths.resize(2, '0');
    auto const digits = std::string { text.substr(0, point) } + hundredths;
    bool const plain = digits.size() > 2 && digits.size() <= 5
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    BasisPoints share;
    if (!plain || !parse_integer(digits, share.value)) return {};
    return share;
}

/// Writes the four shares into the rule; each that is no percentage is named.
Result<void> read_shares(RuleInput const& input, SplitRule& rule)
{
    Error error { bad_rule };
    auto const read = [&](std::string field, std::string const& text, BasisPoints& share) {
        if (auto const percent = percent_of(text))
            share = *percent;
        else
            error.fields.push_back({ std::move(field), "ledger.bad_percent" });
    };
    read("premi", input.premi, rule.premi);
    read("pnbp", input.pnbp, rule.pnbp);
    read("working_fund", input.working_fund, rule.working_fund);
    read("other", input.other, rule.other);
    if (!error.fields.empty()) return error;
    return {};
}

Result<SplitRule> add(Call& call, RuleInput const& input)
{
    SplitRule rule { .key = { {}, input.activity, input.contract },
                     .valid_from = input.valid_from,
                     .valid_to = input.valid_to,
                     .base = input.base,
                     .wage_per_piece = input.wage_per_piece.value_or(Rupiah {}),
                     .source = input.source };
    TRY(read_shares(input, rule));
    // What is sold keeps the rule it was split by: a past day reaches only what comes later.
    if (input.valid_from < day_in(Zone::wib, call.now) && !input.sure)
        return Error { bad_rule }.at("sure", "ledger.rule_in_past");
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

void add_rules_routes(web::Routes& routes)
{
    routes.query<RulesInput, RulesPage>("/meja/aturan", read_books, rules_page, { "ledger/rules" });
    routes.command<RuleInput, SplitRule>("/meja/aturan", set_rules, add,
                                         { "/meja/aturan", "/meja/aturan" });
    routes.command<EndInput, web::Nothing>("/meja/aturan/{id}/akhir", set_rules, end,
                                           { "/meja/aturan", "/meja/aturan" });
}

} // namespace karya::ledger
