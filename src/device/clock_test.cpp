// A clock that was set for a while and was right again before anything was sent.

#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

class Clock : public test::House {
protected:
    test::Till at_work()
    {
        auto till = enrolled();
        till.opened();
        EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
        return till;
    }
};

TEST_F(Clock, a_clock_set_back_for_one_sale_is_seen)
{
    auto till = enrolled();
    till.clock += 48h;
    till.opened();
    auto const keset = market.product({});
    till.clock -= 24h;
    till.sold(keset);
    till.clock += 24h;
    till.sold(keset);
    auto const taken = send(till);
    ASSERT_EQ(taken.answers.size(), 3U);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::clock) << "before its shift was opened";
    EXPECT_EQ(taken.answers[2].outcome, Outcome::accepted);
    expect_sound();
}

TEST_F(Clock, what_comes_after_nothing_was_left_is_not_older_than_that)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.clock += 20h;
    send(till); // nothing more to send, it says
    till.clock -= 19h;
    till.sold(keset);
    till.clock += 19h;
    EXPECT_EQ(send_one(till).reason, ReviewReason::clock) << "back-dated into yesterday";
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    expect_sound();
}

TEST_F(Clock, a_clock_set_forward_for_one_sale_leaves_the_honest_ones_alone)
{
    auto till = at_work();
    auto const keset = market.product({});
    till.sold(keset);
    till.clock += 5h;
    auto const odd = till.sold(keset);
    till.clock -= 5h;
    auto const honest = till.sold(keset);
    till.clock += 24h; // found a network the day after: all five hours are past
    auto const taken = send(till);
    ASSERT_EQ(taken.answers.size(), 3U);
    EXPECT_EQ(taken.answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(taken.answers[1].reason, ReviewReason::clock);
    EXPECT_EQ(taken.answers[2].outcome, Outcome::accepted);
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].proposed_at, sale_of(honest.id).take().sold_at - 2s) << "as before it";
    till.sold(keset);
    EXPECT_EQ(send_one(till).outcome, Outcome::accepted);
    EXPECT_EQ(waiting()[0].event, odd.id);
    expect_sound();
}

TEST_F(Clock, a_shift_opened_with_the_clock_ahead_is_one_thing_to_decide)
{
    auto till = enrolled();
    auto const keset = market.product({});
    till.clock += 5h;
    till.opened();
    till.clock -= 5h;
    for (int i = 0; i < 3; ++i) till.sold(keset);
    till.clock += 24h;
    auto const taken = send(till);
    EXPECT_EQ(taken.answers[0].reason, ReviewReason::clock);
    for (std::size_t i = 1; i < 4; ++i)
        EXPECT_EQ(taken.answers[i].reason, ReviewReason::shift) << "waits for its shift alone";
    auto const booked = run(
        "wayan", [&](Call& call) { return book_all_proposed(call, market.pontianak(), till.id); },
        till.clock);
    EXPECT_EQ(booked.value(), 1);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(day(noon).sales, 3);
    expect_sound();
}

} // namespace
} // namespace karya::device
