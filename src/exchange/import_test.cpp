#include "exchange/exchange_test.h"
#include "exchange/stable_id.h"

namespace karya::exchange {

namespace {

using namespace test;

TEST(StableId, OrdersByTimeAndIsTheSameForTheSameWords)
{
    auto const early = stable_id(at("2010-12-01T08:26:00Z"), "536365");
    auto const late = stable_id(at("2010-12-01T08:26:01Z"), "1");
    EXPECT_LT(early.text(), late.text());
    EXPECT_EQ(early, stable_id(at("2010-12-01T08:26:00Z"), "536365"));
    EXPECT_NE(early, stable_id(at("2010-12-01T08:26:00Z"), "536366"));
    EXPECT_EQ(early.text()[14], '7');
}

std::string const goods_file = "unit,kode,nama,satuan,harga,biaya,stok,status\n"
                               "PTK,A1,Keset,pcs,45.000,20000,10,published\n"
                               "PTK,A2,Gula aren,kg,Rp 30.000,,5,Terbit\n";

struct ImportTest : testing::Test {
    Market market;
    std::string code = market.pontianak().code();

    /// The file with the unit's own code in the place of PTK.
    std::string of_unit(std::string text) const
    {
        for (std::size_t at; (at = text.find("PTK")) != std::string::npos;)
            text.replace(at, 3, "\x01");
        for (std::size_t at; (at = text.find('\x01')) != std::string::npos;)
            text.replace(at, 1, code);
        return text;
    }
    std::string take(Kind kind, std::string const& text, Import const& import = {})
    {
        return imported(market, kind, of_unit(text), import);
    }
    void add_goods() { ASSERT_EQ(take(Kind::products, goods_file).substr(0, 7), "2 2 0 0"); }
    Quantity on_hand(std::string_view of)
    {
        auto const scope = market.pontianak();
        return market
            .view(market.cast.admin, evening,
                  [&](View& view) -> Result<Quantity> {
                      return catalogue::sellable_by_code(view, scope, of).value().left;
                  })
            .take();
    }
};

TEST_F(ImportTest, RefusesWhatIsNoTable)
{
    EXPECT_EQ(take(Kind::products, "%PDF-1.7"), "sheet.not_a_table");
    EXPECT_EQ(take(Kind::products, "foo,bar\n1,2\n"), "sheet.missing_columns");
    EXPECT_EQ(take(Kind::ledger, "unit\n"), "core.invalid");
}

TEST_F(ImportTest, RefusesBadRowsOfProductsAndGoesOn)
{
    auto const said = take(Kind::products,
                           "unit,kode,nama,harga,stok\n"
                           "NOWHERE,B1,Keset,45000,1\n"
                           "PTK,B2,Keset,1e30,1\n"
                           "PTK,B3,Keset,-5,1\n"
                           "PTK,B4,Keset,0,1\n"
                           "PTK,B5,Keset,45000,-1\n"
                           "PTK,B6,,45000,1\n"
                           "PTK,B7,Keset,45000,1\n"
                           "PTK,B7,Keset,46000,1\n");
    EXPECT_EQ(said.substr(0, 7), "8 1 0 7") << said;
    EXPECT_NE(said.find("2 Column A · unit: there is no unit “NOWHERE”"), std::string::npos)
        << said;
    EXPECT_NE(said.find("3 Column D · harga: “1e30”"), std::string::npos) << said;
    EXPECT_EQ(on_hand("B7"), Quantity::pieces(1));
}

TEST_F(ImportTest, ReadsWindowsTextByteOrderMarksAndSemicolons)
{
    auto const marked = take(Kind::products,
                             "\xef\xbb\xbfunit;kode;nama;harga\nPTK;C1;Caf\xe9;5000\n");
    EXPECT_EQ(marked.substr(0, 7), "1 0 0 1") << "the mark promises UTF-8: " << marked;
    EXPECT_EQ(take(Kind::products, "unit;kode;nama;harga\nPTK;C2;Caf\xe9;5000\n").substr(0, 7),
              "1 1 0 0");
}

TEST_F(ImportTest, AFormulaIsTextAndStaysText)
{
    EXPECT_EQ(take(Kind::products, "unit,kode,nama,harga\nPTK,D1,\"=1+1\",5000\n").substr(0, 7),
              "1 1 0 0");
    EXPECT_NE(exported(market, Kind::products, "p.csv").find("'=1+1"), std::string::npos);
}

TEST_F(ImportTest, TakesProductsOnceAndChangesThemLater)
{
    add_goods();
    EXPECT_EQ(take(Kind::products, goods_file), "2 0 2 0");
    EXPECT_EQ(take(Kind::products, "unit,kode,nama,harga\nPTK,A1,Keset besar,50000\n"), "1 1 0 0");
    auto const scope = market.pontianak();
    auto const found = market.view(market.cast.admin, evening, [&](View& view) {
        return Result<std::optional<catalogue::Sellable>> { catalogue::sellable_by_code(view, scope,
                                                                                        "A1") };
    });
    EXPECT_EQ(found.value()->name, "Keset besar");
    EXPECT_EQ(found.value()->price, Rupiah { 50'000 });
    EXPECT_EQ(found.value()->left, Quantity::pieces(10)) << "a row of a file is no count";
}

TEST_F(ImportTest, APreviewWritesNothing)
{
    EXPECT_EQ(take(Kind::products, goods_file, { .preview = true }), "2 2 0 0");
    EXPECT_EQ(take(Kind::products, goods_file), "2 2 0 0");
}

TEST_F(ImportTest, AUnitBringsInItsOwnDataOnly)
{
    auto const ambon = market.ambon().code();
    auto const said = take(Kind::products,
                           "unit,kode,nama,harga\n" + ambon + ",E1,Keset,5000\nPTK,E2,Keset,5000\n",
                           { .actor = market.cast.wayan });
    EXPECT_EQ(said.substr(0, 7), "2 1 0 1") << said;
    EXPECT_NE(said.find("is not your unit"), std::string::npos) << said;
}

std::string const sales_head =
    "unit,nota,waktu,kode,jumlah,harga,potongan,pembeli,bayar,macam,atas nota,nilai\n";

TEST_F(ImportTest, ARowOfAReceiptThatCannotBeUsedStopsTheReceiptOnly)
{
    add_goods();
    auto const said = take(Kind::sales,
                           sales_head
                               + "PTK,N1,2021-04-25 10:00,A1,1,45000,,umum,tunai,,,45000\n"
                                 "PTK,N2,2021-04-25 10:05,A1,1,,,,,,,\n"
                                 "PTK,N2,2021-04-25 10:05,ZZ,1,,,,,,,\n"
                                 "PTK,N3,2021-04-25 10:06,A1,0,,,,,,,\n"
                                 "PTK,N3,2021-04-25 10:06,A2,1,,,,,,,\n"
                                 "PTK,N4,2021-04-25 10:07,A1,1,45000,,,,,,44000\n"
                                 "PTK,N5,2999-01-01 10:07,A1,1,,,,,,,\n"
                                 "PTK,N6,25/04/2021 11:00,A2,\"1,5\",30000,5000,petugas,qris,,,\n");
    EXPECT_EQ(said.substr(0, 7), "8 2 0 6") << said;
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 45'000 + 45'000 - 5'000 });
    EXPECT_EQ(on_hand("A1"), Quantity::pieces(9));
    EXPECT_EQ(on_hand("A2"), Quantity { 3'500 });
}

TEST_F(ImportTest, ADayThatHasNotComeIsToldAsACellNotAsAClock)
{
    add_goods();
    auto const said = take(Kind::sales,
                           sales_head
                               + "PTK,N5,2999-01-01 10:07,A1,1,,,,,,,\n"
                                 "PTK,N6,1999-12-31 10:07,A1,1,,,,,,,\n"
                                 "PTK,N7,2021-04-25 10:07,A1,1,,,,,,,\n"
                                 "PTK,R7,2021-04-24 10:07,A1,1,,,,,retur,N7,\n");
    EXPECT_EQ(said.substr(0, 7), "4 1 0 3") << said;
    EXPECT_NE(said.find("2 Column C · waktu: “2999-01-01 10:07” has not happened yet"),
              std::string::npos)
        << said;
    EXPECT_NE(said.find("3 Column C · waktu: “1999-12-31 10:07”"), std::string::npos) << said;
    EXPECT_NE(said.find("is earlier than the sale"), std::string::npos) << said;
}

TEST_F(ImportTest, RowsOfOneReceiptNeedNotStandTogether)
{
    add_goods();
    auto const said = take(Kind::sales,
                           sales_head
                               + "PTK,M1,2021-04-25 10:00,A1,1,,,,,,,\n"
                                 "PTK,M2,2021-04-25 10:01,A1,1,,,,,,,\n"
                                 "PTK,M1,2021-04-25 10:00,A2,2,,,,,,,\n");
    EXPECT_EQ(said, "3 3 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 150'000 });
}

TEST_F(ImportTest, AReceiptIsOneHoweverItsUnitAndTypeAreWritten)
{
    add_goods();
    std::string small = code;
    for (char& c : small) c = static_cast<char>(std::tolower(c));
    auto const said = take(Kind::sales,
                           sales_head + "PTK,Z1,2021-04-25 10:00,A1,1,,,,,,,\n" + small
                               + ",Z1,2021-04-25 10:00,A1,2,,,,,penjualan,,\n"
                                 "PTK,Z1,2021-04-25 10:00,A2,1,,,,,sale,,\n"
                                 "PTK,Z1,2021-04-25 10:00,A2,1,,,,,JUAL,,\n");
    EXPECT_EQ(said, "4 4 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 3 * 45'000 + 2 * 30'000 });
    auto const back = take(Kind::sales,
                           sales_head + "PTK,Y1,2021-04-26 10:00,A1,1,,,,,Retur,Z1,\n" + small
                               + ",Y1,2021-04-26 10:00,A2,1,,,,,pengembalian,Z1,\n");
    EXPECT_EQ(back, "2 2 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 2 * 45'000 + 30'000 });
}

TEST_F(ImportTest, ARowOfAnUnreadableUnitOrTypeKeepsItsReceiptBack)
{
    add_goods();
    std::string const other = "PTK,Q2,2021-04-25 10:00,A1,1,,,,,,,\n";
    for (std::string_view const bad :
         { "PTX,Q1,2021-04-25 10:00,A1,1,,,,,,,\n", ",Q1,2021-04-25 10:00,A1,1,,,,,,,\n",
           "PTK,Q1,2021-04-25 10:00,A1,1,,,,,entah,,\n", ",,,A1,1,,,,,,,\n", ",,,A1,1,,,,,,,,9\n",
           "PTK,Q1,2021-04-25 10:00,A1,1,,,,,,,,too much\n" })
        for (bool const first : { false, true }) {
            std::string_view const good = "PTK,Q1,2021-04-25 10:00,A1,1,,,,,,,\n";
            bool const by_number = bad.find("Q1") != std::string_view::npos;
            if (first && !by_number) continue; // belongs to what stands above it
            std::string rows { sales_head };
            for (std::string_view const row :
                 { first ? bad : good, first ? good : bad, good, std::string_view { other } })
                rows += row;
            auto const said = take(Kind::sales, rows, { .preview = true });
            EXPECT_EQ(said.substr(0, 7), "4 1 0 3") << bad << said;
            EXPECT_NE(said.find("Another row of this receipt"), std::string::npos) << said;
        }
    EXPECT_EQ(take(Kind::sales, sales_head + other + ";;,,Jumlah,,1,,,,,,,\n").substr(0, 7),
              "2 1 0 1")
        << "totals below are nobody's";
}

TEST_F(ImportTest, ADayWithoutATimeIsNotAheadOfItsOwnMorning)
{
    add_goods();
    auto const morning = at("2021-04-26T06:15:00+07:00");
    auto const day = [&](std::string const& rest) {
        return sales_head + "PTK,D1,26/04/2021,A1,2,,,,,,," + rest + "\n";
    };
    EXPECT_EQ(take(Kind::sales, day(""), { .now = morning, .preview = true }), "1 1 0 0");
    EXPECT_EQ(take(Kind::sales, day(""), { .now = morning }), "1 1 0 0");
    EXPECT_EQ(take(Kind::sales, day("90000")), "1 0 1 0") << "told otherwise, of the same day";
    EXPECT_EQ(take(Kind::sales, sales_head + "PTK,D1,25/04/2021,A1,2,,,,,,,\n").substr(0, 7),
              "1 0 0 1")
        << "of another day";
    EXPECT_EQ(take(Kind::sales, sales_head + "PTK,D2,27/04/2021,A1,2,,,,,,,\n", { .now = morning })
                  .substr(0, 7),
              "1 0 0 1")
        << "tomorrow";
    EXPECT_EQ(take(Kind::sales,
                   sales_head
                       + "PTK,D3,25/04/2021 17.00,A1,1,,,,,,,\n"
                         "PTK,R3,25/04/2021,A1,1,,,,,retur,D3,\n"),
              "2 2 0 0")
        << "given back on the day, though after noon";
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 90'000 });
}

TEST_F(ImportTest, RefundsFindTheirSale)
{
    add_goods();
    auto const said = take(Kind::sales,
                           sales_head
                               + "PTK,K1,2021-04-25 10:00,A1,3,,,,,,,\n"
                                 "PTK,R1,2021-04-26 10:00,A1,2,,,,,retur,K1,\n"
                                 "PTK,R2,2021-04-26 10:01,A1,2,,,,,retur,K1,\n"
                                 "PTK,R3,2021-04-26 10:02,A1,1,,,,,retur,K9,\n");
    EXPECT_EQ(said.substr(0, 7), "4 2 0 2") << said;
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 45'000 });
    EXPECT_EQ(on_hand("A1"), Quantity::pieces(9));
}

TEST_F(ImportTest, PartsOfAPaymentAreReadAndMustAddUp)
{
    add_goods();
    auto const said = take(Kind::sales,
                           "unit,nota,waktu,kode,jumlah,bayar\n"
                           "PTK,K1,2021-04-25 10:00,A1,1,cash 15000 + qris 30000\n"
                           "PTK,K2,2021-04-25 10:00,A1,1,cash 15000 + qris 29999\n"
                           "PTK,K3,2021-04-25 10:00,A1,1,cash 15000 + qris\n"
                           "PTK,K4,2021-04-25 10:00,A1,1,cash 15000 + gopay 30000\n"
                           "PTK,K5,2021-04-25 10:00,A1,1,tunai\n");
    EXPECT_EQ(said.substr(0, 7), "5 2 0 3") << said;
    auto const day = market.view(market.cast.wayan, evening, [&](View& view) {
        return sales::day_total(view, market.pontianak(), Day::from(2021, 4, 25));
    });
    EXPECT_EQ(day.cash, Rupiah { 60'000 });
    EXPECT_EQ(day.qris, Rupiah { 30'000 });
}

TEST_F(ImportTest, AVoidedPaperOfAUnitClosedSinceStillCounts)
{
    add_goods();
    auto const last = Day::from(2021, 4, 24);
    ASSERT_TRUE(
        market
            .call(market.cast.admin, at("2021-04-24T08:00:00Z"),
                  [&](Call& call) { return org::close_unit(call, market.cast.pontianak_id, last); })
            .ok());
    auto const said = take(Kind::sales,
                           "unit,nota,waktu,kode,jumlah,status,alasan\n"
                           "PTK,V1,2021-04-23 10:00,A1,2,voided,Salah ketik\n");
    EXPECT_EQ(said, "1 1 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah {});
    EXPECT_EQ(on_hand("A1"), Quantity::pieces(10));
    auto const shifts = market.view(market.cast.wayan, evening, [&](View& view) {
        return sales::shifts_of(view, market.pontianak());
    });
    ASSERT_EQ(shifts.size(), 1U);
    EXPECT_EQ(shifts[0].opened_at, at("2021-04-23T10:00:00+07:00"));
    EXPECT_EQ(shifts[0].closed_at, shifts[0].opened_at);
}

TEST_F(ImportTest, TheReasonOfAVoidIsPartOfWhatIsKnown)
{
    add_goods();
    auto const paper = [&](std::string const& number, std::string const& why) {
        return take(Kind::sales,
                    "unit;nota;waktu;kode;jumlah;status;alasan\nPTK;" + number
                        + ";2021-04-23 10:00;A1;2;batal;" + why + "\n")
            .substr(0, 7);
    };
    EXPECT_EQ(paper("V1", "Salah ketik"), "1 1 0 0");
    EXPECT_EQ(paper("V1", ""), "1 0 1 0") << "what is left out is not compared";
    EXPECT_EQ(paper("V1", "Lain"), "1 0 0 1");
    EXPECT_EQ(paper("V2", ""), "1 1 0 0");
    auto const written = exported(market, Kind::sales, "voids.csv");
    EXPECT_NE(written.find(",Salah ketik,"), std::string::npos) << written;
    EXPECT_EQ(written.find("Diimpor"), std::string::npos) << "nobody said so: " << written;
}

TEST_F(ImportTest, ABrokenOffImportIsSimplyRunAgain)
{
    add_goods();
    auto rows = [](int from, int until) {
        std::string text;
        for (auto n = from; n < until; ++n)
            text += "PTK,B" + std::to_string(n) + ",2021-04-25 10:00,A2,\"0,01\",30000,,,,,,\n";
        return text;
    };
    EXPECT_EQ(take(Kind::sales, sales_head + rows(0, 130)), "130 130 0 0");
    EXPECT_EQ(take(Kind::sales, sales_head + rows(0, 300)), "300 170 130 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 300 * 300 });
    auto changed = take(Kind::sales,
                        sales_head + "PTK,B7,2021-04-25 10:00,A2,\"0,02\",30000,,,,,,\n");
    EXPECT_EQ(changed.substr(0, 7), "1 0 0 1") << "what is recorded stays";
}

TEST_F(ImportTest, RefusedRowsLieBesideTheFileAndCanBeImportedOnceCorrected)
{
    add_goods();
    take(Kind::sales, sales_head + "PTK,L1,2021-04-25 10:00,A1,x,,,,,,,\n");
    std::string refused;
    for (auto const& entry : std::filesystem::directory_iterator { market.directory() })
        if (entry.path().string().ends_with(".ditolak.csv")) refused = read_file(entry.path());
    ASSERT_NE(refused.find(",x,"), std::string::npos) << refused;
    refused.replace(refused.find(",x,"), 3, ",2,");
    EXPECT_EQ(take(Kind::sales, refused), "1 1 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 90'000 });
}

TEST_F(ImportTest, ARowWithACellTooMuchIsRefusedAgainWhenItCameBackUnchanged)
{
    add_goods();
    take(Kind::sales, sales_head + "PTK,L2,2021-04-25 10:00,A1,1,12,500,,,,,,9\n");
    std::string refused;
    for (auto const& entry : std::filesystem::directory_iterator { market.directory() })
        if (entry.path().string().ends_with(".ditolak.csv")) refused = read_file(entry.path());
    EXPECT_NE(refused.find("\",9"), std::string::npos) << refused;
    EXPECT_EQ(take(Kind::sales, refused).substr(0, 7), "1 0 0 1") << "no sale of a torn row";
}

TEST_F(ImportTest, NoPaperComesAheadOfASeriesThatATillCounts)
{
    add_goods();
    auto const paper = [&](std::string const& number) {
        return take(Kind::sales, sales_head + "PTK," + number + ",2021-04-25 10:00,A1,1,,,,,,,\n")
            .substr(0, 7);
    };
    EXPECT_EQ(paper("PTK-W-2"), "1 1 0 0") << "history, with a hole";
    auto const mat = market.product({ .name = "Tikar" });
    auto const sold = market.call(
        market.cast.sari, evening, [&](Call& call) -> Result<sales::Sale> {
            auto const shift = TRY(sales::open_shift(call, market.pontianak(), "W", Rupiah {}));
            return sales::record(
                call, market.pontianak(),
                { .id = karya::test::numbered<SaleTag>(77),
                  .series = "W",
                  .shift = shift.id,
                  .sold_at = evening,
                  .lines = { { .variant = mat, .quantity = Quantity::pieces(1) } } });
        });
    ASSERT_TRUE(sold.ok()) << sold.error().code().id;
    EXPECT_EQ(sold.value().number, "PTK-W-3");
    EXPECT_EQ(paper("PTK-W-5000"), "1 0 0 1");
    EXPECT_EQ(paper("PTK-W-1"), "1 1 0 0") << "the hole is filled";
    EXPECT_EQ(paper("PTK-Z-5000"), "1 1 0 0") << "a series of papers";
}

/// A file with one column of many cells, each in a good row of its own.
std::string rows_with(std::string const& column, std::vector<std::string> const& cells)
{
    auto text = "unit;kode;nama;satuan;" + column + (column == "harga" ? "\n" : ";harga\n");
    for (std::size_t n = 0; n < cells.size(); ++n)
        text += "PTK;C" + std::to_string(n) + ";Barang " + std::to_string(n) + ";kg;" + cells[n]
            + (column == "harga" ? "\n" : ";500\n");
    return text;
}

TEST_F(ImportTest, MoneyIsReadAsPeopleWriteItAndNeverGuessed)
{
    std::vector<std::string> const bad { "15,000", "15.000,50", "1.50",     "lima ribu",
                                         "-5000",  "1e4",       "15 000,5", "Rp" };
    auto const said = take(Kind::products, rows_with("harga", bad));
    EXPECT_EQ(said.substr(0, said.find('\n')), "8 0 0 8");
    EXPECT_NE(said.find("Column E · harga: “15,000” is not an amount of whole rupiah"),
              std::string::npos)
        << said;
    EXPECT_NE(take(Kind::products, rows_with("harga", { "" })).find("harga is empty"),
              std::string::npos);

    std::vector<std::string> const good { "15000",    "15.000",        "Rp 15.000",
                                          "rp15.000", "Rp. 15.000,00", "Rp15.000,-",
                                          " 15000 ",  "15000.00",      "Rp\u00a015.000" };
    EXPECT_EQ(take(Kind::products, rows_with("harga", good)), "9 9 0 0");
    auto const scope = market.pontianak();
    market.view(market.cast.admin, evening, [&](View& view) {
        for (auto const& one : catalogue::sellables(view, scope))
            EXPECT_EQ(one.price, Rupiah { 15'000 }) << one.name;
        return 0;
    });
}

TEST_F(ImportTest, AQuantityThatReadsTwoWaysIsAsked)
{
    auto const said = take(Kind::products,
                           rows_with("stok",
                                     { "1.000", "2,500", "12.340", "10 kg", "1.000.000", "1.255",
                                       "-1.255", "12.345" }));
    EXPECT_EQ(said.substr(0, said.find('\n')), "8 0 0 8");
    EXPECT_NE(said.find("“1.000” can be read in two ways"), std::string::npos) << said;
    EXPECT_NE(said.find("“1.255” can be read in two ways"), std::string::npos) << said;
    EXPECT_NE(said.find("“10 kg” is not a number"), std::string::npos) << said;
    EXPECT_EQ(take(Kind::products,
                   rows_with("stok", { "1000", "2,5", "0,500", "1,125", "0.255", "1.25" })),
              "6 6 0 0");
    EXPECT_EQ(on_hand("C0"), Quantity::pieces(1000));
    EXPECT_EQ(on_hand("C2"), Quantity { 500 });
    EXPECT_EQ(on_hand("C3"), Quantity { 1'125 });
    EXPECT_EQ(on_hand("C4"), Quantity { 255 });
    EXPECT_EQ(on_hand("C5"), Quantity { 1'250 });
}

TEST_F(ImportTest, DaysAreReadAsPeopleWriteThem)
{
    add_goods();
    auto const sold = [&](std::string const& when) {
        static int count = 0;
        return take(Kind::sales,
                    "unit;nota;waktu;kode;jumlah\nPTK;W" + std::to_string(++count) + ";" + when
                        + ";A2;0,01\n");
    };
    for (auto const* when :
         { "25/4/2021 9.05", "25-04-2021", "25.04.2021 10:00", "25/04/2021 14.05.30", "2021-04-25",
           "2021-04-25T10:00:00+07:00", "25/4/21", "25-04-21 9.05", "25 April 2021",
           "25 april 2021 14.05", "25 Apr 2021, pukul 9.05 WITA", "25-Apr-21", "25 Apr. 2021",
           "2021-04-25 14:05 WIB" })
        EXPECT_EQ(sold(when), "1 1 0 0") << when;
    // 44311 is 25 April 2021 to a spreadsheet whose cell has no date format: it could be anything.
    for (auto const* when :
         { "44311", "04/25/2021", "25/4/1", "kemarin", "25/4", "31/2/2021", "25 Apriel 2021",
           "25 4 2021", "25/4-2021", "25 April", "April 2021" })
        EXPECT_NE(sold(when).find("is not a day that can be read"), std::string::npos) << when;
    EXPECT_NE(sold("").find("waktu is empty"), std::string::npos);
}

TEST_F(ImportTest, WhatSpreadsheetsLeaveInAFileDoesNotHurt)
{
    auto const said = take(Kind::products,
                           "\r\nDaftar barang Giatja;;;;\r\n;;;;\r\n"
                           "Kode Unit;KODE;Nama Barang;Harga Jual;Penyediaan\r\n"
                           "PTK;K1;\"Keripik \"\"Jo\xe9\"\"; pedas\";5000;\r\n"
                           ";;;;\r\n  ;  ; ;;\r\n"
                           "PTK;K2;=HYPERLINK(\"x\");5000;\r\n"
                           "PTK;K3;Sapu;5000;entah\r\n"
                           ";;Jumlah;15000;\r\n");
    EXPECT_EQ(said.substr(0, said.find('\n')), "4 2 0 2") << said;
    EXPECT_NE(said.find("\n9 Column E · Penyediaan: “entah” is not known. Choose one of:"),
              std::string::npos)
        << said;
    EXPECT_NE(said.find("\n10 Column A · Kode Unit is empty"), std::string::npos) << said;
    auto const scope = market.pontianak();
    market.view(market.cast.admin, evening, [&](View& view) {
        EXPECT_EQ(catalogue::sellable_by_code(view, scope, "K1")->name,
                  "Keripik \"Jo\u00e9\"; pedas");
        return 0;
    });
}

TEST_F(ImportTest, ATooLongFileIsToldAndALongOneIsNot)
{
    Import import;
    import.rows_max = 2;
    auto const two = goods_file;
    EXPECT_EQ(take(Kind::products, two, import), "2 2 0 0");
    EXPECT_EQ(take(Kind::products, two + "PTK,A3,Sapu,pcs,5000,,,\n", import),
              "exchange.too_many_rows");
    auto const row = std::string { "PTK,T1,2021-04-25 10:00,A1,1,,,,,,,\n" };
    EXPECT_EQ(take(Kind::sales, sales_head + row + row + row, import), "exchange.too_many_rows");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah {});
}

TEST_F(ImportTest, UnitsAreAddedRenamedAndNeverTurnedIntoOthers)
{
    std::string const head = "kode,nama,jenis,kelas,kanwil,zona,lintang,bujur\n";
    EXPECT_EQ(
        take(Kind::units, head + "XYZ9,Lapas Coba,lapas,IIB,Kalimantan Barat,wib,-0.5,109.25\n"),
        "1 1 0 0");
    EXPECT_EQ(take(Kind::units, head + "XYZ9,Lapas Coba Jaya,lapas,IIA,Bali,wib,-0.5,109.25\n"),
              "1 1 0 0");
    auto const said = take(Kind::units,
                           head + "XYZ9,Lapas Coba Jaya,rutan,IIA,Bali,wib,-0.5,109.25\n"
                               + "ABC9,Lapas Lain,lapas,IIA,Atlantis,wib,1,1\n");
    EXPECT_EQ(said.substr(0, 7), "2 0 0 2") << said;
    EXPECT_NE(said.find("jenis: “Rutan” differs from what is recorded, which is “Lapas”"),
              std::string::npos)
        << said;
    EXPECT_EQ(take(Kind::units, head + "xyz9,Lapas Coba Jaya,LAPAS,IIA,bali,Wib,-0.5,109.25\n"),
              "1 0 1 0");
    EXPECT_NE(exported(market, Kind::units, "u.csv")
                  .find("XYZ9,Lapas Coba Jaya,Lapas,IIA,Umum,Bali,Lapas Coba,,,-0.5,109.25,WIB"),
              std::string::npos);
}

} // namespace

} // namespace karya::exchange
