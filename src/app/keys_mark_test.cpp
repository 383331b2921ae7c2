#include "app/house.h"
#include "app/keys_mark.h"
#include "identity/identity.h"
#include "support/database.h"
#include <gtest/gtest.h>

namespace karya::app {

namespace {

namespace fs = std::filesystem;

struct KeysMark : testing::Test {
    test::Database database;
    fs::path const folder = fs::temp_directory_path() / ("karya-keys-" + random_hex(6));
    fs::path const aside = folder.string() + "-aside";
    Config config { .directory = folder, .postgres = test::Database::postgres() };

    ~KeysMark() override
    {
        fs::remove_all(folder);
        fs::remove_all(aside);
    }
    std::string open() const
    {
        auto const house = House::open(config, Folder::may_be_new);
        return house.ok() ? "ok" : std::string { house.error().code().id };
    }
};

} // namespace

TEST_F(KeysMark, AFolderWithoutItsKeysIsRefusedAndMakesNone)
{
    ASSERT_EQ("ok", open());
    auto const key = identity::key("nip").value();
    fs::rename(folder / "keys", aside);
    EXPECT_EQ("app.keys_missing", open());
    EXPECT_FALSE(identity::has_keys(folder / "keys")) << "a new key would hide the loss";
    fs::remove_all(folder / "keys");
    fs::rename(aside, folder / "keys");
    EXPECT_EQ("ok", open());
    EXPECT_EQ(key, identity::key("nip").value());
}

TEST_F(KeysMark, AnotherNodesKeysAreRefusedUntilTheOldOnesAreGivenUp)
{
    ASSERT_EQ("ok", open());
    fs::rename(folder / "keys", aside);
    ASSERT_TRUE(identity::start({ .keys = folder / "keys" }).ok());
    EXPECT_EQ("app.other_keys", open());
    config.new_keys = true;
    EXPECT_EQ("ok", open());
    config.new_keys = false;
    EXPECT_EQ("ok", open()) << "given up once, for good";
    fs::remove_all(folder / "keys");
    fs::rename(aside, folder / "keys");
    EXPECT_EQ("app.other_keys", open());
}

} // namespace karya::app
