#include "board/store.h"

namespace karya::board {

namespace store {

db::Query const select_unit_days { "board.sums_by_day_of_unit", R"sql(
SELECT day, turnover, premi, pnbp, sales FROM board_day
WHERE unit = $1 AND day >= $2 AND day <= $3 ORDER BY day
)sql" };
db::Query const select_all_days { "board.sums_by_day", R"sql(
SELECT day, CAST(SUM(turnover) AS BIGINT), CAST(SUM(premi) AS BIGINT),
    CAST(SUM(pnbp) AS BIGINT), CAST(SUM(sales) AS BIGINT)
FROM board_day WHERE day >= $1 AND day <= $2 GROUP BY day ORDER BY day
)sql" };
db::Query const select_products { "board.sums_by_product", R"sql(
SELECT product, CAST(SUM(quantity) AS BIGINT), CAST(SUM(amount) AS BIGINT) AS brought
FROM board_goods WHERE unit = $1 AND day >= $2 AND day <= $3
GROUP BY product ORDER BY brought DESC, product
)sql" };

db::Query const select_first_day { "board.first_day", R"sql(
SELECT day FROM board_day ORDER BY day LIMIT 1
)sql" };
db::Query const select_first_day_of_unit { "board.first_day_of_unit", R"sql(
SELECT day FROM board_day WHERE unit = $1 ORDER BY day LIMIT 1
)sql" };

} // namespace store

std::vector<SumsOfUnit> sums_by_unit(View const& view, Window const& window)
{
    std::vector<SumsOfUnit> sums;
    for (auto const& row : store::unit_sums(view.read, window))
        sums.push_back({ row.unit, row.sums() });
    return sums;
}

std::optional<Day> first_day(View const& view, UnitId unit)
{
    return unit.empty() ? view.read.one<Day>(store::select_first_day)
                        : view.read.one<Day>(store::select_first_day_of_unit, unit);
}

std::vector<SumsOfDay> sums_by_day(View const& view, UnitId unit, Window const& window)
{
    if (unit.empty())
        return view.read.all<SumsOfDay>(store::select_all_days, window.first, window.last);
    return view.read.all<SumsOfDay>(store::select_unit_days, unit, window.first, window.last);
}

std::vector<SumsOfProduct> sums_by_product(View const& view, org::UnitScope const& scope,
                                           Window const& window)
{
    return view.read.all<SumsOfProduct>(store::select_products, scope.unit(), window.first,
                                        window.last);
}

} // namespace karya::board
