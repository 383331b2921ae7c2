// The treasury's list in the forms it may come in, and what it proves.

#include "pnbp/test_treasury.h"
#include "sheet/writer.h"
#include <fstream>
#include <sstream>

namespace karya::pnbp {
namespace {

class MatchTest : public Treasury {
protected:
    Deposit deposited(std::int64_t pieces)
    {
        sell(pieces);
        return paid(billed(made()));
    }
    MatchFileId sent(std::string const& bytes)
    {
        auto const table = read_table(bytes);
        EXPECT_TRUE(table.ok()) << table.error().code().id;
        return run([&](Call& call) { return put_file(call, unit(), table.value()); }).take();
    }
    Result<std::int64_t> try_match(MatchFileId file, Mapping const& mapping)
    {
        return run([&](Call& call) { return match(call, unit(), file, mapping); });
    }
    /// "matched 2 PTK-PNBP-1", a line each.
    std::vector<std::string> told(std::string const& bytes, Mapping const& mapping)
    {
        auto const table = read_table(bytes).take();
        auto const ours = look([&](View& view) { return all_deposits(view, unit()); });
        std::vector<std::string> lines;
        auto const compared = compare(table, mapping, ours);
        for (auto const& one : compared.matches)
            lines.push_back(std::string { enum_text(one.finding) } + " " + one.rows
                            + (one.ours ? " " + number_of(unit(), *one.ours) : ""));
        for (auto const& total : compared.totals)
            lines.push_back("total " + total.row + ": " + std::to_string(total.told.amount())
                            + " for " + std::to_string(total.sum.amount()));
        lines.push_back("skipped " + std::to_string(compared.skipped));
        return lines;
    }
    using Lines = std::vector<std::string>;
    Mapping const usual { "NTPN", "Jumlah", "Tanggal", "" };
};

std::string utf16(std::string_view text)
{
    std::string bytes = "\xff\xfe";
    for (char const c : text) {
        bytes += c;
        bytes += '\0';
    }
    return bytes;
}

TEST_F(MatchTest, a_file_that_is_no_table_is_refused)
{
    EXPECT_EQ(code_of(read_table("%PDF-1.4 ...")), "sheet.not_a_table");
    EXPECT_EQ(code_of(read_table("")), "sheet.no_header");
    EXPECT_EQ(code_of(read_table("\xd0\xcf\x11\xe0 alt")), "sheet.old_excel");
}

TEST_F(MatchTest, a_file_too_long_is_refused)
{
    std::string csv = "NTPN,Jumlah,Tanggal\n";
    for (std::size_t i = 0; i <= rows_max; ++i) csv += "0A1,5,2021-04-26\n";
    EXPECT_EQ(code_of(read_table(csv)), "pnbp.too_many_rows");
}

TEST_F(MatchTest, a_file_too_large_is_refused_sent_or_unpacked)
{
    EXPECT_EQ(code_of(read_table(std::string(bytes_max + 1, 'a'))), "pnbp.file_too_large");
    auto const path = (market.directory() / "besar.xlsx").string();
    auto writer = sheet::write_xlsx(path, "Besar").take();
    std::string const cell(30'000, 'x');
    sheet::Cell const names[] { std::string_view { "NTPN" }, std::string_view { "Jumlah" } };
    sheet::Cell const values[] { std::string_view { cell }, std::string_view { cell } };
    ASSERT_TRUE(writer->row(names).ok());
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(writer->row(values).ok());
    ASSERT_TRUE(writer->finish().ok());
    std::ifstream file { path, std::ios::binary };
    std::ostringstream bytes;
    bytes << file.rdbuf();
    ASSERT_LT(bytes.str().size(), bytes_max);
    EXPECT_EQ(code_of(read_table(bytes.str())), "pnbp.file_too_large");
}

TEST_F(MatchTest, columns_must_be_in_the_file_and_each_hold_one_thing)
{
    auto const file = sent("NTPN,Jumlah,Tanggal\n0A1,5,2021-04-26\n");
    EXPECT_EQ(reason_of(try_match(file, { "NTPN", "Nilai", "Tanggal", "" }), "amount"),
              "pnbp.no_such_column");
    EXPECT_EQ(reason_of(try_match(file, { "NTPN", "NTPN", "Tanggal", "" }), "amount"),
              "pnbp.column_twice");
    EXPECT_EQ(reason_of(try_match(file, { "", "Jumlah", "Tanggal", "" }), "ntpn"),
              "pnbp.no_such_column");
    auto const& ambon = market.ambon();
    EXPECT_EQ(code_of(run([&](Call& call) { return match(call, ambon, file, usual); })),
              "core.not_found");
}

TEST_F(MatchTest, each_row_finds_its_deposit_or_says_what_is_wrong)
{
    auto const first = deposited(1);
    auto const second = deposited(2);
    auto const third = deposited(1);
    sell();
    auto const open = billed(made());
    auto const csv = "Daftar penerimaan;;;\nNTPN;Jumlah;Tanggal;Kode Billing\n" + *first.ntpn
        + ";Rp 3.750,00;26/04/2021;\n" + *second.ntpn + ";7.499;26-4-2021;\n"
        + "FEDCBA9876543210;3750;2021-04-25;" + *open.code + "\n"
        + "FEDCBA9876543211;1.000.000;2021-04-27;820210425000001\n"
        + "FEDCBA9876543212;seribu;2021-04-27;\n;1.018.749;;\nJumlah;1.018.749;;\n";
    auto mapping = usual;
    mapping.code = "Kode Billing";
    EXPECT_EQ(
        told(csv, mapping),
        (Lines { "matched 3 PTK-PNBP-1", "other_amount 4 PTK-PNBP-2", "unrecorded 5 PTK-PNBP-4",
                 "unknown 6", "unreadable 7", "missing  PTK-PNBP-3", "skipped 2" }));
    EXPECT_EQ(try_match(sent(csv), mapping).take(), 1);
    EXPECT_EQ(now_of(first).state, DepositState::matched);
    for (auto const& other : { second, third }) EXPECT_EQ(now_of(other).state, DepositState::paid);
    EXPECT_EQ(now_of(open).state, DepositState::billed);
    EXPECT_EQ(broken(), "");
}

TEST_F(MatchTest, doing_it_twice_changes_nothing)
{
    auto const deposit = deposited(1);
    auto const csv = "NTPN,Jumlah,Tanggal\n" + *deposit.ntpn + ",3750,2021-04-26\n";
    auto const file = sent(csv);
    EXPECT_EQ(try_match(file, usual).take(), 1);
    auto const then = now_of(deposit).matched_at;
    now += days { 1 };
    EXPECT_EQ(try_match(file, usual).take(), 0);
    EXPECT_EQ(try_match(sent(csv), usual).take(), 0);
    EXPECT_EQ(now_of(deposit).matched_at, then);
    EXPECT_EQ(told(csv, usual).front(), "matched 2 PTK-PNBP-1");
}

TEST_F(MatchTest, an_ntpn_in_several_rows_is_one_payment)
{
    auto const deposit = deposited(2);
    auto const csv = "NTPN,Jumlah,Tanggal\n" + *deposit.ntpn
        + ",5000,2021-04-26\n0B1,7,2021-04-26\n" + *deposit.ntpn + ",2500,2021-04-26\n";
    EXPECT_EQ(told(csv, usual), (Lines { "matched 2, 4 PTK-PNBP-1", "unknown 3", "skipped 0" }));
}

TEST_F(MatchTest, ours_outside_the_days_of_the_file_are_not_missing)
{
    deposited(1);
    EXPECT_EQ(told("NTPN,Jumlah,Tanggal\n0B1,7,2021-04-25\n0B2,7,2021-04-20\n", usual),
              (Lines { "unknown 2", "unknown 3", "skipped 0" }));
    EXPECT_EQ(told("NTPN,Jumlah,Tanggal\n", usual), (Lines { "skipped 0" }));
}

TEST_F(MatchTest, encodings_and_separators_are_found_from_the_file)
{
    auto const deposit = deposited(1);
    for (char const separator : { ',', ';', '\t' }) {
        auto text = "Satker,NTPN,Jumlah,Tanggal\r\nL P," + *deposit.ntpn
            + ",3750,2021-04-26 08:00:00\r\n";
        std::ranges::replace(text, ',', separator);
        for (auto const& bytes : { text, "\xef\xbb\xbf" + text, utf16(text) })
            EXPECT_EQ(told(bytes, usual), (Lines { "matched 2 PTK-PNBP-1", "skipped 0" }))
                << separator;
        auto latin = text;
        latin.replace(latin.find("L P"), 3, "L\xe9P");
        EXPECT_EQ(told(latin, usual).front(), "matched 2 PTK-PNBP-1") << separator;
    }
}

TEST_F(MatchTest, a_title_above_the_table_hides_neither_separator_nor_header)
{
    auto const deposit = deposited(1);
    Mapping const mapping { "NTPN", "Nilai Setoran", "Tanggal Buku", "" };
    for (std::string const title :
         { "Daftar Penerimaan Negara\n\n", "Daftar Penerimaan Negara;;\n\n",
           "Kementerian Keuangan, RI\nPeriode: April 2021\n",
           "Kementerian Keuangan, RI\nKPPN, Pontianak\nSatker, Lapas\n\n" }) {
        auto const csv = title + "NTPN;Tanggal Buku;Nilai Setoran\n" + *deposit.ntpn
            + ";26/04/2021;3.750,00\n";
        auto const table = read_table(csv).take();
        EXPECT_EQ(guess(table).ntpn, "NTPN") << title;
        EXPECT_EQ(guess(table).amount, "Nilai Setoran") << title;
        EXPECT_EQ(told(csv, mapping).front().substr(0, 8), "matched ") << title;
        auto latin = csv;
        latin.replace(0, 1, "\xe9");
        EXPECT_EQ(told(latin, mapping).front().substr(0, 8), "matched ") << title;
    }
}

TEST_F(MatchTest, the_line_that_names_the_columns_can_be_chosen)
{
    auto const deposit = deposited(1);
    auto const file = sent("Rekap;a;b;c;d\nBukti;Uang;Hari\n" + *deposit.ntpn
                           + ";3750;26/4/2021\n");
    auto const kept = [&] {
        return look([&](View& view) { return kept_table(view, unit(), file); }).take().table;
    };
    EXPECT_EQ(kept().columns.front(), "Rekap");
    auto const choose = [&](std::int64_t line) {
        return run([&](Call& call) { return set_header(call, unit(), file, line); });
    };
    EXPECT_EQ(reason_of(choose(9), "line"), "pnbp.no_such_line");
    ASSERT_TRUE(choose(2).ok());
    EXPECT_EQ(kept().columns.front(), "Bukti");
    EXPECT_EQ(try_match(file, { "Bukti", "Uang", "Hari", "" }).take(), 1);
}

TEST_F(MatchTest, a_total_that_is_not_the_sum_of_its_rows_is_told)
{
    auto const deposit = deposited(1);
    auto const rows = "NTPN;Jumlah;Tanggal\n" + *deposit.ntpn + ";3.750;26/04/2021\n";
    std::string const more = "0B1;250;26/04/2021\n";
    EXPECT_EQ(told(rows + "TOTAL;3.750;\n", usual).back(), "skipped 1");
    EXPECT_EQ(told(rows + more + "TOTAL;4.000;\n", usual)[2], "skipped 1");
    EXPECT_EQ(told(rows + "Subtotal;3.750;\n" + more + "Subtotal;250;\nTOTAL;4.000;\n", usual)[2],
              "skipped 3");
    EXPECT_EQ(told(rows + "TOTAL;4.000;\n", usual)[1], "total 3: 4000 for 3750") << "cut off";
    EXPECT_EQ(told(rows + "0B1;?;26/04/2021\nTOTAL;4.000;\n", usual)[2], "skipped 1")
        << "no sum is known";
}

TEST_F(MatchTest, names_of_ones_own_are_taken_and_remembered_for_the_next_file)
{
    auto const deposit = deposited(1);
    auto const csv = "Bukti,Uang,Hari\n" + *deposit.ntpn + ",3750,26/4/2021\n";
    auto const first = sent(csv);
    auto const kept = [&](MatchFileId file) {
        return look([&](View& view) { return kept_table(view, unit(), file); }).take();
    };
    EXPECT_EQ(kept(first).mapping.ntpn, "");
    EXPECT_FALSE(kept(first).chosen);
    EXPECT_EQ(try_match(first, { "Bukti", "Uang", "Hari", "" }).take(), 1);
    auto const second = kept(sent(csv));
    EXPECT_EQ(second.mapping.ntpn, "Bukti");
    EXPECT_EQ(second.mapping.amount, "Uang");
    EXPECT_EQ(second.mapping.day, "Hari");
    EXPECT_FALSE(second.chosen);
}

TEST_F(MatchTest, a_spreadsheet_is_read_like_its_csv)
{
    auto const deposit = deposited(1);
    auto const path = (market.directory() / "kas.xlsx").string();
    {
        auto writer = sheet::write_xlsx(path, "Penerimaan").take();
        sheet::Cell const names[] { std::string_view { "NTPN" }, std::string_view { "Jumlah" },
                                    std::string_view { "Tanggal" } };
        sheet::Cell const values[] { std::string_view { *deposit.ntpn }, deposit.amount,
                                     *deposit.paid_on };
        ASSERT_TRUE(writer->row(names).ok());
        ASSERT_TRUE(writer->row(values).ok());
        ASSERT_TRUE(writer->finish().ok());
    }
    std::ifstream file { path, std::ios::binary };
    std::ostringstream bytes;
    bytes << file.rdbuf();
    EXPECT_EQ(told(bytes.str(), usual), (Lines { "matched 2 PTK-PNBP-1", "skipped 0" }));
}

TEST_F(MatchTest, a_unit_keeps_its_ten_newest_files)
{
    for (int i = 0; i < 12; ++i) {
        now += hours { 1 };
        sent("NTPN,Jumlah,Tanggal\n");
    }
    EXPECT_EQ(look([&](View& view) { return files(view, unit()); }).size(), 10U);
    EXPECT_EQ(look([&](View& view) { return files(view, market.ambon()); }).size(), 0U);
}

} // namespace
} // namespace karya::pnbp
