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

db::Query const stray { db::Query::Unlisted {}, "test.stray", R"sql(
INSERT INTO ledger_posting(entry, position, account, amount) VALUES ('stray', 1, 'cash', 7)
)sql" };
db::Query const second_stray { db::Query::Unlisted {}, "test.second_stray", R"sql(
INSERT INTO ledger_posting(entry, position, account, amount) VALUES ('stray', 2, 'cash', 5)
)sql" };

db::Query till { db::Query::Unlisted {}, "test.till", R"sql(
INSERT INTO device_till(id, unit, name, series, public_key, state, made_at, invited_by, unsent,
    oldest)
VALUES ($1, 'unit', 'Tablet', $1, $1, $3, $2, 'officer', 4, $2)
)sql" };

TEST(WatchTest, fills_the_gauges_and_sums_the_books_at_most_hourly)
{
    test::Database database;
    auto const toy = [](db::Tx&, std::vector<core::Stored> const&) -> Result<void> { return {}; };
    std::vector<core::Subscriber> const subscribers { { "toy", toy } };
    Watch watch { database.engine(), subscribers };
    web::Metrics metrics { "1" };
    auto const says = [&](std::string const& line) {
        return metrics.text().find(line) != std::string::npos;
    };

    auto const told = database.call({}, noon, [](Call& call) -> Result<void> {
        core::announce_text(call, "toy.happened.v1", "{}");
        call.tx.run(stray);
        for (auto const* id : { "a", "b" })
            call.tx.run(till, id, noon, id[0] == 'a' ? "active" : "revoked");
        return {};
    });
    ASSERT_TRUE(told.ok());
    watch.look(metrics, noon + 90s);
    EXPECT_TRUE(says("karya_device_unsent 1\n")) << metrics.text();
    EXPECT_TRUE(says("karya_device_unsent_age_seconds 90\n"));
    EXPECT_TRUE(says("karya_device_alarms 0\n"));
    EXPECT_TRUE(says("karya_mail_waiting 0\n"));
    EXPECT_TRUE(says("karya_whatsapp_waiting 0\n"));
    EXPECT_TRUE(says("karya_device_events{outcome=\"reviewed\"} 0\n"));
    EXPECT_TRUE(says("karya_outbox_lag_seconds{subscriber=\"toy\"} 90\n")) << metrics.text();
    EXPECT_TRUE(says("karya_ledger_imbalance 7\n")) << metrics.text();

    ASSERT_TRUE(core::deliver(database.engine(), subscribers.front()).ok());
    ASSERT_TRUE(database.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        tx.run(second_stray);
                        return {};
                    })
                    .ok());
    watch.look(metrics, noon + 10min);
    EXPECT_TRUE(says("karya_outbox_lag_seconds{subscriber=\"toy\"} 0\n")) << metrics.text();
    EXPECT_TRUE(says("karya_ledger_imbalance 7\n")) << metrics.text();
    watch.look(metrics, noon + 62min);
    EXPECT_TRUE(says("karya_ledger_imbalance 12\n")) << metrics.text();
}

} // namespace
} // namespace karya::app
