// What libraries that others wrote for logs of this kind say of ours: Go's own, as Debian has them,
// and sigstore's.

#include "tlog/test_days.h"

namespace karya::tlog {
namespace {

using namespace std::chrono_literals;

class JudgesTest : public Days {
protected:
    Timestamp now { at("2021-04-27T12:00:00+07:00") };

    void go_on(std::int64_t amount)
    {
        sell(pontianak, day_in(Zone::wib, now).next(-1), amount);
        close(now);
        now += 24h;
    }
    std::filesystem::path copied_with_receipts(std::string const& name)
    {
        auto folder = copied(name);
        look([&](View& view) {
            for (auto const n : { std::int64_t { 0 }, log(view)->size / 2, log(view)->size - 1 })
                std::ofstream { folder / (std::to_string(n) + ".tlog-proof"), std::ios::binary }
                    << spelled(receipt_of(view, n).take());
            return 0;
        });
        return folder;
    }
    int judged(std::filesystem::path const& copy, std::filesystem::path const& older)
    {
        auto const program = (database.directory() / "judge").string();
        auto const source = std::string { KARYA_SOURCE } + "/tests/judges/log.go";
        auto const cache = (database.directory() / "go").string();
        if (!std::filesystem::exists(program))
            EXPECT_EQ(ended({ "env", "GO111MODULE=off", "GOPATH=/usr/share/gocode",
                              "GOCACHE=" + cache, "go", "build", "-o", program, source }),
                      0);
        return ended({ program, copy.string(), older.string() });
    }
    static void bend(std::filesystem::path const& file, std::string_view found, char put)
    {
        std::fstream stream { file, std::ios::in | std::ios::out | std::ios::binary };
        std::string const bytes { std::istreambuf_iterator<char> { stream }, {} };
        auto const place = bytes.find(found);
        ASSERT_NE(place, std::string::npos);
        stream.clear();
        stream.seekp(static_cast<std::streamoff>(place + found.size())).put(put);
    }
};

TEST_F(JudgesTest, sigstores_library_takes_a_receipt_and_refuses_a_bent_one)
{
    go_on(50'000);
    auto const copy = copied_with_receipts("copy");
    auto const judge = [&] {
        return ended({ "node", std::string { KARYA_SOURCE } + "/tests/judges/sigstore.cjs",
                       copy.string(), (copy / "0.tlog-proof").string() });
    };
    auto const status = judge();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "it is not installed";
    EXPECT_EQ(status, 0);
    bend(copy / "0.tlog-proof", "extra ", '!');
    EXPECT_NE(judge(), 0);
}

TEST_F(JudgesTest, what_somebody_bent_is_refused_by_libraries_of_others_and_the_rest_taken)
{
    go_on(50'000);
    auto const older = copied_with_receipts("older");
    go_on(20'000);
    auto const copy = copied_with_receipts("copy");
    EXPECT_EQ(judged(copy, older), 0);
    EXPECT_NE(judged(older, copy), 0) << "it never shrinks";

    bend(copy / "0.tlog-proof", "extra ", '!');
    EXPECT_NE(judged(copy, older), 0);
    EXPECT_EQ(judged(copied_with_receipts("copy"), older), 0);
    bend(copy / "tile/entries/000", "\"turnover\":", '9');
    EXPECT_NE(judged(copy, older), 0);
    EXPECT_EQ(judged(copied_with_receipts("copy"), older), 0);
    bend(copy / "checkpoint", "\n", '7');
    EXPECT_NE(judged(copy, older), 0);
}

} // namespace
} // namespace karya::tlog
