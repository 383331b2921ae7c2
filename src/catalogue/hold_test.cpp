// Goods kept for buyers: who may, for how long, and what the shelf shows meanwhile.

#include "catalogue/shop_test.h"
#include <atomic>
#include <chrono>
#include <thread>

namespace karya::catalogue {
namespace {

using std::chrono::minutes;

class Holds : public Shop {
protected:
    Result<void> keep(std::string const& holder, std::vector<Want> wants,
                      std::optional<Timestamp> until = {})
    {
        return run([&](Call& call) { return hold_for(call, { holder, std::move(wants), until }); });
    }
    void drop(std::string const& holder, std::optional<UnitId> unit = {})
    {
        ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                        drop_hold(call, holder, unit);
                        return {};
                    }).ok());
    }
    bool expire(Timestamp at)
    {
        return db.call({}, at, [](Call& call) -> Result<bool> { return expire_holds(call); })
            .take();
    }
    VariantId stocked(std::string const& name, std::int64_t pieces)
    {
        return variant(pontianak, draft(pontianak, name),
                       { .price = Rupiah { 45'000 }, .opening = Quantity::pieces(pieces) });
    }
    /// What others may have.
    Quantity left(VariantId variant)
    {
        auto const stock = stock_of(variant);
        return stock.on_hand - stock.held;
    }
};

TEST_F(Holds, refuses_what_is_not_there_and_keeps_nothing_of_it)
{
    auto const mat = stocked("Keset", 5);
    auto const broom = stocked("Sapu", 1);
    EXPECT_EQ(
        keep("a", { { mat, Quantity::pieces(2) }, { broom, Quantity::pieces(2) } }).error().code(),
        not_enough_stock);
    EXPECT_EQ(keep("a", { { mat, Quantity {} } }).error().code(), bad_stock);
    EXPECT_EQ(keep("a", { { mat, Quantity { 1'500 } } }).error().code(), whole_only);
    EXPECT_EQ(keep("a", { { VariantId::make(test::noon), Quantity::pieces(1) } }).error().code(),
              not_found);
    EXPECT_EQ(left(mat), Quantity::pieces(5));
    EXPECT_EQ(left(broom), Quantity::pieces(1));
}

TEST_F(Holds, two_lines_of_one_product_cannot_exceed_what_is_left)
{
    auto const mat = stocked("Keset", 3);
    EXPECT_EQ(
        keep("a", { { mat, Quantity::pieces(2) }, { mat, Quantity::pieces(2) } }).error().code(),
        not_enough_stock);
    EXPECT_TRUE(keep("a", { { mat, Quantity::pieces(2) }, { mat, Quantity::pieces(1) } }).ok());
    EXPECT_EQ(left(mat), Quantity {});
}

TEST_F(Holds, keep_others_out_but_not_their_holder)
{
    auto const mat = stocked("Keset", 3);
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(2) } }).ok());
    auto const refused = keep("b", { { mat, Quantity::pieces(2) } });
    ASSERT_EQ(refused.error().code(), not_enough_stock);
    EXPECT_EQ(refused.error().args.back().second, "1");
    auto const owner = home();
    auto const sold = run(
        [&](Call& call) { return take(call, owner, mat, Quantity::pieces(2), "sale-1"); });
    EXPECT_EQ(sold.error().code(), not_enough_stock);
    // Again is the same hold, changed; not a second one.
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(3) } }).ok());
    EXPECT_EQ(left(mat), Quantity {});
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(1) } }).ok());
    EXPECT_EQ(left(mat), Quantity::pieces(2));
}

TEST_F(Holds, what_is_not_wanted_any_more_goes_back)
{
    auto const mat = stocked("Keset", 3);
    auto const broom = stocked("Sapu", 3);
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(2) }, { broom, Quantity::pieces(1) } }).ok());
    ASSERT_TRUE(keep("a", { { broom, Quantity::pieces(3) } }).ok());
    EXPECT_EQ(left(mat), Quantity::pieces(3));
    EXPECT_EQ(left(broom), Quantity {});
    drop("a", ambon); // nothing of that unit
    EXPECT_EQ(left(broom), Quantity {});
    drop("a", pontianak);
    drop("a");
    EXPECT_EQ(left(broom), Quantity::pieces(3));
}

TEST_F(Holds, end_once_and_not_before_their_time)
{
    auto const mat = stocked("Keset", 3);
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(2) } }, test::noon + minutes { 30 }).ok());
    ASSERT_TRUE(keep("b", { { mat, Quantity::pieces(1) } }).ok());
    expire(test::noon + minutes { 29 });
    EXPECT_EQ(left(mat), Quantity {});
    EXPECT_FALSE(expire(test::noon + minutes { 30 }));
    EXPECT_EQ(left(mat), Quantity::pieces(2));
    expire(test::noon + minutes { 31 });
    EXPECT_EQ(left(mat), Quantity::pieces(2)); // that of b has no end
}

TEST_F(Holds, stock_cannot_be_set_below_them)
{
    auto const mat = stocked("Keset", 3);
    ASSERT_TRUE(keep("a", { { mat, Quantity::pieces(2) } }).ok());
    auto const owner = home();
    auto const set = run([&](Call& call) {
        return set_stock(call, owner, { mat, Quantity::pieces(1), StockReason::count, "" });
    });
    EXPECT_EQ(set.error().code(), below_held);
}

TEST_F(Holds, of_the_last_piece_one_of_many_gets_it)
{
    auto const mat = stocked("Keset", 1);
    std::atomic<int> got { 0 };
    std::atomic<int> refused { 0 };
    std::vector<std::thread> buyers;
    for (int buyer = 0; buyer < 16; ++buyer)
        buyers.emplace_back([&, buyer] {
            auto const kept = keep("buyer-" + std::to_string(buyer),
                                   { { mat, Quantity::pieces(1) } });
            if (kept.ok())
                ++got;
            else if (kept.error().code() == not_enough_stock)
                ++refused;
        });
    for (auto& buyer : buyers) buyer.join();
    EXPECT_EQ(got, 1);
    EXPECT_EQ(refused, 15);
    EXPECT_EQ(left(mat), Quantity {});
}

} // namespace
} // namespace karya::catalogue
