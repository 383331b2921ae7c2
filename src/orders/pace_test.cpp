// A robot that makes baskets without end: it is stopped by its network, and nobody else is.

#include "orders/test_shop.h"

namespace karya::orders {
namespace {

class Pace : public Shop {
protected:
    template<class Work>
    auto from(std::string_view address, Work&& work)
    {
        return buyer([&](Call& call) {
            call.caller.address = address;
            return work(call);
        });
    }
    Result<std::string> put_from(std::string_view address, VariantId variant,
                                 std::string const& token = {})
    {
        return from(address, [&](Call& call) {
            return put_in(call, token, { variant, Quantity::pieces(1) });
        });
    }
    std::int64_t baskets()
    {
        static db::Query const count { db::Query::Unlisted {}, "test.baskets",
                                       "SELECT COUNT(*) FROM orders_basket" };
        return visit([&](View& view) { return view.read.value<std::int64_t>(count); });
    }
    VariantId ware { goods(units[0], 45'000, 1'000) };
};

TEST_F(Pace, a_network_makes_so_many_baskets_an_hour_and_others_go_on)
{
    for (int i = 0; i < 600; ++i) ASSERT_TRUE(put_from("10.1.0.1", ware).ok()) << i;
    auto const last = put_from("10.1.0.2", ware).take();
    auto const refused = put_from("10.1.0.1", ware);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), too_many_deeds);
    EXPECT_EQ(refused.error().code().fault, Fault::rate_limited);
    EXPECT_EQ(baskets(), 601);
    EXPECT_TRUE(put_from("10.1.0.1", ware, last).ok()) << "who has a basket fills it";
    now += hours { 1 };
    EXPECT_TRUE(put_from("10.1.0.1", ware).ok());
}

TEST_F(Pace, addresses_of_one_ipv6_network_are_one)
{
    for (int i = 0; i < 600; ++i)
        ASSERT_TRUE(put_from("2001:db8:7:1::" + std::to_string(i), ware).ok()) << i;
    EXPECT_EQ(put_from("2001:db8:7:1:ffff::1", ware).error().code(), too_many_deeds);
    EXPECT_TRUE(put_from("2001:db8:7:2::1", ware).ok());
}

TEST_F(Pace, holds_of_a_network_are_bounded)
{
    auto const token = put_from("10.2.0.1", ware).take();
    for (int i = 0; i < 600; ++i)
        ASSERT_TRUE(from("10.2.0.1", [&](Call& call) { return begin(call, token); }).ok()) << i;
    auto const refused = from("10.2.0.1", [&](Call& call) { return begin(call, token); });
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), too_many_deeds);
    EXPECT_TRUE(from("10.2.0.2", [&](Call& call) { return begin(call, token); }).ok());
}

TEST_F(Pace, so_are_its_orders_and_jobs_are_not_counted)
{
    auto const place_from = [&](std::string_view address) {
        std::string token;
        EXPECT_TRUE(put(token, ware, 1).ok());
        auto const draft = agreed(token);
        return from(address, [&](Call& call) { return place(call, token, draft); });
    };
    auto const hour = now; // `put` moves the clock
    for (int i = 0; i < 300; ++i, now = hour) ASSERT_TRUE(place_from("10.3.0.1").ok()) << i;
    EXPECT_EQ(place_from("10.3.0.1").error().code(), too_many_deeds);
    EXPECT_TRUE(place_from("10.3.0.2").ok());
    EXPECT_TRUE(place_from("").ok());
}

} // namespace
} // namespace karya::orders
