#include "base/json.h"
#include <gtest/gtest.h>

namespace karya {
namespace {

enum class Shade { mori, nila };
BOOST_DESCRIBE_ENUM(Shade, mori, nila)

struct Thread {
    std::string name;
    Quantity length;
    friend bool operator==(Thread const&, Thread const&) = default;
};
BOOST_DESCRIBE_STRUCT(Thread, (), (name, length))

struct Base {
    Rupiah price;
};
BOOST_DESCRIBE_STRUCT(Base, (), (price))

struct Cloth : Base {
    Id<struct ClothTag> id;
    std::vector<Thread> threads;
    std::optional<Day> woven;
    Shade shade { Shade::mori };
    bool sold { false };
    LocalTime seen {};
    std::int16_t count { 0 };
};
BOOST_DESCRIBE_STRUCT(Cloth, (Base), (id, threads, woven, shade, sold, seen, count))

constexpr std::string_view whole = R"({"price":45000,"id":"018f5e2a-7b3c-7d4e-8f90-a1b2c3d4e5f6",)"
                                   R"("threads":[{"name":"Keset \"sabut\"","length":"1.2"}],)"
                                   R"("woven":null,"shade":"nila","sold":true,)"
                                   R"("seen":"2026-04-27T14:05:00+08:00","count":3})";

struct Refused {
    char const* title;
    std::string text;
};

TEST(Json, RefusesWhatIsNotStrictJson)
{
    Refused const cases[] {
        { "nothing", "" },
        { "byte order mark", "\xef\xbb\xbf{}" },
        { "comment", "{/*a*/}" },
        { "comma at the end", R"({"a":1,})" },
        { "single quotes", "{'a':1}" },
        { "not a number", R"({"a":NaN})" },
        { "infinity", R"({"a":-Infinity})" },
        { "leading zero", R"({"a":01})" },
        { "plus", R"({"a":+1})" },
        { "two values", "{}{}" },
        { "cut off", R"({"a":)" },
        { "overlong UTF-8", "{\"a\":\"\xc0\xaf\"}" },
        { "half a surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}" },
        { "half a surrogate escaped", R"({"a":"\ud800"})" },
        { "raw control character", "{\"a\":\"\x01\"}" },
        { "repeated name", R"({"a":1,"a":2})" },
        { "repeated name, spelt otherwise", R"({"a":1,"\u0061":2})" },
        { "repeated name further in", R"([{"b":{"a":1,"a":1}}])" },
        { "too deep", std::string(33, '[') + std::string(33, ']') },
    };
    for (auto const& item : cases) {
        auto const tree = parse_json(item.text);
        ASSERT_FALSE(tree.ok()) << item.title;
        EXPECT_EQ(tree.error().code(), bad_json) << item.title;
    }
}

TEST(Json, TakesColonsInStringsAndDepthOfThirtyTwo)
{
    EXPECT_TRUE(parse_json(R"({"a:b":"c:\"d:","e":{"a:b":1}})").ok());
    EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')).ok());
}

struct BadField {
    std::string from;
    std::string to;
    std::string field;
    std::string_view why;
};

TEST(Json, NamesEachBadFieldByItsPath)
{
    BadField const cases[] {
        { R"("price":45000,)", "", "price", reason::required },
        { "45000", "45000.5", "price", reason::bad_amount },
        { "45000", "4.5e4", "price", reason::bad_amount },
        { "45000", "\"45000\"", "price", reason::bad_amount },
        { "45000", "1000000000000001", "price", reason::bad_amount },
        { "45000", "99999999999999999999", "price", reason::bad_amount },
        { "\"1.2\"", "1.2", "threads.0.length", reason::bad_kind },
        { "\"1.2\"", "\"1.2345\"", "threads.0.length", reason::bad_quantity },
        { "018f", "x18f", "id", reason::bad_id },
        { "nila", "ungu", "shade", reason::bad_choice },
        { "true", "1", "sold", reason::bad_kind },
        { "null", "\"2026-02-30\"", "woven", reason::bad_time },
        { "14:05", "24:05", "seen", reason::bad_time },
        { ":3", ":32768", "count", reason::bad_number },
        { ":3", ":3,\"cost\":1", "cost", reason::unknown_field },
        { "\"name\"", "\"title\"", "threads.0.name", reason::required },
        { "[{", "{\"0\":[{", "", "" },
    };
    for (auto const& item : cases) {
        std::string text { whole };
        text.replace(text.find(item.from), item.from.size(), item.to);
        auto const cloth = from_json_text<Cloth>(text);
        ASSERT_FALSE(cloth.ok()) << text;
        if (item.field.empty()) continue;
        ASSERT_EQ(cloth.error().code(), bad_fields) << text;
        EXPECT_EQ(cloth.error().fields.front().field, item.field) << text;
        EXPECT_EQ(cloth.error().fields.front().reason, item.why) << text;
    }
}

TEST(Json, CollectsEveryErrorButNotWithoutEnd)
{
    auto const cloth = from_json_text<Cloth>("{}");
    ASSERT_FALSE(cloth.ok());
    EXPECT_EQ(cloth.error().fields.size(), 5U);

    std::string text = R"({"price":"x")";
    for (int i = 0; i < 1000; ++i) text += ",\"u" + std::to_string(i) + "\":1";
    EXPECT_EQ(from_json_text<Cloth>(text + "}").error().fields.size(), 100U);
}

TEST(Json, ReadsBackWhatItWrites)
{
    auto const cloth = from_json_text<Cloth>(whole);
    ASSERT_TRUE(cloth.ok()) << cloth.error().why();
    EXPECT_EQ(cloth.value().price, Rupiah { 45000 });
    EXPECT_EQ(cloth.value().threads.front(), (Thread { "Keset \"sabut\"", Quantity { 1200 } }));
    EXPECT_EQ(cloth.value().seen.zone, Zone::wita);
    EXPECT_EQ(json_text(cloth.value()), whole);
    EXPECT_EQ(to_json(cloth.value()).at("shade").as_string(), "nila");
}

TEST(Json, EscapesEveryControlCharacter)
{
    for (int c = 0; c < 0x80; ++c) {
        std::string const text(1, static_cast<char>(c));
        auto const back = from_json_text<std::string>(json_text(text));
        ASSERT_TRUE(back.ok()) << c;
        EXPECT_EQ(back.value(), text);
    }
}

TEST(Leaf, ReadsFlagsAsFormsSendThem)
{
    bool flag = false;
    EXPECT_EQ(read_leaf("on", flag), "");
    EXPECT_TRUE(flag);
    EXPECT_EQ(read_leaf("", flag), "");
    EXPECT_FALSE(flag);
    EXPECT_EQ(read_leaf("maybe", flag), reason::bad_choice);
}

} // namespace
} // namespace karya
