#include "exchange/exchange_test.h"
#include "sheet/writer.h"
#include <map>

namespace karya::exchange {

namespace {

using namespace test;

/// What a person reads as the reason of the only void of the unit.
std::string reason_of_void(Market& market)
{
    return market.view(market.cast.admin, evening, [&](View& view) {
        std::string reason;
        auto const scope = market.pontianak();
        sales::each_sale(view.read, scope.unit(), [&](sales::Sale const& sale) {
            if (auto const taken_back = sales::void_of(view, scope, sale.id))
                reason += taken_back->reason;
        });
        return reason;
    });
}

/// Sells, voids, refunds and runs short in one unit, and sells far away in another zone.
void trade(Market& market)
{
    auto const mats = market.product({ .name = "Keset", .stock = Quantity::pieces(3) });
    auto const sugar = market.product({ .name = "Gula aren; \"asli\"",
                                        .cost = {},
                                        .stock = Quantity { 7'500 },
                                        .whole_only = false });
    auto const far = market.product(market.cast.ambon_id, { .name = "Kerajinan kerang" });
    auto const here = market.pontianak();
    auto const there = market.ambon();

    auto sell = [&](org::UnitScope const& scope, Timestamp when, sales::SaleDraft draft) {
        draft.id = SaleId::make(when);
        draft.sold_at = when;
        auto const sold = market.call(
            market.cast.admin, when, [&](Call& call) { return sales::record(call, scope, draft); });
        EXPECT_TRUE(sold.ok()) << sold.error().code().id;
        return sold.value();
    };
    auto const first = sell(here, at("2021-04-26T08:00:00.123456+07:00"),
                            { .lines = { { .variant = mats, .quantity = Quantity::pieces(2) },
                                         { .variant = sugar, .quantity = Quantity { 1'255 } } },
                              .discount = Rupiah { 1'001 },
                              .buyer = sales::BuyerKind::officer,
                              .also = { { sales::Payment::qris, Rupiah { 30'000 } } },
                              .received = Rupiah { 200'000 },
                              .note = "titip\nkoperasi" });
    sell(here, at("2021-04-26T09:00:00+07:00"),
         { .series = "K1",
           .lines = { { .variant = mats, .quantity = Quantity::pieces(4) } },
           .payment = sales::Payment::qris,
           .shortage = catalogue::Shortage::booked });
    auto const slip = at("2021-04-26T09:30:00+07:00");
    auto const shift = market.call(market.cast.sari, slip, [&](Call& call) {
        return sales::open_shift(call, here, "W", Rupiah {});
    });
    ASSERT_TRUE(shift.ok());
    auto const wrong = sell(here, slip,
                            { .series = "W",
                              .shift = shift.value().id,
                              .lines = { { .variant = mats, .quantity = Quantity::pieces(1) } },
                              .shortage = catalogue::Shortage::booked });
    ASSERT_TRUE(market
                    .call(market.cast.sari, slip,
                          [&](Call& call) {
                              return sales::void_sale(call, here, wrong.id, "salah ketik, \"dua\"");
                          })
                    .ok());
    sell(there, at("2021-04-26T09:00:00+09:00"),
         { .lines = { { .variant = far, .quantity = Quantity::pieces(1) } },
           .payment = sales::Payment::transfer });

    auto const refund = [&](Timestamp when, sales::RefundLine const& line, bool back) {
        auto const done = market.call(market.cast.admin, when, [&](Call& call) {
            return sales::refund(call, here,
                                 { .id = RefundId::make(when),
                                   .sale = first.id,
                                   .lines = { line },
                                   .reason = "rusak",
                                   .goods_return = back });
        });
        EXPECT_TRUE(done.ok()) << done.error().code().id;
    };
    refund(at("2021-04-26T10:00:00+07:00"), { .n = 1, .quantity = Quantity::pieces(1) }, true);
    refund(at("2021-04-26T10:30:00+07:00"),
           { .n = 2, .quantity = Quantity { 250 }, .amount = Rupiah { 700 } }, false);
}

TEST(Export, WhatWentOutComesInAndGoesOutTheSame)
{
    constexpr std::array kinds { Kind::units, Kind::products, Kind::sales, Kind::ledger };
    std::array<std::string, kinds.size()> before {};
    {
        Market market;
        trade(market);
        for (std::size_t i = 0; i < kinds.size(); ++i)
            before[i] = exported(market, kinds[i], "out.csv");
    }
    EXPECT_NE(before[2].find("2021-04-26T08:00:00.123456+07:00"), std::string::npos) << before[2];
    EXPECT_NE(before[2].find("Tunai 115"), std::string::npos) << before[2];
    EXPECT_NE(before[2].find(",\"1,255\","), std::string::npos) << before[2];
    EXPECT_NE(before[2].find("\"salah ketik, \"\"dua\"\"\""), std::string::npos) << before[2];
    Market fresh;
    EXPECT_EQ(imported(fresh, Kind::units, before[0]), "612 0 612 0") << "all are seeded";
    for (auto const i : { 1U, 2U }) {
        auto const said = imported(fresh, kinds[i], before[i]);
        EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    }
    EXPECT_EQ(reason_of_void(fresh), "salah ketik, \"dua\"");
    for (std::size_t i = 0; i < kinds.size(); ++i)
        EXPECT_EQ(exported(fresh, kinds[i], "out.csv"), before[i]);
    for (auto const i : { 1U, 2U }) {
        auto const again = imported(fresh, kinds[i], before[i]);
        EXPECT_NE(again.find(" 0 "), std::string::npos) << again;
    }
}

TEST(Export, AUnitsOwnFileHoldsNothingOfAnother)
{
    Market market;
    trade(market);
    auto const path = market.directory() / "own.csv";
    auto const actor = market.cast.wayan;
    ASSERT_TRUE(export_file(market.engine(), actor, evening,
                            { .kind = Kind::sales, .file = path, .unit = actor.unit })
                    .ok());
    EXPECT_EQ(read_file(path).find("kerang"), std::string::npos);
    EXPECT_EQ(read_file(path).find(market.ambon().code() + ","), std::string::npos);
    auto const other = export_file(
        market.engine(), actor, evening,
        { .kind = Kind::sales, .file = path, .unit = market.cast.ambon_id });
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code(), not_found);
}

TEST(Export, OfChosenDaysARefundComesWithoutItsSale)
{
    Market market;
    trade(market);
    auto const path = market.directory() / "days.csv";
    auto const rows = [&](Kind kind, Day first, Day last, std::int64_t most = INT64_MAX) {
        return export_file(
            market.engine(), console_actor(), evening,
            { .kind = kind, .file = path, .days = sales::Days { first, last }, .rows_max = most });
    };
    auto const day = Day::from(2021, 4, 26);
    EXPECT_EQ(rows(Kind::sales, day, day).value(), 7);
    EXPECT_EQ(rows(Kind::sales, day.next(), day.next()).value(), 0);
    EXPECT_EQ(rows(Kind::sales, day, day, 7).value(), 7);
    for (auto const kind : { Kind::sales, Kind::ledger }) {
        auto const much = rows(kind, day, day, 6);
        ASSERT_FALSE(much.ok());
        EXPECT_EQ(much.error().code(), export_too_large);
    }
    auto const later = at("2021-04-27T08:00:00+07:00");
    auto const sold = market.view(market.cast.admin, later, [&](View& view) {
        return sales::sales_of(view, market.pontianak());
    });
    ASSERT_TRUE(market
                    .call(market.cast.admin, later,
                          [&](Call& call) {
                              return sales::refund(
                                  call, market.pontianak(),
                                  { .id = RefundId::make(later),
                                    .sale = sold.at(1).id,
                                    .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                    .reason = "rusak" });
                          })
                    .ok());
    EXPECT_EQ(rows(Kind::sales, day.next(), day.next()).value(), 1);
    EXPECT_NE(read_file(path).find("," + sold.at(1).number + ","), std::string::npos);
}

TEST(Export, XlsxComesInAsWell)
{
    std::map<Kind, std::string> packed;
    std::string sold;
    {
        Market market;
        trade(market);
        for (auto const kind : { Kind::products, Kind::sales }) {
            auto const path = market.directory() / "out.xlsx";
            ASSERT_TRUE(export_file(market.engine(), console_actor(), evening,
                                    { .kind = kind, .format = Format::xlsx, .file = path })
                            .ok());
            packed[kind] = read_file(path);
        }
        sold = exported(market, Kind::sales, "sold.csv");
    }
    Market fresh;
    EXPECT_EQ(imported(fresh, Kind::products, packed[Kind::products]), "3 3 0 0");
    EXPECT_EQ(imported(fresh, Kind::sales, packed[Kind::sales]), "7 7 0 0") << "1.255 is a number";
    EXPECT_EQ(exported(fresh, Kind::sales, "sold.csv"), sold);
}

TEST(Export, WhatSomebodyWroteInXlsxIsNoNumber)
{
    Market market;
    auto const path = market.directory() / "goods.xlsx";
    auto const code = market.pontianak().code();
    using Text = std::string_view;
    std::array<sheet::Cell, 5> const heading { Text { "unit" }, Text { "nama" }, Text { "harga" },
                                               Text { "satuan" }, Text { "stok" } };
    std::array<sheet::Cell, 5> const written { Text { code }, Text { "Beras" }, Text { "1000" },
                                               Text { "kg" }, Text { "1.255" } };
    std::array<sheet::Cell, 5> const counted { Text { code }, Text { "Gula" }, Text { "1000" },
                                               Text { "kg" }, Quantity { 1'255 } };
    auto writer = sheet::write_xlsx(path.string(), "goods").take();
    for (auto const& cells : { heading, written, counted }) ASSERT_TRUE(writer->row(cells).ok());
    ASSERT_TRUE(writer->finish().ok());
    EXPECT_EQ(imported(market, Kind::products, read_file(path)).substr(0, 7), "2 1 0 1");
    auto const goods = exported(market, Kind::products, "goods.csv");
    EXPECT_NE(goods.find("Gula"), std::string::npos) << goods;
    EXPECT_NE(goods.find(",\"1,255\","), std::string::npos) << goods;
}

TEST(Export, ARefusedRowOfXlsxCanBeReadAgainFromItsList)
{
    Market market;
    auto const path = market.directory() / "goods.xlsx";
    auto writer = sheet::write_xlsx(path.string(), "goods").take();
    auto const code = market.pontianak().code();
    auto const row = [&](std::array<sheet::Cell, 6> const& cells) {
        ASSERT_TRUE(writer->row(cells).ok());
    };
    using Text = std::string_view;
    row({ Text { "unit" }, Text { "kode" }, Text { "nama" }, Text { "satuan" }, Text { "harga" },
          Text { "stok" } });
    row({ Text { code }, Text { "A1" }, Text { "Gula" }, Text { "kg" }, Text { "seribu" },
          Quantity { 1'255 } });
    ASSERT_TRUE(writer->finish().ok());
    auto const done = import_file(market.engine(), Kind::products,
                                  { .file = path, .now = evening });
    ASSERT_TRUE(done.ok());
    auto refused = read_file(done.value().refused_file);
    ASSERT_NE(refused.find("seribu"), std::string::npos) << refused;
    refused.replace(refused.find("seribu"), 6, "1000");
    EXPECT_EQ(imported(market, Kind::products, refused), "1 1 0 0");
    EXPECT_NE(exported(market, Kind::products, "p.csv").find(",\"1,255\","), std::string::npos);
}

} // namespace

} // namespace karya::exchange
