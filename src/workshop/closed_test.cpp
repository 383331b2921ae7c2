// A day of a month that is closed in the books: with a reason, and told as late.

#include "ledger/ledger.h"
#include "workshop/closed.h"
#include "workshop/test_bench.h"

namespace karya::workshop {
namespace {

Timestamp const in_may { noon + std::chrono::days { 5 } };

class ClosedMonth : public Bench {
protected:
    void SetUp() override
    {
        Bench::SetUp();
        people = team(1);
        ledger::EntryDraft const opening {
            .kind = ledger::EntryKind::opening,
            .day = today(),
            .source = "opening",
            .postings = { { ledger::Account::bank, Rupiah { 1'000 } },
                          { ledger::Account::working_fund, Rupiah { -1'000 } } }
        };
        ASSERT_TRUE(run([&](Call& call) { return ledger::post(call, unit(), opening); }).ok());
    }
    void close_april()
    {
        auto const done = run(
            [&](Call& call) { return ledger::close_period(call, unit(), Day::from(2021, 4, 1)); },
            in_may);
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    Result<std::int64_t> try_late(std::string const& reason)
    {
        DaySheet sheet { .activity = activity, .day = today(), .reason = reason };
        sheet.entries = { { .worker = people[0] } };
        return run([&](Call& call) { return record_day(call, unit(), sheet, Hand::section); },
                   in_may + std::chrono::hours { 1 });
    }
    std::optional<Timestamp> closed(Day day)
    {
        return look([&](View& view) { return closed_at(view, unit(), day); }, in_may);
    }

    std::vector<WorkerId> people;
};

TEST_F(ClosedMonth, an_open_month_asks_for_no_reason)
{
    EXPECT_FALSE(closed(today()));
    EXPECT_EQ(code_of(try_late("")), "ok");
}

TEST_F(ClosedMonth, R12_its_day_is_written_with_a_reason_and_is_late)
{
    close_april();
    EXPECT_EQ(code_of(try_late(" ")), "workshop.reason_missing");
    EXPECT_TRUE(lines(today()).empty());
    ASSERT_EQ(code_of(try_late("lupa dicatat")), "ok");
    EXPECT_EQ(closed(today()), in_may);
    EXPECT_GT(lines(today())[0].at, *closed(today()));
    EXPECT_EQ(closed(Day::from(2021, 3, 31)), in_may) << "months before it are closed with it";
    EXPECT_FALSE(closed(Day::from(2021, 5, 1)));
}

} // namespace
} // namespace karya::workshop
