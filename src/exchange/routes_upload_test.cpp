// Bringing data in at the desk.

#include "exchange/columns.h"
#include "exchange/routes_test.h"
#include "exchange/store_upload.h"

namespace karya::exchange {

namespace {

using namespace test;
using namespace std::chrono_literals;

TEST_F(ExchangeRoutes, OnlyKasiHeadAndAdministratorBringInAndOnlyTheirOwn)
{
    for (auto const* who : { "cashier", "treasurer", "kanwil", "ditjen", "auditor" }) {
        EXPECT_EQ(ask({ .path = "/meja/impor", .who = who }).status, 403) << who;
        EXPECT_EQ(send(who, Kind::products, goods(1)).status, 403) << who;
        EXPECT_EQ(ask({ .path = "/meja/templat/products.csv", .who = who }).status, 403) << who;
    }
    EXPECT_EQ(send("admin", Kind::products, goods(1)).status, 403);
    EXPECT_EQ(send("kasi", Kind::units, "kode\n").status, 403);
    EXPECT_EQ(send("head", Kind::ledger, "kode\n").status, 403);
    EXPECT_EQ(ask({ .path = "/meja/impor", .who = "kasi", .query = "kind=units" }).status, 403);
    EXPECT_EQ(ask({ .path = "/meja/impor", .who = "admin" }).status, 200);

    auto const path = led_to(send("kasi", Kind::products, goods(1)));
    work();
    for (auto const* who : { "head", "admin", "kasi-ambon" }) {
        EXPECT_EQ(ask({ .path = path, .who = who }).status, 404) << who;
        EXPECT_EQ(ask({ .path = path + "/ditolak.csv", .who = who }).status, 404) << who;
        EXPECT_EQ(post(who, path + "/pencatatan").status, 404) << who;
        EXPECT_EQ(post(who, path + "/penghapusan").status, 404) << who;
    }
    EXPECT_EQ(ask({ .path = path, .who = "kasi" }).status, 200);
}

TEST_F(ExchangeRoutes, APreviewWritesNothingAndTakingTwiceTakesOnce)
{
    auto const path = led_to(send("kasi", Kind::products, goods(3)));
    auto const waiting = ask({ .path = path, .who = "kasi" });
    EXPECT_EQ(header(waiting, "Refresh"), "3");
    EXPECT_TRUE(holds(waiting.bytes(), "waiting for its turn"));
    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 409) << "nobody has seen it yet";
    work();
    auto const checked = ask({ .path = path, .who = "kasi" });
    EXPECT_EQ(header(checked, "Refresh"), "");
    EXPECT_EQ(figures(checked.bytes()), "3 3 0 0");
    EXPECT_EQ(products_of(market.cast.pontianak_id), 0U) << "a preview writes nothing";

    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 303);
    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 303) << "pressed twice";
    EXPECT_EQ(post("kasi", path + "/penghapusan").status, 409);
    work();
    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 303) << "and once more";
    work();
    auto const done = body({ .path = path, .who = "kasi" });
    EXPECT_TRUE(holds(done, "The import is done"));
    EXPECT_EQ(figures(done), "3 3 0 0");
    EXPECT_EQ(products_of(market.cast.pontianak_id), 3U);

    auto const again = led_to(send("kasi", Kind::products, goods(3)));
    work();
    EXPECT_EQ(figures(body({ .path = again, .who = "kasi" })), "3 0 3 0");
    EXPECT_EQ(post("kasi", again + "/pencatatan").status, 422) << "nothing new to take";
    EXPECT_EQ(products_of(market.cast.pontianak_id), 3U);
}

