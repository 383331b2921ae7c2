// The work activities of one's own unit, each with the rule by which its sales are split today; for
// those above, how many work where.

#include "ledger/ledger.h"
#include "web/routes.h"
#include "workshop/routes.h"

namespace karya::workshop {

namespace {

using org::ContractType;
using org::Field;

/// The rule in force, as a sentence needs it.
struct RuleInForce {
    std::string scope {};
    std::int64_t version {};
    Day since {};
    ledger::Base base {};
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
    std::int64_t assigned {};           ///< today
};
BOOST_DESCRIBE_STRUCT(ActivityLine, (), (id, name, field, contract, rule, assigned))

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

struct OwnActivities {
    std::string unit_name {};
    std::vector<ActivityLine> activities {};
};
BOOST_DESCRIBE_STRUCT(OwnActivities, (), (unit_name, activities))

struct CountsBelow {
    std::vector<UnitCount> units {};
    std::int64_t assigned {};
    std::int64_t days {};
    Quantity hours {};
};
BOOST_DESCRIBE_STRUCT(CountsBelow, (), (units, assigned, days, hours))

struct ActivitiesPage {
    std::optional<OwnActivities> own {};
    std::optional<CountsBelow> below {};
    std::vector<FieldChoice> fields {};
    std::vector<ContractChoice> contracts {};
    ActivityInput form {};
};
BOOST_DESCRIBE_STRUCT(ActivitiesPage, (), (own, below, fields, contracts, form))

std::optional<RuleInForce> rule_of(View const& view, org::UnitScope const& scope,
                                   org::Activity const& activity)
{
    auto const found = ledger::rule_in_force(
        view, scope, { activity.id, activity.contract, scope.day(view.now) });
    if (!found.ok()) return {};
    auto const& rule = found.value();
    RuleInForce shown { .scope = ledger::scope_words(view.lang, rule.key),
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

Result<OwnActivities> own_activities(View const& view)
{
    auto const scope = TRY(org::own(view));
    auto const today = scope.day(view.now);
    OwnActivities own { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const& activity : org::activities(view, scope)) {
        ActivityLine line { activity.id, activity.name, activity.field, activity.contract,
                            rule_of(view, scope, activity) };
        line.assigned = static_cast<std::int64_t>(
            assigned_on(view, scope, activity.id, today).size());
        own.activities.push_back(std::move(line));
    }
    return own;
}

Result<CountsBelow> counts_below(View const& view)
{
    CountsBelow below { .units = TRY(counts(view)) };
    for (auto const& unit : below.units) {
        below.assigned += unit.assigned;
        below.days += unit.days;
        below.hours = below.hours + unit.hours;
    }
    return below;
}

Result<ActivitiesPage> activities_page(View& view, web::Nothing const&)
{
    ActivitiesPage page;
    if (view.actor.level() == Level::unit)
        page.own = TRY(own_activities(view));
    else
        page.below = TRY(counts_below(view));
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

void add_list_routes(web::Routes& routes)
{
    routes.query<web::Nothing, ActivitiesPage>("/meja/kegiatan", read_right, activities_page,
                                               { "workshop/activities" });
    routes.command<ActivityInput, org::Activity>("/meja/kegiatan", add_right, add,
                                                 { "/meja/kegiatan/{id}", "/meja/kegiatan" });
}

void add_routes(web::Routes& routes)
{
    add_list_routes(routes);
    add_activity_routes(routes);
    add_day_routes(routes);
    add_month_routes(routes);
}

} // namespace karya::workshop
