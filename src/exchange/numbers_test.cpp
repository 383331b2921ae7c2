// Numbers on papers: which are kept, which are refused, and that a refund finds the sale it names.

#include "exchange/exchange_test.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using namespace test;

std::string const head = "unit,macam,nota,waktu,kode,jumlah,harga,nilai,atas nota,atas baris,id\n";

struct Numbers : testing::Test {
    Market market;
    std::string code = market.pontianak().code();

    Numbers()
    {
        imported(market, Kind::products,
                 "unit,kode,nama,harga,stok\n" + code + ",A1,Keset,1000,100\n" + code
                     + ",A2,Sapu,3000,100\n");
    }
    std::string number(std::string const& rest) const { return code + "-" + rest; }
    /// A row of a sale: so many mats, at that hour.
    std::string sold(std::string const& paper, std::string const& pieces, int hour = 10,
                     std::string const& id = "") const
    {
        return code + ",," + paper + ",2021-04-25 " + std::to_string(hour) + ":00,A1," + pieces
            + ",,,,," + id + "\n";
    }
    std::string back(std::string const& paper, std::string const& of, std::string const& line = "",
                     std::string const& goods = "A1") const
    {
        return code + ",retur," + paper + ",2021-04-26 08:00," + goods + ",1,,," + of + "," + line
            + ",\n";
    }
    std::string take(std::string const& rows, bool preview = false)
    {
        return imported(market, Kind::sales, head + rows, { .preview = preview });
    }
    /// "W-1 2000" a sale, "W-R1 1000" a refund, each followed by a blank, in order of numbers.
    std::string books()
    {
        std::vector<std::string> rows;
        market.view(market.cast.admin, evening, [&](View& view) {
            auto const unit = market.cast.pontianak_id;
            auto const row = [&](std::string const& name, Rupiah total) {
                rows.push_back(name.substr(code.size() + 1) + " " + std::to_string(total.amount()));
            };
            sales::each_sale(view.read, unit,
                             [&](sales::Sale const& sale) { row(sale.number, sale.total); });
            sales::each_refund(view.read, unit, [&](sales::WholeRefund const& whole) {
                row(whole.refund.number, whole.refund.total);
            });
            return 0;
        });
        std::ranges::sort(rows);
        std::string text;
        for (auto const& row : rows) text += row + "; ";
        return text;
    }
    std::string sell_here()
    {
        auto const scope = market.pontianak();
        return market
            .call(market.cast.wayan, evening,
                  [&](Call& call) {
                      auto const mats = catalogue::sellable_by_code(call.view(), scope, "A1");
                      return sales::record(call, scope,
                                           { .id = SaleId::make(evening),
                                             .sold_at = evening,
                                             .lines = { { mats->variant, Quantity::pieces(5) } } });
                  })
            .take()
            .number;
    }
};

TEST_F(Numbers, ARefusedReceiptLeavesItsNumberFreeForTheCorrectedFile)
{
    auto const said = take(sold(number("W-1"), "1") + sold(number("W-2"), "dua", 11)
                           + sold(number("W-3"), "3", 12));
    EXPECT_EQ(said.substr(0, 7), "3 2 0 1") << said;
    EXPECT_EQ(books(), "W-1 1000; W-3 3000; ");
    EXPECT_EQ(sell_here(), number("W-4")) << "the desk goes on behind them";
    auto const corrected = take(sold(number("W-1"), "1") + sold(number("W-2"), "2", 11)
                                + sold(number("W-3"), "3", 12));
    EXPECT_EQ(corrected, "3 1 2 0");
    EXPECT_EQ(books(), "W-1 1000; W-2 2000; W-3 3000; W-4 5000; ");
}

TEST_F(Numbers, ANumberOfAnotherSaleIsRefused)
{
    ASSERT_EQ(sell_here(), number("W-1"));
    auto const id = SaleId::make(noon).text();
    for (auto const& row : { sold(number("W-1"), "1", 10, id), sold(number("W-1"), "2") }) {
        auto const said = take(row);
        EXPECT_EQ(said.substr(0, 7), "1 0 0 1") << said;
        EXPECT_NE(said.find(number("W-1")), std::string::npos) << said;
    }
    EXPECT_EQ(books(), "W-1 5000; ");
    EXPECT_NE(take(sold(number("W-1"), "1", 10, id)).find("belongs to another receipt"),
              std::string::npos);
}

TEST_F(Numbers, WhatWeWouldNotHaveWrittenStaysText)
{
    auto const rows = sold("N1", "1") + sold(number("W-02"), "2") + sold(number("W-0"), "3")
        + sold(number("W-9999999999"), "4") + sold("ZZZ-W-1", "5") + sold(number("TOOLONG-1"), "6")
        + sold(number("W-R1"), "7") + sold(number("W--1"), "8");
    EXPECT_EQ(take(rows), "8 8 0 0");
    EXPECT_EQ(books(),
              "I-1 1000; I-2 2000; I-3 3000; I-4 4000; I-5 5000; I-6 6000; I-7 7000; I-8 8000; ");
    EXPECT_EQ(take(rows), "8 0 8 0");
}

