#include "web/form.h"
#include "web/input.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

struct Line {
    std::string name;
    Quantity quantity;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, quantity))

struct Everything {
    std::string name;
    Rupiah price;
    std::int16_t count {};
    Day day;
    std::optional<Zone> zone;
    std::vector<Line> lines;
    std::vector<std::string> tags;
    bool flag { false };
    std::optional<Upload> photo;
    static constexpr TextRule text_rule(std::string_view member)
    {
        TextRule rule;
        if (member == "name") rule.characters_max = 20;
        return rule;
    }
};
BOOST_DESCRIBE_STRUCT(Everything, (), (name, price, count, day, zone, lines, tags, flag, photo))

Result<Everything> read_form(std::string_view body, Strictness strictness = Strictness::command)
{
    auto const fields = TRY(parse_urlencoded(body));
    return read_input<Everything>({ Field {}, fields }, strictness);
}

constexpr std::string_view good = "name=Keset&price=45.000&count=3&day=2026-04-27";

struct Bad {
    std::string form;
    std::string field;
    std::string_view why;
};

TEST(Form, NamesBadFields)
{
    Bad const cases[] {
        { "price=1&count=3&day=2026-04-27", "name", reason::required },
        { "name=+&price=1&count=3&day=2026-04-27", "name", reason::required },
        { "name=a&price=&count=3&day=2026-04-27", "price", reason::required },
        { "name=a&price=45,5&count=3&day=2026-04-27", "price", reason::bad_amount },
        { "name=a&price=4.50&count=3&day=2026-04-27", "price", reason::bad_amount },
        { "name=a&price=1&count=40000&day=2026-04-27", "count", reason::bad_number },
        { "name=a&price=1&count=0x1&day=2026-04-27", "count", reason::bad_number },
        { "name=a&price=1&count=3&day=2026-02-30", "day", reason::bad_time },
        { "name=abcdefghijklmnopqrstu&price=1&count=3&day=2026-04-27", "name", reason::too_long },
        { "name=a%00&price=1&count=3&day=2026-04-27", "name", reason::bad_text },
        { "name=%ff&price=1&count=3&day=2026-04-27", "name", reason::bad_text },
        { "name=a&name=b&price=1&count=3&day=2026-04-27", "name", reason::bad_kind },
        { "name.x=a&price=1&count=3&day=2026-04-27", "name", reason::bad_kind },
        { std::string { good } + "&cost=1", "cost", reason::unknown_field },
        { std::string { good } + "&zone=wiw", "zone", reason::bad_choice },
        { std::string { good } + "&flag=maybe", "flag", reason::bad_choice },
        { std::string { good } + "&lines.x.name=a", "lines", reason::bad_kind },
        { std::string { good } + "&lines.-1.name=a", "lines", reason::bad_kind },
        { std::string { good } + "&lines.00.name=a", "lines", reason::bad_kind },
        { std::string { good } + "&lines=a", "lines", reason::bad_kind },
        { std::string { good } + "&lines.0.name=a", "lines.0.quantity", reason::required },
        { std::string { good } + "&lines.7.name=a&lines.7.quantity=1,2345", "lines.7.quantity",
          reason::bad_quantity },
        { std::string { good } + "&lines.0.name=a&lines.0.quantity=1.500", "lines.0.quantity",
          reason::bad_quantity },
        { std::string { good } + "&lines.0.name=a&lines.0.quantity=1&lines.0.cost=1",
          "lines.0.cost", reason::unknown_field },
        { std::string { good } + "&photo=text", "photo", reason::required },
    };
    for (auto const& item : cases) {
        auto const read = read_form(item.form);
        ASSERT_FALSE(read.ok()) << item.form;
        ASSERT_EQ(read.error().fields.size(), 1U) << item.form;
        EXPECT_EQ(read.error().fields[0].field, item.field) << item.form;
        EXPECT_EQ(read.error().fields[0].reason, item.why) << item.form;
    }
}

TEST(Form, ReadsWhatPeopleType)
{
    auto const read = read_form(
        "name=+Sapu%20lidi+&price=Rp+45.000&count=+3+&day=2026-04-27&zone=&flag=on&"
        "lines.10.name=b&lines.10.quantity=1%2C5&lines.2.name=a&lines.2.quantity=3&tags=x&tags=y");
    ASSERT_TRUE(read.ok()) << read.error().fields[0].field;
    auto const& value = read.value();
    EXPECT_EQ(value.name, "Sapu lidi");
    EXPECT_EQ(value.price, Rupiah { 45000 });
    EXPECT_EQ(value.count, 3);
    EXPECT_FALSE(value.zone);
    EXPECT_TRUE(value.flag);
    ASSERT_EQ(value.lines.size(), 2U);
    EXPECT_EQ(value.lines[0].name, "a");
    EXPECT_EQ(value.lines[1].quantity, Quantity { 1500 });
    EXPECT_EQ(value.tags, (std::vector<std::string> { "x", "y" }));
}

