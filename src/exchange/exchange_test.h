#pragma once
// How this module's tests write files and read what came of them.

#include "exchange/exchange.h"
#include "sales/sales.h"
#include "support/cast.h"
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace karya::exchange::test {

using karya::test::at;
using karya::test::Market;
using karya::test::noon;

inline std::filesystem::path write_file(Market& market, std::string const& name,
                                        std::string const& bytes)
{
    auto path = market.directory() / name;
    std::ofstream { path, std::ios::binary } << bytes;
    return path;
}

inline std::string read_file(std::filesystem::path const& path)
{
    std::ifstream file { path, std::ios::binary };
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Timestamp const evening = at("2021-04-26T20:00:00+07:00");

/// Imports a file of that content, in the evening unless told otherwise; "rows taken known
/// refused", then "row reason" a line each.
inline std::string imported(Market& market, Kind kind, std::string const& bytes, Import import = {})
{
    static int count = 0;
    import.file = write_file(market, "import-" + std::to_string(++count) + ".csv", bytes);
    if (import.now == Timestamp {}) import.now = evening;
    import.lang = Lang::en;
    auto const done = import_file(market.engine(), kind, import);
    if (!done.ok()) return std::string { done.error().code().id };
    auto const& result = done.value();
    std::ostringstream text;
    text << result.rows << ' ' << result.taken << ' ' << result.known << ' ' << result.refused;
    for (auto const& refusal : result.first) text << '\n' << refusal.row << ' ' << refusal.reason;
    return text.str();
}

inline std::string exported(Market& market, Kind kind, std::string const& name)
{
    auto const path = market.directory() / name;
    auto const rows = export_file(market.engine(), console_actor(), evening,
                                  { .kind = kind, .file = path });
    return rows.ok() ? read_file(path) : std::string { rows.error().code().id };
}

/// Total of the unit's sales less refunds.
inline Rupiah turnover(Market& market, UnitId unit)
{
    return market.view(market.cast.admin, evening, [&](View& view) {
        Rupiah sum;
        sales::each_sale(view.read, unit, [&](sales::Sale const& sale) {
            if (sale.state == sales::SaleState::recorded) sum += sale.total - sale.refunded;
        });
        return sum;
    });
}

} // namespace karya::exchange::test
