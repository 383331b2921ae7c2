// From sales events to sums by kind of buyer, channel and kind of goods. Nothing else writes them.

#include "books/books.h"
#include "books/store.h"
#include "sales/events.h"
#include <algorithm>
#include <map>
#include <set>

namespace karya::books {

namespace {

struct Sold {
    std::int64_t sales { 0 };
    Rupiah turnover {};
};

/// Events added up before they are written: rows are touched once and in key order.
class Adding {
public:
    explicit Adding(db::Read& read) : m_read(read) { }

    void add(core::Stored const& stored)
    {
        if (stored.event_name == sales::SaleRecorded::event_name) {
            auto const event = core::event_of<sales::SaleRecorded>(stored);
            add({ event.sale, event.unit, event.day, event.turnover, 1 }, event.goods);
        } else if (stored.event_name == sales::SaleReversed::event_name) {
            auto const event = core::event_of<sales::SaleReversed>(stored);
            add({ event.sale, event.unit, event.day, -event.turnover, event.whole ? -1 : 0 },
                event.goods);
        }
    }
    void write(db::Tx& tx) const
    {
        for (auto const& [key, sold] : m_sold) store::add_sold(tx, key, sold.sales, sold.turnover);
    }

private:
    struct Deal {
        SaleId sale {};
        UnitId unit {};
        Day day {};
        Rupiah turnover {};
        int count {}; ///< 1: made, -1: voided, 0: refunded
    };
    void add(Deal const& deal, std::vector<sales::SoldGoods> const& goods)
    {
        auto const facets = sales::facets_of(m_read, deal.sale);
        CHECK(facets.has_value()); // sales are never deleted
        auto const put = [&](Facet facet, std::string_view what, Rupiah turnover) {
            auto& sold = m_sold[{ deal.unit, deal.day, facet, std::string { what } }];
            sold.sales += deal.count;
            sold.turnover += turnover;
        };
        put(Facet::buyer, enum_text(facets->buyer), deal.turnover);
        put(Facet::channel, enum_text(facets->channel), deal.turnover);
        std::map<catalogue::ProductKind, Rupiah> kinds;
        for (auto const& one : goods)
            kinds[kind_of(one.product)] += deal.count > 0 ? one.amount : -one.amount;
        for (auto const& [kind, amount] : kinds) put(Facet::goods, enum_text(kind), amount);
    }
    catalogue::ProductKind kind_of(ProductId product)
    {
        auto const [known, first] = m_kinds.try_emplace(product);
        if (first) {
            auto const found = catalogue::kind_of(m_read, product);
            CHECK(found.has_value()); // products are withdrawn, never deleted
            known->second = *found;
        }
        return known->second;
    }

    db::Read& m_read;
    std::map<store::SoldKey, Sold> m_sold {};
    std::map<ProductId, catalogue::ProductKind> m_kinds {};
};

Result<void> receive(db::Tx& tx, std::vector<core::Stored> const& events)
{
    Adding adding { tx };
    for (auto const& stored : events) adding.add(stored);
    adding.write(tx);
    return {};
}

} // namespace

core::Subscriber subscriber() { return { "books", receive }; }

std::vector<Share> shares(View const& view, std::vector<UnitId> const& units,
                          board::Window const& window)
{
    if (units.empty()) return store::shares_of_all(view.read, window);
    if (units.size() == 1) return store::shares_of_unit(view.read, units.front(), window);
    std::map<std::pair<Facet, std::string>, Share> sums;
    for (auto const unit : units)
        for (auto const& share : store::shares_of_unit(view.read, unit, window)) {
            auto& sum = sums.try_emplace({ share.facet, share.what },
                                         Share { share.facet, share.what })
                            .first->second;
            sum.sales += share.sales;
            sum.turnover += share.turnover;
        }
    std::vector<Share> all;
    for (auto const& [key, share] : sums) all.push_back(share);
    std::ranges::stable_sort(all, [](Share const& a, Share const& b) {
        return a.facet != b.facet ? a.facet < b.facet : a.turnover > b.turnover;
    });
    return all;
}

} // namespace karya::books
