#include "board/store.h"
#include "board/batch.h"
#include <algorithm>

namespace karya::board::store {

namespace {

db::Query const raise_day { "board.add_to_day", R"sql(
INSERT INTO board_day(unit, day, turnover, premi, pnbp, sales) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit, day) DO UPDATE SET turnover = board_day.turnover + excluded.turnover,
    premi = board_day.premi + excluded.premi, pnbp = board_day.pnbp + excluded.pnbp,
    sales = board_day.sales + excluded.sales
)sql" };

db::Query const raise_goods { "board.add_to_goods", R"sql(
INSERT INTO board_goods(unit, day, product, quantity, amount) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, day, product) DO UPDATE SET
    quantity = board_goods.quantity + excluded.quantity,
    amount = board_goods.amount + excluded.amount
)sql" };

db::Query const insert_news { "board.insert_news", R"sql(
INSERT INTO board_news(n, sale, unit, day, product, turnover, sold_at, gone)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
)sql" };

db::Query const trim_news { "board.trim_news", R"sql(
DELETE FROM board_news WHERE unit = $1 AND n < (SELECT MIN(n) FROM
    (SELECT n FROM board_news WHERE unit = $1 ORDER BY n DESC LIMIT $2) AS newest)
)sql" };

db::Query const mark_gone { "board.hide_news", R"sql(
UPDATE board_news SET gone = 1 WHERE sale = $1
)sql" };

db::Query const select_last { "board.last_news", R"sql(
SELECT coalesce(max(n), 0) FROM board_news
)sql" };

db::Query const select_news { "board.news_after", R"sql(
SELECT n, sale, unit, day, product, turnover, sold_at FROM board_news WHERE n > $1 AND gone = 0
ORDER BY n DESC LIMIT $2
)sql" };

db::Query const select_news_of { "board.news_of_unit", R"sql(
SELECT n, sale, unit, day, product, turnover, sold_at FROM board_news WHERE unit = $1 AND gone = 0
ORDER BY n DESC LIMIT $2
)sql" };

db::Query const select_unit_sums { "board.unit_sums", R"sql(
SELECT unit, CAST(sum(turnover) AS BIGINT), CAST(sum(premi) AS BIGINT),
    CAST(sum(pnbp) AS BIGINT), CAST(sum(sales) AS BIGINT)
FROM board_day WHERE day >= $1 AND day <= $2 GROUP BY unit
)sql" };

db::Query const select_nation { "board.nation_sums", R"sql(
SELECT CAST(coalesce(sum(turnover), 0) AS BIGINT), CAST(coalesce(sum(premi), 0) AS BIGINT),
    CAST(coalesce(sum(pnbp), 0) AS BIGINT), CAST(coalesce(sum(sales), 0) AS BIGINT)
FROM board_day WHERE day >= $1 AND day <= $2
)sql" };

db::Query const select_one_sum { "board.sums_of_unit", R"sql(
SELECT CAST(coalesce(sum(turnover), 0) AS BIGINT), CAST(coalesce(sum(premi), 0) AS BIGINT),
    CAST(coalesce(sum(pnbp), 0) AS BIGINT), CAST(coalesce(sum(sales), 0) AS BIGINT)
FROM board_day WHERE unit = $1 AND day >= $2 AND day <= $3
)sql" };

db::Query const select_best { "board.best_sellers", R"sql(
SELECT unit, product FROM board_goods WHERE day = $1 AND amount > 0
ORDER BY amount DESC, product LIMIT 20
)sql" };

db::Query const select_best_of_unit { "board.best_sellers_of_unit", R"sql(
SELECT unit, product FROM board_goods WHERE unit = $2 AND day = $1 AND amount > 0
ORDER BY amount DESC, product LIMIT 20
)sql" };

db::Query const select_sold { "board.sold_since", R"sql(
SELECT product, CAST(SUM(quantity) AS BIGINT) FROM board_goods WHERE day >= $1
GROUP BY product LIMIT 500000
)sql" };

db::Query const select_choice { "board.choice", R"sql(
SELECT product FROM board_choice WHERE unit = $1 AND day = $2
)sql" };

