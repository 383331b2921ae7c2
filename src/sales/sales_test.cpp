#include "core/audit.h"
#include "sales/events.h"
#include "sales/sales.h"
#include "sales/state.h"
#include "support/cast.h"
#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <thread>

namespace karya::sales {
namespace {

using ledger::Account;
using test::at;
using test::noon;

class SalesTest : public testing::Test {
protected:
    void SetUp() override { keep_nip_key(std::string(32, 'k')); }

    SaleDraft draft(VariantId variant, std::int64_t pieces, unsigned number = 1)
    {
        return { .id = test::numbered<SaleTag>(number),
                 .sold_at = noon,
                 .lines = { { .variant = variant, .quantity = Quantity::pieces(pieces) } } };
    }
    Result<Sale> sell(SaleDraft const& wanted, Timestamp now = noon)
    {
        return market.call(market.cast.sari, now,
                           [&](Call& call) { return record(call, market.pontianak(), wanted); });
    }
    Result<Refund> give_back(RefundDraft const& wanted, Timestamp now = noon)
    {
        return market.call(market.cast.wayan, now,
                           [&](Call& call) { return refund(call, market.pontianak(), wanted); });
    }
    Result<Sale> take_void(SaleId id, std::string const& reason)
    {
        return market.call(market.cast.sari, noon, [&](Call& call) {
            return void_sale(call, market.pontianak(), id, reason);
        });
    }
    Shift open_till(Rupiah float_cash)
    {
        return market
            .call(market.cast.sari, noon,
                  [&](Call& call) { return open_shift(call, market.pontianak(), "W", float_cash); })
            .take();
    }
    std::int64_t balance(Account account)
    {
        return market.view(market.cast.wayan, noon, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account).amount();
        });
    }
    Quantity left(VariantId variant)
    {
        return market.view(market.cast.wayan, noon, [&](View& view) {
            for (auto const& item : catalogue::sellables(view, market.pontianak()))
                if (item.variant == variant) return item.left;
            return Quantity { -1 };
        });
    }
    void expect_sound()
    {
        auto const broken = market.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                return first_broken_sale(read);
            });
        EXPECT_EQ(broken.value(), std::nullopt);
        auto const books = market.engine().get<ledger::Verdict>(
            [](db::Read& read) { return ledger::verify(read); });
        EXPECT_TRUE(books.value().sound) << books.value().first_broken;
    }
    /// A refused sale leaves no trace at all.
    void expect_nothing_sold(VariantId variant, std::int64_t pieces)
    {
        EXPECT_EQ(left(variant), Quantity::pieces(pieces));
        EXPECT_EQ(balance(Account::cash), 0);
        expect_sound();
    }

    test::Market market;
};

struct Refused {
    std::string name;
    std::function<void(SaleDraft&)> spoil;
    ErrorCode code;
};

