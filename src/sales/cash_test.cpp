// Money put into a drawer and taken out of it.

#include "sales/test_scene.h"

namespace karya::sales {
namespace {

class Cash : public Scene {
protected:
    Result<CashMove> move(unsigned number, std::int64_t amount, std::string const& reason)
    {
        return run([&](Call& call) {
            return move_cash(call, market.pontianak(),
                             { .id = test::numbered<CashMoveTag>(number),
                               .shift = shift,
                               .amount = Rupiah { amount },
                               .reason = reason,
                               .at = now });
        });
    }
    Result<Shift> close(std::int64_t counted)
    {
        return run([&](Call& call) {
            return close_shift(call, market.pontianak(), shift, Rupiah { counted }, "");
        });
    }

    ShiftId shift { open_till() };
};

TEST_F(Cash, is_expected_in_the_drawer_and_stays_the_units)
{
    EXPECT_EQ(move(1, 0, "kembalian").error().code(), bad_amount);
    EXPECT_EQ(move(1, 5'000, " ").error().code(), reason_missing);
    ASSERT_TRUE(move(1, 30'000, "kembalian").ok());
    EXPECT_EQ(move(1, 30'000, "kembalian").value().amount, Rupiah { 30'000 }) << "once";
    EXPECT_EQ(move(1, 31'000, "kembalian").error().code(), id_taken);
    ASSERT_TRUE(move(2, -60'000, "brankas").ok());
    auto const [own, other] = market.view(market.cast.sari, now, [&](View& view) {
        return std::pair { cash_moves(view, market.pontianak(), shift),
                           cash_moves(view, market.ambon(), shift) };
    });
    EXPECT_EQ(own.size(), 2U);
    EXPECT_TRUE(other.empty());
    auto const closed = close(70'000);
    ASSERT_TRUE(closed.ok()) << "no difference to explain";
    EXPECT_EQ(closed.value().expected, Rupiah { 70'000 });
    EXPECT_EQ(move(3, 5'000, "kembalian").error().code(), no_shift);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Cash, no_more_is_taken_out_than_should_be_there)
{
    auto const refused = move(1, -100'001, "brankas");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), drawer_too_empty);
    EXPECT_TRUE(refused.error().args.empty()) << "the count stays blind";
    ASSERT_TRUE(move(2, -100'000, "brankas").ok());
    EXPECT_EQ(move(3, -1, "brankas").error().code(), drawer_too_empty);
    auto const mat = goods("Tikar", { .opening = Quantity::pieces(5) });
    auto const paid_before = draft({ line(mat, 1) }); // into another drawer
    sell(paid_before);
    auto const back = run([&](Call& call) {
        return refund(call, market.pontianak(),
                      { .id = test::numbered<RefundTag>(1),
                        .sale = paid_before.id,
                        .lines = { { 1, Quantity::pieces(1), {} } },
                        .reason = "rusak",
                        .shift = shift });
    });
    EXPECT_EQ(back.error().code(), drawer_too_empty);
    EXPECT_TRUE(close(0).ok());
}

db::Query const bend { db::Query::Unlisted {}, "test.bend_cash", R"sql(
UPDATE sales_cash SET amount = amount + 1 WHERE shift = $1
)sql" };

TEST_F(Cash, that_was_told_otherwise_is_found_by_the_proof)
{
    ASSERT_TRUE(move(1, 7'000, "kembalian").ok());
    ASSERT_TRUE(close(107'000).ok());
    EXPECT_EQ(broken(), std::nullopt);
    tamper(bend, shift);
    EXPECT_NE(broken().value_or("").find(shift.text()), std::string::npos);
}

} // namespace
} // namespace karya::sales
