// Cash put in and taken out, voids and refunds, made without a network.

#include "device/review.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using ledger::Account;
using test::noon;

class Kinds : public test::House {
protected:
    /// With Wayan, who may take sales back, and a sale of two at 45,000.
    test::Till at_work()
    {
        auto till = enrolled("wayan");
        till.opened();
        sale = till.sold(keset, 2);
        for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
        return till;
    }
    void expect_clash(Answered const& answer, ReviewReason reason)
    {
        EXPECT_EQ(answer.outcome, Outcome::conflict);
        EXPECT_EQ(answer.reason, reason);
    }
    sales::Shift shift_of(test::Till const& till)
    {
        return look("wayan",
                    [&](View& view) { return sales::shift(view, market.pontianak(), till.shift); })
            .take();
    }
    Quantity left()
    {
        return look("wayan", [&](View& view) {
            return catalogue::sellables(view, market.pontianak()).at(0).left;
        });
    }

    VariantId keset { market.product({ .stock = Quantity::pieces(10) }) };
    test::Signed sale {};
};

TEST_F(Kinds, cash_that_is_moved_is_expected_in_the_drawer)
{
    auto till = at_work();
    auto const put = till.moved(50'000);
    till.moved(-120'000, "ke brankas");
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    till.outbox = { put };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    till.closed(100'000 + 90'000 + 50'000 - 120'000);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(shift_of(till).expected, Rupiah { 120'000 });
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    EXPECT_EQ(balance(Account::cash), 90'000) << "it stays the unit's";
    expect_sound();
}

TEST_F(Kinds, cash_that_comes_after_the_count_lessens_the_difference)
{
    auto till = at_work();
    till.moved(50'000);
    auto const late = till.outbox.front();
    till.outbox.clear();
    till.closed(240'000, "lebih");
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(balance(Account::cash_over_short), -50'000);
    till.outbox = { late };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(shift_of(till).expected, Rupiah { 240'000 });
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(Kinds, cash_of_another_drawer_waits)
{
    auto till = at_work();
    till.shift = ShiftId::make(noon);
    till.moved(50'000);
    auto const answer = send_one(till);
    EXPECT_EQ(answer.outcome, Outcome::review);
    EXPECT_EQ(answer.reason, ReviewReason::shift);
}

TEST_F(Kinds, a_sale_of_the_open_shift_is_voided_once)
{
    auto till = at_work();
    auto const voided = till.voided(sale.id);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(sale.id).value().state, sales::SaleState::voided);
    EXPECT_EQ(left(), Quantity::pieces(10));
    till.outbox = { voided };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    till.voided(sale.id);
    expect_clash(send_one(till), ReviewReason::taken_back);
    till.refunded("PTK-K1-1", R"({"n":1,"quantity":"1"})");
    expect_clash(send_one(till), ReviewReason::taken_back);
    till.voided(SaleId::make(noon).text());
    auto const unknown = till.outbox.front();
    expect_clash(send_one(till), ReviewReason::no_sale);
    till.outbox = { unknown };
    expect_clash(send_one(till), ReviewReason::no_sale);
    EXPECT_EQ(waiting().size(), 3U);
    EXPECT_TRUE(alarms().empty());
    till.closed(100'000);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(Kinds, a_void_and_its_sale_may_come_together)
{
    auto till = enrolled("wayan");
    till.opened();
    auto const made = till.sold(keset, 3);
    till.voided(made.id);
    till.closed(100'000);
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_EQ(left(), Quantity::pieces(10));
    expect_sound();
}

TEST_F(Kinds, a_closed_shifts_sale_is_refunded_not_voided)
{
    auto till = at_work();
    auto const first = till.shift;
    till.closed(190'000);
    till.opened();
    send(till);
    till.voided(sale.id);
    expect_clash(send_one(till), ReviewReason::no_sale);
    auto const second = till.shift;
    till.shift = first;
    till.voided(sale.id);
    EXPECT_EQ(send_one(till).reason, ReviewReason::shift);
    till.shift = second;
    auto const back = till.refunded("PTK-K1-1", R"({"n":1,"quantity":"1"})");
    auto const answer = send_one(till);
    EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_EQ(answer.number, "PTK-K1-R1");
    till.outbox = { back };
    EXPECT_EQ(send_one(till).outcome, Outcome::duplicate);
    EXPECT_EQ(sale_of(sale.id).value().refunded, Rupiah { 45'000 });
    EXPECT_EQ(left(), Quantity::pieces(9));
    till.closed(55'000);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(balance(Account::cash_over_short), 0) << "it left this drawer";
    expect_sound();
}

/// Money that left the drawer is counted once, whenever the books hear of it.
TEST_F(Kinds, a_refund_and_a_void_that_come_after_the_count_lessen_the_difference)
{
    auto till = at_work();
    auto const other = till.sold(keset, 1);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    till.refunded("PTK-K1-1", R"({"n":1,"quantity":"1"})");
    till.voided(other.id);
    auto const late = till.outbox;
    till.outbox.clear();
    till.closed(145'000, "uang kembali belum terkirim");
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(balance(Account::cash_over_short), 90'000);
    EXPECT_EQ(balance(Account::cash), 45'000);

    till.outbox = { late[0] };
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted) << "it is a fact, as a sale is";
    EXPECT_EQ(balance(Account::cash_over_short), 45'000);
    till.outbox = { late[1] };
    EXPECT_EQ(send_one(till).reason, ReviewReason::shift) << "no void after the count";
    auto const id = waiting().at(0).id;
    auto const done = run("wayan",
                          [&](Call& call) { return book_kept(call, market.pontianak(), { id }); });
    ASSERT_TRUE(done.ok());
    EXPECT_FALSE(done.value().still);
    EXPECT_EQ(sale_of(other.id).value().refunded, Rupiah { 45'000 });
    EXPECT_EQ(shift_of(till).expected, Rupiah { 145'000 });
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    EXPECT_EQ(balance(Account::cash), 45'000);
    EXPECT_EQ(left(), Quantity::pieces(9));
    expect_sound();
}

TEST_F(Kinds, a_refund_by_amount_and_no_more_than_was_paid)
{
    auto till = at_work();
    till.refunded("PTK-K1-1", R"({"n":1,"amount":10000})");
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    till.refunded("PTK-K1-1", R"({"n":1,"quantity":"2","amount":85000})");
    expect_clash(send_one(till), ReviewReason::taken_back);
    till.refunded("PTK-K1-9", R"({"n":1,"amount":1})");
    expect_clash(send_one(till), ReviewReason::no_sale);
    till.voided(sale.id);
    expect_clash(send_one(till), ReviewReason::taken_back);
    EXPECT_EQ(sale_of(sale.id).value().refunded, Rupiah { 10'000 });
    expect_sound();
}

TEST_F(Kinds, a_cashier_takes_nothing_back)
{
    auto till = at_work();
    work_on(till, "sari");
    till.officer = actors["sari"].officer;
    till.voided(sale.id);
    till.refunded("PTK-K1-1", R"({"n":1,"amount":10000})");
    till.moved(5'000);
    auto const answers = send(till).answers;
    EXPECT_EQ(answers[0].reason, ReviewReason::officer);
    EXPECT_EQ(answers[1].reason, ReviewReason::officer);
    EXPECT_EQ(answers[2].outcome, Outcome::accepted);
    auto const kept = waiting();
    ASSERT_EQ(kept.size(), 2U);
    auto const booked = run(
        "wayan", [&](Call& call) { return book_kept(call, market.pontianak(), { kept[0].id }); },
        noon + 1h);
    ASSERT_TRUE(booked.ok() && !booked.value().still) << "a person who may has looked";
    EXPECT_EQ(sale_of(sale.id).value().state, sales::SaleState::voided);
    expect_sound();
}

TEST_F(Kinds, versions_back_to_the_first_are_still_taken)
{
    auto till = enrolled("wayan");
    till.v = 1;
    till.opened();
    till.sold(keset);
    till.moved(1'000);
    till.v = 2;
    till.sold({ .lines = { { keset } },
                .total = 45'000,
                .also = R"([{"payment":"qris","amount":5000}])" });
    till.v = 3;
    till.sold({ .lines = { { keset } }, .total = 44'000, .discount = 1'000 });
    till.sold({ .lines = { { .variant = keset, .labels = { "AAAA" } } }, .total = 45'000 });
    till.v = event_version + 1;
    till.sold(keset);
    till.v = 4;
    till.sold({ .lines = { { keset } },
                .total = 45'000,
                .buyer = "officer",
                .sealed_nip = std::string { test::sealed_number } });
    for (till.v = 2; till.v <= 5; ++till.v) till.sold(keset);
    auto const answers = send(till).answers;
    EXPECT_EQ(answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(answers[1].outcome, Outcome::accepted);
    EXPECT_EQ(answers[2].reason, ReviewReason::unreadable) << "it did not know cash";
    EXPECT_EQ(answers[3].reason, ReviewReason::unreadable) << "the second knew one way to pay";
    EXPECT_EQ(answers[4].reason, ReviewReason::unreadable) << "the third knew no discount";
    EXPECT_EQ(answers[5].reason, ReviewReason::unreadable) << "nor labels";
    EXPECT_EQ(answers[6].reason, ReviewReason::unreadable) << "nobody knows that one";
    EXPECT_EQ(answers[7].reason, ReviewReason::unreadable) << "the fourth sealed nothing";
    for (std::size_t i = 8; i < 12; ++i) EXPECT_EQ(answers[i].outcome, Outcome::accepted) << i;
    EXPECT_EQ(day().sales, 5);
    expect_sound();
}

TEST_F(Kinds, a_sale_paid_in_two_ways_goes_back_by_both)
{
    auto till = at_work();
    auto const sold = till.sold({ .lines = { { keset, "2" } },
                                  .total = 90'000,
                                  .also = R"([{"payment":"qris","amount":50000}])" });
    till.refunded("PTK-K1-2", R"({"n":1,"quantity":"2"})");
    till.closed(100'000 + 90'000);
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_EQ(sale_of(sold.id).value().refunded, Rupiah { 90'000 });
    EXPECT_EQ(balance(Account::qris_clearing), 0);
    EXPECT_EQ(balance(Account::cash_over_short), 0);
    expect_sound();
}

TEST_F(Kinds, parts_that_do_not_add_up_wait_and_are_booked_by_the_first_way)
{
    auto till = at_work();
    auto const odd = till.sold({ .lines = { { keset } },
                                 .total = 45'000,
                                 .also = R"([{"payment":"qris","amount":45000}])" });
    EXPECT_EQ(send_one(till).reason, ReviewReason::total);
    till.sold(
        { .lines = { { keset } }, .total = 45'000, .also = R"([{"payment":"qris","amount":0}])" });
    EXPECT_EQ(send_one(till).reason, ReviewReason::unreadable);
    auto const booked = run(
        "wayan",
        [&](Call& call) { return book_kept(call, market.pontianak(), { waiting()[0].id }); },
        noon + 1h);
    ASSERT_TRUE(booked.ok() && !booked.value().still);
    EXPECT_EQ(sale_of(odd.id).value().paid.size(), 1U);
    expect_sound();
}

TEST_F(Kinds, what_says_nothing_is_unreadable)
{
    auto till = at_work();
    till.moved(0);
    till.moved(1'000, "  ");
    till.voided("");
    till.voided(sale.id, "");
    till.refunded("", R"({"n":1,"amount":1})");
    till.refunded("PTK-K1-1", "");
    till.refunded("PTK-K1-1", R"({"n":1})");
    till.refunded("PTK-K1-1", R"({"n":0,"amount":1})");
    till.refunded("PTK-K1-1", R"({"n":1,"amount":-1})");
    till.refunded("PTK-K1-1", R"({"n":1,"quantity":"-1"})");
    for (auto const& answer : send(till).answers)
        EXPECT_EQ(answer.reason, ReviewReason::unreadable) << answer.seq;
    EXPECT_EQ(sale_of(sale.id).value().refunded, Rupiah {});
}

} // namespace
} // namespace karya::device
