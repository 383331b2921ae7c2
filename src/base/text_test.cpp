// What of a text may be kept.

#include "base/text.h"
#include <gtest/gtest.h>

namespace karya {
namespace {

TEST(Text, is_cleaned_of_what_nobody_sees)
{
    auto const clean = [](std::string_view text) {
        EXPECT_TRUE(is_clean_utf8(cleaned(text)));
        return cleaned(text);
    };
    EXPECT_EQ(clean("pesanan \u202a+62 812\u202c"), "pesanan +62 812");
    EXPECT_EQ(clean("dua\nbaris\ttab"), "dua\nbaris\ttab");
    EXPECT_EQ(clean(std::string_view { "a\0b\x7f", 4 }), "ab");
    EXPECT_EQ(clean("\u2067batik\u2069 🧵"), "batik 🧵");
    EXPECT_EQ(clean("a\xff\xc3 \xe2\x82"), "a ") << "what is no UTF-8 goes";
    EXPECT_EQ(clean(""), "");
}

TEST(Text, is_cut_between_letters)
{
    EXPECT_EQ(first_letters("batik 🧵 é", 7), "batik 🧵");
    EXPECT_EQ(first_letters("é", 1), "é");
    EXPECT_EQ(first_letters("abc", 9), "abc");
    EXPECT_EQ(first_letters("abc", 0), "");
}

} // namespace
} // namespace karya