TEST(Form, AQueryIsLenient)
{
    auto const read = read_form("utm_source=x&name=", Strictness::query);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().name, "");
    EXPECT_FALSE(read_form("price=abc", Strictness::query).ok());
}

TEST(Form, ThePathWinsAndTheBodyMayNotNameIt)
{
    Field captures;
    captures.put("name", "dari-alamat");
    auto const fields = parse_urlencoded("price=1&count=3&day=2026-04-27").take();
    auto const read = read_input<Everything>({ captures, fields }, Strictness::command);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().name, "dari-alamat");

    auto const both = parse_urlencoded(good).take();
    auto const refused = read_input<Everything>({ captures, both }, Strictness::command);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), invalid);
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields[0].field, "name");
    EXPECT_EQ(refused.error().fields[0].reason, reason::unknown_field);
}

TEST(Form, RefusesBodiesThatAreNotForms)
{
    for (auto const* body : { "a=%", "a=%4", "a=%zz", "%zz=a", "=a", "a..b=1", ".a=1", "a.=1",
                              "a[0]=1", "a.b.c.d.e.f.g=1", "a%20b=1" })
        EXPECT_FALSE(parse_urlencoded(body).ok()) << body;
    FormLimits limits;
    limits.fields_max = 3;
    EXPECT_EQ(parse_urlencoded("a=1&b=1&c=1&d=1", limits).error().code(), too_many_fields);
    limits.odd_names_ignored = true;
    EXPECT_TRUE(parse_urlencoded("a[0]=1&b=2", limits).ok());
}

std::string multipart(std::string const& part) { return "--xyz\r\n" + part + "\r\n--xyz--\r\n"; }

constexpr std::string_view multipart_type = "multipart/form-data; boundary=xyz";

TEST(Form, RefusesBrokenMultipart)
{
    std::string const head = "Content-Disposition: form-data; name=\"a\"\r\n\r\n1";
    EXPECT_FALSE(parse_multipart("multipart/form-data", multipart(head)).ok());
    EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=", multipart(head)).ok());
    std::string const broken[] {
        "",
        "--xyz",
        "--xyz\r\n",
        multipart(head).substr(0, 50),
        "x" + multipart(head),
        multipart(head) + "x",
        multipart("Content-Type: text/plain\r\n\r\n1"),
        multipart("Content-Disposition: form-data\r\n\r\n1"),
        multipart("Content-Disposition: attachment; name=\"a\"\r\n\r\n1"),
        multipart("Content-Disposition: form-data; name=\"a\r\n\r\n1"),
        multipart("Content-Disposition: form-data; name=\"a b\"\r\n\r\n1"),
        multipart("no colon\r\n\r\n1"),
        multipart(std::string(3000, 'a') + ":b\r\n\r\n1"),
    };
    for (auto const& body : broken)
        EXPECT_FALSE(parse_multipart(multipart_type, body).ok()) << body;
}

TEST(Form, TakesFilesWithoutTheirNames)
{
    std::string bytes { "\x89PNG\r\n\0\r\n--xy not the end", 25 };
    auto const body = "--xyz\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nKeset\r\n"
                      "--xyz\r\nContent-Disposition: form-data; name=\"photo\"; "
                      "filename=\"..\\..\\etc;x\"\r\nContent-Type: image/png\r\n\r\n"
        + bytes + "\r\n--xyz--\r\n";
    auto const fields = parse_multipart(multipart_type, body);
    ASSERT_TRUE(fields.ok()) << fields.error().why();
    EXPECT_EQ(fields.value().text("name"), "Keset");
    ASSERT_TRUE(fields.value().find("photo") && fields.value().find("photo")->file);
    EXPECT_EQ(*fields.value().find("photo")->file, bytes);
}

TEST(Form, AFileNotChosenIsAbsent)
{
    auto const fields = parse_multipart(
        multipart_type,
        multipart("Content-Disposition: form-data; name=\"photo\"; filename=\"\"\r\n\r\n"));
    ASSERT_TRUE(fields.ok());
    EXPECT_EQ(fields.value().find("photo"), nullptr);
}

TEST(Form, KeepsItsLimitsForFiles)
{
    FormLimits limits;
    limits.upload_max = 4;
    auto const part = "Content-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n12345";
    EXPECT_EQ(parse_multipart(multipart_type, multipart(part), limits).error().code(),
              upload_too_large);
    std::string many;
    for (int i = 0; i < 70; ++i)
        many += "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    EXPECT_FALSE(parse_multipart(multipart_type, many + "--xyz--\r\n").ok());
}

TEST(Form, EncodesWhatItDecodes)
{
    std::string all;
    for (int c = 1; c < 256; ++c) all += static_cast<char>(c);
    std::string back;
    ASSERT_TRUE(percent_decode(percent_encode(all), back));
    EXPECT_EQ(back, all);
}

} // namespace
} // namespace karya::web
