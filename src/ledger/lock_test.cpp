// R-10: what is covered stays covered, and everybody can tell later what was. And the step that
// taught the book to know deposits.

#include "db/postgres.h"
#include "db/schema.h"
#include "ledger/ledger.h"
#include "support/database.h"
#include "support/scopes.h"
#include <gtest/gtest.h>
#include <unistd.h>

namespace karya::ledger {

namespace {

using Unlisted = db::Query::Unlisted;
using std::chrono::hours;

org::UnitScope some_unit()
{
    org::Unit unit;
    unit.id = UnitId::make(test::noon);
    unit.kanwil = KanwilId::make(test::noon);
    unit.code = "PTK";
    unit.zone = Zone::wib;
    unit.valid_from = Day::from(1990, 1, 1);
    return test::Scopes::of(unit);
}

Day const sold_on = Day::from(2021, 4, 26);

EntryDraft sold(std::string source, std::int64_t amount)
{
    return { EntryKind::sale,
             sold_on,
             std::move(source),
             "",
             { { Account::bank, Rupiah { amount } },
               { Account::pnbp_payable, Rupiah { -amount } } } };
}

class Locks : public testing::Test {
protected:
    template<class Work>
    auto run(Work&& work, Timestamp now = test::noon)
    {
        return db.call({}, now, work);
    }
    std::int64_t sell(std::string const& source)
    {
        return run([&](Call& call) { return post(call, unit, sold(source, 1'000)); }).take().seq;
    }
    void cover(std::int64_t covers, std::optional<Timestamp> until = {},
               std::string const& source = "d")
    {
        ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                        lock(call, unit, { Account::pnbp_payable, source, covers, until });
                        return {};
                    }).ok());
    }
    void end(std::string const& source = "d")
    {
        ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                        unlock(call, unit, Account::pnbp_payable, source);
                        return {};
                    }).ok());
    }
    bool locked(std::string const& source, Timestamp now = test::noon)
    {
        return run(
                   [&](Call& call) -> Result<bool> {
                       auto const parts = locked_parts(call, unit, source).of({});
                       EXPECT_FALSE(parts.premi || parts.upah);
                       return parts.pnbp;
                   },
                   now)
            .take();
    }
    bool was_locked(std::int64_t sold, std::int64_t seq, Timestamp at = test::noon)
    {
        return run([&](Call& call) -> Result<bool> {
                   return locked_for(lock_rows(call.tx, unit.unit()), { sold, seq, at, sold_on })
                       .of({})
                       .pnbp;
               })
            .take();
    }
    std::string broken()
    {
        return db.view({}, test::noon, [](View& view) { return verify(view.read); })
            .take()
            .first_broken;
    }
    test::Database db;
    org::UnitScope const unit = some_unit();
};

} // namespace

TEST_F(Locks, R10_a_lock_covers_what_was_booked_before_it_and_nothing_later)
{
    auto const first = sell("a");
    cover(first);
    auto const second = sell("b");
    EXPECT_TRUE(locked("a"));
    EXPECT_FALSE(locked("b"));
    EXPECT_FALSE(locked("unknown"));
    EXPECT_TRUE(was_locked(first, second + 1));
    EXPECT_FALSE(was_locked(second, second + 1));
}

TEST_F(Locks, R10_a_lock_of_an_activity_up_to_a_day_reaches_no_further)
{
    auto const bread = ActivityId::parse("01900000-0000-7000-8000-000000000001").take();
    auto const wood = ActivityId::parse("01900000-0000-7000-8000-000000000002").take();
    auto const first = sell("a");
    auto const until = [&](Day through) {
        return run([&](Call& call) -> Result<bool> {
                   lock(call, unit,
                        { .account = Account::premi_payable,
                          .source = "sheet",
                          .covers = first,
                          .activity = bread,
                          .through = through });
                   auto const found = locked_parts(call, unit, "a");
                   EXPECT_FALSE(found.of(wood).premi);
                   auto const rows = lock_rows(call.tx, unit.unit());
                   auto const told = locked_for(rows, { first, first + 1, test::noon, sold_on });
                   EXPECT_FALSE(told.of(wood).premi);
                   EXPECT_EQ(found.of(bread).premi, told.of(bread).premi);
                   return told.of(bread).premi;
               })
            .take();
    };
    EXPECT_FALSE(until(sold_on.next(-1)));
    EXPECT_TRUE(until(sold_on));
}

