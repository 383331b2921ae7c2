#include "sheet/defuse.h"
#include "sheet/test_table.h"
#include <lzma.h>
#include <random>

namespace karya::sheet {

namespace {

using namespace std::string_literals;
using test::abc;
using test::Strings;
using test::table;

// Failures first.

TEST(Csv, RefusesWhatIsNoTable)
{
    EXPECT_EQ(abc(""), Strings { "!sheet.no_header" });
    EXPECT_EQ(abc("\n\n \r\n;;;\n"), Strings { "!sheet.no_header" });
    EXPECT_EQ(abc("%PDF-1.7\n..."), Strings { "!sheet.not_a_table" });
    EXPECT_EQ(abc("<html><table>"), Strings { "!sheet.not_a_table" });
    EXPECT_EQ(abc("\x89PNG\r\n\x1a\n"), Strings { "!sheet.not_a_table" });
    EXPECT_EQ(abc("\x13\x8f\xa2,\x01\x7f\xc3\n\x99\x02"), Strings { "!sheet.not_a_table" });
    EXPECT_EQ(abc("Laporan\x01penjualan\na,b,c\n1,2,3\n").size(), 1U) << "its header is readable";
    EXPECT_EQ(abc("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), Strings { "!sheet.old_excel" });
    EXPECT_EQ(abc("\xff\xfe\0\0a\0\0\0"s), Strings { "!sheet.bad_encoding" });
}

TEST(Csv, NamesTheColumnsThatAreMissing)
{
    Header const header { { "code", { "kode" } }, { "price", { "harga" } }, { "unit" } };
    auto const reader = Reader::open(from_memory("Nama,Harga\nKeset,5\n"), header);
    ASSERT_FALSE(reader.ok());
    EXPECT_EQ(reader.error().code(), missing_columns);
    EXPECT_EQ(reader.error().args.at(0).second, "code (kode), unit");
    EXPECT_EQ(table("kode,KODE,harga,unit\n", header), Strings { "!sheet.repeated_column" });
    EXPECT_EQ(table("sku,kode,price\n", { { "code", { "kode", "sku" } }, { "price" } }),
              Strings { "!sheet.repeated_column" });
}

TEST(Csv, MarksABadRowAndGoesOn)
{
    EXPECT_EQ(abc("a,b\n\"1\"x,2\n3,4\n"), (Strings { "2!sheet.stray_quote A · a", "3|3|4|" }));
    EXPECT_EQ(abc("a,b\n1,2,extra\n3,4,\n"), (Strings { "2!sheet.extra_cell C extra", "3|3|4|" }));
    EXPECT_EQ(abc("a,b\n1,\0\n3,4\n"s), (Strings { "2!sheet.bad_text B · b", "3|3|4|" }));
    EXPECT_EQ(abc("a\n" + std::string(40'000, 'x') + "\n2\n"),
              (Strings { "2!sheet.cell_too_long A · a", "3|2||" }));
    EXPECT_EQ(abc("a\n" + std::string(300, ',') + "\n2\n"),
              (Strings { "2!sheet.too_many_columns IW", "3|2||" }));
}

TEST(Csv, SaysWhereAQuoteWasLeftOpen)
{
    auto reader = Reader::open(from_memory("a,b\n1,2\n\n3,\"never\nclosed\n"), { { "a" } }).take();
    Row row;
    ASSERT_TRUE(reader.next(row).value());
    auto const end = reader.next(row);
    ASSERT_FALSE(end.ok());
    EXPECT_EQ(end.error().code(), unclosed_quote);
    EXPECT_EQ(end.error().args.at(0).second, "4");
    EXPECT_EQ(end.error().args.at(1).second, "B");
}

struct Case {
    char const* name;
    std::string text;
    Strings rows;
};

TEST(Csv, ReadsWhatPeopleSave)
{
    Case const cases[] {
        { "plain", "a,b,c\n1,2,3\n", { "2|1|2|3" } },
        { "no line end at the end", "a,b,c\n1,2,3", { "2|1|2|3" } },
        { "CRLF", "a,b,c\r\n1,2,3\r\n4,5,6\r\n", { "2|1|2|3", "3|4|5|6" } },
        { "CR alone", "a,b,c\r1,2,3\r4,5,6", { "2|1|2|3", "3|4|5|6" } },
        { "line ends mixed", "a\r\n1\n2\r3\r\n", { "2|1||", "3|2||", "4|3||" } },
        { "separator in quotes",
          "a,b\nBudi,\"Jalan Sabut 5, Pontianak\"\n",
          { "2|Budi|Jalan Sabut 5, Pontianak|" } },
        { "quotes doubled",
          "a,b\n1,\"keset \"\"halus\"\" besar\"\n",
          { "2|1|keset \"halus\" besar|" } },
        { "quote inside a plain cell", "a,b\n5\" papan,2\n", { "2|5\" papan|2|" } },
        { "line ends in cells",
          "a,b\n\"satu\r\ndua\",2\n3,\"\n\"\n",
          { "2|satu\r\ndua|2|", "3|3|\n|" } },
        { "JSON in a cell",
          "a,b\n1,\"{\"\"berat\"\": [1.5, 2]}\"\n",
          { "2|1|{\"berat\": [1.5, 2]}|" } },
        { "empty cells, quoted and not", "a,b,c\n1,\"\",\n,,3\n", { "2|1||", "3|||3" } },
        { "short row", "a,b,c\n1\n", { "2|1||" } },
        { "blank after a closing quote", "a,b\n\"1\" ,2\n", { "2|1|2|" } },
        { "blanks kept", "a,b\n 1 , 2\n", { "2| 1 | 2|" } },
        { "leading zeros kept", "a,b\n00123,1e5\n", { "2|00123|1e5|" } },
        { "semicolons", "a;b;c\n1;2,5;3\n", { "2|1|2,5|3" } },
        { "tabs", "a\tb\tc\n1\t2,5\t3;4\n", { "2|1|2,5|3;4" } },
        { "known names decide", "a;x,y,z;b\n1;2;3\n", { "2|1|3|" } },
        { "Excel's own sep line", "sep=;\r\na;b\r\n1;2\r\n", { "2|1|2|" } },
        { "UTF-8 mark",
          "\xef\xbb\xbf"
          "a,b\n1,Ékor\n",
          { "2|1|Ékor|" } },
        { "empty rows count", "a\n\n1\n,,\n2\n", { "3|1||", "5|2||" } },
        { "a title above", "Laporan April\n\na,b\n1,2\n", { "4|1|2|" } },
        { "columns in any order", "c,a\n3,1\n", { "2|1||3" } },
        { "names in any spelling", " B ,A *,\"C\"\n1,2,3\n", { "2|2|1|3" } },
    };
    for (auto const& one : cases) EXPECT_EQ(abc(one.text), one.rows) << one.name;
}

TEST(Csv, FindsTheSeparatorOfTheTableBelowATitle)
{
    auto const semicolons = "a;b;c\n1,5;2,5;3\n"s;
    EXPECT_EQ(abc("Daftar penerimaan\n\n" + semicolons), Strings { "4|1,5|2,5|3" });
    EXPECT_EQ(abc("Kementerian Keuangan, RI\n" + semicolons), Strings { "3|1,5|2,5|3" });
    EXPECT_EQ(abc("Keuangan, RI\nPeriode, Mei\nDaftar, satu\n" + semicolons),
              Strings { "5|1,5|2,5|3" });
    EXPECT_EQ(abc("Rekap; November\na,b,c\n1,2;3,4\n"), Strings { "3|1|2;3|4" });
    EXPECT_EQ(abc("Rekap, November\na\tb\tc\n1\t2\t3\n"), Strings { "3|1|2|3" });
}

TEST(Csv, FindsColumnsByAliasAndListsTheOthers)
{
    Header const header { { "stock_on_hand", { "stok barang" } }, { "code", { "kode" } } };
    auto reader = Reader::open(from_memory("Warna,KODE,Stok__Barang\nbiru,K-1,7\n"), header).take();
    EXPECT_EQ(reader.ignored(), Strings { "Warna" });
    Row row;
    ASSERT_TRUE(reader.next(row).value());
    EXPECT_EQ(row["stock_on_hand"], "7");
    auto const error = row.error(bad_text, "code");
    EXPECT_EQ(error.args.at(0).second, "2");
    EXPECT_EQ(error.args.at(1).second, "B · KODE");
    EXPECT_EQ(error.args.at(2).second, "K-1");
    EXPECT_THROW(row["no such key"], Bug);
}

std::string utf16(std::u16string_view text, bool big)
{
    std::string bytes;
    for (auto const unit : text) {
        auto const high = static_cast<char>(unit >> 8);
        auto const low = static_cast<char>(unit & 0xff);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

TEST(Csv, DecodesWhatSpreadsheetProgramsSave)
{
    Strings const expected { "2|é€|\U0001f9f6|" };
    auto const text = u"a,b\né€,\U0001f9f6\n"s;
    EXPECT_EQ(abc(utf16(u"\ufeff" + text, false)), expected);
    EXPECT_EQ(abc(utf16(u"\ufeff" + text, true)), expected);
    EXPECT_EQ(abc(utf16(text, false)), expected);
    EXPECT_EQ(abc("a,b\n\xe9\x80,x\n"), (Strings { "2|é€|x|" })) << "Windows-1252";
    EXPECT_EQ(abc("a,b\n1,\x81\n2,3\n"), (Strings { "2!sheet.bad_text B · b", "3|2|3|" }));
    EXPECT_EQ(abc(utf16(u"\ufeff"
                        "a,b\n1,\xd800\n2,3\n",
                        false)),
              (Strings { "2!sheet.bad_text B · b", "3|2|3|" }))
        << "half a pair";
    EXPECT_EQ(abc("a,b\nsatu é dua é tiga é,\xff\n2,é\n"),
              (Strings { "2!sheet.bad_text B · b", "3|2|é|" }))
        << "one damaged letter does not turn UTF-8 into something else";
}

TEST(Csv, KeepsLettersThatLieAcrossPieces)
{
    // Pieces are 64 KiB: every offset of a letter around that border is tried.
    for (std::size_t pad = 65'525; pad < 65'540; ++pad) {
        std::string text = "a,b\né,";
        std::string const filler(1000, 'y');
        while (text.size() + filler.size() + 4 < pad) text += filler + "\né,";
        text += std::string(pad - text.size(), 'z') + "é\n€,2\n";
        auto const rows = abc(text);
        ASSERT_GT(rows.size(), 2U);
        EXPECT_TRUE(rows[rows.size() - 2].ends_with("zé|")) << pad;
        EXPECT_EQ(rows.back(), std::to_string(rows.size() + 1) + "|€|2|") << pad;
    }
}

std::string xz(std::string const& text)
{
    std::string packed(text.size() + 1024, '\0');
    std::size_t size = 0;
    auto const state = lzma_easy_buffer_encode(
        6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<std::uint8_t const*>(text.data()),
        text.size(), reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size());
    EXPECT_EQ(state, LZMA_OK);
    packed.resize(size);
    return packed;
}

TEST(Csv, ReadsXzAsAStream)
{
    std::string text = "a,b\n";
    for (int i = 0; i < 50'000; ++i) text += std::to_string(i) + ",baris\n";
    auto const packed = xz(text);
    auto const rows = abc(packed);
    ASSERT_EQ(rows.size(), 50'000U);
    EXPECT_EQ(rows.back(), "50001|49999|baris|");
    EXPECT_EQ(abc(xz("a,b\n1,") + xz("2\n")), Strings { "2|1|2|" }) << "streams in a row are one";

    auto cut = abc(packed.substr(0, packed.size() / 2));
    EXPECT_EQ(cut.back(), "!sheet.damaged");
    auto bent = packed;
    bent[bent.size() / 2] = static_cast<char>(bent[bent.size() / 2] ^ 0x55);
    EXPECT_EQ(abc(bent).back(), "!sheet.damaged");
    EXPECT_EQ(abc(xz(xz("a\n1\n"))), Strings { "!sheet.not_a_table" }) << "packed once only";
}

TEST(Csv, TellsHowFarItIs)
{
    std::string text = "a\n";
    while (text.size() < 1'000'000) text += "baris\n";
    auto reader = Reader::open(from_memory(text), { { "a" } }).take();
    EXPECT_EQ(reader.format(), Format::csv);
    Row row;
    std::int64_t last = 0;
    while (reader.next(row).value()) {
        auto const progress = reader.progress();
        EXPECT_EQ(progress.total, static_cast<std::int64_t>(text.size()));
        EXPECT_GE(progress.done, last);
        last = progress.done;
    }
    EXPECT_EQ(last, static_cast<std::int64_t>(text.size()));
}

TEST(Source, RefusesWhatIsNoFile)
{
    EXPECT_EQ(open_file("/no/such/file.csv").error().code(), file_unreadable);
    EXPECT_EQ(open_file("/").error().code(), file_unreadable);
}

TEST(Defuse, StopsFormulasAndKeepsNumbers)
{
    for (std::string const cell : { "=1+2", "+62812", "@SUM(A1)", "-cmd", "-5+3", "\t=1", "\r=1",
                                    "＝1", "＠x", "'=1", "''+1", "-1-1", "-1.2.3", "-" })
        EXPECT_EQ(defused(cell), "'" + cell);
    for (std::string const cell : { "", "Keset", "-5", "-1.25", "-1,5", "'kutip'", "5-3", "'-5" })
        EXPECT_EQ(defused(cell), cell);
}

TEST(Defuse, IsUndoneExactly)
{
    std::mt19937 random { 20'260'427 };
    std::string_view const letters = "'=+-@\t\r\n15.,x";
    for (int i = 0; i < 200'000; ++i) {
        std::string cell;
        for (auto left = random() % 7; left > 0; --left) cell += letters[random() % letters.size()];
        ASSERT_EQ(undefused(defused(cell)), cell);
    }
}

} // namespace

} // namespace karya::sheet
