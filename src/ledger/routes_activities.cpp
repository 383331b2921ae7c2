// The work activities of one's own unit, each with the rule by which its sales are split today.
#include "ledger/ledger.h"
#include "ledger/routes.h"
#include "web/routes.h"

namespace karya::ledger {

namespace {

using org::ContractType;
using org::Field;

constexpr auto keep_activities = allow("ledger.activities", { Role::kasi, Role::head });

/// The rule in force, as a sentence needs it.
struct RuleInForce {
    std::string scope {};
    std::int64_t version {};
    Day since {};
    Base base {};
    BasisPoints premi {};
    BasisPoints pnbp {};
    BasisPoints working_fund {};
    std::optional<BasisPoints> other {}; ///< absent when there is none
    Rupiah wage_per_piece {};
};
BOOST_DESCRIBE_STRUCT(RuleInForce, (),
                      (scope, version, since, base, premi, pnbp, working_fund, other,
                       wage_per_piece))

struct ActivityLine {
    ActivityId id {};
    std::string name {};
    Field field { Field::manufaktur };
    ContractType contract { ContractType::own };
    std::optional<RuleInForce> rule {}; ///< none: sales would be refused
};
BOOST_DESCRIBE_STRUCT(ActivityLine, (), (id, name, field, contract, rule))

struct FieldChoice {
    Field field {};
};
BOOST_DESCRIBE_STRUCT(FieldChoice, (), (field))
struct ContractChoice {
    ContractType contract {};
};
BOOST_DESCRIBE_STRUCT(ContractChoice, (), (contract))

struct ActivityInput {
    std::string name {};
    Field field { Field::manufaktur };
    ContractType contract { ContractType::own };
};
BOOST_DESCRIBE_STRUCT(ActivityInput, (), (name, field, contract))

struct ActivitiesPage {
    std::string unit_name {};
    std::vector<ActivityLine> activities {};
    std::vector<FieldChoice> fields {};
    std::vector<ContractChoice> contracts {};
    ActivityInput form {};
};
BOOST_DESCRIBE_STRUCT(ActivitiesPage, (), (unit_name, activities, fields, contracts, form))

std::optional<RuleInForce> rule_of(View const& view, org::UnitScope const& scope,
                                   org::Activity const& activity)
{
    auto const found = rule_in_force(view, scope,
                                     { activity.id, activity.contract, scope.day(view.now) });
    if (!found.ok()) return {};
    auto const& rule = found.value();
    RuleInForce shown { .scope = scope_words(view.lang, rule.key),
                        .version = rule.version,
                        .since = rule.valid_from,
                        .base = rule.base,
                        .premi = rule.premi,
                        .pnbp = rule.pnbp,
                        .working_fund = rule.working_fund,
                        .wage_per_piece = rule.wage_per_piece };
    if (rule.other.value != 0) shown.other = rule.other;
    return shown;
}

Result<ActivitiesPage> activities_page(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    ActivitiesPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const& activity : org::activities(view, scope))
        page.activities.push_back({ activity.id, activity.name, activity.field, activity.contract,
                                    rule_of(view, scope, activity) });
    for (auto const field : enum_values<Field>()) page.fields.push_back({ field });
    for (auto const contract : enum_values<ContractType>()) page.contracts.push_back({ contract });
    return page;
}

Result<org::Activity> add(Call& call, ActivityInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    return org::add_activity(call, scope, { {}, {}, input.name, input.field, input.contract });
}

} // namespace

void add_activity_routes(web::Routes& routes)
{
    routes.query<web::Nothing, ActivitiesPage>("/meja/kegiatan", keep_activities, activities_page,
                                               { "ledger/activities" });
    routes.command<ActivityInput, org::Activity>("/meja/kegiatan", keep_activities, add,
                                                 { "/meja/kegiatan", "/meja/kegiatan" });
}

} // namespace karya::ledger
