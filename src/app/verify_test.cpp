#include "app/verify.h"
#include "board/board.h"
#include "sales/test_scene.h"
#include <thread>

namespace karya::app {
namespace {

/// The real database, in which nothing may be written; while a proof holds its snapshot,
/// `meanwhile` happens.
class ReadOnly : public db::Engine {
public:
    ReadOnly(db::Engine& engine, std::function<void()> meanwhile)
        : m_engine(engine),
          m_meanwhile(std::move(meanwhile))
    {
    }
    db::Dialect dialect() const override { return m_engine.dialect(); }
    bool reads_inline() const override { return m_engine.reads_inline(); }
    Result<void> read(ReadWork const& work) override
    {
        return m_engine.read([&](db::Read& read) -> Result<void> {
            (void)board::fingerprint(read); // from here on the snapshot stands
            std::thread { m_meanwhile }.join();
            TRY(work(read));
            std::thread { m_meanwhile }.join();
            return {};
        });
    }
    void read_soon(ReadWork, Done done) override { done(db::unavailable); }
    void write_soon(WriteWork, Done done) override
    {
        ADD_FAILURE() << "a proof writes";
        done(db::unavailable);
    }
    Result<void> migrate(std::span<db::Migration const>) override { return db::unavailable; }
    void on_commit(OnCommit) override { }
    std::vector<std::string> broken_queries() override { return {}; }
    Result<void> copy_to(std::filesystem::path const&) override { return db::unavailable; }
    Counts counts() const override { return m_engine.counts(); }

private:
    db::Engine& m_engine;
    std::function<void()> m_meanwhile;
};

using Unlisted = db::Query::Unlisted;
db::Query const bend_money { Unlisted {}, "test.bend_money", R"sql(
UPDATE ledger_balance SET amount = amount + 1 WHERE account = 'cash'
)sql" };
db::Query const bend_stock { Unlisted {}, "test.bend_stock", R"sql(
UPDATE catalogue_variant SET moves = moves + 1 WHERE supply = 'stocked'
)sql" };
db::Query const bend_sale { Unlisted {}, "test.bend_sale", R"sql(
UPDATE sales_line SET activity = 'what' WHERE n = 3
)sql" };
db::Query const bend_audit { Unlisted {}, "test.bend_audit", R"sql(
UPDATE core_audit SET at = 9000000000000000000 WHERE seq = 1
)sql" };
db::Query const bend_board { Unlisted {}, "test.bend_board", R"sql(
UPDATE board_day SET sales = sales + 1
)sql" };
db::Query const hide_table { Unlisted {}, "test.hide_table",
                             "ALTER TABLE board_goods RENAME TO hidden" };
db::Query const show_table { Unlisted {}, "test.show_table",
                             "ALTER TABLE hidden RENAME TO board_goods" };

class VerifyTest : public sales::Scene {
protected:
    void SetUp() override
    {
        Scene::SetUp();
        lay_scene();
        deliver();
    }
    void deliver()
    {
        for (int tries = 0; tries < 1000 && waiting(); ++tries) {
            ASSERT_TRUE(core::deliver(market.engine(), board::subscriber()).ok());
            if (waiting()) std::this_thread::sleep_for(std::chrono::milliseconds { 10 });
        }
    }
    bool waiting()
    {
        return market.engine()
            .get<bool>(
                [](db::Read& read) -> Result<bool> { return board::fingerprint(read).empty(); })
            .take();
    }
    void change(db::Query const& query)
    {
        auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
            tx.run(query);
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().why();
    }
    Check check(std::string_view name)
    {
        auto const proof = verify(market.engine());
        for (auto const& check : proof.value().checks)
            if (check.name == name) return check;
        ADD_FAILURE() << "no check of " << name;
        return {};
    }
    void expect_named(std::string_view name, db::Query const& query, std::string_view words)
    {
        ASSERT_TRUE(check(name).sound) << check(name).detail;
        tamper(query);
        auto const found = check(name);
        EXPECT_FALSE(found.sound);
        EXPECT_NE(found.detail.find(words), std::string::npos) << found.detail;
    }
};

TEST_F(VerifyTest, sales_go_on_while_each_proof_reads)
{
    std::int64_t sold = 0;
    ReadOnly engine { market.engine(), [&] {
                         sell(draft({ line(cuci, 1), line(kursi, 2) }));
                         EXPECT_TRUE(core::deliver(market.engine(), board::subscriber()).ok());
                         ++sold;
                     } };
    auto const proof = verify(engine);
    ASSERT_TRUE(proof.ok()) << proof.error().why();
    for (auto const& check : proof.value().checks)
        EXPECT_TRUE(check.sound) << check.name << ": " << check.detail;
    EXPECT_EQ(sold, 2 * static_cast<std::int64_t>(proof.value().checks.size()));
    EXPECT_TRUE(verify(market.engine()).value().sound);
}

TEST_F(VerifyTest, each_proof_names_what_it_finds)
{
    expect_named("ledger", bend_money, "balance of cash on 2021-04-26 differs");
    expect_named("stock", bend_stock, "its stock is not the sum of its movements");
    expect_named("sales", bend_sale,
                 "sales_line 01900000-0000-7000-8000-000000000001 3: unreadable");
    expect_named("audit", bend_audit, "core_audit ");
    expect_named("board", bend_board, " instead of ");
    EXPECT_FALSE(verify(market.engine()).value().sound);
}

TEST_F(VerifyTest, what_the_database_refuses_is_a_finding_and_the_other_proofs_go_on)
{
    change(hide_table);
    auto const proof = verify(market.engine());
    ASSERT_TRUE(proof.ok()) << proof.error().why();
    EXPECT_FALSE(proof.value().sound);
    for (auto const& check : proof.value().checks)
        EXPECT_EQ(check.sound, check.name != "board") << check.name << ": " << check.detail;
    change(show_table);
}

} // namespace
} // namespace karya::app
