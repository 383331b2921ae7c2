// What sells often in each unit, counted from the events of sales.

#include "counter/store.h"
#include "sales/events.h"
#include <map>

namespace karya::counter {

namespace {

/// Adds up one batch first: rows are touched once and in key order, so that two nodes never wait
/// for each other crosswise. Sales taken back stay counted; this is a hint, not a sum.
Result<void> receive(db::Tx& tx, std::vector<core::Stored> const& events)
{
    std::map<std::pair<UnitId, ProductId>, store::Favourite> sold;
    for (auto const& stored : events) {
        if (stored.event_name != sales::SaleRecorded::event_name) continue;
        auto const event = core::event_of<sales::SaleRecorded>(stored);
        for (auto const& goods : event.goods) {
            auto& row = sold[{ event.unit, goods.product }];
            row.unit = event.unit;
            row.product = goods.product;
            ++row.times;
            row.last_day = std::max(row.last_day, event.day);
        }
    }
    for (auto const& [key, row] : sold) store::add_to_favourite(tx, row);
    return {};
}

} // namespace

core::Subscriber favourite_subscriber() { return { "counter.favourite", receive }; }

} // namespace karya::counter
