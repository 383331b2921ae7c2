#include "app/backup.h"
#include "app/house.h"
#include "app/verify.h"
#include "core/audit.h"
#include "db/schema.h"
#include "sales/sales.h"
#include "support/cast.h"
#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

namespace karya::app {

namespace {

namespace fs = std::filesystem;
using test::noon;

struct BackupTest : testing::Test {
    test::Market market;
    fs::path const outside = fs::temp_directory_path() / ("karya-backup-" + random_hex(6));
    fs::path const file = outside / "kept.karya";
    Config const config { .directory = market.directory(), .postgres = {} };

    void SetUp() override
    {
        if (test::Database::on_postgres())
            GTEST_SKIP() << "one schema of many cannot be dumped alone; the drill runs on SQLite";
        fs::create_directory(outside);
        fs::create_directories(market.directory() / "media");
        std::ofstream { market.directory() / "media" / "photo-600.webp" } << "not really a photo";
    }
    ~BackupTest() override { fs::remove_all(outside); }

    Result<Kept> keep() { return back_up(market.engine(), config, { .file = file }); }
    Result<Kept> restore_to(std::string const& name)
    {
        return restore({ .directory = outside / name }, file);
    }
    std::string bytes() const
    {
        std::ifstream in { file, std::ios::binary };
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
};

std::string code_of(Result<Kept> const& result)
{
    return result.ok() ? "ok" : std::string { result.error().code().id };
}

TEST_F(BackupTest, RefusesWhatIsNoBackupOfOurs)
{
    std::ofstream { file } << "PK is how archives begin";
    EXPECT_EQ(code_of(restore_to("a")), "app.not_a_backup");
    EXPECT_FALSE(fs::exists(outside / "a"));
}

TEST_F(BackupTest, RefusesADamagedOneAndLeavesNothingBehind)
{
    ASSERT_TRUE(keep().ok());
    auto const good = bytes();
    for (auto const place : { good.size() / 5, good.size() / 2, good.size() * 4 / 5 }) {
        auto bad = good;
        // One bit alone may say nothing in a packed stream: what comes out is then still the same.
        for (auto at = place; at < place + 8; ++at) bad[at] = static_cast<char>(bad[at] ^ 1);
        std::ofstream { file, std::ios::binary | std::ios::trunc } << bad;
        EXPECT_NE(code_of(restore_to("b")), "ok") << place;
        EXPECT_FALSE(fs::exists(outside / "b"));
        EXPECT_FALSE(fs::exists(outside / "b.tmp"));
    }
    std::ofstream { file, std::ios::binary | std::ios::trunc } << good.substr(0, good.size() / 2);
    EXPECT_NE(code_of(restore_to("b")), "ok");
    std::ofstream { file, std::ios::binary | std::ios::trunc } << good;
    EXPECT_EQ(code_of(restore_to("b")), "ok");
}

TEST_F(BackupTest, TakesAFolderHoweverItIsWrittenAndTouchesNoOther)
{
    fs::create_directory(outside / "kept.karya.tmp");
    fs::create_directory(outside / "a.tmp");
    fs::create_directory(outside / "a.karya-other");
    ASSERT_TRUE(keep().ok());
    ASSERT_EQ(code_of(restore_to("a/")), "ok");
    EXPECT_TRUE(fs::exists(outside / "a" / "karya.db"));
    std::set<std::string> names;
    for (auto const& entry : fs::directory_iterator { outside })
        names.insert(entry.path().filename().string());
    EXPECT_EQ(
        names,
        (std::set<std::string> { "a", "a.karya-other", "a.tmp", "kept.karya", "kept.karya.tmp" }));
}

TEST_F(BackupTest, WhatCameOutOfABackupIsHeededByWhoOpensItFirst)
{
    ASSERT_TRUE(keep().ok());
    ASSERT_EQ(code_of(restore_to("a")), "ok");
    EXPECT_TRUE(is_restored(outside / "a"));
    auto const house = House::open({ .directory = outside / "a" }, Folder::must_be_made);
    ASSERT_TRUE(house.ok()) << house.error().code().id << " " << house.error().why();
    EXPECT_FALSE(is_restored(outside / "a"));
}

TEST_F(BackupTest, NeverOverwrites)
{
    ASSERT_TRUE(keep().ok());
    EXPECT_EQ(code_of(keep()), "app.backup_exists");
    EXPECT_EQ(code_of(restore(config, file)), "app.place_taken");
}

TEST_F(BackupTest, DrillWhileSalesRunLosesNothingThatWasAcknowledged)
{
    auto const variant = market.product({ .stock = Quantity::pieces(100'000) });
    auto const scope = market.pontianak();
    std::mutex guard;
    std::vector<SaleId> acknowledged;
    std::atomic<bool> stop { false };
    auto const sell = [&](int till) {
        for (int n = 0; !stop; ++n) {
            auto const when = noon + std::chrono::milliseconds { n };
            auto const id = SaleId::make(when);
            auto const sold = market.call(market.cast.sari, when, [&](Call& call) {
                return sales::record(
                    call, scope,
                    { .id = id,
                      .series = "T" + std::to_string(till),
                      .sold_at = when,
                      .lines = { { .variant = variant, .quantity = Quantity::pieces(1) } } });
            });
            ASSERT_TRUE(sold.ok()) << sold.error().code().id;
            std::lock_guard const lock { guard };
            acknowledged.push_back(id);
        }
    };
    std::vector<std::thread> tills;
    for (int till = 1; till <= 3; ++till) tills.emplace_back(sell, till);
    auto const count = [&] {
        std::lock_guard const lock { guard };
        return acknowledged.size();
    };
    while (count() < 50) std::this_thread::yield();
    std::vector<SaleId> before;
    {
        std::lock_guard const lock { guard };
        before = acknowledged;
    }
    auto const kept = keep();
    auto const during = count();
    stop = true;
    for (auto& till : tills) till.join();
    ASSERT_TRUE(kept.ok()) << kept.error().code().id << " " << kept.error().why();
    EXPECT_GE(during, before.size());

    ASSERT_EQ(code_of(restore_to("elsewhere")), "ok");
    EXPECT_TRUE(fs::exists(outside / "elsewhere" / "media" / "photo-600.webp"));
    EXPECT_FALSE(fs::exists(outside / "elsewhere" / "keys"));
    EXPECT_EQ("app.needs_sqlite",
              check_engine({ .directory = outside / "elsewhere", .postgres = "dbname=karya" },
                           Folder::must_be_made)
                  .error()
                  .code()
                  .id);
    auto const engine = db::Engine::open({ .directory = outside / "elsewhere" });
    ASSERT_TRUE(engine.ok());
    auto const found = engine.value()->read([&](db::Read& read) -> Result<void> {
        View const view { read, market.cast.admin, noon };
        for (auto const id : before) TRY(sales::sale(view, scope, id));
        return {};
    });
    EXPECT_TRUE(found.ok()) << "an acknowledged sale is missing";
    auto const proof = verify(*engine.value());
    ASSERT_TRUE(proof.ok());
    for (auto const& check : proof.value().checks)
        EXPECT_TRUE(check.sound) << check.name << ": " << check.detail;
}

} // namespace

} // namespace karya::app
