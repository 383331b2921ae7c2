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
    void write_soon(WriteWork, Done done, std::string) override
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
                 "sales_line 01790cfe-dd60-7000-8000-000000000001 3: unreadable");
    expect_named("audit", bend_audit, "core_audit ");
    expect_named("board", bend_board, " instead of ");
    EXPECT_FALSE(verify(market.engine()).value().sound);
}

// ---- Somebody who wipes his traces ----

struct Wiped {
    db::Query query;
    std::string_view check;
    std::string_view words;
};

Wiped const wipings[] {
    { { Unlisted {}, "test.all_deeds", "DELETE FROM core_audit" },
      "audit",
      ", but its head says " },
    { { Unlisted {}, "test.last_deed", R"sql(
DELETE FROM core_audit WHERE unit <> ''
    AND seq = (SELECT max(h.seq) FROM core_audit_head h WHERE h.unit = core_audit.unit)
)sql" },
      "audit",
      ", but its head says " },
    { { Unlisted {}, "test.heads", "DELETE FROM core_audit_head" },
      "audit",
      ": it belongs to no chain" },
    { { Unlisted {}, "test.answer", R"sql(
INSERT INTO core_answer
    (actor, route, key, asked_hash, status, content_type, location, body, at, seal)
VALUES ('', '/kasir', 'k', '', 201, '', '', '', 0, 'x')
)sql" },
      "answers",
      "core_answer  /kasir k: it was changed" },
    { { Unlisted {}, "test.far_cursor", "UPDATE core_cursor SET seq = seq + 1000" },
      "events",
      "core_cursor board.2: it stands where no event is" },
    { { Unlisted {}, "test.bent_unit", R"sql(
INSERT INTO core_outbox(event_name, body, at) VALUES ('org.unit_changed.v1', 'x', 0)
)sql" },
      "events",
      ": unreadable, and the shelf cannot go on" },
    { { Unlisted {}, "test.bent_sale", R"sql(
INSERT INTO core_outbox(event_name, body, at) VALUES ('sales.sale_recorded.v1', 'x', 0)
)sql" },
      "board",
      ": unreadable, and the board cannot go on" },
    { { Unlisted {}, "test.huge_sale", R"sql(
INSERT INTO core_outbox(event_name, body, at)
SELECT event_name, replace(body, '"turnover":', '"turnover":9999999999'), at
FROM core_outbox WHERE event_name = 'sales.sale_recorded.v1'
)sql" },
      "sales",
      "unreadable" },
    { { Unlisted {}, "test.forged_sale", R"sql(
INSERT INTO core_outbox(event_name, body, at)
SELECT event_name, body, at FROM core_outbox WHERE event_name = 'sales.sale_recorded.v1'
)sql" },
      "sales",
      ": what was announced is not what was sold" },
};

class Wiping : public VerifyTest, public testing::WithParamInterface<std::size_t> { };

TEST_P(Wiping, is_named)
{
    auto const& [query, name, words] = wipings[GetParam()];
    expect_named(name, query, words);
}

INSTANTIATE_TEST_SUITE_P(Verify, Wiping, testing::Range(std::size_t { 0 }, std::size(wipings)),
                         [](auto const& one) {
                             return std::string { wipings[one.param].query.name.substr(5) };
                         });

db::Query const raise_event { Unlisted {}, "test.raise_event", R"sql(
UPDATE core_outbox SET body = replace(body, '"turnover":90000', '"turnover":190000')
WHERE event_name = 'sales.sale_recorded.v1'
)sql" };
db::Query const raise_day { Unlisted {}, "test.raise_day", R"sql(
UPDATE board_day SET turnover = turnover + 100000
)sql" };
db::Query const raise_news { Unlisted {}, "test.raise_news", R"sql(
UPDATE board_news SET turnover = 190000 WHERE turnover = 90000
)sql" };

TEST_F(VerifyTest, a_sale_that_events_and_board_tell_alike_but_too_high_is_found)
{
    sell(draft({ line(cuci, 2) }));
    while (core::deliver(market.engine(), board::subscriber()).take()) { }
    for (auto const* query : { &raise_event, &raise_day, &raise_news }) tamper(*query);
    EXPECT_TRUE(check("board").sound) << "it tells what the events make";
    EXPECT_NE(check("sales").detail.find("what was announced is not what was sold"),
              std::string::npos);
}

db::Query const forget_events { Unlisted {}, "test.forget_events",
                                "DELETE FROM core_outbox WHERE event_name LIKE 'sales.%'" };

TEST_F(VerifyTest, a_board_emptied_with_its_events_is_found)
{
    auto const emptied = market.engine().write([](db::Tx& tx) -> Result<void> {
        tx.run(forget_events);
        board::forget(tx);
        return {};
    });
    ASSERT_TRUE(emptied.ok());
    EXPECT_FALSE(verify(market.engine()).value().sound);
}

TEST_F(VerifyTest, events_that_wait_are_told_and_no_fault)
{
    sell(draft({ line(cuci, 1) }));
    auto const found = check("events");
    EXPECT_TRUE(found.sound);
    EXPECT_NE(found.detail.find("board.2 waits since 2021-04-26T"), std::string::npos)
        << found.detail;
    EXPECT_TRUE(verify(market.engine()).value().sound);
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
