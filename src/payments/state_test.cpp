#include "base/text.h"
#include "payments/state.h"
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace karya::payments {
namespace {

using enum PaymentState;

TEST(PaymentState, only_these_moves_are_legal)
{
    std::set<std::pair<State, State>> const legal {
        { awaiting, short_paid }, { awaiting, settled },   { awaiting, expired },
        { awaiting, cancelled },  { awaiting, failed },    { short_paid, short_paid },
        { short_paid, settled },  { short_paid, expired }, { short_paid, cancelled },
        { short_paid, failed },   { expired, settled },    { expired, cancelled },
        { failed, settled },      { failed, cancelled },
    };
    for (auto const from : enum_values<State>())
        for (auto const to : enum_values<State>())
            EXPECT_EQ(may_become(from, to), legal.contains({ from, to }))
                << enum_text(from) << " -> " << enum_text(to);
}

TEST(PaymentState, money_moves_it_by_what_is_here)
{
    struct Case {
        State from;
        std::int64_t received;
        State then;
    };
    for (auto const& [from, received, then] :
         { Case { awaiting, 99, short_paid }, Case { awaiting, 100, settled },
           Case { awaiting, 101, settled }, Case { short_paid, 100, settled },
           Case { expired, 99, expired }, Case { expired, 100, settled },
           Case { failed, 100, settled }, Case { cancelled, 100, cancelled },
           Case { settled, 200, settled } })
        EXPECT_EQ(after_money(from, Rupiah { 100 }, Rupiah { received }), then)
            << enum_text(from) << " " << received;
}

TEST(PaymentState, surplus_is_what_is_for_nothing)
{
    auto const of = [](State state, std::int64_t received, std::int64_t back, std::int64_t over) {
        return surplus_of(
                   { state, Rupiah { 100 }, Rupiah { received }, Rupiah { back }, Rupiah { over } })
            .amount();
    };
    EXPECT_EQ(of(short_paid, 40, 0, 0), 0);
    EXPECT_EQ(of(settled, 100, 0, 0), 0);
    EXPECT_EQ(of(settled, 130, 0, 0), 30);
    EXPECT_EQ(of(settled, 130, 30, 30), 0);
    EXPECT_EQ(of(settled, 130, 100, 0), 30) << "the goods' money went back, the surplus is here";
    EXPECT_EQ(of(settled, 130, 130, 0), 0) << "all went back";
    EXPECT_EQ(of(expired, 40, 0, 0), 40);
    EXPECT_EQ(of(cancelled, 140, 40, 40), 100);
}

TEST(PaymentState, sums_differ_for_every_price_and_never_exceed_it)
{
    EXPECT_EQ(free_sum(Rupiah { 1 }, {}, 5), Rupiah { 1 }) << "nothing can be taken off one rupiah";
    std::mt19937 chance { 20210426 };
    for (std::int64_t const price :
         std::initializer_list<std::int64_t> { 2, 10, 2'000, 85'000, 3'000'000'000 }) {
        std::vector<Rupiah> taken;
        for (;;) {
            auto const sum = free_sum(Rupiah { price }, taken,
                                      static_cast<std::uint32_t>(chance()));
            if (!sum) break;
            EXPECT_GT(sum->amount(), 0);
            EXPECT_LT(sum->amount(), price);
            EXPECT_EQ(std::ranges::count(taken, *sum), 0);
            taken.push_back(*sum);
        }
        EXPECT_EQ(taken.size(), static_cast<std::size_t>(offset_max(Rupiah { price }))) << price;
    }
    EXPECT_EQ(offset_max(Rupiah { 85'000 }), 499);
    EXPECT_EQ(offset_max(Rupiah { 2'000 }), 20);
}

TEST(PaymentState, a_code_is_known_however_it_is_typed)
{
    auto const id = PaymentId::parse("01900000-0000-7000-8000-000000000001").take();
    auto const code = code_of(id, 0);
    ASSERT_EQ(code.size(), 8U);
    EXPECT_NE(code, code_of(id, 1));
    auto const bare = code.substr(3);
    for (auto const& typed : { code, bare, "kb " + bare, "KB" + bare, lowered(code) })
        EXPECT_EQ(code_form(typed), code) << typed;
}

} // namespace
} // namespace karya::payments
