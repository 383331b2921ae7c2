// Who bought is forgotten when he asks, as far as his orders let it be; money is not.

#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

class Forgotten : public Ahead {
protected:
    Result<void> forget(std::string const& link)
    {
        return buyer([&](Call& call) { return forget_as_buyer(call, link); });
    }
    static std::string_view code_of(Result<void> const& result)
    {
        return result.ok() ? std::string_view {} : result.error().code().id;
    }
};

TEST_F(Forgotten, not_by_a_wrong_link_nor_while_something_is_open)
{
    EXPECT_EQ(code_of(forget(std::string(64, 'a'))), "core.not_found");
    auto const link = placed({ goods(units[0], 45'000, 3), goods(units[1], 20'000, 3) });
    EXPECT_EQ(code_of(forget(link)), "orders.still_open");
    open_till(units[0]);
    ASSERT_TRUE(hand(units[0], order_at(link, units[0]).id).ok());
    EXPECT_EQ(code_of(forget(link)), "orders.still_open") << "the other unit still needs him";
    EXPECT_EQ(group_at(link).buyer->name, "Sri Wahyuni");
}

TEST_F(Forgotten, once_all_is_over_and_the_books_stay)
{
    auto const link = placed({ goods(units[0], 45'000, 3) });
    auto const order = order_at(link, units[0]);
    open_till(units[0]);
    ASSERT_TRUE(hand(units[0], order.id).ok());
    ASSERT_TRUE(group_at(link).erase_at.has_value());
    ASSERT_TRUE(forget(link).ok());
    auto const after = group_at(link);
    EXPECT_EQ(after.buyer, std::nullopt);
    EXPECT_EQ(after.erase_at, std::nullopt);
    EXPECT_EQ(after.orders.front().total, Rupiah { 45'000 });
    EXPECT_TRUE(after.orders.front().sale.has_value());
    EXPECT_TRUE(forget(link).ok()) << "again is fine";
    EXPECT_EQ(desk(units[0],
                   [&](Call& call, auto const& scope) -> Result<bool> {
                       return karya::orders::buyer(call.view(), scope, after.id).has_value();
                   })
                  .value(),
              false);
    expect_books_sound();
}

TEST_F(Forgotten, not_while_money_goes_back_to_him)
{
    auto const link = ordered({ units[0] });
    pay(link);
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    hear();
    EXPECT_EQ(code_of(forget(link)), "orders.still_open");
    EXPECT_TRUE(group_at(link).buyer.has_value());
}

} // namespace
} // namespace karya::orders
