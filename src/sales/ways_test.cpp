// Sales paid in several ways: each way exact to the rupiah, on the way in and back.

#include "sales/test_scene.h"

namespace karya::sales {
namespace {

using ledger::Account;

class Ways : public Scene {
protected:
    /// Two pieces at 45,000.
    SaleDraft two(std::vector<Tender> also, Payment rest = Payment::cash)
    {
        auto wanted = draft({ line(goods("Keset", { .opening = Quantity::pieces(10) }), 2) });
        wanted.payment = rest;
        wanted.also = std::move(also);
        wanted.shift = shift;
        return wanted;
    }
    ErrorCode refused(SaleDraft const& wanted)
    {
        return run([&](Call& call) { return record(call, market.pontianak(), wanted); })
            .error()
            .code();
    }
    Refund back(SaleId sale, std::int64_t amount)
    {
        return give_back(sale, { .lines = { { .n = 1, .amount = Rupiah { amount } } } });
    }
    std::int64_t balance(Account account)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account).amount();
        });
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(market.cast.wayan, now, work);
    }

    ShiftId shift { open_till() };
};

std::vector<Tender> tenders(std::int64_t cash, std::int64_t qris, std::int64_t transfer = 0)
{
    std::vector<Tender> all { { Payment::cash, Rupiah { cash } },
                              { Payment::qris, Rupiah { qris } },
                              { Payment::transfer, Rupiah { transfer } } };
    std::erase_if(all, [](Tender const& one) { return one.amount == Rupiah {}; });
    return all;
}