TEST_F(ExchangeRoutes, ThePreviewTellsWhatTheImportWillTell)
{
    brought_in("kasi", Kind::products, goods(2));
    auto const sales = "unit,nota,waktu,kode,jumlah,macam,atas nota\n" + code
        + ",N1,2021-04-25 10:00,B1,2,,\n" + code + ",N2,2021-04-25 10:05,ZZ,1,,\n" + code
        + ",R1,2021-04-26 10:00,B1,1,retur,N1\n" + code + ",R2,2021-04-26 10:00,ZZ,1,retur,N2\n"
        + code + ",R3,2021-04-26 10:00,B1,1,retur,N9\n";
    auto const path = led_to(send("kasi", Kind::sales, sales));
    work();
    auto const preview = body({ .path = path, .who = "kasi" });
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah {});
    EXPECT_EQ(figures(preview), "5 2 0 3") << preview;
    EXPECT_TRUE(holds(preview, "the unit has no goods with the code “ZZ”"));
    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 303);
    work();
    EXPECT_EQ(figures(body({ .path = path, .who = "kasi" })), "5 2 0 3");
    EXPECT_EQ(turnover(market, market.cast.pontianak_id), Rupiah { 15'000 });
}

TEST_F(ExchangeRoutes, ForeignRowsAreRefusedAndCanBeDownloaded)
{
    auto const there = market.ambon().code();
    auto const page = brought_in("head", Kind::products,
                                 goods(1) + there + ",X1,Curian,5000,\nNOPE,X2,Entah,5000,\n");
    EXPECT_EQ(figures(page), "3 1 0 2");
    EXPECT_TRUE(holds(page, "is not your unit"));
    EXPECT_EQ(products_of(market.cast.ambon_id), 0U);
    auto const end = page.find("/ditolak.csv");
    auto const from = page.rfind("/meja/impor/", end);
    auto const path = page.substr(from, end - from);
    auto const file = ask({ .path = path + "/ditolak.csv", .who = "head" });
    EXPECT_EQ(header(file, "Content-Disposition"), "attachment; filename*=UTF-8''ditolak.csv");
    EXPECT_TRUE(holds(file.bytes(), there + ",X1,Curian,")) << file.bytes();
    EXPECT_TRUE(holds(file.bytes(), "there is no unit “NOPE”"));
    EXPECT_EQ(figures(brought_in("head", Kind::products, goods(2))), "2 1 1 0");
}

TEST_F(ExchangeRoutes, OfAnOfficersNumberNothingIsKept)
{
    auto const path = led_to(send("kasi", Kind::sales,
                                  "unit,nota,waktu,kode,jumlah,nip\n" + code
                                      + ",N1,2021-04-25 10:00,ZZ,1,199001012015031001\n"));
    work();
    auto const refused = body({ .path = path + "/ditolak.csv", .who = "kasi" });
    EXPECT_TRUE(holds(refused, "N1"));
    EXPECT_FALSE(holds(refused, "199001012015031001"));
}

TEST_F(ExchangeRoutes, ABrokenFileIsToldInWords)
{
    struct Broken {
        std::string bytes;
        std::string_view words;
    };
    for (auto const& [bytes, words] :
         { Broken { "%PDF-1.7\n", "not a CSV or XLSX" },
           Broken { "foo,bar\n1,2\n", "were not found" },
           Broken { "unit,kode,nama,harga\n", "no row in this file" },
           Broken { "PK\x03\x04 not a zip", "damaged" },
           Broken { std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8), "old Excel" } }) {
        auto const path = led_to(send("kasi", Kind::products, bytes));
        work();
        auto const page = body({ .path = path, .who = "kasi" });
        EXPECT_TRUE(holds(page, "failed")) << page;
        EXPECT_TRUE(holds(page, words)) << page;
        EXPECT_EQ(post("kasi", path + "/pencatatan").status, 409);
    }
    auto const none = send("kasi", Kind::products, "");
    EXPECT_EQ(none.status, 422);
    EXPECT_TRUE(holds(none.bytes(), "name=\"file\"")) << "the form again";
}

