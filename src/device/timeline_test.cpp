// Which of the times in a row cannot be true.

#include "device/timeline.h"
#include <gtest/gtest.h>

namespace karya::device {
namespace {

using namespace std::chrono_literals;

Timestamp const ten = parse_time("2021-04-26T10:00:00+07:00").take();

Told told(std::int64_t seq, std::chrono::minutes after, EventKind kind = EventKind::sale)
{
    return { seq, ten + after, kind };
}

using Odd = std::map<std::int64_t, Timestamp>;

TEST(Timeline, times_that_follow_each_other_are_believed)
{
    EXPECT_EQ(odd_times({}), Odd {});
    EXPECT_EQ(odd_times({ .events = { told(1, 0min) } }), Odd {});
    EXPECT_EQ(odd_times({ told(1, 0min), { told(2, 1min), told(3, 1min), told(5, 99min) }, {} }),
              Odd {});
    EXPECT_EQ(odd_times({ .events = { told(1, 9min), told(2, 0min) } }), Odd {})
        << "a phone that sets its clock by the network steps back a little";
}

TEST(Timeline, one_that_is_late_or_early_is_odd_and_its_neighbours_are_not)
{
    EXPECT_EQ(odd_times({ told(1, 0min), { told(2, 300min), told(3, 2min) }, {} }),
              (Odd { { 2, ten } }));
    EXPECT_EQ(odd_times({ told(1, 0min), { told(2, -300min), told(3, 2min) }, {} }),
              (Odd { { 2, ten } }));
    EXPECT_EQ(odd_times({ .events = { told(2, 300min), told(3, 2min), told(4, 3min) } }),
              (Odd { { 2, ten + 2min } }));
    EXPECT_EQ(odd_times({ told(1, 0min), { told(2, -300min) }, {} }), (Odd { { 2, ten } }))
        << "what is believed already stands";
    EXPECT_EQ(odd_times({ {}, { told(2, 300min) }, told(3, 0min) }), (Odd { { 2, ten } }));
}

TEST(Timeline, one_that_was_believed_in_error_does_not_make_all_after_it_odd)
{
    EXPECT_EQ(odd_times({ told(1, 300min), { told(2, 0min), told(3, 1min) }, {} }), Odd {});
}

TEST(Timeline, a_shift_was_opened_shortly_before_what_follows)
{
    Row const row { told(1, -900min, EventKind::shift_close),
                    { told(2, 300min, EventKind::shift_open), told(3, 2min), told(4, 3min) },
                    {} };
    EXPECT_EQ(odd_times(row), (Odd { { 2, ten + 2min } }));
}

} // namespace
} // namespace karya::device