TEST_F(Ways, that_do_not_add_up_are_refused)
{
    EXPECT_EQ(refused(two({ { Payment::qris, Rupiah { 90'000 } } })), bad_split);
    EXPECT_EQ(refused(two({ { Payment::qris, Rupiah { 100'000 } } })), bad_split);
    EXPECT_EQ(refused(two({ { Payment::qris, Rupiah {} } })), bad_split);
    EXPECT_EQ(refused(two({ { Payment::qris, Rupiah { -1 } } })), bad_split);
    EXPECT_EQ(refused(two({ { Payment::cash, Rupiah { 1'000 } } })), bad_split);
    EXPECT_EQ(
        refused(two({ { Payment::qris, Rupiah { 1'000 } }, { Payment::qris, Rupiah { 1'000 } } })),
        bad_split);
    auto short_of_cash = two({ { Payment::qris, Rupiah { 30'000 } } });
    short_of_cash.received = Rupiah { 59'999 };
    EXPECT_EQ(refused(short_of_cash), too_little_cash);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Ways, each_comes_into_its_own_account_and_the_drawer_expects_its_cash)
{
    auto wanted = two({ { Payment::qris, Rupiah { 30'000 } } });
    wanted.received = Rupiah { 100'000 };
    auto const sold = sell(wanted);
    EXPECT_EQ(sold.paid, tenders(60'000, 30'000));
    EXPECT_EQ(sold.received - sold.total, Rupiah { 40'000 }) << "the change";
    EXPECT_EQ(balance(Account::cash), 60'000);
    EXPECT_EQ(balance(Account::qris_clearing), 30'000);
    EXPECT_EQ(sell(wanted).id, sold.id) << "the same again is the same";
    wanted.also.front().amount = Rupiah { 30'001 };
    EXPECT_EQ(refused(wanted), id_taken);
    auto const kept = look([&](View& view) { return sale(view, market.pontianak(), sold.id); });
    EXPECT_EQ(kept.value().paid, sold.paid);
    auto const day = look(
        [&](View& view) { return day_total(view, market.pontianak(), sold.day); });
    EXPECT_EQ(day.turnover, Rupiah { 90'000 });
    EXPECT_EQ(day.cash, Rupiah { 60'000 });
    EXPECT_EQ(day.qris, Rupiah { 30'000 });
    EXPECT_EQ(day.sales, 1);
    auto const rows = look([&](View& view) { return sales_of(view, market.pontianak()); });
    EXPECT_EQ(rows.at(0).ways, 2);
    auto const closed = run([&](Call& call) {
        return close_shift(call, market.pontianak(), shift, Rupiah { 160'000 }, "");
    });
    ASSERT_TRUE(closed.ok()) << "no difference to explain";
    auto const totals = look(
        [&](View& view) { return shift_total(view, market.pontianak(), closed.value()); });
    EXPECT_EQ(totals.cash + totals.qris, totals.turnover);
    EXPECT_EQ(totals.sales, 1);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Ways, R11_a_refund_leaves_by_the_largest_part_that_is_left)
{
    auto const sold = sell(two({ { Payment::qris, Rupiah { 50'000 } } }));
    EXPECT_EQ(sold.paid, tenders(40'000, 50'000));
    EXPECT_EQ(back(sold.id, 20'000).paid, tenders(0, 20'000));
    EXPECT_EQ(back(sold.id, 35'000).paid, tenders(35'000, 0)) << "now cash is the larger";
    auto const rest = back(sold.id, 34'999);
    EXPECT_EQ(rest.paid, tenders(4'999, 30'000)) << "the larger first, then the other";
    EXPECT_EQ(back(sold.id, 1).paid, tenders(1, 0));
    EXPECT_EQ(balance(Account::cash), 0);
    EXPECT_EQ(balance(Account::qris_clearing), 0) << "every rupiah by the way it came";
    auto const told = look([&](View& view) { return refunds(view, market.pontianak(), sold.id); });
    EXPECT_EQ(told.at(2).paid, rest.paid);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Ways, three_of_them_and_a_void_gives_each_back)
{
    auto const sold = sell(
        two({ { Payment::transfer, Rupiah { 10'001 } }, { Payment::cash, Rupiah { 9'999 } } },
            Payment::qris));
    EXPECT_EQ(sold.paid, tenders(9'999, 70'000, 10'001));
    EXPECT_EQ(balance(Account::bank), 10'001);
    take_void(sold);
    EXPECT_EQ(balance(Account::bank), 0);
    EXPECT_EQ(balance(Account::cash), 0);
    EXPECT_EQ(balance(Account::qris_clearing), 0);
    ASSERT_TRUE(run([&](Call& call) {
                    return close_shift(call, market.pontianak(), shift, Rupiah { 100'000 }, "");
                }).ok());
    EXPECT_EQ(broken(), std::nullopt);
}

db::Query const bend_way { db::Query::Unlisted {}, "test.bend_way", R"sql(
UPDATE sales_way SET amount = amount + 1 WHERE sale = $1 AND payment = 'qris'
)sql" };
db::Query const swap { db::Query::Unlisted {}, "test.swap_way", R"sql(
UPDATE sales_refund SET payment = 'transfer' WHERE sale = $1
)sql" };
db::Query const stray { db::Query::Unlisted {}, "test.stray_way", R"sql(
UPDATE sales_way SET sale = 'x' WHERE sale = $1
)sql" };

TEST_F(Ways, that_were_told_otherwise_are_found_by_the_proof)
{
    auto const sold = sell(two({ { Payment::qris, Rupiah { 50'000 } } }));
    back(sold.id, 1'000);
    EXPECT_EQ(broken(), std::nullopt);
    tamper(swap, sold.id);
    EXPECT_NE(broken(), std::nullopt);
}

TEST_F(Ways, that_do_not_add_up_any_more_are_found_by_the_proof)
{
    auto const sold = sell(two({ { Payment::qris, Rupiah { 50'000 } } }));
    tamper(bend_way, sold.id);
    EXPECT_NE(broken(), std::nullopt);
    tamper(stray, sold.id);
    EXPECT_NE(broken(), std::nullopt);
}

} // namespace
} // namespace karya::sales