db::Query const upsert_choice { "board.set_choice", R"sql(
INSERT INTO board_choice(unit, day, product) VALUES ($1, $2, $3)
ON CONFLICT (unit, day) DO UPDATE SET product = excluded.product
)sql" };

db::Query const empty_day { "board.empty_day", "DELETE FROM board_day" };
db::Query const empty_goods { "board.empty_goods", "DELETE FROM board_goods" };
db::Query const empty_news { "board.empty_news", "DELETE FROM board_news" };

db::Query const day_lines { "board.day_lines", R"sql(
SELECT unit || ' ' || day || ' ' || turnover || ' ' || premi || ' ' || pnbp || ' ' || sales
FROM board_day ORDER BY unit, day
)sql" };

db::Query const goods_lines { "board.goods_lines", R"sql(
SELECT unit || ' ' || day || ' ' || product || ' ' || quantity || ' ' || amount
FROM board_goods ORDER BY unit, day, product
)sql" };

db::Query const news_lines { "board.news_lines", R"sql(
SELECT n || ' ' || sale || ' ' || unit || ' ' || day || ' ' || product || ' ' || turnover || ' '
    || sold_at || ' ' || gone
FROM board_news ORDER BY n
)sql" };

} // namespace

std::vector<catalogue::Sold> sold_since(db::Read& read, Day first)
{
    return read.all<catalogue::Sold>(select_sold, first);
}

void write(db::Tx& tx, Batch const& batch)
{
    for (auto const& [key, sums] : batch.days)
        tx.run(raise_day, key.first, key.second, sums.turnover, sums.premi, sums.pnbp, sums.sales);
    for (auto const& [key, sold] : batch.goods)
        tx.run(raise_goods, std::get<0>(key), std::get<1>(key), std::get<2>(key), sold.quantity,
               sold.amount);
    for (auto const& row : batch.all_news())
        tx.run(insert_news, row.n, row.sale, row.unit, row.day, row.product, row.turnover,
               row.sold_at);
    for (auto const& [unit, own] : batch.news)
        tx.run(trim_news, unit, static_cast<std::int64_t>(news_kept));
    for (auto const sale : batch.voided) tx.run(mark_gone, sale);
}

std::int64_t last_news(db::Read& read) { return read.value<std::int64_t>(select_last); }

std::vector<NewsRow> news_after(db::Read& read, std::int64_t after, int limit)
{
    auto rows = read.all<NewsRow>(select_news, after, limit);
    std::ranges::reverse(rows);
    return rows;
}

std::vector<NewsRow> news_of(db::Read& read, UnitId unit, int limit)
{
    return read.all<NewsRow>(select_news_of, unit, limit);
}

std::vector<UnitSums> unit_sums(db::Read& read, Window const& window)
{
    return read.all<UnitSums>(select_unit_sums, window.first, window.last);
}

Sums nation_sums(db::Read& read, Window const& window)
{
    return read.value<Sums>(select_nation, window.first, window.last);
}

Sums sums_of(db::Read& read, UnitId unit, Window const& window)
{
    return read.value<Sums>(select_one_sum, unit, window.first, window.last);
}

std::vector<Best> best_sellers(db::Read& read, Day day, UnitId unit)
{
    return unit.empty() ? read.all<Best>(select_best, day)
                        : read.all<Best>(select_best_of_unit, day, unit);
}

std::optional<ProductId> choice(db::Read& read, UnitId unit, Day day)
{
    return read.one<ProductId>(select_choice, unit, day);
}

void set_choice(db::Tx& tx, UnitId unit, Day day, ProductId product)
{
    tx.run(upsert_choice, unit, day, product);
}

void forget(db::Tx& tx)
{
    tx.run(empty_day);
    tx.run(empty_goods);
    tx.run(empty_news);
}

std::vector<std::string> fingerprint(db::Read& read)
{
    auto lines = read.all<std::string>(day_lines);
    for (auto const* query : { &goods_lines, &news_lines })
        for (auto& line : read.all<std::string>(*query)) lines.push_back(std::move(line));
    return lines;
}

} // namespace karya::board::store