TEST_F(ExchangeRoutes, FifteenMegabytesAreTheLimit)
{
    auto const huge = send("kasi", Kind::products, std::string((15U << 20U) + 1, 'x'));
    EXPECT_EQ(huge.status, 413);
    EXPECT_TRUE(holds(huge.bytes(), "smaller than 15 MB"));
    auto large = goods(1);
    int rows = 1;
    for (; large.size() < (15U << 20U) - 64'000; ++rows)
        large += ",," + std::string(30'000, 'x') + ",,,\n";
    auto const path = led_to(send("kasi", Kind::products, large));
    work();
    EXPECT_EQ(figures(body({ .path = path, .who = "kasi" })),
              std::to_string(rows) + " 1 0 " + std::to_string(rows - 1));
}

TEST_F(ExchangeRoutes, TheSameSendingTwiceIsOneUpload)
{
    auto const first = led_to(send("kasi", Kind::products, goods(1), "one-and-the-same"));
    EXPECT_EQ(led_to(send("kasi", Kind::products, goods(1), "one-and-the-same")), first);
    EXPECT_EQ(send("kasi", Kind::products, goods(2), "one-and-the-same").status, 422);
}

TEST_F(ExchangeRoutes, AnImportBrokenOffGoesOnWhereItWas)
{
    auto const path = led_to(send("kasi", Kind::products, goods(450)));
    work();
    ASSERT_EQ(post("kasi", path + "/pencatatan").status, 303);
    int asked = 0;
    UploadWork* running = nullptr;
    UploadWork first { market.engine(),
                       { .clock =
                             [&] {
                                 if (++asked == 300) running->stop(); // as a server that ends
                                 return now;
                             },
                         .entitled = [](db::Read&, Actor const&) { return true; } } };
    running = &first;
    auto const broken = first.work();
    ASSERT_FALSE(broken.ok());
    EXPECT_EQ(broken.error().code(), stopped);
    auto const between = products_of(market.cast.pontianak_id);
    EXPECT_TRUE(between > 0 && between < 450) << between;
    EXPECT_TRUE(holds(body({ .path = path, .who = "kasi" }), "waiting for its turn"));
    work();
    EXPECT_EQ(figures(body({ .path = path, .who = "kasi" })), "450 450 0 0");
    EXPECT_EQ(products_of(market.cast.pontianak_id), 450U);
}

TEST_F(ExchangeRoutes, AnotherNodeTakesOverFromOneThatIsGone)
{
    auto const path = led_to(send("kasi", Kind::products, goods(1)));
    auto const id = UploadId::parse(path.substr(path.rfind('/') + 1)).take();
    ASSERT_TRUE(market
                    .call(market.cast.admin, now,
                          [&](Call& call) -> Result<void> {
                              CHECK(store::hold(call.tx, { id, "gone", now, now + 30s }));
                              return {};
                          })
                    .ok());
    EXPECT_FALSE(node().work().value()) << "it may still be at work";
    now += 31s;
    EXPECT_TRUE(node().work().value());
    EXPECT_EQ(figures(body({ .path = path, .who = "kasi" })), "1 1 0 0");
}

TEST_F(ExchangeRoutes, AFileThatBreaksEveryNodeIsGivenUp)
{
    auto const path = led_to(send("kasi", Kind::products, goods(1)));
    auto const id = UploadId::parse(path.substr(path.rfind('/') + 1)).take();
    for (int n = 0; n < 5; ++n) {
        ASSERT_TRUE(market
                        .call(market.cast.admin, now,
                              [&](Call& call) -> Result<void> {
                                  CHECK(store::hold(call.tx, { id, "dies", now, now + 30s }));
                                  return {};
                              })
                        .ok());
        now += 31s;
    }
    work();
    EXPECT_TRUE(holds(body({ .path = path, .who = "kasi" }), "broken off again and again"));
}

TEST_F(ExchangeRoutes, WhoLostHisRightTakesNothingMore)
{
    auto const path = led_to(send("kasi", Kind::products, goods(1)));
    UploadWork worker {
        market.engine(),
        { .clock = [this] { return now; },
          .entitled = [](db::Read&, Actor const& actor) { return actor.role != Role::kasi; } }
    };
    EXPECT_TRUE(worker.work().value());
    EXPECT_TRUE(holds(body({ .path = path, .who = "kasi" }), "failed"));
    EXPECT_EQ(products_of(market.cast.pontianak_id), 0U);
}

TEST_F(ExchangeRoutes, ADemonstrationTakesNoRealData)
{
    keep_takes_data([](db::Tx&) -> Result<void> { return Error { not_empty }; });
    auto const refused = send("kasi", Kind::products, goods(1));
    keep_takes_data(nullptr);
    EXPECT_EQ(refused.status, 409);
    auto const path = led_to(send("kasi", Kind::products, goods(1)));
    work();
    keep_takes_data([](db::Tx&) -> Result<void> { return Error { not_empty }; });
    EXPECT_EQ(post("kasi", path + "/pencatatan").status, 409);
    keep_takes_data(nullptr);
    EXPECT_EQ(products_of(market.cast.pontianak_id), 0U);
}

TEST_F(ExchangeRoutes, FilesAreFewAndDoNotGrowOld)
{
    std::vector<std::string> paths;
    for (int n = 0; n < 7; ++n) {
        now += 1s; // ids order by time
        paths.push_back(led_to(send("kasi", Kind::products, goods(n + 1))));
    }
    EXPECT_EQ(ask({ .path = paths[1], .who = "kasi" }).status, 404) << "five are kept";
    EXPECT_EQ(ask({ .path = paths[2], .who = "kasi" }).status, 200);
    EXPECT_EQ(post("kasi", paths[2] + "/penghapusan").status, 303);
    EXPECT_EQ(ask({ .path = paths[2], .who = "kasi" }).status, 404);
    work();
    EXPECT_EQ(post("kasi", paths[6] + "/pencatatan").status, 303);
    work();
    auto const left = [&] {
        return market.view(market.cast.admin, now,
                           [&](View& view) { return store::bytes_kept(view.read); });
    };
    EXPECT_GT(left(), 0);
    now += 25h;
    work();
    EXPECT_EQ(left(), 0) << "files that nobody took are gone";
    EXPECT_EQ(ask({ .path = paths[5], .who = "kasi" }).status, 404);
    EXPECT_EQ(ask({ .path = paths[6], .who = "kasi" }).status, 200) << "results stay longer";
    now += 24h * 7;
    work();
    EXPECT_EQ(ask({ .path = paths[6], .who = "kasi" }).status, 404);
}

// ---- Templates ----

TEST_F(ExchangeRoutes, ATemplateCanBeFilledInAndItsExampleIsNeverTaken)
{
    market.product({ .name = "Keset" });
    auto const known = market.view(market.cast.admin, evening, [&](View& view) {
        return catalogue::sellables(view, market.pontianak());
    });
    for (auto const lang : { Lang::id, Lang::en })
        for (auto const kind : { Kind::units, Kind::products, Kind::sales }) {
            auto const who = kind == Kind::units ? "admin" : "kasi";
            auto const path = "/meja/templat/" + std::string { enum_text(kind) };
            auto csv = body({ .path = path + ".csv", .who = who, .lang = lang });
            auto const as_it_is = led_to(send(who, kind, csv));
            work();
            auto const page = body({ .path = as_it_is, .who = who });
            EXPECT_EQ(figures(page), "1 0 0 1") << page;
            EXPECT_TRUE(holds(page, "example row"));
            auto const name = lang == Lang::id ? "ABC1" : "ABC2";
            csv.replace(csv.find(example_mark), example_mark.size(), name);
            csv.replace(csv.find("Contoh"), 6, name);
            if (kind == Kind::sales) {
                csv.replace(csv.find("2026"), 4, "2021");
                csv.replace(csv.find(",A1,"), 4, "," + known.at(0).code + ",");
                csv.replace(csv.find("04-27"), 5, "04-25");
            }
            EXPECT_EQ(figures(brought_in(who, kind, csv)), "1 1 0 0") << csv;
            auto const xlsx = body({ .path = path + ".xlsx", .who = who, .lang = lang });
            auto const packed = led_to(send(who, kind, xlsx));
            work();
            EXPECT_EQ(figures(body({ .path = packed, .who = who })), "1 0 0 1");
        }
    EXPECT_EQ(ask({ .path = "/meja/templat/ledger.csv", .who = "kasi" }).status, 404);
}

} // namespace

} // namespace karya::exchange
