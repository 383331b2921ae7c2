// A day reported: refusals, figures, text, corrections, who is late, and what verify says when
// somebody had the file.

#include "books/test_unit.h"
#include <algorithm>

namespace karya::books {
namespace {

using Unlisted = db::Query::Unlisted;
using sales::BuyerKind;

class DayTest : public Unit {
protected:
    DayFigures figures(Day day)
    {
        return look([&](View& view) { return day_figures(view, unit(), day); });
    }
    std::vector<UnitReport> watched(Actor const& reader, Day day)
    {
        return market.view(reader, now, [&](View& view) { return reports_of(view, day); }).take();
    }
    UnitReport of_pontianak(Day day)
    {
        for (auto& report : watched(above(Role::ditjen), day))
            if (report.unit == unit().unit()) return report;
        return {};
    }
    Result<void> cutoff(Actor const& actor, Cutoff const& wanted)
    {
        return market.call(actor, now, [&](Call& call) { return set_cutoff(call, wanted); });
    }
};

TEST_F(DayTest, a_day_ahead_and_what_is_not_counted_yet_are_refused)
{
    EXPECT_EQ(code_of(try_send(today().next())), "books.day_ahead");
    sell();
    EXPECT_EQ(code_of(try_send(today())), "books.still_counting");
    deliver();
    EXPECT_TRUE(try_send(today()).ok());
}

TEST_F(DayTest, a_second_report_needs_something_new_and_its_reason)
{
    sell();
    deliver();
    ASSERT_TRUE(try_send(today()).ok());
    EXPECT_EQ(reason_of(try_send(today()), "note"), "base.required");
    EXPECT_EQ(code_of(try_send(today(), "lupa")), "books.nothing_new");
    sell();
    deliver();
    EXPECT_EQ(reason_of(try_send(today(), std::string(201, 'x')), "note"), "base.too_long");
    auto const second = try_send(today(), "nota tertinggal");
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(second.value().version, 2);
    auto const all = look([&](View& view) { return sent_versions(view, unit(), today()); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].note, "nota tertinggal");
    EXPECT_EQ(figures_of(all[1]).turnover, Rupiah { 45'000 }) << "the first one stays as it was";
    EXPECT_EQ(figures_of(all[0]).turnover, Rupiah { 90'000 });
    EXPECT_EQ(broken(), "");
}

TEST_F(DayTest, figures_are_told_apart_and_follow_refunds)
{
    sell({ 2, BuyerKind::officer });
    auto const family = sell({ 3, BuyerKind::family });
    give_back(family, 1);
    deliver();
    auto const day = figures(today());
    EXPECT_EQ(day.turnover, Rupiah { 180'000 });
    EXPECT_EQ(day.pnbp, Rupiah { 15'000 });
    EXPECT_EQ(day.premi, Rupiah { 50'000 });
    EXPECT_EQ(day.sales, 2);
    Rupiah officers;
    Rupiah families;
    Rupiah crafts;
    for (auto const& share : day.shares) {
        if (share.what == "officer") officers += share.turnover;
        if (share.what == "family") families += share.turnover;
        if (share.facet == Facet::goods) crafts += share.turnover;
    }
    EXPECT_EQ(officers, Rupiah { 90'000 });
    EXPECT_EQ(families, Rupiah { 90'000 });
    EXPECT_EQ(crafts, day.turnover);
    EXPECT_EQ(broken(), "");
}

TEST_F(DayTest, the_message_says_it_in_the_customary_words)
{
    sell({ 2, BuyerKind::officer });
    deliver();
    auto const text = day_text(Lang::id, figures(today()));
    for (auto const* words :
         { "Izin melaporkan", "*Lapas Kelas IIA Pontianak*", "Omzet hari ini: *Rp\u00a090.000*",
           "- Petugas: Rp\u00a090.000", "PNBP Rp\u00a07.500", "Peringkat 1 dari " })
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    EXPECT_EQ(text.find("nihil"), std::string::npos);
    auto const none = day_text(Lang::id, figures(today().next(-1)));
    EXPECT_NE(none.find("*nihil*"), std::string::npos) << none;
    EXPECT_EQ(none.find("Peringkat"), std::string::npos) << "who sold nothing has no place";
    EXPECT_NE(day_text(Lang::en, figures(today())).find("Turnover today"), std::string::npos);
}

TEST_F(DayTest, a_campaign_is_told_up_to_the_day)
{
    auto const added = market.call(market.cast.admin, now, [&](Call& call) {
        return org::add_campaign(
            call, { .name = "ODOPP", .first_day = today(), .last_day = today().next(20) });
    });
    ASSERT_TRUE(added.ok());
    sell();
    now += std::chrono::hours { 24 };
    sell({ 2 });
    deliver();
    auto const second = figures(today());
    ASSERT_TRUE(second.campaign.has_value());
    EXPECT_EQ(second.campaign->day_number, 2);
    EXPECT_EQ(second.campaign->turnover, Rupiah { 135'000 });
    EXPECT_EQ(figures(today().next(-1)).campaign->turnover, Rupiah { 45'000 })
        << "what came later is not told of the day before";
    EXPECT_NE(day_text(Lang::id, second).find("ODOPP, hari ke-2"), std::string::npos);
}

TEST_F(DayTest, places_are_those_of_the_board)
{
    auto const far = market.product(market.cast.ambon_id, { .stock = Quantity::pieces(100) });
    sell(market.ambon(), far, { 5 });
    sell();
    deliver();
    auto const day = figures(today());
    EXPECT_EQ(day.in_kanwil->place, 1);
    EXPECT_EQ(day.in_nation->place, 2);
    EXPECT_GT(day.in_nation->of, 500);
}

TEST_F(DayTest, who_has_not_reported_is_awaited_then_missing_and_late)
{
    auto const first = today();
    EXPECT_EQ(of_pontianak(first).state, Reported::awaited);
    now += std::chrono::hours { 24 };
    EXPECT_EQ(of_pontianak(first).state, Reported::missing) << "the day's end, unless told";
    ASSERT_TRUE(try_send(first).ok());
    auto const late = of_pontianak(first);
    EXPECT_EQ(late.state, Reported::late);
    EXPECT_TRUE(late.nihil) << "a nil report is a report";
    ASSERT_TRUE(try_send(today()).ok());
    EXPECT_EQ(of_pontianak(today()).state, Reported::in_time);
    EXPECT_FALSE(of_pontianak(today()).corrected);
    sell();
    deliver();
    EXPECT_EQ(of_pontianak(today()).counted, Rupiah { 45'000 });
    EXPECT_EQ(of_pontianak(today()).turnover, Rupiah {});
    ASSERT_TRUE(try_send(today(), "nota susulan").ok());
    EXPECT_TRUE(of_pontianak(today()).corrected);
    EXPECT_EQ(of_pontianak(today()).state, Reported::in_time) << "the first one counts";
}

TEST_F(DayTest, deadlines_are_dated_and_of_a_zone)
{
    auto const ditjen = above(Role::ditjen);
    EXPECT_EQ(reason_of(cutoff(ditjen, { Zone::wib, today().next(-1), 60 }), "since"),
              "books.since_past");
    EXPECT_EQ(reason_of(cutoff(ditjen, { Zone::wib, today(), 0 }), "minutes"), "books.bad_minutes");
    EXPECT_EQ(reason_of(cutoff(ditjen, { Zone::wib, today(), minutes_most + 1 }), "minutes"),
              "books.bad_minutes");
    ASSERT_TRUE(cutoff(ditjen, { Zone::wib, today().next(), 21 * 60 }).ok());
    ASSERT_TRUE(cutoff(ditjen, { Zone::wib, today().next(5), 20 * 60 }).ok());
    auto const due = [&](Zone zone, Day day) {
        return look([&](View& view) { return due_at(view, zone, day); });
    };
    EXPECT_EQ(due(Zone::wib, today()), start_of(today().next(), Zone::wib));
    EXPECT_EQ(due(Zone::wib, today().next()),
              start_of(today().next(), Zone::wib) + std::chrono::hours { 21 });
    EXPECT_EQ(due(Zone::wib, today().next(9)),
              start_of(today().next(9), Zone::wib) + std::chrono::hours { 20 });
    EXPECT_EQ(due(Zone::wit, today().next()), start_of(today().next(2), Zone::wit));
}

TEST_F(DayTest, those_above_see_their_units_alone)
{
    auto const kalbar = watched(above(Role::kanwil, market.cast.kalbar), today());
    ASSERT_FALSE(kalbar.empty());
    EXPECT_TRUE(std::ranges::all_of(
        kalbar, [](auto const& one) { return one.kanwil_name == "Kalimantan Barat"; }));
    EXPECT_GT(watched(above(Role::auditor), today()).size(), kalbar.size());
    EXPECT_FALSE(market.view({}, now, [&](View& view) { return reports_of(view, today()); }).ok());
}

TEST_F(DayTest, the_sum_of_an_office_names_its_units)
{
    sell({ 2 });
    deliver();
    ASSERT_TRUE(try_send(today()).ok());
    auto const text = market
                          .view(above(Role::kanwil, market.cast.kalbar), now,
                                [&](View& view) { return reach_text(view, today()); })
                          .take();
    for (auto const* words :
         { "*Kanwil Kalimantan Barat*", "Omzet hari ini: *Rp\u00a090.000*",
           "1. Lapas Kelas IIA Pontianak: Rp\u00a090.000", "Laporan harian masuk: 1 dari " })
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
}

// ---- Tampering ----

struct Bent {
    db::Query query;
    std::string_view found;
};
Bent const bent[] {
    { { Unlisted {}, "test.figures", "UPDATE books_day SET figures = '{}' WHERE version = 1" },
      "version 1: its figures are not its hash's" },
    { { Unlisted {}, "test.note", "UPDATE books_day SET note = 'lain' WHERE version = 2" },
      "version 2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.first_gone", "DELETE FROM books_day WHERE version = 1" },
      "version 2: the version before it is missing" },
    { { Unlisted {}, "test.last_gone", "DELETE FROM books_day WHERE version = 2" },
      "the audit trail tells of a report that is not there" },
    { { Unlisted {}, "test.sold", R"sql(
UPDATE books_sold SET turnover = turnover + 1 WHERE facet = 'channel'
)sql" },
      "by channel 90001 instead of 90000" },
    { { Unlisted {}, "test.sold_gone", "DELETE FROM books_sold" }, "instead of 90000" },
};

class BentReport : public DayTest, public testing::WithParamInterface<std::size_t> { };

TEST_P(BentReport, is_named)
{
    sell();
    deliver();
    ASSERT_TRUE(try_send(today()).ok());
    sell();
    deliver();
    ASSERT_TRUE(try_send(today(), "susulan").ok());
    ASSERT_EQ(broken(), "");
    auto const& [query, found] = bent[GetParam()];
    auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
        EXPECT_GT(tx.run(query), 0);
        return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().why();
    EXPECT_NE(broken().find(found), std::string::npos) << broken();
}

INSTANTIATE_TEST_SUITE_P(Proof, BentReport, testing::Range(std::size_t { 0 }, std::size(bent)),
                         [](auto const& one) {
                             return std::string { bent[one.param].query.name.substr(5) };
                         });

TEST_F(DayTest, every_query_is_understood_by_the_engine)
{
    EXPECT_EQ(market.engine().broken_queries(), std::vector<std::string> {});
}

} // namespace
} // namespace karya::books
