#include "app/runner.h"
#include "core/idempotency.h"
#include "support/database.h"
#include <gtest/gtest.h>

namespace karya::app {
namespace {

using test::noon;
using namespace std::chrono_literals;

class SweeperTest : public testing::Test {
protected:
    void answer(std::string const& key, Timestamp at)
    {
        ASSERT_TRUE(database
                        .call({}, at,
                              [&](Call& call) -> Result<void> {
                                  core::Asked const asked { "/toy", key, "same" };
                                  TRY(core::claim(call, asked));
                                  core::keep_answer(call, asked, { .status = 201 });
                                  return {};
                              })
                        .ok());
    }
    /// Whether a repeat would get the answer that was kept.
    bool kept(std::string const& key)
    {
        bool found = false;
        auto const looked = database.call({}, noon, [&](Call& call) -> Result<void> {
            found = TRY(core::claim(call, { "/toy", key, "same" })).has_value();
            return not_found; // only looked at
        });
        EXPECT_EQ(looked.error().code(), not_found);
        return found;
    }
    test::Database database;
    Sweeper sweeper { database.engine() };
};

TEST_F(SweeperTest, old_answers_go_and_younger_ones_stay)
{
    answer("old", noon - 31 * 24h);
    answer("young", noon - 29 * 24h);
    EXPECT_FALSE(sweeper.sweep(noon));
    EXPECT_FALSE(kept("old"));
    EXPECT_TRUE(kept("young"));
}

TEST_F(SweeperTest, more_than_a_part_goes_on_at_once_and_then_rests_an_hour)
{
    for (int i = 0; i < 501; ++i) answer("key-" + std::to_string(i), noon - 40 * 24h);
    EXPECT_TRUE(sweeper.sweep(noon));
    EXPECT_FALSE(sweeper.sweep(noon));
    EXPECT_FALSE(kept("key-500"));
    answer("late", noon - 40 * 24h);
    EXPECT_FALSE(sweeper.sweep(noon + 59min));
    EXPECT_TRUE(kept("late"));
    EXPECT_FALSE(sweeper.sweep(noon + 60min));
    EXPECT_FALSE(kept("late"));
}

} // namespace
} // namespace karya::app
