#include "sheet/test_table.h"
#include "sheet/writer.h"
#include <chrono>
#include <random>
#include <thread>

namespace karya::sheet {

namespace {

using namespace std::string_literals;
using test::content_of;
using test::Folder;
using test::Strings;

Header const abc_header { { "a" }, { "b", {}, Need::optional }, { "c", {}, Need::optional } };

using Opened = Result<std::unique_ptr<Writer>>;

/// Writes a header a, b, c and these rows.
void write(Opened opened, std::vector<std::vector<Cell>> const& rows)
{
    auto writer = opened.take();
    std::vector<Cell> const names { "a", "b", "c" };
    ASSERT_TRUE(writer->row(names).ok());
    for (auto const& row : rows) ASSERT_TRUE(writer->row(row).ok());
    ASSERT_TRUE(writer->finish().ok());
}

Strings read(std::string const& path)
{
    auto reader = Reader::open(open_file(path).take(), abc_header);
    if (!reader.ok()) return { "!" + std::string { reader.error().code().id } };
    auto open = reader.take();
    return test::drained(open, abc_header);
}

// Failures first.

TEST(Writer, LeavesNothingBehindWhenItDoesNotFinish)
{
    Folder const folder;
    EXPECT_EQ(write_csv(folder / "none/a.csv").error().code(), write_failed);
    for (std::string const name : { "a.csv", "a.xlsx" }) {
        auto writer = name == "a.csv" ? write_csv(folder / name).take()
                                      : write_xlsx(folder / name, "x").take();
        std::vector<Cell> const cells { "a" };
        ASSERT_TRUE(writer->row(cells).ok());
        writer.reset();
        EXPECT_FALSE(std::filesystem::exists(folder / name));
        EXPECT_FALSE(std::filesystem::exists(folder / (name + ".part")));
    }
    auto lost = write_xlsx(folder / "none/a.xlsx", "x").take();
    EXPECT_EQ(lost->finish().error().code(), write_failed);
}

TEST(Writer, RefusesWhatItsReaderWouldRefuse)
{
    Folder const folder;
    auto csv = write_csv(folder / "a.csv").take();
    auto xlsx = write_xlsx(folder / "a.xlsx", "x").take();
    auto const too_long = std::string(40'000, 'x');
    auto const returns = std::string(10'000, '\r');
    for (auto* writer : { csv.get(), xlsx.get() }) {
        std::vector<Cell> const wide(257, Cell { "x" });
        EXPECT_EQ(writer->row(wide).error().code(), too_many_columns);
        std::vector<Cell> const lengthy { std::string_view { too_long } };
        EXPECT_EQ(writer->row(lengthy).error().code(), cell_too_long);
        std::vector<Cell> const dirty { "\xff" };
        EXPECT_EQ(writer->row(dirty).error().code(), bad_text);
    }
    std::vector<Cell> const grows { std::string_view { returns } };
    EXPECT_EQ(xlsx->row(grows).error().code(), cell_too_long) << "seven characters for each";
}

TEST(Writer, WritesCsvToTheByte)
{
    std::vector<Cell> const cells { "Keset",
                                    "=1+1",
                                    "a,b",
                                    "\"",
                                    "a\nb",
                                    " x",
                                    "x;y",
                                    std::int64_t { -5 },
                                    Rupiah { 45'000 },
                                    Quantity { 1200 },
                                    Day::from(2026, 4, 27),
                                    "" };
    EXPECT_EQ(csv_record(cells),
              "Keset,'=1+1,\"a,b\",\"\"\"\",\"a\nb\",\" x\",\"x;y\",-5,45000,1.2,2026-04-27,\r\n");
    Folder const folder;
    write(write_csv(folder / "a.csv", { .separator = ';', .mark = utf8_mark }), { { "1", "2,5" } });
    EXPECT_EQ(content_of(folder / "a.csv"),
              "\xef\xbb\xbf"
              "a;b;c\r\n1;\"2,5\"\r\n");
}

TEST(Writer, WritesNumbersAsNumbersAndTextAsText)
{
    Folder const folder;
    std::vector<std::vector<Cell>> const rows {
        { Rupiah { 45'000 }, Quantity { 1200 }, Day::from(2026, 4, 27) },
        { std::int64_t { -9'007'199'254'740'992 }, std::int64_t { INT64_MAX },
          std::int64_t { INT64_MIN } },
        { Quantity { 999'999'999'999 }, Quantity { -1 }, Quantity { 1'000'000'000'000 } },
        { "00123", "1e5", "true" },
        { "=1+1", "+62", "-5" },
        { Day::from(1900, 1, 1), Day::from(1900, 3, 1), Day::from(9999, 12, 31) },
    };
    Strings const expected { "2|45000|1.2|2026-04-27",
                             "3|-9007199254740992|9223372036854775807|-9223372036854775808",
                             "4|999999999.999|-0.001|1000000000",
                             "5|00123|1e5|true",
                             "6|=1+1|+62|-5",
                             "7|1900-01-01|1900-03-01|9999-12-31" };
    write(write_csv(folder / "a.csv"), rows);
    EXPECT_EQ(read(folder / "a.csv"), expected);
    write(write_xlsx(folder / "a.xlsx", "Data"), rows);
    EXPECT_EQ(read(folder / "a.xlsx"), expected);
}

TEST(Writer, MakesTheSameXlsxAtAnotherTime)
{
    Folder const folder;
    std::vector<std::vector<Cell>> const rows { { "x", Rupiah { 5 }, Day::from(2026, 1, 2) } };
    write(write_xlsx(folder / "one.xlsx", "Data"), rows);
    std::this_thread::sleep_for(std::chrono::milliseconds { 2100 }); // ZIP times count in 2 seconds
    write(write_xlsx(folder / "two.xlsx", "Data"), rows);
    EXPECT_EQ(content_of(folder / "one.xlsx"), content_of(folder / "two.xlsx"));
}

/// Random tables of the cells that break writers come back as they were, and written again they are
/// the same bytes.
TEST(Writer, ComesBackAsItWas)
{
    std::vector<std::string> const pieces { "=",  "+",  "-",       "@",       "'",   "\"", ",", ";",
                                            "\t", "\r", "\n",      " ",       "é",   "＝", "7", "x",
                                            "&",  "<",  "_x000D_", "_x005F_", "]]>", "0",  "." };
    auto const seed = std::random_device {}();
    std::mt19937 random { seed };
    Folder const folder;
    std::vector<std::vector<std::string>> texts(3000, std::vector<std::string>(3));
    for (auto& row : texts) {
        for (auto& cell : row)
            for (auto left = random() % 6; left > 0; --left)
                cell += pieces[random() % pieces.size()];
        row[0] += "k"; // no row is empty
    }
    std::vector<std::vector<Cell>> rows;
    for (auto const& row : texts) rows.emplace_back(row.begin(), row.end());

    auto const is_csv = [](std::string const& name) { return name.ends_with("csv"); };
    for (auto const& name : { "a.csv"s, "a.xlsx"s }) {
        auto const open = [&](std::string const& path) {
            return is_csv(name) ? write_csv(path) : write_xlsx(path, "Data");
        };
        write(open(folder / name), rows);
        auto reader = Reader::open(open_file(folder / name).take(), abc_header).take();
        std::vector<std::vector<std::string>> back;
        for (Row row; reader.next(row).value();) {
            ASSERT_FALSE(row.problem()) << row.number() << " seed " << seed;
            back.push_back(
                { std::string { row["a"] }, std::string { row["b"] }, std::string { row["c"] } });
        }
        ASSERT_EQ(back, texts) << name << " seed " << seed;

        std::vector<std::vector<Cell>> again;
        for (auto const& row : back) again.emplace_back(row.begin(), row.end());
        write(open(folder / ("again-" + name)), again);
        EXPECT_EQ(content_of(folder / name), content_of(folder / ("again-" + name)));
    }
}

} // namespace

} // namespace karya::sheet
