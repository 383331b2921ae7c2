#pragma once
// Three units sell to buyers who have no account: for the tests of orders/.

#include "counter/counter.h"
#include "orders/orders.h"
#include "orders/state.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::orders {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class Shop : public testing::Test {
protected:
    test::Market market;
    Timestamp now { test::noon };

    void SetUp() override
    {
        sales::keep_nip_key(std::string(32, 'k'));
        keep_keys({ std::string(32, 'o'), std::string(32, 'b') });
        payments::keep_keys({ std::string(32, 'p'), std::string(32, 'q') });
    }
    /// Pontianak in WIB, Kerobokan in WITA, Ambon in WIT.
    std::vector<UnitId> units { market.cast.pontianak_id,
                                org::seed_unit_id("lapas-kelas-iia-kerobokan"),
                                market.cast.ambon_id };

    Actor kasi(UnitId unit)
    {
        auto actor = market.cast.wayan;
        actor.unit = unit;
        actor.kanwil = market.scope(unit).kanwil();
        return actor;
    }
    template<class Work>
    auto buyer(Work&& work)
    {
        return market.call({}, now, work);
    }
    template<class Work>
    auto visit(Work&& work)
    {
        return market.view({}, now, work);
    }
    template<class Work>
    auto desk(UnitId unit, Work&& work)
    {
        auto const scope = market.scope(unit);
        return market.call(kasi(unit), now, [&](Call& call) { return work(call, scope); });
    }
    VariantId goods(UnitId unit, std::int64_t price, std::int64_t stock,
                    std::optional<std::int64_t> grams = {})
    {
        return market.product(unit,
                              { .name = "Barang " + std::to_string(++m_names),
                                .price = Rupiah { price },
                                .cost = Rupiah { price / 2 },
                                .stock = Quantity::pieces(stock),
                                .grams = grams });
    }
    /// Into the basket of `token`, which then is the one to go on with.
    Result<void> put(std::string& token, VariantId variant, std::int64_t pieces)
    {
        now += seconds { 5 }; // no double click
        auto done = buyer(
            [&](Call& call) { return put_in(call, token, { variant, Quantity::pieces(pieces) }); });
        if (!done.ok()) return done.take_error();
        token = done.take();
        return {};
    }
    Basket seen(std::string const& token)
    {
        return visit([&](View& view) { return basket(view, token); });
    }
    /// What a buyer sends who agrees with what he sees, and takes the first day each.
    PlaceDraft agreed(std::string const& token)
    {
        auto const shown = seen(token);
        PlaceDraft draft { .basket = shown.id,
                           .seen_total = shown.charged(),
                           .buyer = { "Sri Wahyuni", "0812 3456 7890", "Tolong dibungkus", {} },
                           .street = "Jalan Ampera 12" };
        for (auto const& part : shown.parts)
            draft.pick_days.push_back(
                { part.unit, visit([&](View& view) { return pick_days(view, part); }).front() });
        return draft;
    }
    Result<std::string> order_all(std::string const& token)
    {
        auto const draft = agreed(token);
        return buyer([&](Call& call) { return place(call, token, draft); });
    }
    /// One piece of each unit's first goods, ordered: the link.
    std::string placed(std::vector<VariantId> const& wanted)
    {
        std::string token;
        for (auto const variant : wanted) EXPECT_TRUE(put(token, variant, 1).ok());
        auto link = order_all(token);
        EXPECT_TRUE(link.ok());
        return link.take();
    }
    Group group_at(std::string const& link)
    {
        return visit([&](View& view) { return group(view, link); }).take();
    }
    Order order_at(std::string const& link, UnitId unit)
    {
        for (auto& order : group_at(link).orders)
            if (order.unit == unit) return order;
        ADD_FAILURE() << "no order of that unit";
        return {};
    }
    catalogue::Variant stock(UnitId unit, VariantId id)
    {
        auto const scope = market.scope(unit);
        return market.view(kasi(unit), now, [&](View& view) {
            for (auto const& row : catalogue::products(view, scope))
                for (auto const& variant :
                     catalogue::product(view, scope, row.product).take().variants)
                    if (variant.id == id) return variant;
            return catalogue::Variant {};
        });
    }
    void open_till(UnitId unit)
    {
        EXPECT_TRUE(desk(unit, [](Call& call, auto const& scope) {
                        return sales::open_shift(call, scope, counter::desk_series,
                                                 Rupiah { 100'000 });
                    }).ok());
    }
    Result<sales::Sale> hand(UnitId unit, OrderId id)
    {
        return desk(unit, [&](Call& call, auto const& scope) {
            return hand_over(call, scope, { .order = id, .code = pick_code(id) });
        });
    }
    void tidy()
    {
        while (buyer([](Call& call) -> Result<bool> { return tidy_up(call); }).take()) { }
        while (buyer([](Call& call) -> Result<bool> {
                   return catalogue::expire_holds(call);
               }).take()) { }
    }
    void expect_books_sound()
    {
        auto const broken = market.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                if (auto const stock = catalogue::first_broken_stock(read)) return stock;
                if (auto const sale = sales::first_broken_sale(read)) return sale;
                if (auto const parcel = first_broken_parcel(read)) return parcel;
                return first_broken_money(read);
            });
        EXPECT_EQ(broken.value(), std::nullopt);
    }

private:
    unsigned m_names { 0 };
};

} // namespace karya::orders
