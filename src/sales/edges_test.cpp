// Where a sale meets its limits: twins, sums that could not be counted, texts that look like
// fields.

#include "sales/test_scene.h"
#include <atomic>
#include <thread>

namespace karya::sales {
namespace {

using test::noon;

class SalesEdges : public Scene {
protected:
    SaleDraft draft(VariantId variant, std::int64_t pieces, unsigned number = 1)
    {
        return { .id = test::numbered<SaleTag>(number),
                 .sold_at = noon,
                 .lines = { line(variant, pieces) } };
    }
    Result<Sale> sell(SaleDraft const& wanted)
    {
        return run([&](Call& call) { return record(call, market.pontianak(), wanted); });
    }
    Result<Refund> give_back(RefundDraft const& wanted)
    {
        return run([&](Call& call) { return refund(call, market.pontianak(), wanted); });
    }
    Rupiah cash()
    {
        return market.view(market.cast.wayan, noon, [&](View& view) {
            return ledger::balance(view, market.pontianak(), ledger::Account::cash);
        });
    }
    std::size_t sales()
    {
        return market.view(market.cast.wayan, noon,
                           [&](View& view) { return sales_of(view, market.pontianak()).size(); });
    }
};

TEST_F(SalesEdges, clerks_refunding_at_once_are_each_paid_while_something_is_left)
{
    auto const mat = market.product({});
    auto const sold = sell(draft(mat, 5)).take();
    std::atomic<int> paid { 0 };
    std::vector<std::thread> clerks;
    for (unsigned number = 1; number <= 8; ++number)
        clerks.emplace_back([&, number] {
            auto const answer = give_back(
                { .id = test::numbered<RefundTag>(number),
                  .sale = sold.id,
                  .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                  .reason = "Cacat" });
            if (answer.ok())
                ++paid;
            else
                EXPECT_EQ(answer.error().code(), refund_too_much);
        });
    for (auto& clerk : clerks) clerk.join();
    EXPECT_EQ(paid, 5);
    EXPECT_EQ(cash(), Rupiah {});
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(SalesEdges, no_receipt_is_for_more_than_can_be_counted)
{
    auto const painting = market.product(
        { .price = Rupiah { 100'000'000'000 }, .stock = Quantity::pieces(20) });
    EXPECT_EQ(sell(draft(painting, 11)).error().code(), total_too_large);
    EXPECT_EQ(sales(), 0U);
    EXPECT_EQ(sell(draft(painting, 10)).value().total, total_max);
}

TEST_F(SalesEdges, no_text_passes_for_a_line)
{
    auto const mat = market.product({});
    auto const box = market.product({ .name = "Kotak" });
    auto both = draft(mat, 1);
    both.note = "n";
    both.lines.push_back({ .variant = box, .quantity = Quantity::pieces(2) });
    ASSERT_TRUE(sell(both).ok());
    auto const forged = [&](std::string const& note) {
        auto one = draft(box, 2);
        one.id = both.id;
        one.note = note;
        return sell(one);
    };
    EXPECT_EQ(forged("n\n" + mat.text() + "|1||0").error().code(), id_taken);
    EXPECT_EQ(forged("n\\n" + mat.text() + "|1||0").error().code(), id_taken);
}

TEST_F(SalesEdges, a_day_turns_over_what_the_board_counts)
{
    auto const mat = market.product({});
    auto sold = draft(mat, 3);
    ASSERT_TRUE(sell(sold).ok());
    auto by_qris = draft(mat, 1, 2);
    by_qris.payment = Payment::qris;
    ASSERT_TRUE(sell(by_qris).ok());
    ASSERT_TRUE(give_back({ .id = test::numbered<RefundTag>(1),
                            .sale = sold.id,
                            .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                            .reason = "Cacat" })
                    .ok());
    auto const day = market.view(market.cast.sari, noon, [&](View& view) {
        return day_total(view, market.pontianak(), market.pontianak().day(noon));
    });
    EXPECT_EQ(day.turnover, Rupiah { 135'000 });
    EXPECT_EQ(day.cash, Rupiah { 90'000 });
    EXPECT_EQ(day.qris, Rupiah { 45'000 });
    EXPECT_EQ(day.transfer, Rupiah {});
    EXPECT_EQ(day.sales, 2);
}

} // namespace
} // namespace karya::sales
