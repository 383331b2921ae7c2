#pragma once
// The module's groups of routes and what their pages share. For cash/ only.

#include "cash/cash.h"

namespace karya::cash {

void add_list_routes(web::Routes& routes);
void add_form_routes(web::Routes& routes);
void add_move_routes(web::Routes& routes);

inline constexpr std::string_view one_move = "/meja/kas/{move}";

struct MovePath {
    CashMoveId move {};
};
BOOST_DESCRIBE_STRUCT(MovePath, (), (move))

} // namespace karya::cash
