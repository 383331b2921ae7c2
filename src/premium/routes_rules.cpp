// What marks weigh, and minimum wages, as the unit fills them in.

#include "premium/routes.h"
#include "premium/state.h"
#include "web/routes.h"

namespace karya::premium {

namespace {

struct MarkFactor {
    std::int64_t mark {};
    std::string difficulty {};
    std::string conduct {};
};
BOOST_DESCRIBE_STRUCT(MarkFactor, (), (mark, difficulty, conduct))

struct RulesForm {
    std::string since {};
    WageKind kind { WageKind::umk };
    std::string month {};
    std::string days {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(RulesForm, (), (since, kind, month, days, source))
struct KindChoice {
    WageKind kind {};
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind))

struct RulesPage {
    std::string unit_name {};
    bool filled { false };
    Day since {};
    std::vector<MarkFactor> factors {};
    std::vector<Wage> wages {};
    std::vector<KindChoice> kinds {};
    bool sets { false }; ///< the reader may set them
    RulesForm form {};
};
BOOST_DESCRIBE_STRUCT(RulesPage, (), (unit_name, filled, since, factors, wages, kinds, sets, form))

Result<RulesPage> show_rules(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const today = scope.day(view.now);
    auto const now = factors_on(view, scope, today);
    RulesPage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .filled = now.version > 0,
                     .since = now.since,
                     .wages = wages(view, scope) };
    for (std::size_t i = 0; i < now.conduct.size(); ++i)
        page.factors.push_back({ static_cast<std::int64_t>(i) + 1,
                                 std::to_string(now.difficulty[i]),
                                 std::to_string(now.conduct[i]) });
    for (auto const kind : enum_values<WageKind>()) page.kinds.push_back({ kind });
    page.sets = rules_right.allows(view.actor);
    page.form.since = today.text();
    return page;
}

struct FactorsInput {
    Day since {};
    std::vector<std::int64_t> difficulty {};
    std::vector<std::int64_t> conduct {};
};
BOOST_DESCRIBE_STRUCT(FactorsInput, (), (since, difficulty, conduct))

Result<web::Nothing> post_factors(Call& call, FactorsInput const& input)
{
    TRY(set_factors(
        call, TRY(org::own(call.view())),
        { .since = input.since, .difficulty = input.difficulty, .conduct = input.conduct }));
    return web::Nothing {};
}

struct WageInput {
    Day since {};
    WageKind kind {};
    Rupiah month {};
    std::int64_t days {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(WageInput, (), (since, kind, month, days, source))

Result<web::Nothing> post_wage(Call& call, WageInput const& input)
{
    TRY(set_wage(call, TRY(org::own(call.view())),
                 { .since = input.since,
                   .kind = input.kind,
                   .month = input.month,
                   .days = input.days,
                   .source = input.source }));
    return web::Nothing {};
}

} // namespace

void add_rules_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/premi/aturan";
    constexpr web::Then then { page, page };
    routes.query<web::Nothing, RulesPage>(page, see_right, show_rules, { "premium/rules" });
    routes.command<FactorsInput, web::Nothing>("/meja/premi/aturan/faktor", rules_right,
                                               post_factors, then);
    routes.command<WageInput, web::Nothing>("/meja/premi/aturan/upah", rules_right, post_wage,
                                            then);
}

} // namespace karya::premium
