#pragma once
// What sales events add up to: pure. For board/ only.

#include "board/store.h"
#include "core/outbox.h"
#include "sales/events.h"
#include <deque>
#include <map>
#include <set>

namespace karya::board {

/// How many sales of each unit the ticker keeps: at least as many as a viewer is told at once.
inline constexpr std::size_t news_kept = 50;

/// Events added up before they are written: rows are touched once and in key order, so that two
/// nodes never wait for each other crosswise. All events from the first on make the whole board.
struct Batch {
    struct Goods {
        Quantity quantity {};
        Rupiah amount {};
    };
    std::int64_t last_news { 0 }; ///< number of the newest on the ticker
    std::map<std::pair<UnitId, Day>, Sums> days {};
    std::map<std::tuple<UnitId, Day, ProductId>, Goods> goods {};
    std::map<UnitId, std::deque<store::NewsRow>> news {}; ///< the newest of each, oldest first
    std::set<SaleId> voided {};                           ///< also of earlier batches

    /// False for an event that the board does not tell. One that cannot be read is a Bug.
    bool add(core::Stored const& stored);
    /// The news of all units by their numbers.
    std::vector<store::NewsRow> all_news() const;

private:
    void add(sales::SaleRecorded const& event);
    void add(sales::SaleReversed const& event);
    void add(UnitId unit, Day day, Sums const& sums);
    void add(UnitId unit, Day day, sales::SoldGoods const& sold);
};

/// The rows that all events make, as `fingerprint` tells those that are stored.
std::vector<std::string> lines_of(Batch const& batch);

} // namespace karya::board
