#pragma once
// The module's groups of routes and what their pages share. For premium/ only.

#include "premium/premium.h"
#include <map>

namespace karya::premium {

void add_list_routes(web::Routes& routes);
void add_sheet_routes(web::Routes& routes);
void add_payout_routes(web::Routes& routes);
void add_file_routes(web::Routes& routes);
void add_rules_routes(web::Routes& routes);
void add_statement_routes(web::Routes& routes);
void add_check_routes(web::Routes& routes);
/// What the list's paper carries of the sheet's hash, to be checked at "/premi/{sheet}/{seal}".
std::string seal_of(Sheet const& sheet);

struct SheetPath {
    PremiumId sheet {};
};
BOOST_DESCRIBE_STRUCT(SheetPath, (), (sheet))

/// Names are shown while a reading of the viewer's own holds.
struct NamedSheet {
    PremiumId sheet {};
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(NamedSheet, (), (sheet, reading))

/// The unit that made it, if the reader may see that unit.
Result<org::UnitScope> scope_of(View const& view, PremiumId id);
/// Whether single workers may be shown: in the own unit alone.
bool sees_lines(View const& view, org::UnitScope const& scope);

using Names = std::map<WorkerId, wbp::Identity>;
Names names_of(View const& view, org::UnitScope const& scope, std::optional<ReadingId> reading);

inline constexpr std::size_t shown_columns = 6; ///< of the card file, in its form

/// What became of a worker's part.
enum class LineState : std::uint8_t { owed, paid, back, nothing };
BOOST_DESCRIBE_ENUM(LineState, owed, paid, back, nothing)
LineState line_state(Line const& line, std::vector<PayoutLine> const& paid);

} // namespace karya::premium
