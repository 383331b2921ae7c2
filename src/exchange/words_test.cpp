// What files say in words: exports speak Indonesian, imports understand what was ever written; and
// what an import tells before and after.

#include "exchange/cells.h"
#include "exchange/exchange_test.h"
#include "exchange/receipt.h"

namespace karya::exchange {

namespace {

using namespace test;

template<DescribedEnum E>
void expect_read_back()
{
    sheet::Header const header { { "word", { "kata" } } };
    for (auto const value : enum_values<E>())
        for (auto const text : { file_word(value), enum_text(value) }) {
            auto const file = "kata\n\"" + std::string { text } + "\"\n";
            auto opened = sheet::Reader::open(sheet::from_memory(file), header);
            ASSERT_TRUE(opened.ok());
            auto reader = opened.take();
            sheet::Row row;
            ASSERT_TRUE(reader.next(row).ok());
            Cells cells { row };
            auto const other = value == E {} ? enum_values<E>().back() : E {};
            EXPECT_EQ(cells.word("word", other), value) << text;
        }
}

TEST(FileWords, EveryOneIsReadBackAsWhatItWas)
{
    expect_read_back<ReceiptType>();
    expect_read_back<sales::BuyerKind>();
    expect_read_back<sales::Payment>();
    expect_read_back<sales::SaleState>();
    expect_read_back<catalogue::ProductKind>();
    expect_read_back<catalogue::ProductState>();
    expect_read_back<catalogue::Measure>();
    expect_read_back<catalogue::Supply>();
    expect_read_back<catalogue::OriginGrade>();
    expect_read_back<catalogue::Reach>();
    expect_read_back<org::Field>();
    expect_read_back<org::ContractType>();
    expect_read_back<org::UnitKind>();
    expect_read_back<org::UnitCategory>();
    expect_read_back<Zone>();
}

TEST(FileWords, WhatPeopleWriteIsUnderstoodAndNeverGuessed)
{
    using catalogue::Measure;
    EXPECT_EQ(Cells::word_of<Measure>("Kilo"), Measure::kg);
    EXPECT_EQ(Cells::word_of<Measure>("KG"), Measure::kg);
    EXPECT_EQ(Cells::word_of<Measure>("m2"), Measure::meter_persegi);
    EXPECT_EQ(Cells::word_of<Measure>("pc"), Measure::pcs);
    EXPECT_EQ(Cells::word_of<Measure>("piece"), std::nullopt) << "butir and biji";
    EXPECT_EQ(Cells::word_of<Measure>("pak"), std::nullopt) << "a packet or a package";
    EXPECT_EQ(Cells::word_of<Measure>(""), std::nullopt);
    EXPECT_EQ(Cells::word_of<ReceiptType>("Jual"), ReceiptType::sale);
    EXPECT_EQ(Cells::word_of<ReceiptType>("beli"), std::nullopt);
    EXPECT_EQ(Cells::word_of<sales::SaleState>("batal"), sales::SaleState::voided);
    EXPECT_EQ(Cells::word_of<sales::SaleState>("kilo"), std::nullopt) << "another list's";
}

struct Files : testing::Test {
    Market market;
    std::string code = market.pontianak().code();

