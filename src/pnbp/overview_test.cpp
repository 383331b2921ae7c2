// A year as the unit and those above it see it, and what verify says when somebody had the file.

#include "pnbp/test_treasury.h"
#include <algorithm>

namespace karya::pnbp {
namespace {

using Unlisted = db::Query::Unlisted;

class OverviewTest : public Treasury {
protected:
    std::vector<MonthLine> year()
    {
        return look([&](View& view) { return months_of(view, unit(), 2021); });
    }
    UnitLine line()
    {
        return look([&](View& view) { return unit_line(view, unit(), 2021); });
    }
    std::vector<UnitLine> all(Actor const& reader)
    {
        return market.view(reader, now, [](View& view) { return units(view, 2021); }).take();
    }
    Actor above(Role role, KanwilId kanwil = {})
    {
        return { .officer = test::numbered<OfficerTag>(20),
                 .name = "Atas",
                 .role = role,
                 .kanwil = kanwil };
    }
    static Rupiah pieces(std::int64_t count) { return Rupiah { 3'750 * count }; }
};

TEST_F(OverviewTest, months_tell_what_was_owed_deposited_and_left)
{
    now = test::at("2021-02-10T10:00:00+07:00");
    auto const february = sell(4);
    now = test::at("2021-03-02T10:00:00+07:00");
    paid(billed(made()));
    give_back(february); // covered: a claim, but March earned less all the same
    sell(3);
    now = test::at("2021-05-05T10:00:00+07:00");
    auto const months = year();
    ASSERT_EQ(months.size(), 12U);
    auto const check = [&](std::size_t month, Rupiah accrued, Rupiah deposited, Rupiah left) {
        EXPECT_EQ(months[month - 1].accrued, accrued) << month;
        EXPECT_EQ(months[month - 1].deposited, deposited) << month;
        EXPECT_EQ(months[month - 1].outstanding, left) << month;
    };
    check(1, pieces(0), pieces(0), pieces(0));
    check(2, pieces(4), pieces(0), pieces(4));
    check(3, pieces(2), pieces(4), pieces(2));
    check(4, pieces(0), pieces(0), pieces(2));
    check(5, pieces(0), pieces(0), pieces(2));
    EXPECT_TRUE(months[0].before);
    EXPECT_FALSE(months[0].nihil) << "the unit had not begun";
    EXPECT_FALSE(months[3].before);
    EXPECT_FALSE(months[1].nihil);
    EXPECT_TRUE(months[3].nihil);
    EXPECT_FALSE(months[4].nihil) << "it is not over";
    EXPECT_TRUE(months[4].begun);
    EXPECT_FALSE(months[5].begun);
}

TEST_F(OverviewTest, R13_what_stays_longer_than_the_next_working_day_is_late)
{
    EXPECT_FALSE(line().since.has_value());
    now = test::at("2021-04-30T10:00:00+07:00"); // a Friday
    sell();
    now = test::at("2021-05-03T23:00:00+07:00"); // the next working day
    EXPECT_EQ(line().since, Day::from(2021, 4, 30));
    EXPECT_FALSE(line().late);
    now = test::at("2021-05-04T00:30:00+07:00");
    EXPECT_TRUE(line().late);
    auto const deposit = billed(made());
    EXPECT_TRUE(line().late) << "a billing is no payment";
    paid(deposit);
    EXPECT_FALSE(line().late);
    EXPECT_FALSE(line().since.has_value());
    sell();
    EXPECT_EQ(line().since, Day::from(2021, 5, 4)) << "what was deposited is not counted again";
}

TEST_F(OverviewTest, targets_are_of_months_and_replaced)
{
    auto const set = [&](Day month, std::int64_t amount) {
        return run(
            [&](Call& call) { return set_target(call, unit(), { month, Rupiah { amount } }); });
    };
    EXPECT_EQ(reason_of(set(Day::from(2021, 4, 2), 5), "month"), "pnbp.bad_month");
    EXPECT_EQ(reason_of(set(Day::from(2021, 4, 1), -5), "amount"), "base.bad_amount");
    ASSERT_TRUE(set(Day::from(2021, 4, 1), 100'000).ok());
    ASSERT_TRUE(set(Day::from(2021, 4, 1), 150'000).ok());
    ASSERT_TRUE(set(Day::from(2021, 5, 1), 50'000).ok());
    EXPECT_EQ(year()[3].target, Rupiah { 150'000 });
    EXPECT_FALSE(year()[5].target.has_value());
    EXPECT_EQ(line().target, Rupiah { 200'000 });
}

TEST_F(OverviewTest, those_above_see_their_units_the_late_ones_first)
{
    now = test::at("2021-04-19T10:00:00+07:00");
    sell(2);
    now = test::noon;
    auto const kalbar = all(above(Role::kanwil, market.cast.kalbar));
    ASSERT_FALSE(kalbar.empty());
    EXPECT_EQ(kalbar.front().code, "PTK");
    EXPECT_TRUE(kalbar.front().late);
    EXPECT_EQ(kalbar.front().outstanding, pieces(2));
    EXPECT_EQ(kalbar.front().since, Day::from(2021, 4, 19));
    auto const maluku = all(above(Role::kanwil, market.ambon().kanwil()));
    EXPECT_TRUE(std::ranges::none_of(maluku, [](auto const& one) { return one.code == "PTK"; }));
    auto const nation = all(above(Role::ditjen));
    EXPECT_EQ(nation.front().code, "PTK");
    EXPECT_GT(nation.size(), kalbar.size() + maluku.size());
    EXPECT_EQ(all(dewi).size(), 1U);
}

// ---- Tampering ----

struct Bent {
    db::Query query;
    std::string_view found;
};

Bent const bent[] {
    { { Unlisted {}, "test.sums", R"sql(
UPDATE pnbp_deposit SET accrued = accrued + 1, amount = amount + 1 WHERE n = 1
)sql" },
      "PTK-PNBP-1: its sums are not those of the book" },
    { { Unlisted {}, "test.covers", "UPDATE pnbp_deposit SET covers = covers - 1 WHERE n = 1" },
      "PTK-PNBP-1: its sums are not those of the book" },
    { { Unlisted {}, "test.paid_day", "UPDATE pnbp_deposit SET paid_on = paid_on + 1 WHERE n = 1" },
      "PTK-PNBP-1: its entry says" },
    { { Unlisted {}, "test.money", "UPDATE pnbp_deposit SET money = 'cash' WHERE n = 1" },
      "PTK-PNBP-1: its entry says" },
    { { Unlisted {}, "test.booked_as", "UPDATE pnbp_deposit SET booked_as = booked_as + 1" },
      "PTK-PNBP-1: its entry says" },
    { { Unlisted {}, "test.over", "UPDATE pnbp_deposit SET over = 1 WHERE n = 1" },
      "PTK-PNBP-1: what refunds had taken" },
    { { Unlisted {}, "test.unpaid", R"sql(
UPDATE pnbp_deposit SET state = 'dropped', ntpn = NULL, paid_on = NULL, money = NULL,
    booked_on = NULL, booked_as = NULL
WHERE n = 1
)sql" },
      "PTK-PNBP-1: it is booked, but not paid" },
    { { Unlisted {}, "test.gone", "DELETE FROM pnbp_deposit WHERE n = 1" },
      "PTK-PNBP-2: the deposit before it is missing" },
    { { Unlisted {}, "test.last_gone", "DELETE FROM pnbp_deposit WHERE n = 2" }, "a lock of " },
    { { Unlisted {}, "test.given_up", "UPDATE pnbp_deposit SET state = 'dropped' WHERE n = 2" },
      "PTK-PNBP-2: its locks do not follow" },
    { { Unlisted {}, "test.expiry", "UPDATE pnbp_deposit SET expires_on = expires_on + 1" },
      "PTK-PNBP-1: its locks do not follow" },
    { { Unlisted {}, "test.lock_ends", R"sql(
UPDATE ledger_lock SET ended = (SELECT seq FROM ledger_book WHERE unit = ledger_lock.unit)
WHERE ended IS NULL
)sql" },
      "PTK-" },
};

class BentDeposit : public OverviewTest, public testing::WithParamInterface<std::size_t> { };

TEST_P(BentDeposit, is_named)
{
    auto const sale = sell(2);
    paid(billed(made()));
    give_back(sale);
    sell(2);
    made();
    ASSERT_EQ(broken(), "");
    auto const& [query, found] = bent[GetParam()];
    auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
        EXPECT_GT(tx.run(query), 0);
        return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().why();
    EXPECT_NE(broken().find(found), std::string::npos) << broken();
}

INSTANTIATE_TEST_SUITE_P(Proof, BentDeposit, testing::Range(std::size_t { 0 }, std::size(bent)),
                         [](auto const& one) {
                             return std::string { bent[one.param].query.name.substr(5) };
                         });

TEST_F(OverviewTest, verify_names_a_refund_that_should_have_been_claimed)
{
    auto const sale = sell(2);
    auto const deposit = made();
    give_back(sale);
    ASSERT_EQ(broken(), "");
    // As if the lock had come after the refund.
    static db::Query const later { Unlisted {}, "test.lock_later", R"sql(
INSERT INTO ledger_lock (unit, account, source, n, covers, since)
SELECT unit, account, 'other', 1, covers, since + 1 FROM ledger_lock
)sql" };
    static db::Query const ended { Unlisted {}, "test.lock_ended",
                                   "UPDATE ledger_lock SET ended = since WHERE source <> 'other'" };
    ASSERT_TRUE(market.engine()
                    .write([&](db::Tx& tx) -> Result<void> {
                        tx.run(later);
                        tx.run(ended);
                        return {};
                    })
                    .ok());
    EXPECT_NE(broken().find("its entry says"), std::string::npos) << broken();
}

TEST_F(OverviewTest, every_query_is_understood_by_the_engine)
{
    EXPECT_EQ(market.engine().broken_queries(), std::vector<std::string> {});
}

} // namespace
} // namespace karya::pnbp
