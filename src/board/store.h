#pragma once
// SQL of board_*.

#include "board/board.h"

namespace karya::board {
struct Batch; ///< board/batch.h
}

namespace karya::board::store {

struct NewsRow {
    std::int64_t n {};
    SaleId sale {};
    UnitId unit {};
    Day day {};
    ProductId product {};
    Rupiah turnover {};
    Timestamp sold_at {};
};
BOOST_DESCRIBE_STRUCT(NewsRow, (), (n, sale, unit, day, product, turnover, sold_at))
/// Adds a batch to what is stored; of the ticker all but the newest of each unit are dropped.
void write(db::Tx& tx, Batch const& batch);
std::int64_t last_news(db::Read& read);
/// Oldest first, after number `after`, the newest `limit` of them.
std::vector<NewsRow> news_after(db::Read& read, std::int64_t after, int limit);
/// Newest first.
std::vector<NewsRow> news_of(db::Read& read, UnitId unit, int limit);

struct UnitSums {
    UnitId unit {};
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::int64_t sales {};
    Sums sums() const { return { turnover, premi, pnbp, sales }; }
};
BOOST_DESCRIBE_STRUCT(UnitSums, (), (unit, turnover, premi, pnbp, sales))
/// Sums of every unit with a row in the window.
std::vector<UnitSums> unit_sums(db::Read& read, Window const& window);
Sums nation_sums(db::Read& read, Window const& window);
Sums sums_of(db::Read& read, UnitId unit, Window const& window);

std::vector<catalogue::Sold> sold_since(db::Read& read, Day first);

struct Best {
    UnitId unit {};
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(Best, (), (unit, product))
/// The products that brought most on a day, of one unit or (empty) of all; at most 20.
std::vector<Best> best_sellers(db::Read& read, Day day, UnitId unit);
std::optional<ProductId> choice(db::Read& read, UnitId unit, Day day);
void set_choice(db::Tx& tx, UnitId unit, Day day, ProductId product);

void forget(db::Tx& tx);
std::vector<std::string> fingerprint(db::Read& read);

} // namespace karya::board::store
