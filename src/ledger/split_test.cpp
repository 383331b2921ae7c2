// Rules over many amounts. Nothing here touches a database.
#include "ledger/ledger.h"
#include "ledger/period.h"
#include <gtest/gtest.h>
#include <random>

namespace karya::ledger {

namespace {

SplitRule rule_of(Base base, std::array<std::int64_t, 4> shares, std::int64_t wage = 0)
{
    return { .version = 3,
             .valid_from = Day::from(1990, 1, 1),
             .base = base,
             .premi = { shares[0] },
             .pnbp = { shares[1] },
             .working_fund = { shares[2] },
             .other = { shares[3] },
             .wage_per_piece = Rupiah { wage },
             .source = "Kepmen M.01-PP.02.01/1990" };
}

SplitRule const national = rule_of(Base::profit, { 5000, 1500, 3500, 0 });
SplitRule const gross = rule_of(Base::gross, { 5000, 1500, 3500, 0 });
SplitRule const odd = rule_of(Base::profit, { 3333, 1111, 5001, 555 });
SplitRule const wage = rule_of(Base::wage, { 0, 100, 9900, 0 }, 5'000);

SoldLine line(std::int64_t amount, std::int64_t pieces, std::optional<std::int64_t> cost = {})
{
    SoldLine sold { Rupiah { amount }, Quantity::pieces(pieces), {} };
    if (cost) sold.cost = Rupiah { *cost };
    return sold;
}

Rupiah sum_of(std::vector<Posting> const& postings)
{
    Rupiah sum;
    for (auto const& posting : postings) sum += posting.amount;
    return sum;
}

/// A tenth of an amount at most, so that lines of every size come up equally often.
std::int64_t any_amount(std::mt19937_64& dice)
{
    std::int64_t const limits[] { 1, 9, 100, 9'999, 1'000'000, 40'000'000, 999'999'999'999 };
    auto const limit = limits[std::uniform_int_distribution<std::size_t> { 0, 6 }(dice)];
    return std::uniform_int_distribution<std::int64_t> { 0, limit }(dice);
}

SoldLine any_line(std::mt19937_64& dice)
{
    SoldLine sold { Rupiah { any_amount(dice) },
                    Quantity { std::uniform_int_distribution<std::int64_t> { 1, 20'000 }(dice) },
                    {} };
    if (dice() % 3 != 0) sold.cost = Rupiah { any_amount(dice) };
    return sold;
}

} // namespace

TEST(Split, R05_cost_above_the_price_takes_the_whole_amount_and_no_more)
{
    auto const parts = parts_of(national, line(10'000, 2, 6'000));
    EXPECT_EQ(Rupiah { 10'000 }, parts.cost);
    EXPECT_EQ(Rupiah {}, parts.premi);
    EXPECT_EQ(Rupiah {}, parts.pnbp);
    EXPECT_EQ(Rupiah {}, parts.working_fund);
}

TEST(Split, R05_a_cost_beyond_all_numbers_is_the_amount)
{
    SoldLine const sold { Rupiah { 1'000 }, Quantity { Quantity::thousandths_max },
                          Rupiah { Rupiah::amount_max } };
    EXPECT_EQ(Rupiah { 1'000 }, parts_of(national, sold).cost);
}

TEST(Split, R05_cost_not_recorded_counts_nothing)
{
    EXPECT_EQ((Parts { .premi = Rupiah { 5'000 },
                       .pnbp = Rupiah { 1'500 },
                       .working_fund = Rupiah { 3'500 } }),
              parts_of(national, line(10'000, 1)));
}

TEST(Split, R05_cost_of_a_fraction_is_half_up)
{
    SoldLine const sold { Rupiah { 1'000 }, Quantity { 500 }, Rupiah { 3 } };
    EXPECT_EQ(Rupiah { 2 }, parts_of(national, sold).cost);
}

TEST(Split, R06_profit_splits_what_is_above_cost)
{
    EXPECT_EQ((Parts { .cost = Rupiah { 60'000 },
                       .premi = Rupiah { 15'000 },
                       .pnbp = Rupiah { 4'500 },
                       .working_fund = Rupiah { 10'500 } }),
              parts_of(national, line(90'000, 2, 30'000)));
}

TEST(Split, R06_gross_splits_everything_and_cost_is_information)
{
    EXPECT_EQ((Parts { .premi = Rupiah { 45'000 },
                       .pnbp = Rupiah { 13'500 },
                       .working_fund = Rupiah { 31'500 } }),
              parts_of(gross, line(90'000, 2, 30'000)));
}

TEST(Split, R06_missing_wage_is_owed_by_the_working_fund)
{
    auto const parts = parts_of(wage, line(12'000, 3, 1'000));
    EXPECT_EQ((Parts { .cost = Rupiah { 3'000 },
                       .upah = Rupiah { 15'000 },
                       .working_fund = Rupiah { -6'000 },
                       .upah_missing = Rupiah { 6'000 } }),
              parts);
    EXPECT_EQ((std::vector<Posting> { { Account::cash, Rupiah { 12'000 } },
                                      { Account::cost_recovery, Rupiah { -3'000 } },
                                      { Account::upah_payable, Rupiah { -15'000 } },
                                      { Account::working_fund, Rupiah { 6'000 } } }),
              sale_postings(Account::cash, parts));
}

TEST(Split, R06_wage_first_then_the_shares)
{
    EXPECT_EQ((Parts { .cost = Rupiah { 3'000 },
                       .upah = Rupiah { 15'000 },
                       .pnbp = Rupiah { 120 },
                       .working_fund = Rupiah { 11'880 } }),
              parts_of(wage, line(30'000, 3, 1'000)));
}

TEST(Split, R07_one_rupiah_goes_to_the_largest_remainder)
{
    EXPECT_EQ(Rupiah { 1 }, parts_of(national, line(1, 1)).premi);
    auto const ten = parts_of(national, line(10, 1)); // 5, 1.5, 3.5: a tie, to the earlier
    EXPECT_EQ(Rupiah { 2 }, ten.pnbp);
    EXPECT_EQ(Rupiah { 3 }, ten.working_fund);
}

TEST(Split, R07_every_amount_up_to_twenty_thousand_adds_up_within_a_rupiah_of_the_share)
{
    for (std::int64_t amount = 0; amount <= 20'000; ++amount) {
        auto const parts = parts_of(odd, line(amount, 1));
        ASSERT_EQ(Rupiah { amount }, parts.total());
        std::pair<Rupiah, BasisPoints> const shares[] { { parts.premi, odd.premi },
                                                        { parts.pnbp, odd.pnbp },
                                                        { parts.working_fund, odd.working_fund },
                                                        { parts.other, odd.other } };
        for (auto const& [part, share] : shares)
            ASSERT_LT(std::abs(part.amount() * 10'000 - amount * share.value), 10'000) << amount;
    }
}

TEST(Split, R07_a_higher_amount_never_lowers_a_part_of_the_national_rule)
{
    auto before = parts_of(national, line(0, 1, 700));
    for (std::int64_t amount = 1; amount <= 50'000; ++amount) {
        auto const parts = parts_of(national, line(amount, 1, 700));
        ASSERT_GE(parts.cost, before.cost) << amount;
        // Largest remainders may hand a single rupiah from one part to another, never more.
        for (auto const part : { &Parts::premi, &Parts::pnbp, &Parts::working_fund })
            ASSERT_GE(parts.*part, before.*part - Rupiah { 1 }) << amount;
        before = parts;
    }
}

TEST(Split, R08_remaining_amount_is_half_up_and_never_below_zero)
{
    auto const sold = line(100, 3);
    EXPECT_EQ(Rupiah { 67 }, remaining_amount(sold, { Quantity::pieces(2) }));
    EXPECT_EQ(Rupiah { 33 }, remaining_amount(sold, { Quantity::pieces(1) }));
    EXPECT_EQ(Rupiah { 0 }, remaining_amount(sold, { Quantity {} }));
    EXPECT_EQ(Rupiah { 17 }, remaining_amount(sold, { Quantity::pieces(2), Rupiah { 50 } }));
    EXPECT_EQ(Rupiah { 0 }, remaining_amount(sold, { Quantity::pieces(1), Rupiah { 50 } }));
}

TEST(Split, R08_giving_back_more_than_is_left_is_a_bug_of_the_caller)
{
    EXPECT_THROW((void)remaining_amount(line(100, 3), { Quantity::pieces(4) }), Bug);
    EXPECT_THROW((void)refund_parts(national, line(100, 3), { Quantity::pieces(1) },
                                    { Quantity::pieces(2) }),
                 Bug);
}

TEST(Split, R08_one_of_three_given_back_lowers_every_part)
{
    auto const sold = line(90'000, 3, 10'000);
    EXPECT_EQ((Parts { .cost = Rupiah { 10'000 },
                       .premi = Rupiah { 10'000 },
                       .pnbp = Rupiah { 3'000 },
                       .working_fund = Rupiah { 7'000 } }),
              refund_parts(national, sold, { Quantity::pieces(3) }, { Quantity::pieces(2) }));
}

TEST(Split, R08_a_refund_by_amount_leaves_the_cost_with_the_unit)
{
    auto const sold = line(90'000, 3, 10'000);
    EXPECT_EQ((Parts { .premi = Rupiah { 5'000 },
                       .pnbp = Rupiah { 1'500 },
                       .working_fund = Rupiah { 3'500 } }),
              refund_parts(national, sold, { Quantity::pieces(3) },
                           { Quantity::pieces(3), Rupiah { 10'000 } }));
}

TEST(Split, R08_any_row_of_refunds_returns_every_rupiah_and_leaves_nothing)
{
    std::uint64_t const seed = 20210426;
    SCOPED_TRACE(seed);
    std::mt19937_64 dice { seed };
    SplitRule const rules[] { national, gross, odd, wage };
    for (int round = 0; round < 20'000; ++round) {
        auto const& rule = rules[static_cast<std::size_t>(round) % 4];
        auto const sold = any_line(dice);
        LeftOfLine left { sold.quantity };
        auto held = parts_of(rule, sold);
        ASSERT_EQ(sold.amount, held.total());
        for (int step = 0; left.quantity > Quantity {}; ++step) {
            auto after = left;
            auto const worth = remaining_amount(sold, left).amount();
            if (dice() % 3 == 0)
                after.rebate +=
                    Rupiah { std::uniform_int_distribution<std::int64_t> { 0, worth }(dice) };
            else
                after.quantity = Quantity { step > 6
                                                ? 0
                                                : std::uniform_int_distribution<std::int64_t> {
                                                      0, left.quantity.thousandths() - 1 }(dice) };
            auto const back = refund_parts(rule, sold, left, after);
            ASSERT_GE(back.total(), Rupiah {}); // a refund never takes money from the buyer
            ASSERT_EQ(Rupiah {}, sum_of(refund_postings(Account::cash, back)));
            held = held - back;
            ASSERT_EQ(parts_left(rule, sold, after), held);
            left = after;
        }
        ASSERT_EQ(Parts {}, held);
    }
}

TEST(Split, R10_locked_parts_become_claims)
{
    Parts const parts { .cost = Rupiah { 1 },
                        .premi = Rupiah { 2 },
                        .pnbp = Rupiah { 3 },
                        .working_fund = Rupiah { 4 } };
    EXPECT_EQ((std::vector<Posting> { { Account::cost_recovery, Rupiah { 1 } },
                                      { Account::premi_claim, Rupiah { 2 } },
                                      { Account::pnbp_claim, Rupiah { 3 } },
                                      { Account::working_fund, Rupiah { 4 } },
                                      { Account::bank, Rupiah { -10 } } }),
              with_claims(refund_postings(Account::bank, parts),
                          { .premi = Rupiah { 2 }, .pnbp = Rupiah { 3 } }));
}

TEST(Split, R10_only_the_lines_of_the_locked_activity_are_claimed)
{
    auto const bread = ActivityId::parse("01900000-0000-7000-8000-000000000001").take();
    auto const wood = ActivityId::parse("01900000-0000-7000-8000-000000000002").take();
    PartsByActivity const taken { { bread, { .premi = Rupiah { 5 }, .pnbp = Rupiah { 1 } } },
                                  { wood, { .premi = Rupiah { 7 }, .pnbp = Rupiah { 2 } } } };
    LockedParts const locked { { { Account::premi_payable, wood },
                                 { Account::pnbp_payable, {} } } };
    EXPECT_EQ(
        (std::vector<Posting> { { Account::premi_claim, Rupiah { 7 } },
                                { Account::premi_payable, Rupiah { 5 } },
                                { Account::pnbp_claim, Rupiah { 3 } },
                                { Account::cash, Rupiah { -15 } } }),
        with_claims(refund_postings(Account::cash, sum_of(taken)), claimed_of(locked, taken)));
}

TEST(Split, R12_a_late_day_moves_to_the_first_open_one)
{
    auto const march = Day::from(2021, 3, 31);
    EXPECT_EQ(Day::from(2021, 4, 1), booked_day(march, Day::from(2021, 3, 31)));
    EXPECT_EQ(Day::from(2021, 4, 1), booked_day(march, Day::from(2020, 1, 5)));
    EXPECT_EQ(Day::from(2021, 4, 2), booked_day(march, Day::from(2021, 4, 2)));
    EXPECT_EQ(Day::from(2020, 1, 5), booked_day({}, Day::from(2020, 1, 5)));
    EXPECT_EQ(Day::from(2024, 2, 29), end_of_month(Day::from(2024, 2, 10)));
    EXPECT_EQ(Day::from(2024, 2, 1), month_of(Day::from(2024, 2, 10)));
}

TEST(Split, Explanation_names_rule_base_shares_and_decree)
{
    // Money and shares are written with a space that never breaks.
    auto const plain = [](std::vector<std::string> lines) {
        for (auto& line : lines)
            for (auto at = line.find("\u00a0"); at != line.npos; at = line.find("\u00a0"))
                line.replace(at, 2, " ");
        return lines;
    };
    auto const sold = line(90'000, 2, 30'000);
    EXPECT_EQ(
        (std::vector<std::string> {
            "Aturan nasional, versi 3, berlaku sejak 1 Januari 1990.",
            "Dasar: keuntungan; Rp 90.000 dikurangi biaya Rp 60.000, yang dibagi Rp 30.000.",
            "Premi: 50 % = Rp 15.000.", "PNBP: 15 % = Rp 4.500.", "Modal: 35 % = Rp 10.500." }),
        plain(explain(Lang::id, national, parts_of(national, sold))));
    auto const poor = plain(explain(Lang::en, wage, parts_of(wage, line(12'000, 3, 1'000))));
    EXPECT_EQ("The sale does not cover the wage; the working fund bears Rp 6,000.", poor.back());
}

TEST(Threads, WhatIsOwedTakesNoRoom)
{
    auto const threads = threads_of(
        { .cost = Rupiah { 500 }, .upah = Rupiah { 700 }, .working_fund = Rupiah { -200 } });
    ASSERT_EQ(3U, threads.size());
    EXPECT_EQ(MoneyPart::upah, threads[0].part);
    EXPECT_EQ(Rupiah { -200 }, threads[1].amount);
    EXPECT_EQ(MoneyPart::cost, threads[2].part);
    EXPECT_EQ(Rupiah { 700 }, threads[2].from);
    auto const bar = bar_of(threads);
    ASSERT_EQ(2U, bar.size());
    EXPECT_EQ(Rupiah { 1'200 }, width_of(bar));
}

} // namespace karya::ledger