TEST_F(SalesTest, what_is_refused_leaves_nothing)
{
    auto const keset = market.product({});
    auto const foreign = market.product(market.cast.ambon_id, { .name = "Kerang" });
    std::vector<Refused> const cases {
        { "no line", [](SaleDraft& d) { d.lines.clear(); }, nothing_sold },
        { "101 lines", [](SaleDraft& d) { d.lines.resize(101, d.lines[0]); }, too_many_lines },
        { "nothing of it", [](SaleDraft& d) { d.lines[0].quantity = {}; }, bad_line },
        { "below nothing", [](SaleDraft& d) { d.lines[0].quantity = Quantity::pieces(-1); },
          bad_line },
        { "half a doormat", [](SaleDraft& d) { d.lines[0].quantity = Quantity { 500 }; },
          catalogue::whole_only },
        { "more than there are", [](SaleDraft& d) { d.lines[0].quantity = Quantity::pieces(11); },
          catalogue::not_enough_stock },
        { "two lines together too many",
          [](SaleDraft& d) {
              d.lines[0].quantity = Quantity::pieces(6);
              d.lines.push_back(d.lines[0]);
          },
          catalogue::not_enough_stock },
        { "another unit's goods", [&](SaleDraft& d) { d.lines[0].variant = foreign; }, not_found },
        { "unknown goods",
          [](SaleDraft& d) { d.lines[0].variant = test::numbered<VariantTag>(77); }, not_found },
        { "free of charge", [](SaleDraft& d) { d.lines[0].discount = Rupiah { 45'000 }; },
          bad_discount },
        { "negative discount", [](SaleDraft& d) { d.lines[0].discount = Rupiah { -1 }; },
          bad_discount },
        { "discount on the whole too large", [](SaleDraft& d) { d.discount = Rupiah { 45'000 }; },
          bad_discount },
        { "price zero", [](SaleDraft& d) { d.lines[0].price = Rupiah {}; }, bad_line },
        { "price beyond measure", [](SaleDraft& d) { d.lines[0].price = Rupiah { INT64_MAX }; },
          bad_line },
        { "cash too little", [](SaleDraft& d) { d.received = Rupiah { 44'999 }; },
          too_little_cash },
        { "buyer was told another total", [](SaleDraft& d) { d.seen_total = Rupiah { 40'000 }; },
          total_changed },
        { "NIP of 17 digits", [](SaleDraft& d) { d.nip = "19850101201001100"; }, bad_nip },
        { "NIP with a 13th month", [](SaleDraft& d) { d.nip = "198513012010011001"; }, bad_nip },
        { "tomorrow", [](SaleDraft& d) { d.sold_at = noon + std::chrono::hours { 24 }; },
          bad_instant },
        { "in a shift that is not open",
          [](SaleDraft& d) { d.shift = test::numbered<ShiftTag>(5); }, no_shift },
        { "before any rule", [](SaleDraft& d) { d.sold_at = at("1980-01-01T00:00:00Z"); },
          bad_instant },
    };
    for (auto const& refused : cases) {
        auto wanted = draft(keset, 1);
        refused.spoil(wanted);
        auto const answer = sell(wanted);
        ASSERT_FALSE(answer.ok()) << refused.name;
        EXPECT_EQ(answer.error().code().id, refused.code.id) << refused.name;
    }
    expect_nothing_sold(keset, 10);
}

TEST_F(SalesTest, a_sale_takes_stock_books_and_numbers_R01_R05_R07)
{
    auto const keset = market.product({});
    auto wanted = draft(keset, 2);
    wanted.received = Rupiah { 100'000 };
    auto const sold = sell(wanted).take();

    EXPECT_EQ(sold.total, Rupiah { 90'000 });
    EXPECT_EQ(sold.number, market.pontianak().code() + "-W-1");
    EXPECT_EQ(sold.day, Day::from(2021, 4, 26));
    EXPECT_EQ(left(keset), Quantity::pieces(8));
    // 90.000 less cost 40.000 is 50.000 profit: 50 % premi, 15 % PNBP, 35 % working fund.
    EXPECT_EQ(balance(Account::cash), 90'000);
    EXPECT_EQ(balance(Account::cost_recovery), -40'000);
    EXPECT_EQ(balance(Account::premi_payable), -25'000);
    EXPECT_EQ(balance(Account::pnbp_payable), -7'500);
    EXPECT_EQ(balance(Account::working_fund), -17'500);
    expect_sound();
}

TEST_F(SalesTest, the_same_event_twice_is_one_sale_and_another_content_a_clash)
{
    auto const keset = market.product({});
    auto const first = sell(draft(keset, 1)).take();
    auto const again = sell(draft(keset, 1)).take();
    EXPECT_EQ(first.number, again.number);
    EXPECT_EQ(left(keset), Quantity::pieces(9));
    EXPECT_EQ(sell(draft(keset, 2)).error().code(), id_taken);
    EXPECT_EQ(balance(Account::cash), 45'000);
}

TEST_F(SalesTest, discounts_are_spread_to_the_rupiah_R01)
{
    auto const keset = market.product({});
    auto const sapu = market.product({ .name = "Sapu lidi", .price = Rupiah { 10'000 } });
    auto wanted = draft(keset, 1);
    wanted.lines.push_back({ .variant = sapu, .quantity = Quantity::pieces(1) });
    wanted.discount = Rupiah { 1'001 };
    auto const sold = sell(wanted).take();
    EXPECT_EQ(sold.total, Rupiah { 53'999 });
    EXPECT_EQ(sold.lines[0].discount, Rupiah { 819 });
    EXPECT_EQ(sold.lines[1].discount, Rupiah { 182 });
    expect_sound();
}

TEST_F(SalesTest, weights_are_thousandths_and_half_a_rupiah_rounds_up_R01)
{
    auto const kopi = market.product(
        { .name = "Kopi", .price = Rupiah { 85'001 }, .cost = {}, .whole_only = false });
    auto wanted = draft(kopi, 1);
    wanted.lines[0].quantity = Quantity { 1'500 };
    auto const sold = sell(wanted).take();
    EXPECT_EQ(sold.total, Rupiah { 127'502 }); // 127.501,5
    EXPECT_EQ(sold.lines[0].cost, std::nullopt);
    EXPECT_EQ(balance(Account::cost_recovery), 0);
    expect_sound();
}

TEST_F(SalesTest, goods_in_hand_but_not_in_the_books_are_a_shortage)
{
    auto const keset = market.product({ .stock = Quantity::pieces(1) });
    auto wanted = draft(keset, 3);
    wanted.shortage = catalogue::Shortage::booked;
    auto const sold = sell(wanted).take();
    EXPECT_EQ(sold.lines[0].short_by, Quantity::pieces(2));
    EXPECT_EQ(left(keset), Quantity {});
    auto const open = market.view(market.cast.wayan, noon, [&](View& view) {
        return catalogue::open_shortages(view, market.pontianak());
    });
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].quantity, Quantity::pieces(2));
    expect_sound();
}

TEST_F(SalesTest, an_officers_number_is_never_kept_in_full)
{
    auto const keset = market.product({});
    auto wanted = draft(keset, 1);
    wanted.buyer = BuyerKind::officer;
    wanted.nip = "198501012010011007";
    EXPECT_EQ(sell(wanted).take().nip_tail, "007");
}

TEST_F(SalesTest, the_units_own_midnight_makes_the_day_R12)
{
    auto const kerang = market.product(market.cast.ambon_id, { .name = "Kerang" });
    auto wanted = draft(kerang, 1);
    wanted.sold_at = at("2021-04-26T00:30:00+09:00"); // still the 25th in WIB
    auto const sold = market.call(market.cast.sari, noon,
                                  [&](Call& call) { return record(call, market.ambon(), wanted); });
    EXPECT_EQ(sold.value().day, Day::from(2021, 4, 26));
}

TEST_F(SalesTest, a_void_in_the_open_shift_takes_everything_back_R09)
{
    auto const keset = market.product({});
    auto const shift = open_till(Rupiah { 50'000 });
    auto wanted = draft(keset, 2);
    wanted.shift = shift.id;
    ASSERT_TRUE(sell(wanted).ok());
    EXPECT_EQ(take_void(wanted.id, "  ").error().code(), reason_missing);
    ASSERT_TRUE(take_void(wanted.id, "Salah ketik").ok());
    EXPECT_EQ(take_void(wanted.id, "Salah ketik").error().code(), already_void);
    auto const why = market.view(market.cast.wayan, noon, [&](View& view) {
        return std::pair { void_of(view, market.pontianak(), wanted.id),
                           void_of(view, market.ambon(), wanted.id) };
    });
    ASSERT_TRUE(why.first);
    EXPECT_EQ(why.first->reason, "Salah ketik");
    EXPECT_EQ(why.first->officer, market.cast.sari.officer);
    EXPECT_FALSE(why.second);
    EXPECT_EQ(left(keset), Quantity::pieces(10));
    for (auto const account : enum_values<Account>()) EXPECT_EQ(balance(account), 0);
    expect_sound();
}

TEST_F(SalesTest, no_void_without_an_open_shift)
{
    auto const keset = market.product({});
    auto wanted = draft(keset, 1);
    ASSERT_TRUE(sell(wanted).ok());
    EXPECT_EQ(take_void(wanted.id, "Salah").error().code(), not_voidable);
}

TEST_F(SalesTest, refunds_in_pieces_return_every_rupiah_R08)
{
    auto const keset = market.product({ .price = Rupiah { 33'333 }, .cost = Rupiah { 11'111 } });
    auto const sold = sell(draft(keset, 3)).take();
    for (unsigned piece = 1; piece <= 3; ++piece) {
        RefundDraft const wanted { .id = test::numbered<RefundTag>(piece),
                                   .sale = sold.id,
                                   .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                   .reason = "Cacat" };
        auto const made = give_back(wanted);
        ASSERT_TRUE(made.ok()) << made.error().code().id;
        EXPECT_EQ(made.value().number, market.pontianak().code() + "-W-R" + std::to_string(piece));
        EXPECT_EQ(give_back(wanted).value().number, made.value().number); // a repeat
    }
    EXPECT_EQ(left(keset), Quantity::pieces(10));
    for (auto const account : enum_values<Account>()) EXPECT_EQ(balance(account), 0);
    expect_sound();
}

TEST_F(SalesTest, refunds_by_amount_stop_at_what_is_left_R08)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 2)).take();
    auto const by_amount = [&](unsigned number, std::int64_t amount) {
        return give_back({ .id = test::numbered<RefundTag>(number),
                           .sale = sold.id,
                           .lines = { { .n = 1, .amount = Rupiah { amount } } },
                           .reason = "Noda" });
    };
    EXPECT_EQ(by_amount(1, 5'000).value().total, Rupiah { 5'000 });
    EXPECT_EQ(by_amount(2, 85'001).error().code(), refund_too_much);
    EXPECT_EQ(by_amount(3, 85'000).value().total, Rupiah { 85'000 });
    EXPECT_EQ(by_amount(4, 1).error().code(), refund_too_much);
    EXPECT_EQ(left(keset), Quantity::pieces(8)); // no goods came back
    EXPECT_EQ(balance(Account::cash), 0);
    expect_sound();
}

TEST_F(SalesTest, what_a_refund_refuses)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 2)).take();
    auto const with = [&](RefundLine const& line, std::string const& reason) {
        return give_back({ .id = test::numbered<RefundTag>(1),
                           .sale = sold.id,
                           .lines = { line },
                           .reason = reason });
    };
    Quantity const one = Quantity::pieces(1);
    EXPECT_EQ(with({ .n = 1, .quantity = one }, "").error().code(), reason_missing);
    EXPECT_EQ(with({ .n = 2, .quantity = one }, "x").error().code(), bad_line);
    EXPECT_EQ(with({ .n = 1 }, "x").error().code(), bad_line);
    EXPECT_EQ(with({ .n = 1, .quantity = -one }, "x").error().code(), bad_line);
    EXPECT_EQ(with({ .n = 1, .quantity = Quantity::pieces(3) }, "x").error().code(),
              refund_too_much);
    EXPECT_EQ(balance(Account::cash), 90'000);
}

TEST_F(SalesTest, a_sale_is_voided_or_refunded_but_never_both)
{
    auto const keset = market.product({ .stock = Quantity::pieces(100) });
    auto const shift = open_till(Rupiah {});
    for (unsigned round = 1; round <= 20; ++round) {
        auto wanted = draft(keset, 1, round);
        wanted.shift = shift.id;
        auto const sold = sell(wanted).take();
        std::atomic<int> done { 0 };
        {
            std::jthread const voiding { [&] { done += take_void(sold.id, "Salah").ok(); } };
            std::jthread const refunding { [&] {
                done += give_back({ .id = test::numbered<RefundTag>(round),
                                    .sale = sold.id,
                                    .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                    .reason = "Cacat" })
                            .ok();
            } };
        }
        EXPECT_EQ(done, 1) << "round " << round;
    }
    EXPECT_EQ(balance(Account::cash), 0);
    EXPECT_EQ(left(keset), Quantity::pieces(100));
    expect_sound();
}

TEST_F(SalesTest, a_refund_comes_after_its_sale_and_out_of_the_till_that_pays_it)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 1)).take();
    RefundDraft wanted { .id = test::numbered<RefundTag>(1),
                         .sale = sold.id,
                         .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                         .reason = "Cacat" };
    EXPECT_EQ(give_back(wanted, noon - std::chrono::hours { 24 }).error().code(), bad_instant);
    auto const shift = open_till(Rupiah { 100'000 });
    wanted.shift = shift.id;
    ASSERT_TRUE(give_back(wanted).ok());
    auto const expected = market.view(market.cast.sari, noon, [&](View& view) {
        return expected_cash(view, market.pontianak(), shift);
    });
    EXPECT_EQ(expected, Rupiah { 55'000 });
    wanted.id = test::numbered<RefundTag>(2);
    wanted.shift = ShiftId::make(noon);
    EXPECT_EQ(give_back(wanted).error().code(), no_shift);
}

TEST_F(SalesTest, a_paper_brought_in_later_counts_on_its_day_and_is_recorded_on_ours)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 2)).take();
    auto const weeks_later = noon + std::chrono::hours { 24 * 20 };
    RefundDraft wanted { .id = test::numbered<RefundTag>(1),
                         .sale = sold.id,
                         .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                         .reason = "Cacat",
                         .at = noon + std::chrono::hours { 24 } };
    auto const made = give_back(wanted, weeks_later).take();
    EXPECT_EQ(made.at, wanted.at);
    EXPECT_EQ(made.day, Day::from(2021, 4, 27));
    auto const trail = market.view(market.cast.admin, weeks_later, [&](View& view) {
        return core::trail_of(view.read, market.cast.pontianak_id, {}, 1);
    });
    ASSERT_EQ(trail.size(), 1U);
    EXPECT_EQ(trail[0].object, wanted.id.text());
    EXPECT_EQ(trail[0].at, weeks_later);
    wanted.id = test::numbered<RefundTag>(2);
    wanted.at = weeks_later + std::chrono::hours { 1 };
    EXPECT_EQ(give_back(wanted, weeks_later).error().code(), bad_instant);
}

TEST_F(SalesTest, goods_come_back_as_they_were_sold_whatever_the_rule_is_today)
{
    auto const beras = market.product({ .measure = catalogue::Measure::kg, .whole_only = false });
    auto scale = draft(beras, 1);
    scale.lines[0].quantity = Quantity { 1500 };
    auto const sold = sell(scale).take();
    ASSERT_TRUE(market
                    .call(market.cast.wayan, noon,
                          [&](Call& call) {
                              return catalogue::edit_variant(call, market.pontianak(), beras,
                                                             { .measure = catalogue::Measure::kg,
                                                               .price = Rupiah { 45'000 } });
                          })
                    .ok());
    RefundDraft wanted { .id = test::numbered<RefundTag>(1),
                         .sale = sold.id,
                         .lines = { { .n = 1, .quantity = Quantity { 500 } } },
                         .reason = "Basah" };
    EXPECT_TRUE(give_back(wanted).ok());
    EXPECT_EQ(left(beras), Quantity { 9000 });

    auto const keset = market.product({});
    wanted = { .id = test::numbered<RefundTag>(2),
               .sale = sell(draft(keset, 1, 2)).take().id,
               .lines = { { .n = 1, .quantity = Quantity { 500 } } },
               .reason = "Cacat" };
    EXPECT_EQ(give_back(wanted).error().code(), catalogue::whole_only) << "half a doormat";
    expect_sound();
}

TEST_F(SalesTest, a_line_of_less_than_a_rupiah_is_no_refund)
{
    auto const kopi = market.product({ .price = Rupiah { 400 },
                                       .cost = {},
                                       .measure = catalogue::Measure::kg,
                                       .whole_only = false });
    auto const sold = sell(draft(kopi, 1)).take();
    auto const made = give_back({ .id = test::numbered<RefundTag>(1),
                                  .sale = sold.id,
                                  .lines = { { .n = 1, .quantity = Quantity { 1 } } },
                                  .reason = "Cacat" });
    EXPECT_EQ(made.error().code(), refund_too_much);
}

TEST_F(SalesTest, twins_refunding_the_same_piece_pay_once)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 1)).take();
    std::atomic<int> paid { 0 };
    std::vector<std::thread> clerks;
    for (unsigned number = 1; number <= 8; ++number)
        clerks.emplace_back([&, number] {
            paid += give_back({ .id = test::numbered<RefundTag>(number),
                                .sale = sold.id,
                                .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                .reason = "Cacat" })
                        .ok()
                ? 1
                : 0;
        });
    for (auto& clerk : clerks) clerk.join();
    EXPECT_EQ(paid, 1);
    EXPECT_EQ(balance(Account::cash), 0);
    expect_sound();
}

TEST_F(SalesTest, sixty_four_buyers_of_ten_pieces)
{
    auto const keset = market.product({});
    auto const scope = market.pontianak();
    std::atomic<int> got { 0 };
    std::vector<std::thread> buyers;
    for (unsigned number = 1; number <= 64; ++number)
        buyers.emplace_back([&, number] {
            auto const answer = market.call(market.cast.sari, noon, [&](Call& call) {
                return record(call, scope, draft(keset, 1, number));
            });
            if (answer.ok())
                ++got;
            else
                EXPECT_EQ(answer.error().code(), catalogue::not_enough_stock);
        });
    for (auto& buyer : buyers) buyer.join();
    EXPECT_EQ(got, 10);
    EXPECT_EQ(balance(Account::cash), 450'000);
    expect_sound(); // numbers 1 to 10, no gap
}

TEST_F(SalesTest, one_sale_sent_by_many_at_once_is_one_sale)
{
    auto const keset = market.product({ .stock = Quantity::pieces(1) });
    std::mutex guard;
    std::vector<std::string> answers;
    std::vector<std::thread> senders;
    for (int i = 0; i < 16; ++i)
        senders.emplace_back([&] {
            auto const sold = sell(draft(keset, 1));
            std::lock_guard const lock { guard };
            answers.push_back(sold.ok() ? sold.value().number
                                        : std::string { sold.error().code().id });
        });
    for (auto& sender : senders) sender.join();
    EXPECT_EQ(answers, std::vector<std::string>(16, "PTK-W-1"));
    EXPECT_EQ(left(keset), Quantity {});
}

TEST_F(SalesTest, a_shift_counts_its_drawer_and_books_the_difference_once)
{
    auto const keset = market.product({});
    auto const shift = open_till(Rupiah { 50'000 });
    EXPECT_EQ(
        market
            .call(market.cast.sari, noon,
                  [&](Call& call) { return open_shift(call, market.pontianak(), "W", Rupiah {}); })
            .error()
            .code(),
        sales::shift_open);
    auto wanted = draft(keset, 2);
    wanted.shift = shift.id;
    ASSERT_TRUE(sell(wanted).ok());
    auto const close = [&](std::int64_t counted, std::string const& note) {
        return market.call(market.cast.sari, noon, [&](Call& call) {
            return close_shift(call, market.pontianak(), shift.id, Rupiah { counted }, note);
        });
    };
    EXPECT_EQ(close(139'000, "").error().code(), reason_missing);
    auto const closed = close(139'000, "Salah kembalian");
    EXPECT_EQ(closed.value().expected, Rupiah { 140'000 });
    EXPECT_EQ(close(140'000, "").error().code(), no_shift);
    EXPECT_EQ(balance(Account::cash_over_short), 1'000);
    EXPECT_EQ(balance(Account::cash), 89'000);
    expect_sound();
}

TEST_F(SalesTest, a_shift_that_closes_amid_sales_counts_each_of_its_own)
{
    auto const keset = market.product({ .stock = Quantity::pieces(100'000) });
    std::atomic<unsigned> number { 0 };
    for (int round = 0; round < 10; ++round) {
        auto const shift = open_till(Rupiah {});
        std::atomic<int> sold { 0 };
        std::atomic<int> selling { 4 };
        auto const sell_on = [&] {
            for (;;) {
                auto wanted = draft(keset, 1, ++number);
                wanted.shift = shift.id;
                auto const made = sell(wanted);
                if (made.ok() && ++sold > 0) continue;
                EXPECT_EQ(made.error().code(), no_shift) << made.error().why();
                --selling;
                return;
            }
        };
        std::vector<std::jthread> tills;
        for (int till = 0; till < 4; ++till) tills.emplace_back(sell_on);
        while (sold < 8 && selling > 0) std::this_thread::yield();
        auto const closed = market.call(market.cast.sari, noon, [&](Call& call) {
            return close_shift(call, market.pontianak(), shift.id, Rupiah {}, "Dititipkan");
        });
        tills.clear();
        ASSERT_TRUE(closed.ok()) << closed.error().code().id;
        EXPECT_EQ(closed.value().expected, Rupiah { 45'000 * sold.load() }) << "round " << round;
    }
    expect_sound();
}

TEST_F(SalesTest, another_units_sale_is_not_there)
{
    auto const keset = market.product({});
    auto const sold = sell(draft(keset, 1)).take();
    auto const seen = market.view(market.cast.sari, noon,
                                  [&](View& view) { return sale(view, market.ambon(), sold.id); });
    EXPECT_EQ(seen.error().code(), not_found);
    RefundDraft const wanted { .id = test::numbered<RefundTag>(1),
                               .sale = sold.id,
                               .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                               .reason = "Cacat" };
    ASSERT_TRUE(give_back(wanted).ok());
    auto const foreign = market.call(
        market.cast.admin, noon, [&](Call& call) { return refund(call, market.ambon(), wanted); });
    EXPECT_EQ(foreign.error().code(), not_found) << "nor does a taken id tell of it";
    auto const named = [&](std::string const& number) {
        return market.view(market.cast.sari, noon, [&](View& view) {
            return sale_by_number(view, market.pontianak(), number);
        });
    };
    EXPECT_EQ(named(sold.number).value().id, sold.id);
    EXPECT_FALSE(named("AMB" + sold.number.substr(3)).ok()) << "of another unit";
}

} // namespace
} // namespace karya::sales
