// Whole rupiah: what is read, how a part is rounded and how a sum is split.

#include "base/rupiah.h"
#include <gtest/gtest.h>
#include <numeric>
#include <random>

namespace karya {
namespace {

std::vector<Rupiah> rupiah(std::initializer_list<std::int64_t> amounts)
{
    std::vector<Rupiah> list;
    for (auto const amount : amounts) list.emplace_back(amount);
    return list;
}

Rupiah sum(std::vector<Rupiah> const& parts)
{
    return std::accumulate(parts.begin(), parts.end(), Rupiah {});
}

TEST(Rupiah, refuses_what_is_no_whole_amount)
{
    for (auto const* bad : { "",
                             "Rp",
                             " ",
                             "-1",
                             "+1",
                             "1,5",
                             "1.5",
                             "12.34",
                             "1.0000",
                             ".100",
                             "100.",
                             "1..000",
                             "1.000.00",
                             "1 000",
                             "0x10",
                             "1e3",
                             "٣",
                             "12a",
                             "1000000000000001",
                             "Rp Rp 1" })
        EXPECT_EQ(Rupiah::parse(bad).error().code(), bad_amount) << bad;
}

TEST(Rupiah, reads_an_amount_as_people_write_it)
{
    for (auto const* good : { "45000", "45.000", "Rp45.000", "Rp 45.000", "Rp  45000", "0045000" })
        EXPECT_EQ(Rupiah::parse(good).value(), Rupiah { 45'000 }) << good;
    EXPECT_EQ(Rupiah::parse("0").value(), Rupiah {});
    EXPECT_EQ(Rupiah::parse("1.000.000.000.000.000").value(), Rupiah { Rupiah::amount_max });
}

TEST(Rupiah, a_sum_beyond_its_range_is_a_bug_and_never_another_sum)
{
    Rupiah const most { INT64_MAX };
    EXPECT_THROW(most + Rupiah { 1 }, Bug);
    EXPECT_THROW(-most - Rupiah { 2 }, Bug);
    EXPECT_THROW(scaled(most, 3, 2), Bug);
}

TEST(Rupiah, a_part_is_rounded_half_up)
{
    EXPECT_EQ(scaled(Rupiah { 3 }, 1, 2), Rupiah { 2 });
    EXPECT_EQ(scaled(Rupiah { 10 }, 1, 3), Rupiah { 3 });
    EXPECT_EQ(scaled(Rupiah { Rupiah::amount_max }, 9'999, 10'000), Rupiah { 999'900'000'000'000 });
    EXPECT_EQ(scaled(Rupiah {}, 5, 7), Rupiah {});
}

TEST(Rupiah, what_is_left_of_a_split_goes_to_the_largest_remainder_R01)
{
    EXPECT_EQ(spread(Rupiah { 100 }, std::vector<std::int64_t> { 1, 1, 1 }),
              rupiah({ 34, 33, 33 }));
    EXPECT_EQ(spread(Rupiah { 10 }, std::vector<std::int64_t> { 0, 7, 8 }), rupiah({ 0, 5, 5 }));
    EXPECT_EQ(split(Rupiah { 1 }, std::vector<BasisPoints> { { 5'000 }, { 5'000 } }),
              rupiah({ 1, 0 }));
    EXPECT_THROW(split(Rupiah { 1 }, std::vector<BasisPoints> { { 9'999 } }), Bug);
    EXPECT_THROW(spread(Rupiah { 1 }, std::vector<std::int64_t> { 0 }), Bug);
}

TEST(Rupiah, any_split_adds_up_and_no_part_is_a_rupiah_off)
{
    std::mt19937_64 random { 20'261'127 };
    for (int round = 0; round < 2'000; ++round) {
        Rupiah const total { static_cast<std::int64_t>(random() % 10'000'000'000) };
        std::vector<std::int64_t> weights(1 + random() % 40);
        for (auto& weight : weights) weight = static_cast<std::int64_t>(random() % 1'000'000);
        weights.front() += 1;
        auto const whole = std::accumulate(weights.begin(), weights.end(), std::int64_t { 0 });
        auto const parts = spread(total, weights);
        ASSERT_EQ(sum(parts), total);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto const exact = static_cast<long double>(total.amount()) * weights[i] / whole;
            ASSERT_LT(std::abs(parts[i].amount() - exact), 1.0L) << "round " << round;
        }
    }
}

TEST(Rupiah, a_discount_leaves_a_rupiah_of_every_line_R01)
{
    EXPECT_FALSE(spread_discount(Rupiah { 10 }, rupiah({ 3, 3, 3 })));
    EXPECT_FALSE(spread_discount(Rupiah { 9 }, rupiah({ 3, 3, 3 })));
    EXPECT_FALSE(spread_discount(Rupiah { 8 }, rupiah({ 1, 9 }))) << "the first would be free";
    EXPECT_FALSE(spread_discount(Rupiah { 1 }, {}));
    EXPECT_EQ(spread_discount(Rupiah {}, rupiah({ 3 })), rupiah({ 0 }));
    EXPECT_EQ(spread_discount(Rupiah { 10'000 }, rupiah({ 10'000, 0, 10'000, 10'000 })),
              rupiah({ 3'334, 0, 3'333, 3'333 }));
}

} // namespace
} // namespace karya
