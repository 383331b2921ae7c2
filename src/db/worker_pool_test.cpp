// Whose turn it is among PostgreSQL's workers; no database is needed to see it.

#include "db/worker_pool.h"
#include <future>
#include <gtest/gtest.h>

namespace karya::db {
namespace {

class Turns : public ::testing::Test {
protected:
    /// Notes `name` when it runs; the first of a line may be held up by `until`.
    bool submit(std::string name, std::string turn, std::shared_future<void> until = {})
    {
        return pool->submit(
            [this, name = std::move(name), until = std::move(until)](auto&) {
                if (until.valid()) until.wait();
                std::lock_guard const lock { mutex };
                ran.push_back(name);
                if (ran.size() == wanted) all.set_value();
            },
            std::move(turn));
    }
    std::vector<std::string> names()
    {
        std::lock_guard const lock { mutex };
        return ran;
    }

    std::mutex mutex;
    std::vector<std::string> ran;
    std::size_t wanted { 0 };
    std::promise<void> all;
    std::promise<void> gate;
    std::unique_ptr<WorkerPool> pool { std::make_unique<WorkerPool>("", 2, 5) };
};

TEST_F(Turns, of_one_line_keep_order_and_leave_a_worker_to_the_others)
{
    wanted = 2;
    auto const open = gate.get_future().share();
    ASSERT_TRUE(submit("a1", "a", open));
    ASSERT_TRUE(submit("a2", "a"));
    ASSERT_TRUE(submit("a3", "a"));
    ASSERT_TRUE(submit("b", "b"));
    ASSERT_TRUE(submit("nobody's", ""));
    all.get_future().wait(); // with two workers only if a2 and a3 keep none
    EXPECT_EQ(names(), (std::vector<std::string> { "b", "nobody's" }));
    gate.set_value();
    pool.reset(); // finishes what waits
    EXPECT_EQ(names(), (std::vector<std::string> { "b", "nobody's", "a1", "a2", "a3" }));
}

TEST_F(Turns, waited_for_are_not_put_behind_those_who_came_meanwhile)
{
    pool = std::make_unique<WorkerPool>("", 1, 5);
    auto const open = gate.get_future().share();
    ASSERT_TRUE(submit("a1", "a", open));
    ASSERT_TRUE(submit("a2", "a"));
    ASSERT_TRUE(submit("b", "b"));
    ASSERT_TRUE(submit("nobody's", ""));
    gate.set_value();
    pool.reset();
    EXPECT_EQ(names(), (std::vector<std::string> { "a1", "a2", "b", "nobody's" }));
}

TEST_F(Turns, that_wait_are_counted_and_limited)
{
    auto const open = gate.get_future().share();
    ASSERT_TRUE(submit("a", "a", open));
    while (pool->waiting() > 0) std::this_thread::yield(); // it is running
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(submit("again", "a"));
    EXPECT_EQ(pool->waiting(), 5U);
    EXPECT_FALSE(submit("one too many", "a"));
    EXPECT_FALSE(submit("one too many", "b"));
    gate.set_value();
}

} // namespace
} // namespace karya::db
