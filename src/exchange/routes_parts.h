#pragma once
// What the pages of this module share.

#include "exchange/exchange.h"
#include "web/route.h"

namespace karya::exchange {

/// Everybody who has an account takes out what he may read; which tables, `kinds_out` says.
inline constexpr Permission take_out { allow("exchange.export",
                                             { Role::cashier, Role::kasi, Role::treasurer,
                                               Role::head, Role::kanwil, Role::ditjen,
                                               Role::auditor, Role::admin }) };
/// Which tables, `kinds_in` says.
inline constexpr Permission bring_in { allow("exchange.import",
                                             { Role::kasi, Role::head, Role::admin }) };

/// "sales.xlsx": a table in a form. Fails: core.not_found.
struct TableName {
    Kind kind {};
    Format format {};
};
Result<TableName> table_named(std::string_view name);

/// What `write` puts into a file of that name, as an answer to be saved.
Result<web::File> file_answer(
    TableName const& table, std::string download_name,
    std::function<Result<void>(std::filesystem::path const&)> const& write);

/// The unit's own, or that of the capital.
Zone zone_of(View const& view);

/// One table to choose, on a page.
struct KindChoice {
    Kind kind {};
    bool current { false };
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind, current))
std::vector<KindChoice> choices_of(std::vector<Kind> const& kinds, Kind current);

void add_export_routes(web::Routes& routes);
void add_import_routes(web::Routes& routes);

} // namespace karya::exchange
