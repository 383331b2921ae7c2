#include "base/base64.h"
#include <gtest/gtest.h>

namespace karya {
namespace {

TEST(Base64, is_that_of_the_rfc)
{
    std::pair<std::string_view, std::string_view> const known[] {
        { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foobar", "Zm9vYmFy" }
    };
    for (auto const& [bytes, text] : known) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
    std::string const binary { "\0\xff\x80\n", 4 };
    EXPECT_EQ(from_base64(to_base64(binary)), binary);
}

TEST(Base64, takes_nothing_else)
{
    for (std::string_view const text : { "Zg", "Zg=", "Zm9v!", "Zm 9v", "Zh==", "====" })
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Base64, for_addresses_has_no_padding_and_one_spelling_only)
{
    std::string const bytes { "\xfb\xff\xfe\x01", 4 };
    EXPECT_EQ(to_base64url(bytes), "-__-AQ");
    EXPECT_EQ(from_base64url("-__-AQ"), bytes);
    for (std::string_view const text : { "-__-AQ==", "-__-AR", "+//+AQ", "-__-A", "-_ _-AQ" })
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

} // namespace
} // namespace karya
