// Voids: what they take out of the drawer and what they put back on the shelf.

#include "sales/test_scene.h"

namespace karya::sales {
namespace {

class Voided : public Scene {
protected:
    /// Ten of seven that are there: three are booked as a shortage.
    Sale sell_short(VariantId variant)
    {
        auto wanted = draft({ line(variant, 10) });
        wanted.shortage = catalogue::Shortage::booked;
        wanted.shift = shift;
        return sell(wanted);
    }
    Quantity left(VariantId variant)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            for (auto const& item : catalogue::sellables(view, market.pontianak()))
                if (item.variant == variant) return item.left;
            return Quantity {};
        });
    }
    std::size_t tasks()
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return catalogue::open_shortages(view, market.pontianak()).size();
        });
    }
    std::optional<std::string> broken_stock()
    {
        return market.view(market.cast.wayan, now,
                           [](View& view) { return catalogue::first_broken_stock(view.read); });
    }

    ShiftId shift { open_till() };
};

TEST_F(Voided, sale_takes_no_more_out_of_the_drawer_than_should_be_there_R11)
{
    auto const mat = goods("Tikar", { .opening = Quantity::pieces(5) });
    auto paid = draft({ line(mat, 1) });
    paid.shift = shift;
    auto const sold = sell(paid);
    auto const taking = [&](Drawer drawer) {
        return run([&](Call& call) {
            return void_sale(call, market.pontianak(), sold.id, "salah ketik", drawer);
        });
    };
    ASSERT_TRUE(run([&](Call& call) {
                    return move_cash(call, market.pontianak(),
                                     { .id = test::numbered<CashMoveTag>(1),
                                       .shift = shift,
                                       .amount = Rupiah { -100'001 },
                                       .reason = "brankas",
                                       .at = now });
                }).ok())
        << "the float, and a rupiah of the sale";
    EXPECT_EQ(taking(Drawer::asked).error().code(), drawer_too_empty);
    EXPECT_TRUE(taking(Drawer::told).ok()) << "a device has done it already";
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Voided, sale_takes_its_shortage_off_again)
{
    auto const mat = goods("Tikar", { .opening = Quantity::pieces(7) });
    auto const mistyped = sell_short(mat);
    EXPECT_EQ(tasks(), 1U);
    take_void(mistyped);
    EXPECT_EQ(left(mat), Quantity::pieces(7)) << "three of the ten were perhaps never there";
    EXPECT_EQ(tasks(), 0U);
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(broken_stock(), std::nullopt);
}

TEST_F(Voided, sale_that_was_counted_meanwhile_must_be_counted_again)
{
    auto const mat = goods("Tikar", { .opening = Quantity::pieces(7) });
    auto const sold = sell_short(mat);
    ASSERT_TRUE(run([&](Call& call) {
                    return catalogue::set_stock(call, market.pontianak(),
                                                { mat, Quantity::pieces(2) });
                }).ok());
    take_void(sold);
    EXPECT_EQ(left(mat), Quantity::pieces(9)) << "nothing that was perhaps never there";
    EXPECT_EQ(tasks(), 1U);
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(broken_stock(), std::nullopt);
}

} // namespace
} // namespace karya::sales
