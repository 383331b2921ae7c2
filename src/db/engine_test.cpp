#include "db/engine.h"
#include "db/migrate.h"
#include "db/proven.h"
#include "db/schema.h"
#include "db/sqlite.h"
#include "support/database.h"
#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
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

struct Dated {
    std::string id {};
    std::int64_t amount {};
    Day day {};
    std::optional<Zone> zone {};
};
BOOST_DESCRIBE_STRUCT(Dated, (), (id, amount, day, zone))

Query const dated { Query::Unlisted {}, "db_test.dated", R"sql(
SELECT id, amount, amount, CASE WHEN id = 'where' THEN id END FROM db_test ORDER BY id
)sql" };

TEST_F(EngineTest, a_proof_names_the_first_row_that_cannot_be_read)
{
    auto const look = [&] {
        return engine.get<std::vector<Dated>>(
            [](Read& read) { return proven<Dated, 2>(read, "db_test", dated); });
    };
    ASSERT_TRUE(put("a", 1).ok());
    EXPECT_EQ(look().value().at(0).day, Day::numbered(1));
    ASSERT_TRUE(put("where", 2).ok());
    EXPECT_EQ(look().error().code(), unreadable);
    EXPECT_EQ(look().error().why(), "db_test where 2: unreadable");
    ASSERT_TRUE(put("b", 9'000'000'000'000'000'000).ok());
    EXPECT_EQ(look().error().why(), "db_test b 9000000000000000000: unreadable");
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

TEST_F(EngineTest, who_reads_alone_and_writes_loses_nothing)
{
    std::atomic<int> done { 0 };
    std::vector<std::thread> writers;
    for (int i = 0; i < 16; ++i)
        writers.emplace_back([&, i] {
            auto const answer = engine.write([&](Tx& tx) -> Result<void> {
                tx.alone("the sum");
                auto const before = tx.value<std::int64_t>(total);
                tx.run(insert, "writer " + std::to_string(i), before + 1);
                return {};
            });
            done += answer.ok() ? 1 : 0;
        });
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(done, 16);
    EXPECT_EQ(sum(), (1 << 16) - 1); // each added one to all that the others had written
}

TEST_F(EngineTest, a_refused_part_leaves_nothing_and_the_rest_stands)
{
    std::mutex mutex;
    std::set<std::string> seen; // on PostgreSQL a node hears of its own commit once more
    engine.on_commit([&](std::vector<std::string> const& tags) {
        std::lock_guard const lock { mutex };
        for (auto const& tag : tags)
            if (tag != "*") seen.insert(tag);
    });
    auto const put_in = [](Tx& tx, std::string_view id, std::int64_t amount) {
        tx.run(insert, id, amount);
        tx.touch(std::string { id });
    };
    auto const answer = engine.write([&](Tx& tx) -> Result<void> {
        put_in(tx, "a", 1);
        auto const refusal = tx.part([&]() -> Result<int> {
            put_in(tx, "b", 2);
            return refused;
        });
        EXPECT_EQ(refusal.error().code(), refused);
        auto const broken = tx.part([&]() -> Result<void> {
            put_in(tx, "c", 4);
            put_in(tx, "d", -1);
            return {};
        });
        EXPECT_EQ(broken.error().code(), internal);
        auto const bug = tx.part([&]() -> Result<void> {
            put_in(tx, "e", 8);
            CHECK(false);
            return {};
        });
        EXPECT_EQ(bug.error().code(), internal);
        EXPECT_EQ(tx.part([&]() -> Result<int> {
                        put_in(tx, "f", 16);
                        auto const inner = tx.part([&]() -> Result<void> {
                            put_in(tx, "g", 32);
                            return refused;
                        });
                        EXPECT_FALSE(inner.ok());
                        return 7;
                    }).value(),
                  7);
        return {};
    });
    engine.on_commit({});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(sum(), 17);
    std::lock_guard const lock { mutex };
    EXPECT_EQ(seen, (std::set<std::string> { "a", "f" }));
}

TEST_F(EngineTest, a_twin_inside_a_part_makes_the_whole_command_run_again)
{
    ASSERT_TRUE(put("a", 1).ok());
    std::atomic<int> runs { 0 };
    auto const answer = engine.write([&](Tx& tx) -> Result<void> {
        tx.run(insert, "b", 1);
        if (++runs > 1) return {};
        auto const part = tx.part([&]() -> Result<void> {
            tx.run(insert, "a", 1);
            return {};
        });
        return part.ok() ? Result<void> {} : Result<void> { part.error() };
    });
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(sum(), 2);
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

/// Gathers what a hook hears; the hook runs on the engine's own threads.
class Hearing {
public:
    explicit Hearing(Engine& engine) : m_engine(engine)
    {
        m_engine.on_commit([this](std::vector<std::string> const& tags) {
            std::lock_guard const lock { m_mutex };
            m_tags.insert(m_tags.end(), tags.begin(), tags.end());
        });
    }
    ~Hearing() { m_engine.on_commit({}); }
    bool heard(std::string const& tag)
    {
        std::lock_guard const lock { m_mutex };
        return std::ranges::find(m_tags, tag) != m_tags.end();
    }
    bool hears(std::string const& tag)
    {
        for (int tries = 0; tries < 400 && !heard(tag); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds { 10 });
        return heard(tag);
    }

private:
    Engine& m_engine;
    std::mutex m_mutex;
    std::vector<std::string> m_tags;
};

TEST_F(EngineTest, another_process_tells_just_what_it_touched)
{
    auto const other =
        Engine::open({ .directory = database.directory(), .postgres = database.postgres() }).take();
    auto const touch = [&](Engine& by, std::string const& tag) {
        return by.write([&](Tx& tx) -> Result<void> {
            tx.touch(tag);
            return {};
        });
    };
    ASSERT_TRUE(touch(*other, "begin").ok());
    std::this_thread::sleep_for(std::chrono::milliseconds { 700 }); // whatever began is told
    Hearing hearing { engine };
    EXPECT_TRUE(touch(*other, "product:7").ok());
    EXPECT_TRUE(touch(engine, "product:8").ok());
    EXPECT_TRUE(touch(*other, "product:9").ok());
    EXPECT_TRUE(hearing.hears("product:7"));
    EXPECT_TRUE(hearing.hears("product:8"));
    EXPECT_TRUE(hearing.hears("product:9"));
    EXPECT_FALSE(hearing.heard("*"));
}

TEST_F(EngineTest, many_commits_of_another_process_are_told_without_delay)
{
    constexpr int many = 400;
    auto const other =
        Engine::open({ .directory = database.directory(), .postgres = database.postgres() }).take();
    Hearing hearing { engine };
    for (int n = 1; n <= many; ++n)
        ASSERT_TRUE(other
                        ->write([&](Tx& tx) -> Result<void> {
                            tx.touch("product:" + std::to_string(n));
                            return {};
                        })
                        .ok());
    EXPECT_TRUE(hearing.hears("product:" + std::to_string(many)));
}

TEST_F(EngineTest, who_writes_without_a_note_touches_everything)
{
    if (test::Database::on_postgres()) GTEST_SKIP() << "SQLite's own";
    Hearing hearing { engine };
    auto const stranger = open_sqlite(database.directory() / "karya.db", Access::write);
    stranger->script("INSERT INTO db_test(id, amount) VALUES ('stranger', 1)");
    EXPECT_TRUE(hearing.hears("*"));
}

TEST_F(EngineTest, who_waits_in_vain_for_another_process_is_told_to_come_again)
{
    if (test::Database::on_postgres()) GTEST_SKIP() << "SQLite's own";
    auto const stranger = open_sqlite(database.directory() / "karya.db", Access::write);
    stranger->script("BEGIN IMMEDIATE");
    EXPECT_EQ(put("a", 1).error().code(), busy);
    stranger->script("ROLLBACK");
    EXPECT_TRUE(put("a", 1).ok());
}

TEST_F(EngineTest, every_query_of_this_program_prepares)
{
    for (auto const& broken : engine.broken_queries()) ADD_FAILURE() << broken;
}

TEST_F(EngineTest, a_step_over_much_data_takes_the_time_it_needs)
{
    if (!test::Database::on_postgres()) GTEST_SKIP() << "SQLite never waits for an answer";
    std::vector<Migration> steps { schema().begin(), schema().end() };
    steps.push_back({ "db_test", 1, "", "SELECT pg_sleep(10.5)" });
    auto const done = engine.migrate(steps);
    EXPECT_TRUE(done.ok()) << done.error().why();
}

TEST_F(EngineTest, an_older_program_does_not_touch_what_a_newer_one_wrote)
{
    std::vector<Migration> steps { schema().begin(), schema().end() };
    steps.push_back({ "db_test", 1, "", "SELECT 1" });
    ASSERT_TRUE(engine.migrate(steps).ok());
    EXPECT_EQ(engine.migrate(schema()).error().code(), newer_schema);
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
