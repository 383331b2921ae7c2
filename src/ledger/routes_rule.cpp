// One version of a split rule, to which every line that it split leads.

#include "ledger/ledger.h"
#include "ledger/routes.h"
#include "ledger/text.h"
#include "web/routes.h"

namespace karya::ledger {

std::string whom(Lang lang, RuleKey const& key, std::string const& unit)
{
    auto words = key.unit ? unit : text::rules_nation(lang);
    if (key.activity) words += " · " + text::rules_activity(lang);
    if (key.contract) words += " · " + karya::text::of(lang, *key.contract);
    return words;
}

namespace {

struct RulePath {
    RuleId id {};
};
BOOST_DESCRIBE_STRUCT(RulePath, (), (id))

/// `example`: other units' practice, which splits nothing.
enum class RuleState : std::uint8_t { coming, in_force, ended, example };
BOOST_DESCRIBE_ENUM(RuleState, coming, in_force, ended, example)

struct ShareRow {
    Account account {};
    BasisPoints share {};
};
BOOST_DESCRIBE_STRUCT(ShareRow, (), (account, share))

struct RulePage {
    std::string whom {};
    std::string activity {}; ///< its name, for those within whose reach it is
    SplitRule rule {};
    RuleState state {};
    std::vector<ShareRow> shares {};
    Source basis {};
};
BOOST_DESCRIBE_STRUCT(RulePage, (), (whom, activity, rule, state, shares, basis))

RuleState state_on(SplitRule const& rule, Day day)
{
    if (!rule.active) return RuleState::example;
    if (rule.valid_from > day) return RuleState::coming;
    return rule.valid_to && *rule.valid_to < day ? RuleState::ended : RuleState::in_force;
}

std::string activity_name(View const& view, RuleKey const& key)
{
    if (!key.unit || !key.activity) return {};
    auto const scope = org::reach(view, *key.unit);
    if (!scope.ok()) return {};
    auto const found = org::activity(view, scope.value(), *key.activity);
    return found.ok() ? found.value().name : "";
}

Result<RulePage> rule_page(View& view, RulePath const& path)
{
    auto const found = TRY(rule(view, path.id));
    auto const& key = found.key;
    return RulePage { .whom = whom(view.lang, key,
                                   key.unit ? TRY(org::unit(view, *key.unit)).name : ""),
                      .activity = activity_name(view, key),
                      .rule = found,
                      .state = state_on(found, day_in(Zone::wit, view.now)),
                      .shares = { { Account::premi_payable, found.premi },
                                  { Account::pnbp_payable, found.pnbp },
                                  { Account::working_fund, found.working_fund },
                                  { Account::other_payable, found.other } },
                      .basis = source_of(view.lang, found) };
}

} // namespace

void add_rule_routes(web::Routes& routes)
{
    routes.query<RulePath, RulePage>("/meja/aturan/{id}", read_books, rule_page, { "ledger/rule" });
}

} // namespace karya::ledger
