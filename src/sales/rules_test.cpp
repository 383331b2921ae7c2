// Money rules where they meet: a real sale, its entry, and what takes it back.

#include "sales/sales.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::sales {
namespace {

using ledger::Account;
using test::noon;

class SalesRules : public testing::Test {
protected:
    void SetUp() override { keep_nip_key(std::string(32, 'k')); }

    Result<Sale> sell(std::vector<VariantId> const& goods, Payment payment = Payment::cash,
                      Timestamp now = noon)
    {
        SaleDraft draft { .id = SaleId::make(now), .sold_at = now, .payment = payment };
        for (auto const variant : goods)
            draft.lines.push_back({ .variant = variant, .quantity = Quantity::pieces(1) });
        return market.call(market.cast.sari, now, [&](Call& call) -> Result<Sale> {
            return record(call, TRY(org::own(call.view())), draft);
        });
    }
    Result<Refund> give_back(SaleId sale, Timestamp now = noon)
    {
        RefundDraft const draft { .id = RefundId::make(now),
                                  .sale = sale,
                                  .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                  .reason = "Cacat" };
        return market.call(market.cast.wayan, now,
                           [&](Call& call) { return refund(call, market.pontianak(), draft); });
    }
    std::int64_t balance(Account account)
    {
        return market.view(market.cast.wayan, noon, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account).amount();
        });
    }
    std::int64_t moved(Account account, Day day)
    {
        return market.view(market.cast.wayan, noon, [&](View& view) {
            for (auto const& one : ledger::movements(view, market.pontianak(), day, day))
                if (one.account == account) return one.amount.amount();
            return std::int64_t { 0 };
        });
    }
    /// A rule of Pontianak alone: of the proceeds, half to premi, half to PNBP.
    void half_and_half()
    {
        ASSERT_TRUE(market
                        .call(market.cast.admin, noon,
                              [&](Call& call) {
                                  ledger::SplitRule rule;
                                  rule.key.unit = market.cast.pontianak_id;
                                  rule.valid_from = Day::from(2021, 4, 26);
                                  rule.base = ledger::Base::gross;
                                  rule.premi = BasisPoints { 5'000 };
                                  rule.pnbp = BasisPoints { 5'000 };
                                  rule.source = "SK Kalapas";
                                  return ledger::add_rule(call, rule);
                              })
                        .ok());
    }

    test::Market market;
};

TEST_F(SalesRules, R02_a_line_at_a_loss_takes_nothing_from_another)
{
    auto const lost = market.product(
        { .name = "Sapu", .price = Rupiah { 10'000 }, .cost = Rupiah { 20'000 } });
    auto const keset = market.product({});
    ASSERT_TRUE(sell({ lost, keset }).ok());
    // 10.000 all to cost; of the other's 45.000 less 20.000 half is premi, whatever the first lost.
    EXPECT_EQ(balance(Account::cost_recovery), -30'000);
    EXPECT_EQ(balance(Account::premi_payable), -12'500);
    EXPECT_EQ(balance(Account::pnbp_payable), -3'750);
    EXPECT_EQ(balance(Account::working_fund), -8'750);
}

TEST_F(SalesRules, R04_a_later_rule_cost_or_price_changes_no_sale)
{
    auto const keset = market.product({});
    auto const sold = sell({ keset }).take();
    half_and_half();
    ASSERT_TRUE(market
                    .call(market.cast.wayan, noon,
                          [&](Call& call) {
                              return catalogue::set_price(call, market.pontianak(), keset,
                                                          { Rupiah { 60'000 }, Rupiah {} });
                          })
                    .ok());
    ASSERT_TRUE(give_back(sold.id).ok());
    for (auto const account : enum_values<Account>()) EXPECT_EQ(balance(account), 0);
    ASSERT_TRUE(sell({ keset }).ok());
    EXPECT_EQ(balance(Account::premi_payable), -30'000) << "the new price by the new rule";
    EXPECT_EQ(balance(Account::pnbp_payable), -30'000);
}

TEST_F(SalesRules, R09_a_refund_counts_on_its_own_day_and_a_void_on_the_sales)
{
    auto const keset = market.product({});
    auto const today = Day::from(2021, 4, 26);
    auto const tomorrow = noon + std::chrono::hours { 24 };
    auto const sold = sell({ keset }).take();
    ASSERT_TRUE(give_back(sold.id, tomorrow).ok());
    EXPECT_EQ(moved(Account::cash, today), 45'000);
    EXPECT_EQ(moved(Account::cash, today.next()), -45'000);

    auto const shift = market
                           .call(market.cast.sari, noon,
                                 [&](Call& call) {
                                     return open_shift(call, market.pontianak(), "W", Rupiah {});
                                 })
                           .take();
    SaleDraft draft { .id = SaleId::make(noon), .sold_at = noon };
    draft.shift = shift.id;
    draft.lines = { { .variant = keset, .quantity = Quantity::pieces(1) } };
    auto const past_midnight = noon + std::chrono::hours { 12 };
    ASSERT_TRUE(market
                    .call(market.cast.sari, noon,
                          [&](Call& call) { return record(call, market.pontianak(), draft); })
                    .ok());
    ASSERT_TRUE(market
                    .call(market.cast.wayan, past_midnight,
                          [&](Call& call) {
                              return void_sale(call, market.pontianak(), draft.id, "Salah ketik");
                          })
                    .ok());
    EXPECT_EQ(moved(Account::cash, today), 45'000) << "as if the voided sale had never been";
    EXPECT_EQ(moved(Account::cash, today.next()), -45'000);
}

TEST_F(SalesRules, R11_a_refund_leaves_by_the_way_the_money_came)
{
    auto const keset = market.product({});
    ASSERT_TRUE(sell({ keset }).ok());
    auto const scanned = sell({ keset }, Payment::qris).take();
    auto const sent = sell({ keset }, Payment::transfer).take();
    ASSERT_TRUE(give_back(scanned.id).ok());
    EXPECT_EQ(balance(Account::qris_clearing), 0);
    EXPECT_EQ(balance(Account::cash), 45'000);
    EXPECT_EQ(balance(Account::bank), 45'000);
    ASSERT_TRUE(give_back(sent.id).ok());
    EXPECT_EQ(balance(Account::bank), 0);
    EXPECT_EQ(balance(Account::cash), 45'000);
}

TEST_F(SalesRules, A_closed_unit_sells_through_its_last_day_and_no_longer)
{
    auto const keset = market.product({});
    auto const last = Day::from(2021, 4, 26);
    ASSERT_TRUE(
        market
            .call(market.cast.admin, noon,
                  [&](Call& call) { return org::close_unit(call, market.cast.pontianak_id, last); })
            .ok());
    auto const midnight = start_of(last.next(), Zone::wib);
    EXPECT_EQ(sell({ keset }, Payment::cash, midnight).error().code(), org::unit_closed);
    auto const sold = sell({ keset }, Payment::cash, midnight - std::chrono::seconds { 1 });
    ASSERT_TRUE(sold.ok());
    EXPECT_TRUE(give_back(sold.value().id, midnight).ok()) << "what was sold may still come back";
}

TEST(Nip, form)
{
    EXPECT_TRUE(is_nip("198501012010011001"));
    EXPECT_TRUE(is_nip("199912312022032017"));
    EXPECT_FALSE(is_nip("199902302022032017")); // 30 February
    EXPECT_FALSE(is_nip("199912312022033017")); // sex 3
    EXPECT_FALSE(is_nip("1999123120220320l7"));
    EXPECT_FALSE(is_nip(""));
}

} // namespace
} // namespace karya::sales
