#include "sheet/number.h"
#include "sheet/test_table.h"
#include "sheet/workbook.h"
#include <map>
#include <zip.h>

namespace karya::sheet {

namespace {

using namespace std::string_literals;
using test::abc;
using test::Strings;

using Parts = std::map<std::string, std::string>;

/// An archive of these parts, as bytes.
std::string packed(Parts const& parts)
{
    zip_error_t error {};
    auto* const content = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(content);
    auto* const archive = zip_open_from_source(content, ZIP_TRUNCATE, &error);
    for (auto const& [name, text] : parts) {
        auto* const part = zip_source_buffer(archive, text.data(), text.size(), 0);
        EXPECT_GE(zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    zip_stat_t about;
    zip_source_stat(content, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(content);
    EXPECT_EQ(zip_source_read(content, bytes.data(), bytes.size()),
              static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(content);
    zip_source_free(content);
    return bytes;
}

constexpr auto rels_head =
    "<?xml version=\"1.0\"?><Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
constexpr auto types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string link(std::string const& id, std::string const& type, std::string const& target)
{
    return "<Relationship Id=\"" + id + "\" Type=\"" + types + type + "\" Target=\"" + target
        + "\"/>";
}

/// A small but whole workbook around the rows of one sheet.
Parts workbook(std::string const& rows)
{
    return {
        { "_rels/.rels",
          rels_head + link("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>" },
        { "xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"x\" sheetId=\"1\" state=\"hidden\" "
          "r:id=\"r9\"/><sheet name=\"Data\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>" },
        { "xl/_rels/workbook.xml.rels",
          rels_head + link("r1", "worksheet", "worksheets/sheet1.xml")
              + link("r2", "sharedStrings", "/xl/sharedStrings.xml")
              + link("r3", "styles", "styles.xml") + "</Relationships>" },
        { "xl/sharedStrings.xml",
          "<sst><si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>"
          "<si><r><t>Keset </t></r><r><t>sabut</t></r><rPh><t>no</t></rPh></si>"
          "<si><t xml:space=\"preserve\"> é&amp;_x000D_\n</t></si></sst>" },
        { "xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
          "<numFmt numFmtId=\"165\" formatCode=\"&quot;Rp&quot;#,##0;[Red]\\-#,##0\"/></numFmts>"
          "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
          "<xf numFmtId=\"20\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>" },
        { "xl/worksheets/sheet1.xml",
          "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>"
          "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
          "<c r=\"C1\" t=\"s\"><v>2</v></c></row>"
              + rows + "</sheetData></worksheet>" },
    };
}

std::string row(int number, std::string const& cells)
{
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

Strings read_rows(std::string const& rows, Limits limits = {})
{
    return abc(packed(workbook(rows)), limits);
}

/// The answer to a workbook in which one part is replaced.
Strings with_part(std::string const& name, std::string const& text, Limits limits = {})
{
    auto parts = workbook(row(2, "<c r=\"A2\"><v>1</v></c>"));
    parts[name] = text;
    return abc(packed(parts), limits);
}

// Failures first.

TEST(Xlsx, RefusesWhatIsNoWorkbook)
{
    EXPECT_EQ(abc(packed({ { "word/document.xml", "<w/>" } })), Strings { "!sheet.not_a_table" });
    EXPECT_EQ(abc("PK\3\4 and then nothing"), Strings { "!sheet.damaged" });
    EXPECT_EQ(with_part("xl/workbook.xml", "<workbook/>"), Strings { "!sheet.damaged" });
    EXPECT_EQ(with_part("xl/worksheets/sheet1.xml", ""), Strings { "!sheet.damaged" });
    EXPECT_EQ(with_part("xl/sharedStrings.xml", "<sst><si>"), Strings { "!sheet.damaged" });
}

TEST(Xlsx, SurvivesBeingCutAnywhere)
{
    auto const whole = packed(workbook(row(2, "<c r=\"A2\"><v>1</v></c>")));
    for (std::size_t size = 4; size < whole.size(); ++size) {
        auto const rows = abc(whole.substr(0, size));
        ASSERT_EQ(rows, Strings { "!sheet.damaged" }) << size;
    }
    std::size_t refused = 0;
    for (std::size_t at = 30; at < whole.size(); ++at) {
        auto bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ 0x10);
        if (abc(bent) != Strings { "2|1||" }) ++refused;
    }
    EXPECT_GT(refused, whole.size() / 4) << "checksums are looked at";
}

TEST(Xlsx, RefusesBombs)
{
    Limits const small { .inflated_bytes_max = 100'000 };
    auto const blanks = std::string(5'000'000, ' ');
    EXPECT_EQ(read_rows(blanks, small), Strings { "!sheet.inflates_too_far" });
    EXPECT_EQ(with_part("xl/sharedStrings.xml", "<sst>" + blanks + "</sst>", small),
              Strings { "!sheet.inflates_too_far" });
    EXPECT_EQ(abc(packed(workbook("")), { .packed_bytes_max = 100 }),
              Strings { "!sheet.inflates_too_far" });

    auto const laughs = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
                        "<sst><si><t>&b;</t></si></sst>";
    EXPECT_EQ(with_part("xl/sharedStrings.xml", laughs), Strings { "!sheet.unsafe" });
    auto const outside = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                         "<sst><si><t>&x;</t></si></sst>";
    EXPECT_EQ(with_part("xl/sharedStrings.xml", outside), Strings { "!sheet.unsafe" });

    std::string deep = "<sst>";
    for (int i = 0; i < 100; ++i) deep += "<r>";
    EXPECT_EQ(with_part("xl/sharedStrings.xml", deep), Strings { "!sheet.unsafe" });
    auto const endless = "<sst a=\"" + std::string(3'000'000, 'x') + "\"/>";
    EXPECT_EQ(with_part("xl/sharedStrings.xml", endless), Strings { "!sheet.unsafe" });
}

TEST(Xlsx, RefusesLinksThatLeaveTheFile)
{
    auto const links = [](std::string const& target) {
        return rels_head + link("r1", "worksheet", target) + "</Relationships>";
    };
    auto const name = "xl/_rels/workbook.xml.rels";
    EXPECT_EQ(with_part(name, links("../../../etc/passwd")), Strings { "!sheet.unsafe" });
    EXPECT_EQ(with_part(name, links("..\\..\\x.xml")), Strings { "!sheet.unsafe" });
    EXPECT_EQ(with_part(name, links("file:///etc/passwd")), Strings { "!sheet.unsafe" });
    EXPECT_EQ(with_part(name, links("worksheets/none.xml")), Strings { "!sheet.damaged" });
    auto const external = rels_head + "<Relationship Id=\"r1\" Type=\""s + types
        + "worksheet\" TargetMode=\"External\" Target=\"http://localhost/x\"/></Relationships>";
    EXPECT_EQ(with_part(name, external), Strings { "!sheet.damaged" });
}

TEST(Xlsx, RefusesImpossiblePlaces)
{
    auto const a2 = "<c r=\"A2\"><v>1</v></c>"s;
    EXPECT_EQ(read_rows(row(1'048'577, "")), Strings { "!sheet.too_many_rows" });
    EXPECT_EQ(read_rows(row(1, "")), Strings { "!sheet.damaged" });
    EXPECT_EQ(read_rows(row(2, a2) + row(2, a2)).back(), "!sheet.damaged");
    EXPECT_EQ(read_rows(row(2, "<c r=\"A3\"><v>1</v></c>")), Strings { "!sheet.damaged" });
    EXPECT_EQ(read_rows(row(2, "<c r=\"B2\"/><c r=\"A2\"/>")), Strings { "!sheet.damaged" });
    EXPECT_EQ(read_rows(row(2, "<c r=\"ZZZZZ2\"/>")), Strings { "!sheet.damaged" });
    EXPECT_EQ(read_rows("<row r=\"99999999999999999999\"/>"), Strings { "!sheet.damaged" });
    EXPECT_EQ(read_rows("</sheetData><sheetData><c r=\"A1\"/>"), Strings { "!sheet.damaged" });
    EXPECT_EQ(
        read_rows(row(2, a2 + "<c r=\"XFD2\"><v>1</v></c>") + row(3, "<c r=\"A3\"><v>2</v></c>")),
        (Strings { "2!sheet.too_many_columns XFD", "3|2||" }));
}

TEST(Xlsx, MarksABadRowAndGoesOn)
{
    auto const good = row(3, "<c r=\"A3\"><v>7</v></c>");
    EXPECT_EQ(read_rows(row(2, "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>") + good),
              (Strings { "2!sheet.formula_error B · b #REF!", "3|7||" }));
    EXPECT_EQ(read_rows(row(2, "<c r=\"A2\" t=\"s\"><v>99</v></c>") + good),
              (Strings { "2!sheet.bad_text A · a 99", "3|7||" }));
    EXPECT_EQ(read_rows(row(2, "<c r=\"A2\" t=\"str\"><v>" + std::string(40'000, 'x') + "</v></c>")
                        + good),
              (Strings { "2!sheet.cell_too_long A · a", "3|7||" }));
}

TEST(Xlsx, ReadsEveryKindOfCell)
{
    EXPECT_EQ(read_rows(row(2, "<c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>4</v></c>")),
              Strings { "2|Keset sabut| é&\r\n|" });
    EXPECT_EQ(read_rows(row(
                  2,
                  "<c r=\"A2\" t=\"inlineStr\"><is><t>007</t></is></c>"
                  "<c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" t=\"str\"><f>A1</f><v>x</v></c>")),
              Strings { "2|007|true|x" });
    EXPECT_EQ(read_rows(row(
                  2, "<c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"C2\" s=\"4\"><v>-45000</v></c>")),
              Strings { "2|2||-45000" });
    EXPECT_EQ(read_rows(row(2,
                            "<c r=\"A2\" s=\"1\"><v>44312</v></c><c r=\"B2\" s=\"2\">"
                            "<v>44312.586805555555</v></c><c r=\"C2\" s=\"3\"><v>0.5</v></c>")),
              Strings { "2|2021-04-26|2021-04-26T14:05:00|12:00:00" });
    EXPECT_EQ(read_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
              (Strings { "2|1|2|", "3|3||" }))
        << "references may be left out";
    EXPECT_EQ(read_rows(row(2, "<c r=\"A2\"/>") + row(90, "<c r=\"A90\"><v>1</v></c>")),
              Strings { "90|1||" })
        << "gaps count as rows";
    EXPECT_EQ(read_rows(row(
                  2, "<c r=\"A2\" t=\"str\"><v>=1+1</v></c><c r=\"B2\" t=\"str\"><v>'=x</v></c>")),
              Strings { "2|=1+1|'=x|" })
        << "nothing is defused in XLSX";
    EXPECT_EQ(with_part("xl/workbook.xml",
                        "<x:workbook xmlns:x=\"x\" xmlns:r=\"r\"><x:sheets><x:sheet name=\"D\" "
                        "r:id=\"r1\"/></x:sheets></x:workbook>"),
              Strings { "2|1||" })
        << "prefixes do not matter";
}

TEST(Xlsx, CountsDaysFrom1904WhenTheFileDoes)
{
    auto parts = workbook(row(2, "<c r=\"A2\" s=\"1\"><v>42850</v></c>"));
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
                               "<sheet name=\"D\" r:id=\"r1\"/></sheets></workbook>";
    EXPECT_EQ(abc(packed(parts)), Strings { "2|2021-04-26||" });
}

TEST(Xlsx, ReadsManyRows)
{
    std::string rows;
    for (int i = 2; i <= 20'000; ++i)
        rows += row(i, "<c r=\"A" + std::to_string(i) + "\"><v>" + std::to_string(i) + "</v></c>");
    auto const lines = read_rows(rows);
    ASSERT_EQ(lines.size(), 19'999U);
    EXPECT_EQ(lines.back(), "20000|20000||");
}

TEST(Number, IsShownAsTyped)
{
    struct Case {
        char const* stored;
        char const* shown;
    };
    Case const cases[] {
        { "45000", "45000" },
        { "-1.25", "-1.25" },
        { "2.5499999999999998", "2.55" },
        { "0.1", "0.1" },
        { "0.30000000000000004", "0.3" },
        { "1E+3", "1000" },
        { "1.5E-3", "0.0015" },
        { "9007199254740993", "9007199254740993" },
        { "0", "0" },
        { "1234567890123456.7", "1234567890123460" },
        { "x", "x" },
        { "", "" },
        { "1.", "1" },
        { "inf", "inf" },
        { "nan", "nan" },
        { "-", "-" },
        { "1e999", "1e999" },
    };
    for (auto const& one : cases) EXPECT_EQ(plain_number(one.stored), one.shown) << one.stored;
}

TEST(Number, KnowsFormatsOfDays)
{
    for (auto const* code : { "yyyy-mm-dd", "d mmmm yyyy", "[$-421]dd mmmm yyyy;@", "m/d/yy h:mm" })
        EXPECT_EQ(shown_by_code(code), Shown::day) << code;
    for (auto const* code : { "h:mm", "hh:mm:ss", "h:mm AM/PM" })
        EXPECT_EQ(shown_by_code(code), Shown::clock) << code;
    for (auto const* code : { "General", "0.00", "#,##0", "\"dus\"0", "[Red]0", "[h]:mm", "0\\d",
                              "_(* #,##0_)", "0.00E+00", "[$Rp-421]#,##0", "" })
        EXPECT_EQ(shown_by_code(code), Shown::number) << code;
    EXPECT_EQ(shown_by_number(14), Shown::day);
    EXPECT_EQ(shown_by_number(20), Shown::clock);
    EXPECT_EQ(shown_by_number(46), Shown::number);
    EXPECT_EQ(shown_by_number(4), Shown::number);
}

TEST(Number, CountsDaysAsTheFormatDoes)
{
    auto const day = [](char const* text) { return plain_time(text, Shown::day, Epoch::y1900); };
    EXPECT_EQ(day("1"), "1900-01-01");
    EXPECT_EQ(day("59"), "1900-02-28");
    EXPECT_EQ(day("60"), "60") << "the day that never was";
    EXPECT_EQ(day("61"), "1900-03-01");
    EXPECT_EQ(day("44312"), "2021-04-26");
    EXPECT_EQ(day("44312.999999999"), "2021-04-27") << "rounded to the millisecond";
    EXPECT_EQ(day("44312.25001"), "2021-04-26T06:00:00.864");
    EXPECT_EQ(day("2958465"), "9999-12-31");
    EXPECT_EQ(day("2958466"), "2958466");
    EXPECT_EQ(day("-1"), "-1");
    EXPECT_EQ(day("kemarin"), "kemarin");
}

TEST(Workbook, UndoesEscapes)
{
    EXPECT_EQ(unescaped("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
    EXPECT_EQ(unescaped("_x00_ _xZZZZ_ _x"), "_x00_ _xZZZZ_ _x");
}

} // namespace

} // namespace karya::sheet
