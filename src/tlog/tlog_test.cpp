// Days that close by themselves, what comes after, and what is found when somebody bends them.

#include "base/base64.h"
#include "tlog/test_days.h"
#include "tlog/tiles.h"
#include <thread>

namespace karya::tlog {
namespace {

using Unlisted = db::Query::Unlisted;
using ledger::EntryKind;

class LogTest : public Days {
protected:
    bool is_due(std::string_view now)
    {
        return look([&](View& view) {
            View const then { view.read, {}, at(now) };
            return next_due(then).has_value();
        });
    }
    void bend(db::Query const& query)
    {
        ASSERT_TRUE(database.engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            tx.run(query);
                            return {};
                        })
                        .ok());
    }
    /// What tools/check_log.py ends with.
    static int judged(std::filesystem::path const& copy)
    {
        return ended({ std::string { KARYA_SOURCE } + "/tools/check_log.py", copy.string() });
    }
};

TEST_F(LogTest, nothing_closes_before_anybody_booked)
{
    EXPECT_EQ(close(at("2021-04-27T12:00:00+07:00")), 0);
    EXPECT_EQ(size(), 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, a_day_closes_at_three_in_its_own_zone)
{
    sell(pontianak, monday, 50'000);
    EXPECT_FALSE(is_due("2021-04-27T02:59:59+09:00"));
    EXPECT_TRUE(is_due("2021-04-27T03:00:00+09:00"));
    EXPECT_EQ(close(at("2021-04-27T03:00:00+09:00")), 1); // east alone
    EXPECT_TRUE(lines(pontianak, monday).empty());
    ASSERT_EQ(lines(ambon, monday).size(), 1U);
    EXPECT_EQ(lines(ambon, monday)[0].turnover, Rupiah {});
    EXPECT_EQ(close(at("2021-04-27T03:00:00+07:00")), 2);
    ASSERT_EQ(lines(pontianak, monday).size(), 1U);
    EXPECT_EQ(close(at("2021-04-27T03:00:01+07:00")), 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, a_line_says_what_the_book_says_of_the_day_and_nothing_else)
{
    sell(pontianak, monday, 100'000);
    sell(pontianak, monday, 50'000);
    sell(pontianak, monday, -50'000, EntryKind::voided);
    sell(pontianak, monday.next(), 7'000'000); // after midnight, before three
    close(at("2021-04-27T03:00:00+07:00"));
    auto const said = look([&](View& view) { return lines_about(view, pontianak, monday); });
    ASSERT_EQ(said.size(), 1U);
    auto const line = read_line(said[0].text).take();
    auto const ends = look([](View& view) { return ledger::book_ends(view.read); });
    EXPECT_EQ(said[0].text,
              R"({"day":"2021-04-26","entries":3,"head":")" + ends[0].hash
                  + R"(","kind":"day","of":"2021-04-26","pnbp":10000,"premium":30000,"sales":1,)"
                    R"("seq":4,"turnover":100000,"unit":"PTK","v":1})");
    close(at("2021-04-28T03:00:00+07:00"));
    EXPECT_EQ(lines(pontianak, monday.next())[0].turnover, Rupiah { 7'000'000 });
    EXPECT_EQ(lines(pontianak, monday).size(), 1U);
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, what_comes_later_is_a_line_of_its_own_and_the_first_one_stays)
{
    sell(pontianak, monday, 100'000);
    close(at("2021-04-27T04:00:00+07:00"));
    auto const first = lines(pontianak, monday).at(0);
    sell(pontianak, monday, 40'000); // a till without a network
    close(at("2021-04-28T04:00:00+07:00"));
    auto const all = lines(pontianak, monday);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(text_of(all[0]), text_of(first));
    EXPECT_EQ(all[1].kind, LineKind::correction);
    EXPECT_EQ(all[1].day, monday.next());
    EXPECT_EQ(all[1].turnover, Rupiah { 40'000 });
    EXPECT_EQ(lines(pontianak, monday.next()).at(0).turnover, Rupiah {});
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, it_catches_up_from_a_week_back_and_tells_what_was_before_in_one_line)
{
    sell(pontianak, monday.next(-40), 1'000'000);
    sell(pontianak, monday.next(-30), 2'000'000);
    sell(pontianak, monday.next(-2), 30'000);
    EXPECT_EQ(close(at("2021-04-27T12:00:00+07:00")), 21);
    auto const before = lines(pontianak, monday.next(-7));
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].kind, LineKind::opening);
    EXPECT_EQ(before[0].turnover, Rupiah { 3'000'000 });
    EXPECT_EQ(lines(pontianak, monday.next(-2)).at(0).turnover, Rupiah { 30'000 });
    EXPECT_EQ(close(at("2021-04-30T12:00:00+07:00")), 9);
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, two_at_once_close_each_day_once)
{
    sell(pontianak, monday, 50'000);
    auto const now = at("2021-04-27T12:00:00+07:00");
    std::thread other { [&] { close(now); } };
    close(now);
    other.join();
    auto const units = look([](View& view) { return org::holders(view).size(); });
    EXPECT_EQ(size(), static_cast<std::int64_t>(units));
    EXPECT_EQ(broken(), "");
}

TEST_F(LogTest, an_outsider_with_python_and_openssl_finds_the_same_tree)
{
    for (int back = 0; back < 3; ++back) {
        sell(pontianak, monday.next(-back), 10'000 + back);
        sell(ambon, monday.next(-back), 20'000);
    }
    close(at("2021-04-27T12:00:00+07:00"));
    auto const copy = copied();
    EXPECT_EQ(judged(copy), 0);
    std::fstream bundle { copy / "tile/entries/000", std::ios::in | std::ios::out };
    std::string bytes { std::istreambuf_iterator<char> { bundle }, {} };
    auto const figure = bytes.find("\"turnover\":") + 11;
    bundle.clear();
    bundle.seekp(static_cast<std::streamoff>(figure)).put('9').flush();
    EXPECT_NE(judged(copy), 0);
}

TEST_F(LogTest, a_receipt_proves_its_line_and_files_that_are_not_there_are_not_found)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    look([&](View& view) {
        EXPECT_EQ(logged(view, 99'999).error().code(), not_found);
        EXPECT_EQ(receipt_of(view, -1).error().code(), not_found);
        for (auto const* path : { "", "0", "0/", "0/0", "0/00", "00/000", "9/000", "0/000.p/0",
                                  "0/000.p/256", "0/000.p/007", "0/x000/001", "0/001/002", "0/0x1",
                                  "entries/099", "1/000", "-1/000", "0/000.p/1/2", "0/-01" })
            EXPECT_EQ(tile(view, path).error().code(), not_found) << path;
        auto const line = lines_about(view, pontianak, monday).at(0);
        auto const receipt = read_receipt(spelled(receipt_of(view, line.n).take())).take();
        auto const point = read_checkpoint(receipt.note.text).take();
        EXPECT_EQ(receipt.extra, line.text);
        EXPECT_TRUE(is_included(leaf_hash(line.text), line.n, point.head, receipt.path));
        EXPECT_EQ(how_signed(receipt.note, verifier_of(point.origin, keys(view).front())),
                  Signed::rightly);
        return 0;
    });
}

TEST_F(LogTest, a_new_key_signs_what_follows_and_the_old_signatures_stay_good)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    auto const made = database.call({}, test::noon,
                                    [](Call& call) -> Result<Key> { return rotate(call); });
    ASSERT_TRUE(made.ok());
    close(at("2021-04-28T12:00:00+07:00"));
    auto const head = look([](View& view) { return newest_checkpoint(view).value(); });
    auto const note = read_note(head.note).take();
    EXPECT_EQ(how_signed(note, verifier_of("karya.example/tlog", made.value())), Signed::rightly);
    EXPECT_EQ(broken(), "");
}

// One statement that bends something, and what verify then says.
struct Bent {
    db::Query const* query;
    std::string_view says;
};
db::Query const bent_text { Unlisted {}, "test.bent_text", R"sql(
UPDATE tlog_line SET text = replace(text, '"turnover":50000', '"turnover":60000')
)sql" };
db::Query const bent_leaf { Unlisted {}, "test.bent_leaf",
                            "UPDATE tlog_line SET leaf = text WHERE n = 3" };
db::Query const cut_line { Unlisted {}, "test.cut_line", "DELETE FROM tlog_line WHERE n = 5" };
db::Query const cut_end { Unlisted {}, "test.cut_end", R"sql(
DELETE FROM tlog_line WHERE n = (SELECT MAX(n) FROM tlog_line)
)sql" };
db::Query const bent_root { Unlisted {}, "test.bent_root", R"sql(
UPDATE tlog_checkpoint SET root = 'x' WHERE size = (SELECT MIN(size) FROM tlog_checkpoint)
)sql" };
db::Query const bent_note { Unlisted {}, "test.bent_note", R"sql(
UPDATE tlog_checkpoint SET note = replace(note, 'karya.example', 'karya.exampel')
)sql" };
db::Query const bent_tile { Unlisted {}, "test.bent_tile", "UPDATE tlog_hash SET hash = 'x'" };
db::Query const bent_place { Unlisted {}, "test.bent_place", "UPDATE tlog_unit SET seq = seq + 1" };
db::Query const other_key { Unlisted {}, "test.other_key", "DELETE FROM tlog_key" };

class BentTest : public LogTest, public testing::WithParamInterface<Bent> { };

TEST_P(BentTest, is_found)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    ASSERT_EQ(broken(), "");
    bend(*GetParam().query);
    EXPECT_NE(broken().find(GetParam().says), std::string::npos) << broken();
}

INSTANTIATE_TEST_SUITE_P(Whatever, BentTest,
                         testing::Values(Bent { &bent_text, "its hash is another" },
                                         Bent { &bent_leaf, "line 3: its hash is another" },
                                         Bent { &cut_line, "line 6: the line before it" },
                                         Bent { &cut_end, "lines instead of" },
                                         Bent { &bent_root, "of another tree" },
                                         Bent { &bent_note, "of another tree" },
                                         Bent { &bent_tile, "the hash of its tile" },
                                         Bent { &bent_place, "it stands elsewhere" },
                                         Bent { &other_key, "no key of ours" }),
                         [](auto const& one) {
                             return std::string { one.param.query->name.substr(5) };
                         });

} // namespace
} // namespace karya::tlog