TEST_F(Numbers, ARefundNeverLandsOnASaleThatItDoesNotName)
{
    EXPECT_EQ(take(sold(number("W-1"), "5")), "1 1 0 0");
    auto const bad = sold(number("W-2"), "dua") + sold(number("W-3"), "3");
    auto said = take(bad + back(number("W-R1"), number("W-2")));
    EXPECT_EQ(said.substr(0, 7), "3 1 0 2") << said;
    said = take(sold(number("W-1"), "1") + back(number("W-R1"), number("W-1")));
    EXPECT_EQ(said.substr(0, 7), "2 0 0 2") << "the file's W-1 is not ours: " << said;
    said = take(back(number("W-R1"), number("W-4")) + sold(number("W-4"), "4"));
    EXPECT_EQ(said.substr(0, 7), "2 1 0 1") << "before its sale: " << said;
    EXPECT_EQ(take(back(number("W-R1"), "ZZZ-W-3")).substr(0, 7), "1 0 0 1") << "another unit's";
    EXPECT_EQ(take(back(number("W-R1"), number("W-03"))).substr(0, 7), "1 0 0 1");
    said = take(back(number("W-R1"), number("W-3"), "1", "A2"));
    EXPECT_NE(said.find("“A2” is not the code"), std::string::npos) << said;
    EXPECT_EQ(books(), "W-1 5000; W-3 3000; W-4 4000; ");
    EXPECT_EQ(take(back(number("W-R7"), number("W-3"), "1")), "1 1 0 0");
    EXPECT_EQ(books(), "W-1 5000; W-3 3000; W-4 4000; W-R7 1000; ");
}

TEST_F(Numbers, ARefundOfARefusedSaleIsRefusedInAPreviewAsWell)
{
    auto const rows = sold(number("W-1"), "1") + sold(number("W-2"), "dua")
        + back(number("W-R1"), number("W-2")) + back(number("W-R2"), number("W-1"));
    EXPECT_EQ(take(rows, true).substr(0, 7), "4 2 0 2");
    EXPECT_EQ(take(rows).substr(0, 7), "4 2 0 2");
}

TEST_F(Numbers, RefundsKeepTheirNumbersInTheOrderOfTheirSale)
{
    EXPECT_EQ(take(sold(number("W-1"), "5") + sold(number("W-2"), "5")
                   + back(number("W-R3"), number("W-1")) + back(number("W-R1"), number("W-2"))),
              "4 4 0 0");
    EXPECT_EQ(take(back(number("W-R3"), number("W-2"))).substr(0, 7), "1 0 0 1") << "taken";
    EXPECT_EQ(take(back(number("W-R2"), number("W-1"))), "1 1 0 0")
        << "behind a later one of its sale: it gets the next number";
    EXPECT_EQ(take(back(number("W-R2"), number("W-2"))).substr(0, 7), "1 0 0 1")
        << "the same paper for another sale";
    EXPECT_EQ(books(), "W-1 5000; W-2 5000; W-R1 1000; W-R3 1000; W-R4 1000; ");
}

TEST_F(Numbers, AfterRefusalAndCorrectionTheExportIsWhatItWouldHaveBeen)
{
    auto const rows = [&](std::string const& second) {
        return sold(number("W-1"), "1") + sold(number("W-2"), second, 11)
            + sold(number("W-3"), "3", 12) + back(number("W-R1"), number("W-2"))
            + back(number("W-R2"), number("W-3"));
    };
    EXPECT_EQ(take(rows("dua")).substr(0, 7), "5 3 0 2");
    EXPECT_EQ(take(rows("2")), "5 2 3 0");
    auto const corrected = exported(market, Kind::sales, "corrected.csv");
    Market fresh;
    imported(fresh, Kind::products,
             "unit,kode,nama,harga,stok\n" + code + ",A1,Keset,1000,100\n" + code
                 + ",A2,Sapu,3000,100\n");
    EXPECT_EQ(imported(fresh, Kind::sales, corrected), "5 5 0 0");
    EXPECT_EQ(exported(fresh, Kind::sales, "again.csv"), corrected);
}

TEST_F(Numbers, AnIdThatWasCopiedAlongLosesNoSale)
{
    auto const id = SaleId::make(evening).text();
    auto const copied = sold("Q1", "1", 10, id) + sold("Q2", "2", 11, id) + sold("Q3", "3", 12, id);
    auto const said = take(copied);
    EXPECT_EQ(said.find("3 1 0 2\n3 Column id: " + id + " belongs to receipt"), 0U) << said;
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 1'000 });
    EXPECT_EQ(take(sold("Q2", "2", 11) + sold("Q3", "3", 12)).substr(0, 7), "2 2 0 0");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 6'000 });
    EXPECT_EQ(take(sold("Q1", "1", 10, id)).substr(0, 7), "1 0 1 0") << "the same file again";
}

} // namespace

} // namespace karya::exchange
