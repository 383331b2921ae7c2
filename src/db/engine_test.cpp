#include "db/engine.h"
#include "db/migrate.h"
#include "support/database.h"
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace karya::db {
namespace {

Query const make_table { Query::Unlisted {}, "db_test.make", R"sql(
CREATE TABLE IF NOT EXISTS db_test(id TEXT PRIMARY KEY, amount BIGINT NOT NULL CHECK (amount >= 0))
)sql" };
Query const empty_table { Query::Unlisted {}, "db_test.empty", "DELETE FROM db_test" };
Query const insert { Query::Unlisted {}, "db_test.insert",
                     "INSERT INTO db_test(id, amount) VALUES ($1, $2)" };
Query const take { Query::Unlisted {}, "db_test.take", R"sql(
UPDATE db_test SET amount = amount - $2 WHERE id = $1 AND amount >= $2 RETURNING amount
)sql" };
Query const total { Query::Unlisted {}, "db_test.total",
                    "SELECT coalesce(sum(amount), 0) FROM db_test" };
Query const rows { Query::Unlisted {}, "db_test.rows",
                   "SELECT id, amount FROM db_test ORDER BY id" };

constexpr ErrorCode refused { "db_test.refused", Fault::conflict };

struct Row {
    std::string id;
    Rupiah amount;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, amount))

class EngineTest : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(engine
                        .write([](Tx& tx) -> Result<void> {
                            tx.run(make_table);
                            tx.run(empty_table);
                            return {};
                        })
                        .ok());
    }
    Result<void> put(std::string_view id, std::int64_t amount)
    {
        return engine.write([&](Tx& tx) -> Result<void> {
            tx.run(insert, id, amount);
            return {};
        });
    }
    std::int64_t sum()
    {
        return engine
            .get<std::int64_t>(
                [](Read& read) -> Result<std::int64_t> { return read.value<std::int64_t>(total); })
            .take();
    }
    test::Database database;
    Engine& engine = database.engine();
};

TEST_F(EngineTest, a_refused_command_leaves_nothing)
{
    auto const answer = engine.write([](Tx& tx) -> Result<void> {
        tx.run(insert, "a", 1);
        return refused;
    });
    EXPECT_EQ(answer.error().code(), refused);
    EXPECT_EQ(sum(), 0);
}

TEST_F(EngineTest, a_broken_rule_of_the_schema_is_an_internal_error_and_leaves_nothing)
{
    auto const answer = engine.write([](Tx& tx) -> Result<void> {
        tx.run(insert, "a", 1);
        tx.run(insert, "b", -1);
        return {};
    });
    EXPECT_EQ(answer.error().code(), internal);
    EXPECT_EQ(sum(), 0);
}

TEST_F(EngineTest, a_bug_rolls_back_and_the_engine_lives_on)
{
    auto const answer = engine.write([](Tx& tx) -> Result<void> {
        tx.run(insert, "a", 1);
        CHECK(false);
        return {};
    });
    EXPECT_EQ(answer.error().code(), internal);
    EXPECT_TRUE(put("b", 2).ok());
    EXPECT_EQ(sum(), 2);
}

TEST_F(EngineTest, a_twin_key_runs_again_and_then_is_a_conflict)
{
    ASSERT_TRUE(put("a", 1).ok());
    std::atomic<int> runs { 0 };
    auto const answer = engine.write([&](Tx& tx) -> Result<void> {
        ++runs;
        tx.run(insert, "a", 1);
        return {};
    });
    EXPECT_EQ(answer.error().code(), conflict);
    EXPECT_GT(runs, 1);
    EXPECT_EQ(sum(), 1);
}

TEST_F(EngineTest, values_travel_both_ways)
{
    std::string const naughty = "O'Brien; DROP TABLE db_test; -- \xc3\xa9\xf0\x9f\x98\x80";
    ASSERT_TRUE(put(naughty, 9'007'199'254'740'993).ok());
    auto const read = engine.get<std::vector<Row>>(
        [](Read& snapshot) -> Result<std::vector<Row>> { return snapshot.all<Row>(rows); });
    ASSERT_EQ(read.value().size(), 1U);
    EXPECT_EQ(read.value()[0].id, naughty);
    EXPECT_EQ(read.value()[0].amount, Rupiah { 9'007'199'254'740'993 });
}

TEST_F(EngineTest, sixty_four_takers_of_ten_pieces)
{
    ASSERT_TRUE(put("piece", 10).ok());
    std::atomic<int> got { 0 };
    std::vector<std::thread> takers;
    for (int i = 0; i < 64; ++i)
        takers.emplace_back([&] {
            auto const answer = engine.write([](Tx& tx) -> Result<void> {
                if (!tx.one<std::int64_t>(take, "piece", 1)) return refused;
                return {};
            });
            got += answer.ok() ? 1 : 0;
        });
    for (auto& taker : takers) taker.join();
    EXPECT_EQ(got, 10);
    EXPECT_EQ(sum(), 0);
}

TEST_F(EngineTest, commits_tell_their_tags_and_refusals_do_not)
{
    std::mutex mutex;
    std::vector<std::string> seen;
    engine.on_commit([&](std::vector<std::string> const& tags) {
        std::lock_guard const lock { mutex };
        for (auto const& tag : tags)
            if (tag != "*") seen.push_back(tag);
    });
    auto const touch = [&](std::string const& tag, bool keep) {
        return engine.write([&](Tx& tx) -> Result<void> {
            tx.touch(tag);
            if (!keep) return refused;
            return {};
        });
    };
    EXPECT_TRUE(touch("product:1", true).ok());
    EXPECT_FALSE(touch("product:2", false).ok());
    std::lock_guard const lock { mutex };
    EXPECT_NE(std::ranges::find(seen, "product:1"), seen.end());
    EXPECT_EQ(std::ranges::find(seen, "product:2"), seen.end());
    engine.on_commit({});
}

TEST_F(EngineTest, every_query_of_this_program_prepares)
{
    for (auto const& broken : engine.broken_queries()) ADD_FAILURE() << broken;
}

TEST(Migrate, postgres_types)
{
    EXPECT_EQ(for_postgres("CREATE TABLE a(b INTEGER, c BLOB, INTEGERS TEXT) STRICT;"),
              "CREATE TABLE a(b BIGINT, c BYTEA, INTEGERS TEXT);");
    EXPECT_EQ(for_postgres("CREATE TABLE a(b TEXT) STRICT, WITHOUT ROWID;"),
              "CREATE TABLE a(b TEXT);");
}

} // namespace
} // namespace karya::db