TEST_F(Locks, what_a_lock_covers_that_an_earlier_one_did_not)
{
    auto const first = sell("a");
    auto const second = sell("b");
    auto const between = [&](LockReach from, LockReach to) {
        std::string all;
        auto const found = run([&](Call& call) -> Result<std::vector<SalePlace>> {
            return sales_between(call.tx, unit.unit(), from, to);
        });
        for (auto const& place : found.value()) all += place.source;
        return all;
    };
    EXPECT_EQ(between({}, { second, sold_on.next(-1) }), "");
    EXPECT_EQ(between({}, { first, sold_on }), "a");
    EXPECT_EQ(between({ first, sold_on }, { second, sold_on }), "b");
    EXPECT_EQ(between({ second, sold_on.next(-1) }, { second, sold_on }), "ab");
    EXPECT_EQ(between({ second, sold_on }, { second, sold_on.next(9) }), "");
}

TEST_F(Locks, R10_a_lock_ends_with_its_time_and_not_before)
{
    auto const first = sell("a");
    auto const until = test::noon + hours { 24 };
    cover(first, until);
    EXPECT_TRUE(locked("a", until - std::chrono::microseconds { 1 }));
    EXPECT_FALSE(locked("a", until));
    EXPECT_TRUE(was_locked(first, first + 1, until - std::chrono::microseconds { 1 }));
    EXPECT_FALSE(was_locked(first, first + 1, until));
}

TEST_F(Locks, R10_what_a_lock_was_when_it_was_found_stays_on_record)
{
    auto const first = sell("a");
    cover(first);
    auto const under_lock = sell("b");
    end();
    EXPECT_FALSE(locked("a"));
    auto const after_end = sell("c");
    cover(first, test::noon - hours { 1 });
    EXPECT_FALSE(locked("a"));
    EXPECT_FALSE(was_locked(first, first)) << "it did not stand yet";
    EXPECT_TRUE(was_locked(first, under_lock));
    EXPECT_FALSE(was_locked(first, after_end));
    EXPECT_EQ(broken(), "");
}

TEST_F(Locks, R10_two_documents_lock_each_for_itself)
{
    auto const first = sell("a");
    cover(first, {}, "d");
    cover(first, {}, "e");
    end("d");
    end("d");
    EXPECT_TRUE(locked("a"));
    end("e");
    EXPECT_FALSE(locked("a"));
}

TEST_F(Locks, the_database_keeps_its_locks)
{
    cover(sell("a"));
    static db::Query const attempts[] {
        { Unlisted {}, "test.unlock", "DELETE FROM ledger_lock" },
        { Unlisted {}, "test.widen", "UPDATE ledger_lock SET covers = covers + 1" },
        { Unlisted {}, "test.forever", "UPDATE ledger_lock SET until = 1" },
    };
    for (auto const& attempt : attempts) {
        auto const done = db.engine().write([&](db::Tx& tx) -> Result<void> {
            tx.run(attempt);
            return {};
        });
        EXPECT_FALSE(done.ok()) << attempt.name;
    }
    EXPECT_TRUE(locked("a"));
}

TEST_F(Locks, verify_names_a_lock_that_cannot_be)
{
    cover(sell("a"));
    static db::Query const end_late { Unlisted {}, "test.end_late",
                                      "UPDATE ledger_lock SET ended = 99" };
    ASSERT_TRUE(db.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        tx.run(end_late);
                        return {};
                    })
                    .ok());
    EXPECT_NE(broken().find("the lock of d says what cannot be"), std::string::npos) << broken();
}

