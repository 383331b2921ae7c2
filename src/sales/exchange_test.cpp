// Other goods for those that come back: the money stays where it is, only a difference moves.

#include "sales/test_scene.h"
#include <atomic>
#include <thread>

namespace karya::sales {
namespace {

using ledger::Account;

class Exchanges : public Scene {
protected:
    VariantId priced(std::string const& name, std::int64_t price)
    {
        return run([&](Call& call) -> Result<VariantId> {
                   auto const product = TRY(
                       catalogue::add_product(call, market.pontianak(), { .name_id = name }));
                   return catalogue::add_variant(call, market.pontianak(), product,
                                                 { .price = Rupiah { price },
                                                   .cost = Rupiah { price / 2 },
                                                   .opening = Quantity::pieces(10) });
               })
            .take();
    }
    /// Two pieces at 45,000.
    SaleDraft two(VariantId variant)
    {
        auto wanted = draft({ line(variant, 2) });
        wanted.shift = shift;
        return wanted;
    }
    ExchangeDraft one_for(Sale const& sale, VariantId other, unsigned number = 901)
    {
        return { .back = { .id = test::numbered<RefundTag>(number),
                           .sale = sale.id,
                           .lines = { { 1, Quantity::pieces(1), {} } },
                           .reason = "kekecilan",
                           .shift = shift },
                 .id = test::numbered<SaleTag>(number),
                 .lines = { line(other, 1) } };
    }
    Result<Sale> swap(ExchangeDraft const& wanted)
    {
        return run([&](Call& call) { return exchange(call, market.pontianak(), wanted); });
    }
    ErrorCode refused(ExchangeDraft const& wanted) { return swap(wanted).error().code(); }
    Terms terms(ExchangeDraft const& wanted)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return terms_of(view, market.pontianak(), wanted).take();
        });
    }
    std::int64_t balance(Account account)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account).amount();
        });
    }
    Quantity left(VariantId variant)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return catalogue::sellable(view, market.pontianak(), variant)->left;
        });
    }
    std::vector<Refund> refunds_of(SaleId sale)
    {
        return market.view(market.cast.wayan, now,
                           [&](View& view) { return refunds(view, market.pontianak(), sale); });
    }

    ShiftId shift { open_till() };
    VariantId small { priced("Kaos S", 45'000) };
    VariantId large { priced("Kaos L", 45'000) };
    VariantId dear { priced("Kemeja", 60'000) };
    VariantId cheap { priced("Topi", 30'000) };
};

TEST_F(Exchanges, goods_of_the_same_price_move_no_money)
{
    auto const first = sell(two(small));
    auto const made = swap(one_for(first, large)).take();
    EXPECT_EQ(made.total, Rupiah { 45'000 });
    EXPECT_EQ(made.note, first.number);
    EXPECT_EQ(balance(Account::cash), 90'000);
    EXPECT_EQ(left(small), Quantity::pieces(9));
    EXPECT_EQ(left(large), Quantity::pieces(9));
    auto const back = refunds_of(first.id);
    ASSERT_EQ(back.size(), 1U);
    market.view(market.cast.wayan, now, [&](View& view) {
        EXPECT_EQ(taken_instead(view, market.pontianak(), back[0].id)->id, made.id);
        return 0;
    });
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, those_that_cross_do_not_wait_for_each_other)
{
    constexpr unsigned pairs = 4;
    std::vector<ExchangeDraft> wanted;
    for (unsigned i = 0; i < pairs; ++i)
        for (auto const& [from, to] : { std::pair { small, large }, { large, small } }) {
            auto one = draft({ line(from, 1) });
            one.shift = shift;
            wanted.push_back(one_for(sell(one), to, 901 + static_cast<unsigned>(wanted.size())));
        }
    std::atomic<int> done { 0 };
    std::vector<std::thread> threads;
    for (auto const& one : wanted) threads.emplace_back([&] { done += swap(one).ok() ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, static_cast<int>(wanted.size()));
    EXPECT_EQ(left(small), Quantity::pieces(10 - pairs));
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, dearer_goods_are_paid_up_and_cheaper_ones_give_the_rest_back)
{
    auto const first = sell(two(small));
    auto up = one_for(first, dear);
    up.more = Payment::qris;
    EXPECT_EQ(terms(up).more, Rupiah { 15'000 });
    auto const made = swap(up).take();
    EXPECT_EQ(made.paid,
              (std::vector<Tender> { { Payment::cash, Rupiah { 45'000 } },
                                     { Payment::qris, Rupiah { 15'000 } } }));
    EXPECT_EQ(balance(Account::cash), 90'000);
    EXPECT_EQ(balance(Account::qris_clearing), 15'000);

    auto const down = one_for(first, cheap, 902);
    EXPECT_EQ(terms(down).rest, Rupiah { 15'000 });
    ASSERT_TRUE(swap(down).ok());
    EXPECT_EQ(balance(Account::cash), 75'000);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, a_rest_leaves_as_cash_when_it_can)
{
    auto wanted = two(small);
    wanted.payment = Payment::transfer;
    wanted.also = { { Payment::cash, Rupiah { 40'000 } } };
    auto const first = sell(wanted);
    auto both = one_for(first, dear);
    both.back.lines[0].quantity = Quantity::pieces(2);
    EXPECT_EQ(terms(both).returned, (std::vector<Tender> { { Payment::cash, Rupiah { 30'000 } } }));
    auto const made = swap(both).take();
    EXPECT_EQ(made.paid,
              (std::vector<Tender> { { Payment::cash, Rupiah { 10'000 } },
                                     { Payment::transfer, Rupiah { 50'000 } } }));
    EXPECT_EQ(balance(Account::cash), 10'000);
    EXPECT_EQ(balance(Account::bank), 50'000);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, a_discount_goes_with_the_goods_in_their_measure)
{
    auto wanted = two(small);
    wanted.discount = Rupiah { 9'000 };
    auto const first = sell(wanted);
    auto const same = terms(one_for(first, large));
    EXPECT_EQ(same.back, Rupiah { 40'500 });
    EXPECT_EQ(same.total, Rupiah { 40'500 });
    auto const up = terms(one_for(first, dear));
    EXPECT_EQ(up.total, Rupiah { 55'500 }) << "no more off than he had";
    auto const down = terms(one_for(first, cheap));
    EXPECT_EQ(down.total, Rupiah { 27'000 }) << "a tenth, as he had";
    ASSERT_TRUE(swap(one_for(first, large)).ok());
    ASSERT_TRUE(swap(one_for(first, cheap, 902)).ok());
    EXPECT_EQ(balance(Account::cash), 67'500);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, goods_that_a_discount_would_leave_without_a_rupiah_are_refused)
{
    auto wanted = two(small);
    wanted.discount = Rupiah { 80'000 };
    auto const first = sell(wanted);
    auto const crumb = one_for(first, priced("Peniti", 1));
    EXPECT_EQ(refused(crumb), bad_discount);
    EXPECT_EQ(balance(Account::cash), 10'000);
}

TEST_F(Exchanges, a_difference_is_paid_here_and_now)
{
    auto wanted = two(small);
    wanted.channel = Channel::shop;
    wanted.shift.reset();
    wanted.payment = Payment::collected;
    auto const first = sell(wanted);
    auto up = one_for(first, dear);
    up.more = Payment::collected;
    auto const error = swap(up).error();
    EXPECT_EQ(error.code(), bad_payment);
    ASSERT_EQ(error.fields.size(), 1U);
    EXPECT_EQ(error.fields[0].field, "payment");
    EXPECT_EQ(balance(Account::receivable), 90'000);
    up.more = Payment::cash;
    auto const made = swap(up).take();
    EXPECT_EQ(broken(), std::nullopt);
    tamper({ "test.collected", "UPDATE sales_way SET amount = amount + 1 WHERE sale = $1" },
           made.id);
    EXPECT_NE(broken(), std::nullopt);
}

TEST_F(Exchanges, money_sent_ahead_is_told_from_what_was_paid_at_the_till)
{
    auto wanted = two(small);
    wanted.channel = Channel::shop;
    wanted.shift.reset();
    wanted.payment = Payment::transfer;
    wanted.waived = Rupiah { 101 };
    auto const first = sell(wanted);
    auto up = one_for(first, dear);
    up.more = Payment::transfer;
    auto const made = swap(up).take();
    auto const back = refunds_of(first.id).at(0).ahead;
    EXPECT_EQ(back->owed(), Rupiah {});
    EXPECT_EQ(back->kept, Rupiah { 45'000 });
    auto const ahead = market.view(market.cast.wayan, now,
                                   [&](View& view) { return ahead_of(view, made.id); });
    EXPECT_EQ(ahead->origin, first.id);
    EXPECT_EQ(ahead->amount, Rupiah { 45'000 });
    EXPECT_EQ(ahead->waived, Rupiah { 51 });

    // 60,000 goes back: 44,949 by the payment, 15,000 at the counter, 51 never came.
    auto const gone = give_back(made.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    EXPECT_EQ(gone.ahead->owed(), Rupiah { 44'949 });
    EXPECT_EQ(gone.total - gone.ahead->amount, Rupiah { 15'000 });
    give_back(first.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    EXPECT_EQ(balance(Account::bank), 101) << "orders book what was let off, as it came";
    EXPECT_EQ(balance(Account::working_fund), -101);
    EXPECT_EQ(broken(), std::nullopt);
    tamper({ "test.ahead", "UPDATE sales_ahead SET amount = amount + 1 WHERE sale = $1" }, made.id);
    EXPECT_NE(broken(), std::nullopt);
}

TEST_F(Exchanges, goods_taken_instead_are_voided_with_what_never_came)
{
    auto wanted = two(small);
    wanted.channel = Channel::shop;
    wanted.shift.reset();
    wanted.payment = Payment::collected;
    wanted.waived = Rupiah { 100 };
    auto const first = sell(wanted);
    auto const made = swap(one_for(first, cheap)).take();
    EXPECT_EQ(refunds_of(first.id).at(0).ahead->owed(), Rupiah { 15'000 }) << "the rest, whole";
    take_void(made);
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(balance(Account::receivable), 45'000 + 50);
    market.view(market.cast.wayan, now, [&](View& view) {
        EXPECT_EQ(owed_for(view.read, first.id), Rupiah { 15'000 + 29'950 });
        return 0;
    });
}

TEST_F(Exchanges, a_repeat_is_one_and_another_content_a_clash)
{
    auto const first = sell(two(small));
    auto wanted = one_for(first, large);
    auto const made = swap(wanted).take();
    EXPECT_EQ(swap(wanted).value().id, made.id);
    EXPECT_EQ(refunds_of(first.id).size(), 1U);
    wanted.back.reason = "lain";
    EXPECT_EQ(refused(wanted), id_taken);
    wanted.back.reason = "kekecilan";
    wanted.id = test::numbered<SaleTag>(950);
    EXPECT_EQ(refused(wanted), id_taken);
}

TEST_F(Exchanges, what_cannot_be_is_refused_and_changes_nothing)
{
    auto const first = sell(two(small));
    auto const with = [&](auto change) {
        auto wanted = one_for(first, large);
        change(wanted);
        return refused(wanted);
    };
    EXPECT_EQ(with([](auto& it) { it.back.shift.reset(); }), no_shift);
    EXPECT_EQ(with([](auto& it) { it.lines.clear(); }), nothing_sold);
    EXPECT_EQ(with([](auto& it) { it.back.lines.clear(); }), nothing_sold);
    EXPECT_EQ(with([](auto& it) { it.back.lines[0].quantity = {}; }), bad_line);
    EXPECT_EQ(with([](auto& it) { it.back.lines[0].amount = Rupiah { 1 }; }), bad_line);
    EXPECT_EQ(with([](auto& it) { it.back.lines[0] = { 1, {}, Rupiah { 1 } }; }), bad_line);
    EXPECT_EQ(with([](auto& it) { it.back.lines[0].quantity = Quantity::pieces(3); }),
              refund_too_much);
    EXPECT_EQ(with([](auto& it) { it.lines[0].quantity = Quantity::pieces(-1); }), bad_line);
    EXPECT_EQ(with([](auto& it) { it.lines[0].quantity = Quantity::pieces(11); }),
              catalogue::not_enough_stock);
    EXPECT_EQ(with([](auto& it) { it.back.reason = " "; }), reason_missing);
    EXPECT_EQ(with([](auto& it) { it.seen_total = Rupiah { 44'999 }; }), exchange_changed);
    EXPECT_EQ(with([](auto& it) { it.seen_back = Rupiah { 45'001 }; }), exchange_changed);
    EXPECT_EQ(with([](auto& it) { it.back.sale = test::numbered<SaleTag>(999); }), not_found);
    EXPECT_EQ(balance(Account::cash), 90'000);
    EXPECT_EQ(left(large), Quantity::pieces(10));
    EXPECT_EQ(refunds_of(first.id).size(), 0U);
    take_void(first);
    EXPECT_EQ(refused(one_for(first, large)), already_void);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Exchanges, a_chain_is_sound_and_a_sale_that_is_gone_is_noticed)
{
    auto const first = sell(two(small));
    auto const second = swap(one_for(first, large)).take();
    auto const third = swap(one_for(second, dear, 902)).take();
    give_back(third.id, { .lines = { { 1, Quantity::pieces(1), {} } }, .shift = shift });
    EXPECT_EQ(balance(Account::cash), 45'000);
    EXPECT_EQ(broken(), std::nullopt);
    tamper({ "test.exchange", "UPDATE sales_exchange SET origin = $1 WHERE sale = $2" }, "gone",
           third.id);
    EXPECT_NE(broken(), std::nullopt);
}

} // namespace
} // namespace karya::sales
