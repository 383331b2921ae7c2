// Random histories of buyers and desks against a model that knows no database: what is held, on
// hand and in the books after each step. KARYA_TEST_SEED repeats one.

#include "orders/test_shop.h"
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

namespace karya::orders {
namespace {

std::uint64_t seed_of_this_run()
{
    if (auto const* const given = std::getenv("KARYA_TEST_SEED"))
        return std::strtoull(given, nullptr, 10);
    return std::random_device {}();
}

class History : public Shop {
protected:
    /// What the model knows of one of the goods.
    struct Goods {
        UnitId unit {};
        std::int64_t price {};
        std::int64_t on_hand {};
    };
    struct Ordered {
        UnitId unit {};
        std::map<VariantId, std::int64_t> pieces {};
        Rupiah total {};
        Timestamp due_at {};
        OrderState state { OrderState::placed };
        std::string link {};
    };
    struct Buying {
        std::string token {};
        std::map<VariantId, std::int64_t> pieces {};
        std::optional<Timestamp> kept_until {};
        std::map<VariantId, std::int64_t> kept {};
    };

    std::size_t below(std::size_t bound) { return chance() % bound; }

    void lay()
    {
        for (auto const unit : units) {
            open_till(unit);
            for (int i = 0; i < 2; ++i) {
                std::int64_t const price = 1'000 + static_cast<std::int64_t>(below(50'000));
                std::int64_t const stock = 2 + static_cast<std::int64_t>(below(6));
                shelf[goods(unit, price, stock)] = { unit, price, stock };
            }
        }
        buyers.resize(4);
    }
    VariantId any_goods()
    {
        auto at = shelf.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(below(shelf.size())));
        return at->first;
    }
    /// What is held of it by everybody but one buyer.
    std::int64_t held_by_others(VariantId variant, Buying const* own)
    {
        std::int64_t sum = 0;
        for (auto const& [id, order] : orders)
            if (is_open(order.state) && order.pieces.contains(variant))
                sum += order.pieces.at(variant);
        for (auto const& buying : buyers)
            if (&buying != own && buying.kept.contains(variant)) sum += buying.kept.at(variant);
        return sum;
    }
    bool enough_for(Buying const& buying)
    {
        for (auto const& [variant, pieces] : buying.pieces)
            if (shelf[variant].on_hand - held_by_others(variant, &buying) < pieces) return false;
        return true;
    }

    void step()
    {
        now += seconds { 10 };
        auto& buying = buyers[below(buyers.size())];
        switch (below(8)) {
        case 0:
        case 1: return put_some(buying);
        case 2: return begin_order(buying);
        case 3:
        case 4: return order_it(buying);
        case 5: return work_at_desk();
        case 6: return restock();
        default: return let_time_pass();
        }
    }
    void put_some(Buying& buying)
    {
        auto const variant = any_goods();
        auto const pieces = static_cast<std::int64_t>(below(3)) + 1;
        ASSERT_TRUE(put(buying.token, variant, pieces).ok());
        buying.pieces[variant] += pieces;
    }
    void begin_order(Buying& buying)
    {
        auto const done = buyer([&](Call& call) { return begin(call, buying.token); });
        ASSERT_EQ(done.ok(), !buying.pieces.empty() && enough_for(buying));
        if (!done.ok()) return;
        buying.kept = buying.pieces;
        buying.kept_until = now + minutes { 30 };
    }
    void order_it(Buying& buying)
    {
        auto const link = order_all(buying.token);
        ASSERT_EQ(link.ok(), !buying.pieces.empty() && enough_for(buying));
        if (!link.ok()) return;
        for (auto const& order : group_at(link.value()).orders) {
            Ordered made { .unit = order.unit,
                           .total = order.total,
                           .due_at = order.due_at,
                           .link = link.value() };
            Rupiah sum;
            for (auto const& [variant, pieces] : buying.pieces)
                if (shelf[variant].unit == order.unit) {
                    made.pieces[variant] = pieces;
                    sum += Rupiah { shelf[variant].price * pieces };
                }
            ASSERT_EQ(order.total, sum);
            orders[order.id] = made;
        }
        buying = {};
    }
    void work_at_desk()
    {
        if (orders.empty()) return;
        auto at = orders.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(below(orders.size())));
        auto& [id, order] = *at;
        auto const to = std::array { OrderState::ready, OrderState::handed_over,
                                     OrderState::cancelled, OrderState::cancelled }[below(4)];
        bool const by_buyer = to == OrderState::cancelled && below(2) == 0;
        bool const legal = by_buyer
            ? order.state == OrderState::placed
            : may_become({ PayTime::at_pickup, Delivery::fetched }, order.state, to);
        ASSERT_EQ(moved(id, order, to, by_buyer), legal);
        if (!legal) return;
        order.state = to;
        if (to != OrderState::handed_over) return;
        turnover += order.total;
        for (auto const& [variant, pieces] : order.pieces) shelf[variant].on_hand -= pieces;
    }
    bool moved(OrderId id, Ordered const& order, OrderState to, bool by_buyer)
    {
        if (by_buyer)
            return buyer([&](Call& call) { return cancel_as_buyer(call, order.link, id); }).ok();
        if (to == OrderState::handed_over) return hand(order.unit, id).ok();
        return desk(order.unit,
                    [&](Call& call, auto const& scope) {
                        return to == OrderState::ready ? make_ready(call, scope, id)
                                                       : cancel(call, scope, id, "coba");
                    })
            .ok();
    }
    void restock()
    {
        auto const variant = any_goods();
        auto& goods = shelf[variant];
        ASSERT_TRUE(desk(goods.unit, [&](Call& call, auto const& scope) {
                        return catalogue::change_stock(call, scope,
                                                       { variant, Quantity::pieces(2),
                                                         catalogue::StockReason::production, "" });
                    }).ok());
        goods.on_hand += 2;
    }
    void let_time_pass()
    {
        now += below(4) == 0 ? std::chrono::duration_cast<minutes>(days { 2 }) : minutes { 20 };
        tidy();
        for (auto& buying : buyers)
            if (buying.kept_until && *buying.kept_until <= now) {
                buying.kept.clear();
                buying.kept_until.reset();
            }
        for (auto& [id, order] : orders)
            if (is_open(order.state) && order.due_at <= now) order.state = OrderState::cancelled;
    }
    void compare()
    {
        for (auto const& [variant, goods] : shelf) {
            auto const real = stock(goods.unit, variant);
            ASSERT_EQ(real.on_hand, Quantity::pieces(goods.on_hand));
            ASSERT_EQ(real.held, Quantity::pieces(held_by_others(variant, nullptr)));
        }
        for (auto const& [id, order] : orders)
            ASSERT_EQ(order_at(order.link, order.unit).state, order.state);
        Rupiah booked;
        for (auto const unit : units)
            booked += desk(unit, [&](Call& call, auto const& scope) -> Result<Rupiah> {
                          return ledger::balance(call.view(), scope, ledger::Account::cash);
                      }).take();
        ASSERT_EQ(booked, turnover);
    }

    std::uint64_t const seed { seed_of_this_run() };
    std::mt19937_64 chance { seed };
    std::map<VariantId, Goods> shelf {};
    std::map<OrderId, Ordered> orders {};
    std::vector<Buying> buyers {};
    Rupiah turnover {};
};

TEST_F(History, agrees_with_the_model_at_every_step)
{
    std::cout << "KARYA_TEST_SEED=" << seed << "\n";
    lay();
    for (int i = 0; i < 150; ++i) {
        step();
        if (HasFatalFailure()) return;
        compare();
        if (HasFatalFailure()) FAIL() << "at step " << i;
    }
    expect_books_sound();
}

} // namespace
} // namespace karya::orders
