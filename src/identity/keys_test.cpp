#include "identity/keys.h"

#include "base/id.h"
#include "identity/identity.h"
#include <fstream>
#include <gtest/gtest.h>

namespace karya::identity {

namespace {

namespace fs = std::filesystem;

class Keys : public testing::Test {
protected:
    fs::path const folder { fs::temp_directory_path() / ("karya-keys-" + random_hex(8)) };
    fs::path const file { folder / "identity.key" };
    void TearDown() override { fs::remove_all(folder); }
    std::string started() const
    {
        auto const done = start({ folder });
        return done.ok() ? "ok" : std::string { done.error().code().id };
    }
};

} // namespace

TEST_F(Keys, AFileThatOthersMayReadIsRefused)
{
    ASSERT_EQ("ok", started());
    fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_EQ("identity.keys_unusable", started());
}

TEST_F(Keys, AFileOfAnotherSizeIsRefused)
{
    fs::create_directories(folder);
    for (auto const size : { 0, 31, 33 }) {
        std::ofstream { file } << std::string(static_cast<std::size_t>(size), 'k');
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
        EXPECT_EQ("identity.keys_unusable", started()) << size;
        fs::remove(file);
    }
}

TEST_F(Keys, AreMadeOnceAndKept)
{
    ASSERT_EQ("ok", started());
    EXPECT_EQ(32U, fs::file_size(file));
    EXPECT_EQ(fs::perms::owner_read, fs::status(file).permissions());
    EXPECT_EQ(fs::perms::owner_all, fs::status(folder).permissions());
    auto const box = sealed("rahasia", "totp 1");
    auto const mark = derived("link 1");
    ASSERT_EQ("ok", started());
    EXPECT_EQ("rahasia", opened(box, "totp 1").value());
    EXPECT_EQ(mark, derived("link 1"));
    EXPECT_NE(mark, derived("link 2"));
    EXPECT_EQ(32U, key("nip").take().size());
    EXPECT_EQ(key("nip").take(), key("nip").take());
    EXPECT_NE(key("nip").take(), key("label").take());
}

TEST_F(Keys, OpenOnlyWhatTheySealedAsItWasSealed)
{
    ASSERT_EQ("ok", started());
    auto const box = sealed("rahasia", "totp 1");
    EXPECT_NE(box, sealed("rahasia", "totp 1"));
    EXPECT_EQ(std::string::npos, box.find("rahasia"));
    EXPECT_FALSE(opened(box, "totp 2").has_value());
    EXPECT_FALSE(opened("", "totp 1").has_value());
    EXPECT_FALSE(opened("AAAA", "totp 1").has_value());
    EXPECT_FALSE(opened("not base64!", "totp 1").has_value());
    for (std::size_t i = 0; i < box.size(); ++i) {
        auto changed = box;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(opened(changed, "totp 1").has_value()) << i;
    }
    fs::remove_all(folder);
    ASSERT_EQ("ok", started());
    EXPECT_FALSE(opened(box, "totp 1").has_value());
}

} // namespace karya::identity