    std::string goods(std::string const& rows)
    {
        return imported(market, Kind::products, "unit,kode,nama,harga,stok awal,status\n" + rows);
    }
    Imported preview(Kind kind, std::string const& text)
    {
        auto const file = write_file(market, "preview.csv", text);
        return import_file(market.engine(), kind,
                           { .file = file, .now = evening, .lang = Lang::id, .preview = true })
            .take();
    }
};

TEST_F(Files, OldFilesWithEnglishWordsAreKnownBesideTheNewOnes)
{
    ASSERT_EQ(goods(code + ",A1,Keset,1000,100,published\n"), "1 1 0 0");
    auto const head = "unit,macam,nota,waktu,kode,jumlah,nilai,pembeli,bayar,status,atas nota\n";
    auto const old = head + code + ",sale," + code + "-W-1,2021-04-25 10:00,A1,3,3000,family,qris,"
        + "recorded,\n" + code + ",refund," + code
        + "-W-R1,2021-04-26 10:00,A1,1,1000,family,qris,," + code + "-W-1\n";
    EXPECT_EQ(imported(market, Kind::sales, old), "2 2 0 0");
    auto const written = exported(market, Kind::sales, "sales.csv");
    EXPECT_NE(written.find(",Penjualan,"), std::string::npos) << written;
    EXPECT_NE(written.find(",Keluarga,,QRIS,"), std::string::npos) << written;
    for (auto const* word : { "sale", "refund", "family", "qris", "recorded" })
        EXPECT_EQ(written.find("," + std::string { word } + ","), std::string::npos) << word;
    EXPECT_EQ(imported(market, Kind::sales, written), "2 0 2 0");
    EXPECT_EQ(imported(market, Kind::sales, old), "2 0 2 0");
    auto const bent = head + code + ",sale," + code
        + "-W-1,2021-04-25 10:00,A1,3,3000,family,cash,recorded,\n";
    EXPECT_EQ(imported(market, Kind::sales, bent).substr(0, 7), "1 0 0 1") << "paid otherwise";

    auto const ledger = exported(market, Kind::ledger, "ledger.csv");
    EXPECT_NE(ledger.find("Pengembalian," + code + "-W-R1,"), std::string::npos) << ledger;
    EXPECT_NE(ledger.find("Penjualan," + code + "-W-1,QRIS dalam proses,3000,"), std::string::npos)
        << ledger;
}

TEST_F(Files, AnotherRefundUnderAKnownNumberIsRefused)
{
    ASSERT_EQ(goods(code + ",A1,Keset,1000,100,Terbit\n"), "1 1 0 0");
    auto const head = "unit,macam,nota,waktu,kode,jumlah,atas nota\n";
    auto const back = [&](std::string const& pieces, std::string const& of) {
        return head + code + ",retur,R1,2021-04-26 10:00,A1," + pieces + "," + of + "\n";
    };
    ASSERT_EQ(imported(market, Kind::sales,
                       head + code + ",,N1,2021-04-25 10:00,A1,3,\n" + code
                           + ",,N2,2021-04-25 11:00,A1,3,\n"),
              "2 2 0 0");
    ASSERT_EQ(imported(market, Kind::sales, back("1", "N1")), "1 1 0 0");
    EXPECT_EQ(imported(market, Kind::sales, back("2", "N1")).substr(0, 7), "1 0 0 1");
    EXPECT_EQ(imported(market, Kind::sales, back("1", "N2")).substr(0, 7), "1 0 0 1");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 5'000 });
}

TEST_F(Files, MoreThanAMillionThatCameInOverTimeGoesOutAndComesInAgain)
{
    ASSERT_EQ(goods(code + ",A1,Keset,1000,2500000,Terbit\n"), "1 1 0 0");
    auto const written = exported(market, Kind::products, "goods.csv");
    Market fresh;
    EXPECT_EQ(imported(fresh, Kind::products, written), "1 1 0 0");
    EXPECT_EQ(exported(fresh, Kind::products, "goods.csv"), written);
    auto const said = goods(code + ",A2,Sapu,1000,\"0,5\",Terbit\n");
    EXPECT_EQ(said.substr(0, 7), "1 0 0 1");
    EXPECT_NE(said.find("2 Column stok: "), std::string::npos) << "by its heading: " << said;
    EXPECT_EQ(said.find("See the note"), std::string::npos) << said;
}

TEST_F(Files, APreviewTellsWhatWillBeRecordedAndRefusalsByRow)
{
    auto const some = preview(Kind::products,
                              "unit,kode,nama,harga,status\n" + code + ",A1,Keset,1000,Terbit\n"
                                  + code + ",A2,Sapu,2000,\n");
    ASSERT_TRUE(some.booking.has_value());
    ASSERT_EQ(some.booking->first.size(), 2U);
    EXPECT_EQ(some.booking->first[0].words, "Keset (Terbit)");
    EXPECT_EQ(some.booking->first[1].words, "Sapu (Konsep)");
    EXPECT_EQ(some.booking->first[1].row, 3);

    ASSERT_EQ(goods(code + ",A1,Keset,1000,100,Terbit\n"), "1 1 0 0");
    auto const told = preview(
        Kind::sales,
        "unit,macam,nota,waktu,kode,jumlah,nilai,status,atas nota\n" + code
            + ",,N1,2021-04-25 10:00,A1,3,,,\n" + code + ",,N2,2021-04-25 10:00,ZZ,1,,,\n" + code
            + ",,N3,2021-04-25 10:00,A1,x,,,\n" + code + ",,N4,2021-04-25 10:00,A1,2,,Dibatalkan,\n"
            + code + ",,N5,2021-04-25 10:00,ZZ,2,,,\n" + code
            + ",retur,R1,2021-04-26 10:00,A1,1,1000,,N1\n");
    EXPECT_EQ(told.booking->sales, 2);
    EXPECT_EQ(told.booking->turnover, Rupiah { 3'000 }) << "not what is voided";
    EXPECT_EQ(told.booking->refunds, 1);
    EXPECT_EQ(told.booking->paid_back, Rupiah { 1'000 });
    EXPECT_EQ(told.booking->first.at(0).name, "N1");
    EXPECT_EQ(told.booking->first.at(0).words, "25 April 2021 10.00 WIB: 3 Keset");
    ASSERT_EQ(told.first.size(), 3U);
    EXPECT_EQ(told.first[0].row, 3);
    EXPECT_EQ(told.first[1].row, 4);
    EXPECT_EQ(told.first[2].row, 6);
}

} // namespace

} // namespace karya::exchange