TEST_F(Locks, R11_a_deposit_takes_no_more_than_there_is)
{
    sell("a");
    EntryDraft deposit { EntryKind::deposit,
                         sold_on,
                         "d",
                         "",
                         { { Account::pnbp_payable, Rupiah { 1'500 } },
                           { Account::bank, Rupiah { -1'500 } } } };
    auto const posted = run([&](Call& call) { return post(call, unit, deposit); });
    ASSERT_FALSE(posted.ok());
    EXPECT_EQ(too_little_money, posted.error().code());
    EXPECT_EQ(show(Lang::id, Rupiah { 500 }), posted.error().args[1].second);
}

// ---- A database of before ----

namespace {

/// A database of its own, with the schema as it was before the book knew deposits.
class OldHouse {
public:
    OldHouse()
    {
        m_settings.directory = std::filesystem::temp_directory_path() / ("karya-" + random_hex(8));
        std::filesystem::create_directories(m_settings.directory);
        if (test::Database::on_postgres()) {
            auto const own = "old" + std::to_string(::getpid());
            auto const base = std::string { std::getenv("KARYA_TEST_POSTGRES") };
            db::PostgresConnection::connect(base)->script("CREATE SCHEMA " + own);
            m_settings.postgres = base + " options='-c search_path=" + own + "'";
        }
        std::vector<db::Migration> before;
        for (auto const& step : db::schema())
            if (step.module != "ledger" || step.number < 3) before.push_back(step);
        engine = db::Engine::open(m_settings).take();
        CHECK(engine->migrate(before).ok());
    }
    ~OldHouse()
    {
        engine.reset();
        std::filesystem::remove_all(m_settings.directory);
    }
    std::unique_ptr<db::Engine> engine;

private:
    db::Settings m_settings;
};

db::Query const forget { Unlisted {}, "test.forget_entries", "DELETE FROM ledger_entry" };
db::Query const odd_kind { Unlisted {}, "test.odd_kind", R"sql(
    INSERT INTO ledger_entry (id, unit, seq, kind, day, business_day, late, source, memo, at, hash)
    SELECT 'x', unit, seq + 1, 'gift', 18000, 18000, 0, 'x', '', 0, hash FROM ledger_book
)sql" };
db::Query const two_postings { Unlisted {}, "test.two_postings", R"sql(
    INSERT INTO ledger_posting (entry, position, account, amount)
    VALUES ('x', 1, 'cash', 5), ('x', 2, 'bank', -5)
)sql" };

} // namespace

TEST(Migration, a_book_with_entries_learns_deposits_and_stays_as_it_was)
{
    OldHouse house;
    auto const unit = some_unit();
    auto const post_one = [&](EntryDraft const& draft) {
        return house.engine->put<Posted>([&](db::Tx& tx) {
            Call call { tx, {}, test::noon, Lang::id, "test" };
            return post(call, unit, draft);
        });
    };
    for (auto const* source : { "a", "b", "c" }) ASSERT_TRUE(post_one(sold(source, 700)).ok());
    EntryDraft const deposit { EntryKind::deposit,
                               sold_on,
                               "d",
                               "",
                               { { Account::pnbp_payable, Rupiah { 2'100 } },
                                 { Account::bank, Rupiah { -2'100 } } } };
    EXPECT_FALSE(post_one(deposit).ok()) << "the old schema knows no deposits";

    ASSERT_TRUE(house.engine->migrate(db::schema()).ok());
    ASSERT_TRUE(house.engine->migrate(db::schema()).ok()) << "once more changes nothing";
    auto const verdict = house.engine->get<Verdict>([](db::Read& read) { return verify(read); });
    EXPECT_EQ(verdict.value().first_broken, "");
    EXPECT_EQ(verdict.value().entries, 3);
    EXPECT_EQ(post_one(deposit).take().seq, 4);
    auto const twin = post_one(sold("a", 1));
    ASSERT_FALSE(twin.ok());
    EXPECT_EQ(twin.error().code(), already_posted);

    auto const refused = [&](std::vector<db::Query const*> const& queries) {
        return !house.engine
                    ->write([&](db::Tx& tx) -> Result<void> {
                        for (auto const* query : queries) tx.run(*query);
                        return {};
                    })
                    .ok();
    };
    EXPECT_TRUE(refused({ &forget })) << "append-only as before";
    EXPECT_TRUE(refused({ &two_postings, &odd_kind })) << "kinds are still known";
    EXPECT_EQ(house.engine->broken_queries(), std::vector<std::string> {});
}

} // namespace karya::ledger
