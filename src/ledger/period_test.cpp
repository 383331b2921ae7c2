// Months that close: R-12 and their order.
#include "ledger/ledger.h"
#include "support/database.h"
#include "support/scopes.h"
#include <gtest/gtest.h>

namespace karya::ledger {

namespace {

Day const march = Day::from(2021, 3, 1);
Day const april = Day::from(2021, 4, 1);
Day const may = Day::from(2021, 5, 1);

class Periods : public testing::Test {
protected:
    test::Database db;
    org::UnitScope pontianak = unit_in(Zone::wib);
    Actor const sari { OfficerId::make(test::noon), "Sari", Role::treasurer, pontianak.unit(), {} };

    static org::UnitScope unit_in(Zone zone)
    {
        org::Unit unit;
        unit.id = UnitId::make(test::noon);
        unit.kanwil = KanwilId::make(test::noon);
        unit.zone = zone;
        unit.valid_from = Day::from(1990, 1, 1);
        return test::Scopes::of(unit);
    }
    std::string close(Day month, Timestamp now)
    {
        auto const done = db.call(sari, now, [&](Call& call) -> Result<int> {
            TRY(close_period(call, pontianak, month));
            return 1;
        });
        return done.ok() ? "" : std::string { done.error().code().id };
    }
    Posted sell(std::string source, Day day)
    {
        return db
            .call(sari, test::noon,
                  [&](Call& call) {
                      return post(call, pontianak,
                                  { EntryKind::sale,
                                    day,
                                    std::move(source),
                                    "",
                                    { { Account::cash, Rupiah { 10 } },
                                      { Account::working_fund, Rupiah { -10 } } } });
                  })
            .take();
    }
    std::optional<Day> next()
    {
        return db.view(sari, test::noon, [&](View& view) { return next_period(view, pontianak); });
    }
    Verdict verdict()
    {
        return db.view(sari, test::noon, [](View& view) { return verify(view.read); }).take();
    }
};

Timestamp at(char const* text) { return parse_time(text).take(); }

} // namespace

TEST_F(Periods, Nothing_to_close_before_the_first_entry)
{
    EXPECT_EQ("ledger.nothing_to_close", close(march, test::noon));
    EXPECT_FALSE(next().has_value());
}

TEST_F(Periods, A_month_is_over_on_the_units_own_clock)
{
    sell("s-1", april);
    auto const midnight_wit = at("2021-05-01T00:30:00+09:00");
    EXPECT_EQ("ledger.period_not_over", close(april, midnight_wit)); // 30 April, 22.30 WIB
    EXPECT_EQ("", close(april, at("2021-05-01T00:00:00+07:00")));

    pontianak = unit_in(Zone::wit);
    sell("s-2", april);
    EXPECT_EQ("", close(april, midnight_wit));
}

TEST_F(Periods, Months_close_in_order_and_once)
{
    auto const june = at("2021-06-15T10:00:00+07:00");
    sell("s-1", Day::from(2021, 3, 20));
    EXPECT_EQ(march, next());
    EXPECT_EQ("ledger.period_out_of_order", close(april, june));
    EXPECT_EQ("", close(march, june));
    EXPECT_EQ("ledger.period_closed", close(march, june));
    EXPECT_EQ(april, next());
    EXPECT_EQ("ledger.period_out_of_order", close(may, june)); // April had no entries: still first
    EXPECT_EQ("", close(april, june));
    EXPECT_EQ("", close(may, june));
    EXPECT_EQ("ledger.period_not_over", close(Day::from(2021, 6, 1), june));
    auto const closed = db.view(sari, test::noon,
                                [&](View& view) { return closed_periods(view, pontianak); });
    ASSERT_EQ(3U, closed.size());
    EXPECT_EQ(may, closed[0].month);
    EXPECT_EQ(sari.officer, closed[0].closed_by);
    EXPECT_TRUE(verdict().sound) << verdict().first_broken;
}

TEST_F(Periods, R12_a_late_sale_is_booked_on_the_first_open_day_and_flagged)
{
    auto const june = at("2021-06-15T10:00:00+07:00");
    EXPECT_FALSE(sell("s-1", Day::from(2021, 3, 20)).late);
    ASSERT_EQ("", close(march, june));
    auto const late = sell("s-2", Day::from(2021, 3, 31));
    EXPECT_TRUE(late.late);
    EXPECT_EQ(april, late.day);
    EXPECT_FALSE(sell("s-3", april).late);
    auto const before = db.view(sari, test::noon, [&](View& view) {
        return movements(view, pontianak, march, Day::from(2021, 3, 31));
    });
    ASSERT_EQ(2U, before.size());
    EXPECT_EQ(Rupiah { 10 }, before[0].amount); // the closed month is as it was
    auto const stored = db.view(
        sari, test::noon, [&](View& view) { return entry(view, pontianak, late.id).value(); });
    EXPECT_EQ(Day::from(2021, 3, 31), stored.business_day);
    EXPECT_TRUE(verdict().sound) << verdict().first_broken;
}

TEST_F(Periods, The_database_itself_takes_no_entry_into_a_closed_month)
{
    static db::Query const posting { db::Query::Unlisted {}, "test.posting", R"sql(
        INSERT INTO ledger_posting (entry, position, account, amount)
        VALUES ('e', 1, 'cash', 5), ('e', 2, 'bank', -5)
    )sql" };
    static db::Query const entry { db::Query::Unlisted {}, "test.entry", R"sql(
        INSERT INTO ledger_entry (id, unit, seq, kind, day, business_day, late, source, memo, at,
                                  hash)
        VALUES ('e', $1, 2, 'sale', $2, $2, 0, 'e', '', 0, $3)
    )sql" };
    auto const raw = [&](Day day) {
        return db.engine().write([&](db::Tx& tx) -> Result<void> {
            tx.run(posting);
            tx.run(entry, pontianak.unit(), day, std::string(64, '0'));
            return {};
        });
    };
    sell("s-1", march);
    ASSERT_EQ("", close(march, test::noon));
    EXPECT_FALSE(raw(Day::from(2021, 3, 31)).ok());
    EXPECT_TRUE(
        raw(april).ok()); // the same row in an open month passes, so the month was the reason
}

} // namespace karya::ledger
