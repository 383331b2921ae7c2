#include "board/batch.h"
#include <algorithm>

namespace karya::board {

bool Batch::add(core::Stored const& stored)
{
    if (stored.event_name == sales::SaleRecorded::event_name)
        add(core::event_of<sales::SaleRecorded>(stored));
    else if (stored.event_name == sales::SaleReversed::event_name)
        add(core::event_of<sales::SaleReversed>(stored));
    else
        return false;
    return true;
}

void Batch::add(sales::SaleRecorded const& event)
{
    add(event.unit, event.day, { event.turnover, event.premi, event.pnbp, 1 });
    for (auto const& sold : event.goods) add(event.unit, event.day, sold);
    auto const best = std::ranges::max_element(event.goods, {}, &sales::SoldGoods::amount);
    auto& own = news[event.unit];
    own.push_back({ .n = ++last_news,
                    .sale = event.sale,
                    .unit = event.unit,
                    .day = event.day,
                    .product = best == event.goods.end() ? ProductId {} : best->product,
                    .turnover = event.turnover,
                    .sold_at = event.sold_at });
    if (own.size() > news_kept) own.pop_front();
}

void Batch::add(sales::SaleReversed const& event)
{
    add(event.unit, event.day,
        { -event.turnover, -event.premi, -event.pnbp, event.whole ? -1 : 0 });
    for (auto const& sold : event.goods)
        add(event.unit, event.day, { sold.product, -sold.quantity, -sold.amount });
    if (event.whole) voided.insert(event.sale);
}

std::vector<store::NewsRow> Batch::all_news() const
{
    std::vector<store::NewsRow> all;
    for (auto const& [unit, own] : news) all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all, {}, &store::NewsRow::n);
    return all;
}

void Batch::add(UnitId unit, Day day, Sums const& sums)
{
    auto& sum = days[{ unit, day }];
    sum.turnover += sums.turnover;
    sum.premi += sums.premi;
    sum.pnbp += sums.pnbp;
    sum.sales += sums.sales;
}

void Batch::add(UnitId unit, Day day, sales::SoldGoods const& sold)
{
    auto& [quantity, amount] = goods[{ unit, day, sold.product }];
    quantity = quantity + sold.quantity;
    amount += sold.amount;
}

namespace {

/// Values as the database writes them, with a space between.
template<class... Values>
std::string line(Values const&... values)
{
    std::string text;
    auto const append = [&](db::Value const& value) {
        if (!text.empty()) text += " ";
        if (auto const* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
        if (auto const* words = std::get_if<std::string>(&value)) text += *words;
    };
    (append(db::to_value(values)), ...);
    return text;
}

} // namespace

std::vector<std::string> lines_of(Batch const& batch)
{
    std::vector<std::string> lines;
    for (auto const& [key, sums] : batch.days)
        lines.push_back(
            line(key.first, key.second, sums.turnover, sums.premi, sums.pnbp, sums.sales));
    for (auto const& [key, sold] : batch.goods)
        lines.push_back(
            line(std::get<0>(key), std::get<1>(key), std::get<2>(key), sold.quantity, sold.amount));
    for (auto const& row : batch.all_news())
        lines.push_back(line(row.n, row.sale, row.unit, row.day, row.product, row.turnover,
                             row.sold_at, batch.voided.contains(row.sale)));
    return lines;
}

} // namespace karya::board
