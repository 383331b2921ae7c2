#include "exchange/exchange_test.h"
#include "exchange/replay.h"

namespace karya::exchange {

namespace {

using namespace test;

TEST(Thousandths, AreExact)
{
    struct Case {
        std::string_view text;
        std::int64_t value;
    };
    for (auto const& [text, value] :
         { Case { "2.55", 2'550 }, Case { "0.001", 1 }, Case { "-11062.06", -11'062'060 },
           Case { "38970.0", 38'970'000 }, Case { "7", 7'000 }, Case { "1.2500", 1'250 } })
        EXPECT_EQ(thousandths_of(text).value(), value) << text;
    for (auto const text : { "", "1.2345", "1e3", "1,5", "1.-5", "99999999999999999" })
        EXPECT_FALSE(thousandths_of(text).ok()) << text;
}

RetailRow row(std::int64_t price, std::int32_t quantity, std::uint32_t customer = 1,
              std::uint32_t country = 0, std::uint32_t code = 0)
{
    return {
        .price = price, .quantity = quantity, .code = code, .customer = customer, .country = country
    };
}

TEST(Fates, FollowTheRowsInFileOrder)
{
    struct Case {
        char const* what;
        std::vector<RetailRow> rows;
        Fate last;
        std::uint32_t refunds;
    };
    std::vector<Case> const cases {
        { "no price", { row(0, 5) }, Fate::without_price, 0 },
        { "a negative price", { row(-1, 1) }, Fate::without_price, 0 },
        { "no price, negative quantity", { row(9, 5), row(0, -5) }, Fate::without_price, 0 },
        { "no customer", { row(9, 5, 0), row(9, -5, 0) }, Fate::without_customer, 0 },
        { "nothing sold before", { row(9, -5), row(9, 5) }, Fate::accepted, 0 },
        { "only later", { row(9, -5) }, Fate::without_line, 0 },
        { "another price", { row(9, 5), row(8, -5) }, Fate::without_line, 0 },
        { "another customer", { row(9, 5), row(9, -5, 2) }, Fate::without_line, 0 },
        { "another country", { row(9, 5), row(9, -5, 1, 1) }, Fate::without_line, 0 },
        { "another code", { row(9, 5), row(9, -5, 1, 0, 1) }, Fate::without_line, 0 },
        { "one line must have all", { row(9, 3), row(9, 3), row(9, -5) }, Fate::too_few_left, 0 },
        { "the latest", { row(9, 5), row(9, 5), row(9, -5) }, Fate::refunded, 1 },
        { "the latest with enough", { row(9, 5), row(9, 3), row(9, -5) }, Fate::refunded, 0 },
        { "what is left", { row(9, 5), row(9, -3), row(9, -3) }, Fate::too_few_left, 0 },
        { "in parts", { row(9, 5), row(9, -3), row(9, -2) }, Fate::refunded, 0 },
    };
    for (auto const& [what, rows, last, refunds] : cases) {
        auto const fate = fates_of(rows).back();
        EXPECT_EQ(static_cast<int>(fate.fate), static_cast<int>(last)) << what;
        EXPECT_EQ(fate.refunds, refunds) << what;
    }
}

std::string const receipt_head =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n";

TEST(Replay, NeedsFilesAndAFolderWithoutSales)
{
    Market market;
    auto const folder = market.directory() / "retail";
    std::filesystem::create_directory(folder);
    auto const none = replay(market.engine(), { .folder = folder, .now = noon });
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().code(), no_files);
}

TEST(Replay, ExplainsEveryRow)
{
    Market market;
    auto const folder = market.directory() / "retail";
    std::filesystem::create_directory(folder);
    write_file(market, "retail/online-retail-2010-12.csv.xz",
               receipt_head
                   + "1,A,MAT,6,2010-12-01 08:26:00,2.55,17850.0,France\r\n"
                     "2,A,MAT,2,2010-12-01 08:30:00,2.55,17850.0,France\r\n"
                     "1,b,,1,2010-12-01 08:27:00,0.001,17850.0,France\r\n"
                     "3,A,,4,2010-12-02 08:30:00,0,,Eire\r\n");
    write_file(market, "retail/online-retail-2011-01.csv.xz",
               receipt_head
                   + "C4,A,MAT,-3,2011-01-01 08:26:00,2.55,17850.0,France\r\n"
                     "C4,A,MAT,-1,2011-01-01 08:26:00,2.55,,France\r\n"
                     "C5,A,MAT,-9,2011-01-02 08:26:00,2.55,17850.0,France\r\n"
                     "C6,a,MAT,-1,2011-01-02 08:26:00,2.55,17850.0,France\r\n");
    write_file(market, "retail/golden.json",
               R"({"net": "-15.299", "months": {"2010-12": {"sum": "20.401"},
                   "2011-01": {"sum": "-35.7"}},
                   "countries": {"France": "-15.299", "Eire": "0"}})");

    auto const done = replay(market.engine(), { .folder = folder, .now = noon });
    ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    auto const& total = done.value().total;
    EXPECT_EQ(done.value().receipts, 2);
    EXPECT_EQ(done.value().refunds, 1);
    EXPECT_EQ(total.accepted, 20'401);
    EXPECT_EQ(total.refunded, 7'650);
    EXPECT_EQ(total.without_customer, -2'550);
    EXPECT_EQ(total.too_few_left, -22'950);
    EXPECT_EQ(total.without_line, -2'550);
    EXPECT_EQ(total.explained(), -15'299);
    EXPECT_EQ(total.recorded, 12'751) << "what the books say";
    EXPECT_TRUE(done.value().sound());
    market.view(market.cast.admin, noon, [](View& view) {
        for (auto const& unit : org::all_units(view))
            if (unit.name == "France") {
                EXPECT_EQ(unit.kanwil, org::seed_kanwil_id("dki-jakarta"));
            }
        return 0;
    });

    auto const twice = replay(market.engine(), { .folder = folder, .now = noon });
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code(), not_empty);
}

TEST(Replay, AReceiptIsOfTheMonthItBeganInAndCodesStandAsWritten)
{
    Market market;
    auto const folder = market.directory() / "retail";
    std::filesystem::create_directory(folder);
    write_file(market, "retail/online-retail-2010-12.csv.xz",
               receipt_head
                   + "1,A,MAT,1,2010-12-31 23:59:00,2.55,17850.0,France\r\n"
                     "1,A ,MAT,2,2011-01-01 00:01:00,2.55,17850.0, France\r\n");
    auto const done = replay(market.engine(), { .folder = folder, .now = noon });
    ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    auto const& months = done.value().months;
    ASSERT_EQ(months.size(), 2U);
    EXPECT_EQ(months[0].accepted, 2'550);
    EXPECT_EQ(months[0].recorded, 7'650);
    EXPECT_EQ(months[1].accepted, 5'100);
    EXPECT_EQ(months[1].recorded, 0);
    EXPECT_TRUE(done.value().sound());
    EXPECT_EQ(done.value().countries.size(), 1U);
}

} // namespace

} // namespace karya::exchange
