// Many devices of one unit send at once, some answers get lost, and nothing is lost or booked
// twice. KARYA_TEST_CROWD="20 500" makes it large: devices and sales of each.

#include "device/test_house.h"
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <thread>

namespace karya::device {
namespace {

using test::noon;

struct Size {
    int devices { 8 };
    int sales { 60 };
};

Size size_of_this_run()
{
    Size size;
    if (auto const* const given = std::getenv("KARYA_TEST_CROWD")) {
        std::istringstream words { given };
        words >> size.devices >> size.sales;
    }
    return size;
}

class Crowd : public test::House {
protected:
    /// Until its outbox is empty; each fifth answer is lost. A server that has too much to do says
    /// so (503), and the till comes again.
    void send_all(test::Till& till)
    {
        for (int turn = 1; !till.outbox.empty(); ++turn) {
            auto const taken = send(till.envelope(), till.clock);
            if (!taken.ok() && taken.error().code().fault == Fault::unavailable) {
                ++busy;
                continue;
            }
            ASSERT_TRUE(taken.ok()) << taken.error().code().id << " " << taken.error().why();
            if (turn % 5 != 0) till.heard(taken.value());
        }
    }
    std::atomic<int> busy { 0 };
};

TEST_F(Crowd, loses_nothing_and_books_nothing_twice)
{
    auto const size = size_of_this_run();
    std::vector<VariantId> goods;
    for (int i = 0; i < 12; ++i)
        goods.push_back(market.product(
            { .name = "Barang " + std::to_string(i), .stock = Quantity::pieces(1'000) }));
    std::vector<test::Till> tills;
    for (int i = 0; i < size.devices; ++i) {
        auto& till = tills.emplace_back(enrolled());
        till.opened(0);
        for (int sale = 0; sale < size.sales; ++sale)
            till.sold({ .lines = { { goods[static_cast<std::size_t>((i + sale) % 12)] },
                                   { goods[static_cast<std::size_t>((i * 5 + sale * 7) % 12)] } },
                        .total = 90'000 });
        till.closed(90'000L * size.sales);
    }
    auto const start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (auto& till : tills) threads.emplace_back([&] { send_all(till); });
    for (auto& thread : threads) thread.join();
    auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);

    auto const all = static_cast<std::int64_t>(size.devices) * size.sales;
    std::cout << all << " sales of " << size.devices << " devices in " << took.count()
              << " ms: " << all * 1000 / std::max<std::int64_t>(1, took.count()) << " a second, "
              << busy << " told to come again\n";
    EXPECT_EQ(day().sales, all);
    EXPECT_EQ(day().turnover, Rupiah { 90'000 * all });
    EXPECT_EQ(balance(ledger::Account::cash_over_short), 0);
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(alarms().empty());
    expect_sound();
}

} // namespace
} // namespace karya::device
