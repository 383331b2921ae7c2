#include "web/cache.h"
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace karya::web {
namespace {

Response page(std::string body) { return Response::text(200, "text/html", std::move(body)); }

TEST(PageCache, KeepsOnlyGoodAnswers)
{
    PageCache cache { 1 << 20 };
    auto failed = page("x");
    failed.status = 404;
    cache.keep(cache.stamp(), "a", {}, failed);
    EXPECT_FALSE(cache.find("a", false));
}

TEST(PageCache, RefusesWhatWasReadBeforeACommit)
{
    PageCache cache { 1 << 20 };
    auto const before = cache.stamp();
    cache.drop({ "thing:1" });
    cache.keep(before, "one", { "thing:1" }, page("old"));
    cache.keep(before, "two", { "thing:2" }, page("good"));
    EXPECT_FALSE(cache.find("one", false));
    EXPECT_TRUE(cache.find("two", false));
    auto const later = cache.stamp();
    cache.drop({ "*" });
    cache.keep(later, "three", {}, page("old"));
    EXPECT_FALSE(cache.find("three", false));
    EXPECT_FALSE(cache.find("two", false));
}

TEST(PageCache, DropsByTagAlone)
{
    PageCache cache { 1 << 20 };
    cache.keep(cache.stamp(), "list", { "things" }, page("a"));
    cache.keep(cache.stamp(), "one", { "things", "thing:1" }, page("b"));
    cache.drop({ "thing:1", "unknown" });
    EXPECT_TRUE(cache.find("list", false));
    EXPECT_FALSE(cache.find("one", false));
    cache.drop({ "things" });
    EXPECT_EQ(cache.counts().entries, 0U);
    EXPECT_EQ(cache.counts().bytes, 0U);
}

TEST(PageCache, StaysWithinItsBytesAndForgetsTheOldest)
{
    PageCache cache { 200'000 };
    for (int i = 0; i < 500; ++i)
        cache.keep(cache.stamp(), std::to_string(i), { "t" }, page(std::string(1000, 'x')));
    EXPECT_LE(cache.counts().bytes, 200'000U);
    EXPECT_TRUE(cache.find("499", false));
    EXPECT_FALSE(cache.find("0", false));
    cache.keep(cache.stamp(), "huge", {}, page(std::string(190'000, 'x')));
    EXPECT_FALSE(cache.find("huge", false));
}

TEST(PageCache, ReplacesAnEntryWithoutCountingItTwice)
{
    PageCache cache { 1 << 20 };
    for (int i = 0; i < 1000; ++i) cache.keep(cache.stamp(), "a", { "t" }, page("same"));
    auto const once = cache.counts();
    EXPECT_EQ(once.entries, 1U);
    EXPECT_LT(once.bytes, 2000U);
}

TEST(PageCache, NeverShowsLessThanWhatACommitHasAnnounced)
{
    PageCache cache { 1 << 20 };
    std::atomic<int> version { 0 }; // the database
    std::atomic<bool> over { false };
    std::vector<std::thread> readers;
    for (int t = 0; t < 3; ++t)
        readers.emplace_back([&] {
            while (!over) {
                if (cache.find("a", true)) continue;
                auto const stamp = cache.stamp();
                auto const seen = version.load();
                std::this_thread::yield();
                cache.keep(stamp, "a", { "t" }, page(std::to_string(seen)));
            }
        });
    int stale = 0;
    for (int i = 1; i <= 2000; ++i) {
        version = i;
        cache.drop({ "t" });
        auto const hit = cache.find("a", false);
        if (hit && std::stoi(std::string { hit->bytes() }) < i) ++stale;
    }
    over = true;
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(stale, 0);
}

TEST(Coding, IsTakenAsTheClientSays)
{
    EXPECT_TRUE(takes_coding("gzip, br", "gzip"));
    EXPECT_TRUE(takes_coding("br;q=1.0, GZIP;q=0.5", "gzip"));
    EXPECT_FALSE(takes_coding("gzip;q=0", "gzip"));
    EXPECT_FALSE(takes_coding("gzip;q=0.000", "gzip"));
    EXPECT_FALSE(takes_coding("x-gzip", "gzip"));
    EXPECT_FALSE(takes_coding("", "gzip"));
}

} // namespace
} // namespace karya::web
