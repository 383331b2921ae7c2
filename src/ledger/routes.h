#pragma once
// The module's groups of routes and what their pages share. For ledger/ only.

#include "ledger/split.h"
#include "org/org.h"

namespace karya::web {
class Routes;
}

namespace karya::ledger {

void add_book_routes(web::Routes& routes);
void add_entry_routes(web::Routes& routes);
void add_rules_routes(web::Routes& routes);
void add_rule_routes(web::Routes& routes);

/// For whom a rule is made; `unit` is the name of its unit, if it has one.
std::string whom(Lang lang, RuleKey const& key, std::string const& unit);

/// The unit asked for, or the reader's own.
inline Result<org::UnitScope> scope_asked(View const& view, std::optional<UnitId> unit)
{
    return unit ? org::reach(view, *unit) : org::own(view);
}

} // namespace karya::ledger
