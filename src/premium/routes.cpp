#include "premium/routes.h"

namespace karya::premium {

Result<org::UnitScope> scope_of(View const& view, PremiumId id)
{
    return org::reach(view, TRY(unit_of(view, id)));
}

bool sees_lines(View const& view, org::UnitScope const& scope)
{
    return see_right.allows(view.actor) && view.actor.unit == scope.unit();
}

Names names_of(View const& view, org::UnitScope const& scope, std::optional<ReadingId> reading)
{
    Names names;
    if (!reading) return names;
    for (auto& one : wbp::named(view, scope, *reading)) names[one.worker] = std::move(one.identity);
    return names;
}

LineState line_state(Line const& line, std::vector<PayoutLine> const& paid)
{
    if (line.amount == Rupiah {}) return LineState::nothing;
    auto state = LineState::owed;
    for (auto const& one : paid) {
        if (one.worker != line.worker) continue;
        state = one.came_back_at ? LineState::back : LineState::paid;
    }
    return state;
}

void add_routes(web::Routes& routes)
{
    add_list_routes(routes);
    add_rules_routes(routes);
    add_statement_routes(routes);
    add_sheet_routes(routes);
    add_payout_routes(routes);
    add_file_routes(routes);
    add_check_routes(routes);
}

} // namespace karya::premium
