// Sales against their events: what was announced is what was sold and taken back, once each. The
// board is made of nothing else.

#include "sales/proof.h"
#include "sales/state.h"
#include <algorithm>

namespace karya::sales::proof {

namespace {

SaleRecorded recorded(Sale const& sale)
{
    auto const parts = sum_of_parts(sale.lines);
    SaleRecorded event { .sale = sale.id,
                         .unit = sale.unit,
                         .day = sale.day,
                         .sold_at = sale.sold_at,
                         .turnover = sale.total,
                         .premi = parts.premi + parts.upah,
                         .pnbp = parts.pnbp };
    for (auto const& line : sale.lines)
        event.goods.push_back({ line.product, line.quantity, line.amount });
    return event;
}

SaleReversed reversed(Sale const& sale, Day day, ledger::Parts const& parts)
{
    return { .sale = sale.id,
             .unit = sale.unit,
             .day = day,
             .turnover = parts.total(),
             .premi = parts.premi + parts.upah,
             .pnbp = parts.pnbp };
}

SaleReversed voided(Sale const& sale)
{
    auto event = reversed(sale, sale.day, sum_of_parts(sale.lines));
    event.whole = true;
    for (auto const& line : sale.lines)
        event.goods.push_back({ line.product, line.quantity, line.amount });
    return event;
}

SaleReversed refunded(Sale const& sale, ToldRefund const& back, ledger::Parts const& taken)
{
    auto event = reversed(sale, back.refund.day, taken);
    event.at = back.refund.at;
    for (auto const& [n, quantity, amount] : back.lines) {
        auto const& line = sale.lines.at(static_cast<std::size_t>(n - 1));
        event.goods.push_back({ line.product, quantity, amount });
    }
    return event;
}

Digest digest_of(SaleRecorded const& event) { return Digest::of(json_text(event)); }

/// When a sale was voided is kept by its entry alone, and lines are taken back in any order. What
/// an exchange left owing is proven by payments, which give it back.
Digest digest_of(SaleReversed event)
{
    event.origin = {};
    event.owed = {};
    event.refund = {};
    if (event.whole) event.at = {};
    std::ranges::sort(event.goods, {}, [](SoldGoods const& goods) {
        return std::tuple { goods.product, goods.quantity, goods.amount };
    });
    return Digest::of(json_text(event));
}

template<class Event>
void add(std::map<std::pair<UnitId, Day>, Digest>& days, Event const& event)
{
    days[{ event.unit, event.day }] += digest_of(event);
}

} // namespace

void Announced::expect(ToldSale const& told, TakenParts const& taken)
{
    auto const& sale = told.sale;
    add(m_days, recorded(sale));
    if (sale.state == SaleState::voided) add(m_days, voided(sale));
    for (auto const& back : told.refunds)
        add(m_days, refunded(sale, back, ledger::sum_of(taken.at(back.refund.id))));
}

Finding Announced::take(core::Stored const& stored)
{
    auto const name = "core_outbox " + std::to_string(stored.tx) + " " + std::to_string(stored.seq);
    auto const subtract = [&]<Described Event>(Result<Event> const& event) -> Finding {
        if (!event.ok()) return name + ": unreadable";
        m_days[{ event.value().unit, event.value().day }] -= digest_of(event.value());
        return {};
    };
    if (stored.event_name == SaleRecorded::event_name)
        return subtract(from_json_text<SaleRecorded>(stored.body));
    if (stored.event_name == SaleReversed::event_name)
        return subtract(from_json_text<SaleReversed>(stored.body));
    return name + ": unreadable";
}

Finding Announced::compare(db::Read& read)
{
    Finding found;
    core::each_event(read, "sales", [&](core::Stored const& stored) {
        if (!found) found = take(stored);
    });
    if (found) return found;
    for (auto const& [key, left] : m_days)
        if (left != Digest {})
            return "unit " + key.first.text() + ", " + key.second.text()
                + ": what was announced is not what was sold";
    return {};
}

} // namespace karya::sales::proof
