// From sales events to the board's tables. Nothing else writes them.

#include "board/board.h"
#include "board/store.h"
#include "sales/events.h"
#include <algorithm>
#include <map>

namespace karya::board {

namespace {

/// One batch, added up before it is written: rows are touched once and in key order, so that two
/// nodes never wait for each other crosswise.
struct Batch {
    std::map<std::pair<UnitId, Day>, Sums> days;
    std::map<std::tuple<UnitId, Day, ProductId>, std::pair<Quantity, Rupiah>> goods;

    void add(UnitId unit, Day day, Sums const& sums)
    {
        auto& sum = days[{ unit, day }];
        sum.turnover += sums.turnover;
        sum.premi += sums.premi;
        sum.pnbp += sums.pnbp;
        sum.sales += sums.sales;
    }
    void add(UnitId unit, Day day, sales::SoldGoods const& sold, bool back)
    {
        auto& [quantity, amount] = goods[{ unit, day, sold.product }];
        quantity = back ? quantity - sold.quantity : quantity + sold.quantity;
        amount = back ? amount - sold.amount : amount + sold.amount;
    }
    void write(db::Tx& tx) const
    {
        for (auto const& [key, sums] : days) store::add_to_day(tx, { key.first, key.second, sums });
        for (auto const& [key, sold] : goods)
            store::add_to_goods(
                tx,
                { std::get<0>(key), std::get<1>(key), std::get<2>(key), sold.first, sold.second });
    }
};

void add_recorded(db::Tx& tx, Batch& batch, sales::SaleRecorded const& event, std::int64_t& n)
{
    batch.add(event.unit, event.day, { event.turnover, event.premi, event.pnbp, 1 });
    for (auto const& sold : event.goods) batch.add(event.unit, event.day, sold, false);
    auto const best = std::ranges::max_element(event.goods, {}, &sales::SoldGoods::amount);
    store::add_news(tx,
                    { .n = ++n,
                      .sale = event.sale,
                      .unit = event.unit,
                      .day = event.day,
                      .product = best == event.goods.end() ? ProductId {} : best->product,
                      .turnover = event.turnover,
                      .sold_at = event.sold_at });
}

void add_reversed(db::Tx& tx, Batch& batch, sales::SaleReversed const& event)
{
    batch.add(event.unit, event.day,
              { -event.turnover, -event.premi, -event.pnbp, event.whole ? -1 : 0 });
    for (auto const& sold : event.goods) batch.add(event.unit, event.day, sold, true);
    if (event.whole) store::hide_news(tx, event.sale);
}

Result<void> receive(db::Tx& tx, std::vector<core::Stored> const& events)
{
    Batch batch;
    auto n = store::last_news(tx);
    bool any = false;
    for (auto const& stored : events) {
        if (stored.event_name == sales::SaleRecorded::event_name)
            add_recorded(tx, batch, core::event_of<sales::SaleRecorded>(stored), n);
        else if (stored.event_name == sales::SaleReversed::event_name)
            add_reversed(tx, batch, core::event_of<sales::SaleReversed>(stored));
        else
            continue;
        any = true;
    }
    batch.write(tx);
    if (any) tx.touch(std::string { board_tag });
    return {};
}

} // namespace

core::Subscriber subscriber() { return { "board", receive }; }

void forget(db::Tx& tx)
{
    store::forget(tx);
    tx.touch(std::string { board_tag });
}

std::vector<std::string> fingerprint(db::Read& read) { return store::fingerprint(read); }

} // namespace karya::board
