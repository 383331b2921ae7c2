#include "app/cli.h"
#include "app/engine_mark.h"
#include "app/house.h"
#include "support/database.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace karya::app {

namespace {

namespace fs = std::filesystem;

/// An installation on the engine of this test run, and the settings of the other engine.
struct EngineMark : testing::Test {
    test::Database database;
    fs::path const folder = fs::temp_directory_path() / ("karya-mark-" + random_hex(6));
    Config const own { .directory = folder, .postgres = test::Database::postgres() };
    Config const other { .directory = folder,
                         .postgres = own.postgres.empty() ? "host=/nowhere dbname=karya" : "" };
    std::string_view const refusal = own.postgres.empty() ? "app.needs_sqlite"
                                                          : "app.needs_postgres";

    ~EngineMark() override { fs::remove_all(folder); }

    static std::string open(Config const& config, Folder wanted)
    {
        auto const house = House::open(config, wanted);
        return house.ok() ? "ok" : std::string { house.error().code().id };
    }
    void make() const { ASSERT_EQ("ok", open(own, Folder::may_be_new)); }
    std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (auto const& entry : fs::directory_iterator { folder })
            all.push_back(entry.path().filename());
        std::ranges::sort(all);
        return all;
    }

    struct Said {
        int status {};
        std::string words {};
    };
    /// `karya WORDS… --data FOLDER`, as somebody with these settings and that language types it.
    Said karya(Config const& config, char const* lang, std::vector<std::string> words) const
    {
        ::setenv("KARYA_DATABASE", config.postgres.c_str(), 1);
        ::setenv("LANG", lang, 1);
        words.insert(words.begin(), "karya");
        words.insert(words.end(), { "--data", folder.string() });
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        testing::internal::CaptureStderr();
        auto const status = run(static_cast<int>(arguments.size()), arguments.data());
        return { status, testing::internal::GetCapturedStderr() };
    }
};

} // namespace

TEST_F(EngineMark, WhatOnlyReadsMakesNothing)
{
    auto const out = (folder / "out").string();
    std::vector<std::string> const commands[] { { "backup", "--out", out },
                                                { "verify" },
                                                { "export", "units", out + ".csv" },
                                                { "user", "list" },
                                                { "user", "disable", "sari" } };
    for (auto const& words : commands) {
        auto const said = karya(own, "en_US.UTF-8", words);
        EXPECT_EQ(1, said.status) << words.front();
        EXPECT_NE(std::string::npos, said.words.find("app.nothing_made")) << said.words;
        EXPECT_FALSE(fs::exists(folder)) << words.front();
    }
}

TEST_F(EngineMark, TheOtherEngineIsRefusedAndNothingIsMade)
{
    make();
    auto const before = names();
    EXPECT_EQ(refusal, open(other, Folder::may_be_new));
    EXPECT_EQ(refusal, open(other, Folder::must_be_made));
    EXPECT_EQ(before, names());
    for (auto const* lang : { "id_ID.UTF-8", "en_US.UTF-8" }) {
        auto const said = karya(other, lang, { "user", "list" });
        EXPECT_EQ(1, said.status);
        EXPECT_NE(std::string::npos, said.words.find("KARYA_DATABASE")) << said.words;
    }
    EXPECT_EQ("ok", open(own, Folder::must_be_made));
    EXPECT_EQ(0, karya(own, "id_ID.UTF-8", { "user", "list" }).status);
}

TEST_F(EngineMark, FoldersMadeBeforeThereWereMarksAreKnownByTheirFiles)
{
    make();
    fs::remove(folder / "engine");
    EXPECT_EQ(refusal, open(other, Folder::must_be_made));
    EXPECT_EQ("ok", open(own, Folder::must_be_made));
    EXPECT_TRUE(fs::exists(folder / "engine")) << "it is marked from now on";
}

TEST_F(EngineMark, AnEmptyPostgresDatabaseIsNotTakenForTheRealOne)
{
    if (!test::Database::on_postgres()) GTEST_SKIP() << "SQLite has no other place to look";
    make();
    auto elsewhere = own;
    elsewhere.postgres += " options='-c search_path=nobody_was_here'";
    EXPECT_EQ("app.nothing_made", open(elsewhere, Folder::must_be_made));
}

} // namespace karya::app
