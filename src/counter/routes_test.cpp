#include "counter/routes_test.h"
#include "web/page.h"

namespace karya::counter {
namespace {

using test::noon;

std::string lines_of(VariantId variant, std::string_view quantity)
{
    return "lines.0.variant=" + variant.text() + "&lines.0.quantity=" + std::string { quantity };
}

std::string json_of(VariantId variant, SaleId id, std::string_view more = "")
{
    return R"({"id":")" + id.text()
        + R"(","sold_at":"2021-04-26T14:05:00+07:00","lines":[{"variant":")" + variant.text()
        + R"(","quantity":"2"}],"buyer":"public_buyer","payment":"cash","seen_total":90000)"
        + std::string { more } + "}";
}

} // namespace

TEST_F(TillTest, EveryPageIsFilledByItsRoute)
{
    web::Routes routes;
    add_routes(routes);
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("counter/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(TillTest, OnlySellersSeeTheTill)
{
    EXPECT_EQ(303, ask({ .path = "/kasir", .who = "" }).status);
    EXPECT_EQ(403, ask({ .path = "/kasir", .who = "rina" }).status);
    EXPECT_EQ(403, ask({ .path = "/kasir", .who = "admin" }).status);
    EXPECT_EQ(403, ask({ .path = "/kasir/barang", .who = "rina", .json = true }).status);
    EXPECT_EQ(200, ask({ .path = "/kasir/nota", .who = "rina" }).status);
    EXPECT_EQ(200, ask({ .path = "/kasir" }).status);
}

TEST_F(TillTest, AShiftIsAskedForFirst)
{
    auto const page = ask({ .path = "/kasir" });
    EXPECT_TRUE(holds(page, "Hitung uang di laci")) << page.bytes();
    EXPECT_FALSE(holds(page, "data-till"));
    auto const wrong = ask({ .path = "/kasir/sif", .form = "float_cash=seribu" });
    EXPECT_EQ(422, wrong.status);
    EXPECT_TRUE(holds(wrong, R"(value="seribu")"));
    EXPECT_EQ("/kasir",
              header(ask({ .path = "/kasir/sif", .form = "float_cash=100.000" }), "Location"));
    EXPECT_EQ(409, ask({ .path = "/kasir/sif", .form = "float_cash=0" }).status);
    EXPECT_TRUE(holds(ask({ .path = "/kasir" }), "data-till"));
    EXPECT_TRUE(holds(ask({ .path = "/kasir", .lang = Lang::en }), "Shift open since"));
}

TEST_F(TillTest, TheTillSellsWithoutScript)
{
    open_shift();
    auto const variant = market.product({});
    auto const found = ask({ .path = "/kasir", .query = "q=sabut" });
    EXPECT_TRUE(holds(found, R"(name="add" value=")" + variant.text())) << found.bytes();
    EXPECT_TRUE(
        holds(ask({ .path = "/kasir", .query = "q=zebra" }), "Tidak ada barang yang cocok"));
    auto const added = ask(
        { .path = "/kasir", .query = lines_of(variant, "1") + "&add=" + variant.text() });
    EXPECT_TRUE(holds(added, R"(name="lines.0.quantity" value="2")")) << added.bytes();
    EXPECT_TRUE(holds(added, "Rp\u00a090.000"));

    auto const id = test::numbered<SaleTag>(5).text();
    auto const form = "id=" + id + "&seen_total=90000&" + lines_of(variant, "2")
        + "&buyer=public_buyer&payment=cash&received=100.000";
    Wish wish { .path = "/kasir/penjualan",
                .query = lines_of(variant, "2"),
                .form = form,
                .key = "one-press-of-the-button" };
    auto const sold = ask(wish);
    EXPECT_EQ(303, sold.status);
    EXPECT_EQ("/kasir/struk/" + id, header(sold, "Location"));
    EXPECT_EQ("/kasir/struk/" + id, header(ask(wish), "Location")) << "a second press";
    EXPECT_EQ(1, sales_today());
}

TEST_F(TillTest, ARefusedSaleKeepsItsBasketOnThePage)
{
    open_shift();
    auto const variant = market.product({});
    auto const form = "id=" + test::numbered<SaleTag>(5).text() + "&" + lines_of(variant, "2")
        + "&buyer=family&payment=cash&received=50000";
    auto const page = ask(
        { .path = "/kasir/penjualan", .query = lines_of(variant, "2"), .form = form });
    EXPECT_EQ(422, page.status);
    EXPECT_TRUE(holds(page, "data-problem>Uangnya kurang Rp\u00a040.000")) << page.bytes();
    EXPECT_TRUE(holds(page, "id=\"received_error\">Uangnya kurang Rp\u00a040.000"));
    EXPECT_TRUE(holds(ask({ .path = "/kasir" }), "data-problem></p>")) << "empty until then";
    EXPECT_TRUE(holds(page, R"(name="lines.0.quantity" value="2")"));
    EXPECT_TRUE(holds(page, R"(value="50000")"));
    EXPECT_TRUE(holds(page, R"(value="family" selected)"));
}

TEST_F(TillTest, AScannedCodeGoesStraightIntoTheBasket)
{
    open_shift();
    auto const variant = market.product({});
    auto const code = look("sari", [&](View& view) {
        return catalogue::sellables(view, market.pontianak()).front().code;
    });
    auto const page = ask({ .path = "/kasir", .query = "q=" + code });
    EXPECT_TRUE(holds(page, R"(name="lines.0.variant" value=")" + variant.text())) << page.bytes();
}

TEST_F(TillTest, TheListOfGoodsHoldsNoCost)
{
    open_shift();
    auto const variant = market.product({ .cost = Rupiah { 20'123 } });
    auto const list = ask({ .path = "/kasir/barang", .json = true });
    EXPECT_EQ(200, list.status);
    EXPECT_TRUE(holds(list, variant.text()));
    EXPECT_TRUE(holds(list, R"("price":45000)"));
    EXPECT_FALSE(holds(list, "20123"));
    EXPECT_FALSE(
        holds(ask({ .path = "/kasir/barang", .who = "ambon", .json = true }), variant.text()));
}

TEST_F(TillTest, TheSameJsonTwiceIsOneSaleWithTheSameAnswer)
{
    open_shift();
    auto const variant = market.product({});
    auto const id = test::numbered<SaleTag>(9);
    Wish const wish { .path = "/kasir/penjualan",
                      .body = json_of(variant, id, R"(,"received":100000,"in_hand":false)"),
                      .key = id.text() };
    auto const first = ask(wish);
    EXPECT_EQ(201, first.status) << first.bytes();
    EXPECT_TRUE(holds(first, R"("number":"PTK-W-1")"));
    EXPECT_TRUE(holds(first, R"("change":10000)"));
    EXPECT_EQ(first.bytes(), ask(wish).bytes());
    EXPECT_EQ(1, sales_today());
}

TEST_F(TillTest, BadSalesAreNamed)
{
    open_shift();
    auto const variant = market.product({ .stock = Quantity::pieces(1) });
    auto const id = test::numbered<SaleTag>(9);
    auto const post = [&](std::string body) {
        return ask({ .path = "/kasir/penjualan", .body = std::move(body), .key = id.text() });
    };
    auto const scarce = post(json_of(variant, id));
    EXPECT_EQ(409, scarce.status);
    EXPECT_TRUE(holds(scarce, "catalogue.not_enough_stock"));
    EXPECT_EQ(422, post(json_of(variant, id, R"(,"surprise":1)")).status);
    EXPECT_EQ(422, post(R"({"id":"1","lines":[]})").status);
    EXPECT_EQ(400, post("{").status);
    EXPECT_EQ(404, post(json_of(test::numbered<VariantTag>(77), id)).status);
    EXPECT_EQ(201, post(json_of(variant, id, R"(,"in_hand":true)")).status)
        << "what was refused kept no key";
}

TEST_F(TillTest, TheCountPageDoesNotSayWhatShouldBeThere)
{
    sold(2);
    auto const shift = look("sari", [&](View& view) {
        return sales::open_shift_of(view, market.pontianak(), desk_series)->id.text();
    });
    auto const path = "/kasir/sif/" + shift + "/tutup";
    for (bool const json : { false, true })
        for (auto const& page : { path, "/kasir/sif/" + shift, std::string { "/kasir/sif" } }) {
            auto const shown = ask({ .path = page, .json = json });
            EXPECT_EQ(200, shown.status) << page;
            EXPECT_FALSE(holds(shown, "190.000") || holds(shown, "190000")) << page;
        }
    auto const first = ask({ .path = path, .form = "counted=180.000&note=" });
    EXPECT_EQ(422, first.status);
    EXPECT_TRUE(holds(first, "Hitungan berbeda")) << first.bytes();
    EXPECT_FALSE(holds(first, "190.000")) << "the second count is to be blind too";
    EXPECT_TRUE(holds(first, R"(value="180.000")"));
    auto const done = ask({ .path = path, .form = "counted=190000&note=" });
    EXPECT_EQ("/kasir/sif/" + shift, header(done, "Location"));
    auto const report = ask({ .path = "/kasir/sif/" + shift, .who = "rina" });
    EXPECT_TRUE(holds(report, "Rp\u00a0190.000"));
    EXPECT_TRUE(holds(report, "Rp\u00a0180.000")) << "the first count too";
    EXPECT_EQ(404, ask({ .path = "/kasir/sif/" + shift, .who = "ambon" }).status);
    EXPECT_EQ(403, ask({ .path = path, .who = "rina", .form = "counted=1" }).status);
}

TEST_F(TillTest, AReceiptIsReadByItsOwnUnitOnly)
{
    auto const path = "/kasir/struk/" + sold().id.text();
    for (auto const* end : { "", "/58mm", "/80mm", "/a4", "/teks" }) {
        EXPECT_EQ(404, ask({ .path = path + end, .who = "ambon" }).status) << end;
        auto const above = std::string_view { end }.empty() ? 200 : 403;
        EXPECT_EQ(above, ask({ .path = path + end, .who = "admin" }).status) << end;
        EXPECT_EQ(303, ask({ .path = path + end, .who = "" }).status) << end;
        EXPECT_EQ(200, ask({ .path = path + end, .who = "rina" }).status) << end;
    }
    for (auto const* end : { "/batal", "/retur" })
        EXPECT_EQ(404, ask({ .path = path + end, .who = "ambon" }).status) << end;
    EXPECT_EQ(404, ask({ .path = "/kasir/struk/nonsense" }).status);
}

TEST_F(TillTest, AboveTheUnitAReceiptIsFollowedDownButNotToItsBuyer)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(1));
    input.buyer = sales::BuyerKind::officer;
    input.nip = "198503122009011002";
    auto const path = "/kasir/struk/" + sell_one(input).take().id.text();
    EXPECT_TRUE(holds(ask({ .path = path }), "NIP …002"));
    auto auditor = market.cast.admin;
    auditor.role = Role::auditor;
    actors["auditor"] = auditor;
    auto const page = ask({ .path = path, .who = "auditor" });
    EXPECT_EQ(200, page.status);
    EXPECT_TRUE(holds(page, "M.01-PP.02.01/1990")) << "the reason of the split";
    EXPECT_FALSE(holds(page, "NIP …"));
    EXPECT_FALSE(holds(ask({ .path = path, .who = "auditor", .json = true }), R"("002")"));
}

TEST_F(TillTest, TheReceiptSaysWhereTheMoneyGoes)
{
    auto const sale = sold();
    auto const page = ask({ .path = "/kasir/struk/" + sale.id.text() });
    for (auto const* words :
         { "Lapas Kelas IIA Pontianak", "Struk PTK-W-1", "26 April 2021 14.05 WIB",
           "Keset sabut kelapa", "2 \u00d7 Rp\u00a045.000", "Rp\u00a090.000", "Dilayani Sari",
           "Premi pembuat", "Rp\u00a025.000", "Rp\u00a07.500", "Rp\u00a017.500", "Bahan",
           "keuntungan" })
        EXPECT_TRUE(holds(page, words)) << words;
    EXPECT_TRUE(holds(page, R"(viewBox="0 0 90000 1")"));
    EXPECT_TRUE(holds(page, R"(class="thread-pnbp" x="25000" y="0" width="7500")"));
    EXPECT_FALSE(holds(page, "Batalkan penjualan")) << "a cashier takes nothing back";
    EXPECT_TRUE(holds(ask({ .path = "/kasir/struk/" + sale.id.text(), .who = "wayan" }),
                      "Batalkan penjualan"));
    EXPECT_TRUE(holds(ask({ .path = "/kasir/struk/" + sale.id.text(), .lang = Lang::en }),
                      "Where your money goes"));
}

TEST_F(TillTest, InADemonstrationReceiptsSayThatTheyAreNone)
{
    auto const path = "/kasir/struk/" + sold().id.text();
    for (bool const demo : { false, true }) {
        open_site({ .demo = demo });
        for (auto const* end : { "", "/teks" })
            EXPECT_EQ(demo, holds(ask({ .path = path + end }), "PERAGAAN – bukan struk sah"))
                << end;
        EXPECT_EQ(demo, holds(ask({ .path = "/kasir/layar", .who = "" }), "bukan struk sah"));
    }
    auto const variant = market.product({ .name = "Sapu lidi" });
    auto const id = test::numbered<SaleTag>(9);
    auto const made = ask({ .path = "/kasir/penjualan",
                            .body = json_of(variant, id, R"(,"in_hand":true)"),
                            .key = id.text() });
    EXPECT_TRUE(holds(made, "PERAGAAN – bukan struk sah")) << made.bytes();
}

TEST_F(TillTest, IsAnAppOfItsOwnThatOpensWithoutANetwork)
{
    auto const app = [](std::string_view name) {
        return R"(<link rel="manifest" href="/aset/)" + std::string { name } + ".";
    };
    EXPECT_TRUE(holds(ask({ .path = "/kasir/layar", .who = "" }), app("kasir")));
    EXPECT_TRUE(holds(ask({ .path = "/kasir/layar", .who = "", .lang = Lang::en }), app("till")));
    EXPECT_TRUE(holds(ask({ .path = "/kasir/nota" }), app("karya")));
}

TEST_F(TillTest, ACashierIsToldWhoMayTakeASaleBack)
{
    auto const path = "/kasir/struk/" + sold().id.text();
    EXPECT_TRUE(holds(ask({ .path = path }), "Kasi Giatja atau Kepala UPT dapat membatalkan"));
    EXPECT_TRUE(holds(ask({ .path = "/kasir" }), "Kasi Giatja atau Kepala UPT"));
    EXPECT_TRUE(holds(ask({ .path = path, .who = "rina" }), "Kasi Giatja atau Kepala UPT"));
    EXPECT_FALSE(holds(ask({ .path = path, .who = "wayan" }), "Kasi Giatja atau"));
    EXPECT_FALSE(holds(ask({ .path = path, .who = "admin" }), "Kasi Giatja atau"));
}

TEST_F(TillTest, AfterARefundTheReceiptShowsWhatIsLeftAndWhatWentBack)
{
    auto const sale = sold(2);
    auto const path = "/kasir/struk/" + sale.id.text();
    auto const refund = [&](unsigned number) {
        return run("wayan", [&](Call& call) {
            return sales::refund(call, market.pontianak(),
                                 { .id = test::numbered<RefundTag>(number),
                                   .sale = sale.id,
                                   .lines = { { .n = 1, .quantity = Quantity::pieces(1) } },
                                   .reason = "jahitan lepas",
                                   .shift = sale.shift });
        });
    };
    ASSERT_TRUE(refund(1).ok());
    auto const half = ask({ .path = path });
    EXPECT_TRUE(holds(half, "Rp\u00a045.000 dari Rp\u00a090.000"));
    EXPECT_TRUE(holds(half, R"(viewBox="0 0 45000 1")"));
    EXPECT_TRUE(holds(half, "Yang kembali kepada pembeli"));
    EXPECT_TRUE(holds(half, "Rp\u00a012.500")) << "the premium of what is left";
    EXPECT_TRUE(holds(half, "50\u00a0% = Rp\u00a012.500"));
    EXPECT_FALSE(holds(half, "50\u00a0% = Rp\u00a025.000")) << "that was the whole sale's";
    EXPECT_TRUE(holds(ask({ .path = path + "/teks" }), "Dari Rp\u00a045.000 ini"));
    ASSERT_TRUE(refund(2).ok());
    auto const none = ask({ .path = path });
    EXPECT_TRUE(holds(none, "Seluruh uangnya sudah kembali"));
    EXPECT_FALSE(holds(none, "woven-bar"));
    EXPECT_FALSE(holds(none, "Mengapa dibagi begini"));
}

TEST_F(TillTest, AClosedUnitOpensNoShift)
{
    auto const last = Day::from(2021, 4, 26);
    ASSERT_TRUE(
        market
            .call(market.cast.admin, test::noon,
                  [&](Call& call) { return org::close_unit(call, market.cast.pontianak_id, last); })
            .ok());
    auto const tomorrow = test::noon + std::chrono::hours { 24 };
    auto const refused = ask({ .path = "/kasir/sif", .form = "float_cash=100000", .at = tomorrow });
    EXPECT_EQ(409, refused.status);
    EXPECT_TRUE(holds(refused, "sudah tutup"));
    EXPECT_EQ(303, ask({ .path = "/kasir/sif", .form = "float_cash=100000" }).status)
        << "its last day is a day like any other";
}

TEST_F(TillTest, CashIsPutInAndTakenOutWithAReason)
{
    auto const path = "/kasir/sif/" + open_shift().id.text();
    EXPECT_EQ(422, ask({ .path = path + "/kas", .form = "way=in&amount=0&reason=uang" }).status);
    EXPECT_EQ(422, ask({ .path = path + "/kas", .form = "way=in&amount=5.000&reason=+" }).status);
    EXPECT_EQ(
        path,
        header(ask({ .path = path + "/kas", .form = "way=out&amount=60.000&reason=Ke+brankas" }),
               "Location"));
    auto const page = ask({ .path = path });
    EXPECT_TRUE(holds(page, "Ke brankas")) << page.bytes();
    EXPECT_TRUE(holds(page, "\u2212Rp\u00a060.000"));
    EXPECT_EQ(303, ask({ .path = path + "/tutup", .form = "counted=40.000" }).status);
    EXPECT_EQ(409, ask({ .path = path + "/kas", .form = "way=in&amount=1&reason=uang" }).status);
}

TEST_F(TillTest, AVoidNeedsTheRightAReasonAndTheOpenShift)
{
    auto const path = "/kasir/struk/" + sold().id.text();
    EXPECT_EQ(403, ask({ .path = path + "/batal", .form = "reason=Salah" }).status);
    EXPECT_EQ(422, ask({ .path = path + "/batal", .who = "wayan", .form = "reason=" }).status);
    auto const done = ask(
        { .path = path + "/batal", .who = "wayan", .form = "reason=Salah+barang" });
    EXPECT_EQ(path, header(done, "Location"));
    EXPECT_TRUE(holds(ask({ .path = path }), "DIBATALKAN"));
    EXPECT_TRUE(holds(ask({ .path = path + "/teks" }), "DIBATALKAN"));
    EXPECT_EQ(409, ask({ .path = path + "/batal", .who = "wayan", .form = "reason=Lagi" }).status);
    EXPECT_EQ(0, sales_today());
}

TEST_F(TillTest, ARefundByPieceAndByAmount)
{
    auto const path = "/kasir/struk/" + sold().id.text();
    auto const post = [&](std::string const& lines, unsigned number) {
        return ask({ .path = path + "/retur",
                     .who = "wayan",
                     .form = "id=" + test::numbered<RefundTag>(number).text()
                         + "&reason=Jahitan+lepas&lines.0.n=1&" + lines });
    };
    EXPECT_EQ(422, post("lines.0.quantity=&lines.0.amount=", 1).status) << "nothing to refund";
    auto const too_many = post("lines.0.quantity=3", 1);
    EXPECT_EQ(409, too_many.status);
    EXPECT_TRUE(holds(too_many, R"(name="lines.0.quantity" value="3")")) << "kept as typed";
    EXPECT_EQ(path, header(post("lines.0.quantity=1&lines.0.amount=", 1), "Location"));
    EXPECT_EQ(path, header(post("lines.0.quantity=1&lines.0.amount=", 1), "Location"))
        << "the same refund again is one";
    EXPECT_EQ(path, header(post("lines.0.quantity=&lines.0.amount=5.000", 2), "Location"));
    auto const page = ask({ .path = path, .who = "wayan" });
    EXPECT_TRUE(holds(page, "PTK-W-R1")) << page.bytes();
    EXPECT_TRUE(holds(page, "Jahitan lepas"));
    EXPECT_TRUE(holds(page, "\u2212Rp\u00a050.000"));
    EXPECT_FALSE(holds(page, "/batal")) << "too late for a void";
}

TEST_F(TillTest, GoodsAreExchangedForOthersAfterTheDifferenceWasShown)
{
    auto const sale = sold();
    auto const path = "/kasir/struk/" + sale.id.text() + "/tukar";
    auto const code = sale.lines[0].code;
    EXPECT_EQ(200, ask({ .path = path, .who = "wayan" }).status);
    EXPECT_EQ(403, ask({ .path = path, .who = "sari" }).status) << "a cashier takes nothing back";
    auto const unknown = ask({ .path = path,
                               .who = "wayan",
                               .query = "lines.0.n=1&lines.0.quantity=1&take.0.code=XYZ" });
    EXPECT_TRUE(holds(unknown, "XYZ. Periksa kodenya"));
    ASSERT_TRUE(run("wayan", [&](Call& call) {
                    auto const& line = sale.lines[0];
                    return catalogue::add_variant(call, market.pontianak(), line.product,
                                                  { .name = "besar",
                                                    .barcode = "8991",
                                                    .price = line.price,
                                                    .opening = Quantity::pieces(2) });
                }).ok());
    EXPECT_TRUE(holds(ask({ .path = path,
                            .who = "wayan",
                            .query = "lines.0.n=1&lines.0.quantity=1&take.0.code=8991" }),
                      "tidak ada uang yang berpindah"))
        << "by its barcode, too";
    auto const wish = "reason=kekecilan&lines.0.n=1&lines.0.quantity=1&take.0.code=" + code
        + "&take.0.quantity=";
    auto const shown = ask({ .path = path, .who = "wayan", .query = wish + "1" });
    EXPECT_TRUE(holds(shown, "tidak ada uang yang berpindah"));
    EXPECT_TRUE(holds(shown, R"(name="seen_total" value="45000")"));
    auto const post = [&](std::string const& pieces, std::string const& total) {
        return ask({ .path = path,
                     .who = "wayan",
                     .form = wish + pieces + "&seen_back=45000&seen_total=" + total
                         + "&payment=cash&back_id=" + test::numbered<RefundTag>(1).text()
                         + "&id=" + test::numbered<SaleTag>(77).text() });
    };
    EXPECT_EQ(409, post("2", "45000").status) << "he was told another sum";
    EXPECT_EQ(409, post("99", "4455000").status) << "not so many are there";
    auto const done = post("1", "45000");
    auto const made = "/kasir/struk/" + test::numbered<SaleTag>(77).text();
    EXPECT_EQ(made, header(done, "Location"));
    EXPECT_EQ(made, header(post("1", "45000"), "Location")) << "the same again is one exchange";
    auto const first = ask({ .path = "/kasir/struk/" + sale.id.text(), .who = "wayan" });
    EXPECT_TRUE(holds(first, "Ditukar dengan <a href=\"" + made));
    EXPECT_TRUE(holds(ask({ .path = made, .who = "wayan" }), sale.number));
}

TEST_F(TillTest, ReceiptsAreFoundByNumber)
{
    auto const id = sold().id.text();
    EXPECT_TRUE(holds(ask({ .path = "/kasir/nota" }), id));
    for (auto const* typed : { "1", "PTK-W-1", "ptk-w-1" })
        EXPECT_TRUE(
            holds(ask({ .path = "/kasir/nota", .query = std::string { "number=" } + typed }), id))
            << typed;
    EXPECT_TRUE(holds(ask({ .path = "/kasir/nota", .query = "number=99" }), "Tidak ada struk"));
    EXPECT_FALSE(holds(ask({ .path = "/kasir/nota", .who = "ambon" }), id));
}

} // namespace karya::counter
