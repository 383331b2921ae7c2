// Many buyers at once: of the last piece one gets it; of crossing baskets nobody waits for ever.

#include "orders/test_shop.h"
#include <atomic>
#include <thread>

namespace karya::orders {
namespace {

class Crowd : public Shop {
protected:
    /// What came of ordering all these baskets at the same time.
    struct Outcome {
        std::atomic<int> placed { 0 };
        std::atomic<int> refused { 0 };
        std::atomic<int> other { 0 };
    };
    void order_at_once(std::vector<std::string> const& tokens, Outcome& outcome)
    {
        constexpr std::size_t threads_max = 20;
        std::vector<PlaceDraft> drafts;
        for (auto const& token : tokens) drafts.push_back(agreed(token));
        std::atomic<std::size_t> next { 0 };
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < threads_max; ++i)
            threads.emplace_back([&] {
                for (auto n = next++; n < tokens.size(); n = next++) {
                    auto const done = patiently(tokens[n], drafts[n]);
                    auto& count = done.ok()               ? outcome.placed
                        : is_refusal(done.error().code()) ? outcome.refused
                                                          : outcome.other;
                    ++count;
                    if (&count == &outcome.other) ADD_FAILURE() << done.error().code().id;
                }
            });
        for (auto& thread : threads) thread.join();
    }

private:
    static bool is_refusal(ErrorCode const& code)
    {
        return code == catalogue::not_enough_stock || code == goods_changed;
    }
    /// A server with too much to do says so, and the browser comes again.
    Result<std::string> patiently(std::string const& token, PlaceDraft const& draft)
    {
        for (;;) {
            auto done = market.call({}, now, [&](Call& call) { return place(call, token, draft); });
            if (done.ok() || done.error().code().fault != Fault::unavailable) return done;
        }
    }
};

TEST_F(Crowd, of_two_hundred_buyers_of_the_last_piece_one_gets_it)
{
    auto const last = goods(units[0], 45'000, 1);
    std::vector<std::string> tokens(200);
    for (auto& token : tokens) ASSERT_TRUE(put(token, last, 1).ok());
    Outcome outcome;
    order_at_once(tokens, outcome);
    EXPECT_EQ(outcome.placed, 1);
    EXPECT_EQ(outcome.refused, 199);
    EXPECT_EQ(stock(units[0], last).held, Quantity::pieces(1));
    open_till(units[0]);
    auto const orders = desk(units[0],
                             [](Call& call, auto const& scope) -> Result<std::vector<OrderRow>> {
                                 return open_orders(call.view(), scope);
                             });
    ASSERT_EQ(orders.value().size(), 1U);
    ASSERT_TRUE(hand(units[0], orders.value()[0].id).ok());
    EXPECT_EQ(stock(units[0], last).on_hand, Quantity {});
    expect_books_sound();
}

TEST_F(Crowd, baskets_that_cross_all_come_through)
{
    std::vector<VariantId> wanted;
    for (int i = 0; i < 6; ++i)
        wanted.push_back(goods(units[static_cast<std::size_t>(i % 3)], 10'000, 500));
    std::vector<std::string> tokens(60);
    for (std::size_t buyer = 0; buyer < tokens.size(); ++buyer)
        for (std::size_t i = 0; i < 4; ++i)
            ASSERT_TRUE(
                put(tokens[buyer], wanted[(buyer * 5 + i * (buyer % 2 ? 1U : 5U)) % 6], 1).ok());
    Outcome outcome;
    order_at_once(tokens, outcome);
    EXPECT_EQ(outcome.placed, 60);
}

} // namespace
} // namespace karya::orders
