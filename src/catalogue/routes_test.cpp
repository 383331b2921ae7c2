// The shelf and the desk behind the real pipeline.

#include "catalogue/image.h"
#include "catalogue/shop_test.h"
#include "support/front.h"
#include "web/page.h"

namespace karya::catalogue {

namespace {

using test::holds;

/// Whoever sends the cookie `who` is that role: "kasi" and "head" at Pontianak, "kasi-ambon" far
/// away.
class CatalogueRoutes : public Shop {
protected:
    void SetUp() override
    {
        Shop::SetUp();
        keep_media_in(db.directory() / "media");
        add_routes(routes);
        front.emplace(db.engine(), routes, [this](std::string_view who) {
            auto const dash = who.find('-');
            bool const far = dash != std::string_view::npos;
            return test::in_role(who.substr(0, dash), wayan, far ? ambon : pontianak, wayan.kanwil);
        });
    }

    struct Wish {
        std::string path {};
        std::string who {};
        std::string form {}; ///< not empty: POST
        std::string query {};
        bool json { false };
        Lang lang { Lang::id };
        std::string type { "application/x-www-form-urlencoded" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, test::noon); }
    static std::string part(std::string const& name, std::string const& value)
    {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
            + "\r\n";
    }
    static std::string location(web::Response const& response)
    {
        return test::header(response, "Location");
    }

    web::Routes routes;
    std::optional<test::Front> front;
};

constexpr std::string_view bread =
    "name_id=Roti+manis&kind=manufaktur&measure=pcs&price=2.500&supply=stocked&opening=10";

TEST_F(CatalogueRoutes, EveryMarkerOfEveryPageIsKnown)
{
    std::string problems;
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.starts_with("catalogue/")) problems += problem + "\n";
    EXPECT_EQ(problems, "");
}

TEST_F(CatalogueRoutes, WhatIsNotPublicIsNotFound)
{
    auto const id = draft(pontianak, "Rahasia");
    variant(pontianak, id, { .price = Rupiah { 1'000 } });
    auto const code = "/produk/rahasia-ptk";
    for (bool const json : { false, true }) {
        EXPECT_EQ(ask({ .path = code, .json = json }).status, 404);
        EXPECT_FALSE(holds(ask({ .path = "/produk", .json = json }), "Rahasia"));
        EXPECT_EQ(ask({ .path = "/produk/" + id.text(), .json = json }).status, 404);
        EXPECT_EQ(ask({ .path = "/produk", .query = "unit=tidak-ada", .json = json }).status, 404);
        EXPECT_EQ(ask({ .path = "/produk", .query = "after=1", .json = json }).status, 404);
    }
    EXPECT_EQ(ask({ .path = "/media/0123456789abcdef0123456789abcdef-600.jpg" }).status, 404);
}

TEST_F(CatalogueRoutes, TheShelfShowsItsGoodsWithoutCost)
{
    auto const mat = keset(Quantity::pieces(3));
    auto const owner = home();
    ASSERT_TRUE(run([&](Call& call) {
                    return set_price(call, owner, mat, { Rupiah { 45'000 }, Rupiah { 21'987 } });
                }).ok());
    auto const list = ask({ .path = "/produk" });
    EXPECT_EQ(list.status, 200);
    EXPECT_TRUE(holds(list, "Keset sabut kelapa"));
    EXPECT_TRUE(holds(list, "45.000"));
    EXPECT_TRUE(holds(list, "Lapas Kelas IIA Pontianak"));
    auto const page = ask({ .path = "/produk/keset-sabut-kelapa-ptk" });
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "Tersisa 3"));
    auto const english = ask({ .path = "/produk/keset-sabut-kelapa-ptk", .lang = Lang::en });
    EXPECT_TRUE(holds(english, "3 pcs left"));
    EXPECT_TRUE(holds(page, "Diambil di Lapas Kelas IIA Pontianak, Pontianak."));
    EXPECT_FALSE(holds(page, "Ke mana uang Anda pergi")) << "nobody tells it here";
    auto const json = ask({ .path = "/produk/keset-sabut-kelapa-ptk", .json = true });
    EXPECT_TRUE(holds(json, R"("price":45000)"));
    for (auto const* answer : { &list, &page, &json }) {
        EXPECT_FALSE(holds(*answer, "21987"));
        EXPECT_FALSE(holds(*answer, "21.987"));
    }
    EXPECT_TRUE(holds(ask({ .path = "/produk", .query = "q=keset&kind=kerajinan" }), "45.000"));
    EXPECT_TRUE(
        holds(ask({ .path = "/produk", .query = "kind=jasa", .json = true }), R"("cards":[])"));
}

TEST_F(CatalogueRoutes, ASaleIsSeenOnTheCachedPageAtOnce)
{
    auto const mat = keset(Quantity::pieces(2));
    auto const page = [&] { return ask({ .path = "/produk/keset-sabut-kelapa-ptk" }); };
    EXPECT_TRUE(holds(page(), "Tersisa 2"));
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_TRUE(holds(page(), "Tersisa 1"));
    EXPECT_FALSE(holds(ask({ .path = "/produk" }), "badge bad"));
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_TRUE(holds(ask({ .path = "/produk" }), "badge bad"));
    ASSERT_TRUE(move(stock_of(mat).product, ProductState::withdrawn).ok());
    EXPECT_EQ(page().status, 404);
    EXPECT_FALSE(holds(ask({ .path = "/produk" }), "Keset"));
}

TEST_F(CatalogueRoutes, ANeighbourThatIsSoldOutIsSeenOnTheCachedPage)
{
    auto const mat = keset(Quantity::pieces(2));
    auto const other = draft(pontianak, "Keset rotan");
    variant(pontianak, other, { .price = Rupiah { 1'000 }, .opening = Quantity::pieces(5) });
    ASSERT_TRUE(move(other, ProductState::published).ok());
    auto const page = [&] { return ask({ .path = "/produk/keset-rotan-ptk", .json = true }); };
    auto const gone = R"("availability":"sold_out")";
    EXPECT_TRUE(holds(page(), "keset-sabut-kelapa-ptk"));
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_FALSE(holds(page(), gone));
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_TRUE(holds(page(), gone));
}

TEST_F(CatalogueRoutes, TheDeskIsForKasiAndHeadOfTheUnit)
{
    auto const mat = keset(Quantity::pieces(1));
    auto const product_path = "/meja/produk/" + stock_of(mat).product.text();
    auto const variant_path = "/meja/varian/" + mat.text();
    for (auto const& path :
         { product_path, product_path + "/isi", product_path + "/foto", product_path + "/surat",
           product_path + "/varian", variant_path, variant_path + "/isi", variant_path + "/harga",
           variant_path + "/stok", variant_path + "/mutasi" }) {
        EXPECT_EQ(ask({ .path = path, .who = "kasi" }).status, 200) << path;
        EXPECT_EQ(ask({ .path = path, .who = "kasi-ambon" }).status, 404) << path;
        EXPECT_EQ(ask({ .path = path }).status, 303) << path;
    }
    EXPECT_EQ(ask({ .path = variant_path, .who = "cashier" }).status, 200);
    EXPECT_EQ(ask({ .path = variant_path + "/harga", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = variant_path, .who = "kanwil" }).status, 200);
    auto const foreign = ask(
        { .path = variant_path + "/harga", .who = "kasi-ambon", .form = "price=1" });
    EXPECT_EQ(foreign.status, 404);
    EXPECT_EQ(stock_of(mat).price, Rupiah { 45'000 });
    EXPECT_TRUE(holds(ask({ .path = "/meja/produk", .who = "kasi" }), "Keset sabut kelapa"));
    EXPECT_FALSE(holds(ask({ .path = "/meja/produk", .who = "kasi-ambon" }), "Keset"));
}

TEST_F(CatalogueRoutes, AProductLivesThroughTheDesk)
{
    auto const wrong = ask(
        { .path = "/meja/produk/baru",
          .who = "kasi",
          .form = "name_id=Roti&kind=manufaktur&measure=pcs&price=nol&supply=stocked" });
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, R"(value="Roti")")) << "what was written is still there";
    EXPECT_TRUE(holds(wrong, "Tulis jumlah rupiah bulat"));
    std::string const dear = "name_id=Kue&kind=manufaktur&measure=pcs&price=1000&cost=2500"
                             "&supply=stocked";
    auto const asked = ask({ .path = "/meja/produk/baru", .who = "kasi", .form = dear });
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(holds(asked, "name=\"sure\"")) << "a cost above the price is asked about";
    EXPECT_EQ(
        ask({ .path = "/meja/produk/baru", .who = "kasi", .form = dear + "&sure=true" }).status,
        303);

    auto const made = ask(
        { .path = "/meja/produk/baru", .who = "kasi", .form = std::string { bread } });
    ASSERT_EQ(made.status, 303);
    auto const path = location(made);
    auto const page = ask({ .path = path, .who = "kasi" });
    EXPECT_TRUE(holds(page, "Roti manis"));
    EXPECT_TRUE(holds(page, "2.500"));
    auto const post = [&](std::string const& where, std::string const& form) {
        return ask({ .path = where, .who = "kasi", .form = form }).status;
    };
    EXPECT_EQ(post(path + "/keadaan", "state=published"), 303);
    EXPECT_EQ(ask({ .path = "/produk/roti-manis-ptk" }).status, 200);
    EXPECT_EQ(post(path + "/keadaan", "state=draft"), 409);
    EXPECT_EQ(post(path + "/isi", "name_id=Roti+sisir&kind=manufaktur&origin=inside&reach=local"),
              303);
    EXPECT_TRUE(holds(ask({ .path = "/produk/roti-manis-ptk" }), "Roti sisir"));
    EXPECT_EQ(post(path + "/surat",
                   "papers.0.kind=pirt&papers.0.number=P-12&papers.0.valid_to="
                   "2021-04-26&papers.1.kind=&papers.1.number=&papers.1.valid_to="),
              303);
    EXPECT_TRUE(holds(ask({ .path = "/produk/roti-manis-ptk" }), "P-12"));
    auto const form = std::string { ask({ .path = path + "/surat", .who = "kasi" }).bytes() };
    auto const mark = form.substr(form.find("name=\"_seen\" value=\"") + 20, 24);
    std::string const row = "papers.0.kind=pirt&papers.0.number=P-15&papers.0.valid_to=";
    EXPECT_EQ(post(path + "/surat", row), 303);
    auto const second = ask({ .path = path + "/surat",
                              .who = "kasi",
                              .form = "_seen=" + mark
                                  + "&papers.0.kind=halal&papers.0.number=H-1"
                                    "&papers.0.valid_to=" });
    EXPECT_EQ(second.status, 409) << "another has written papers meanwhile";
    EXPECT_TRUE(holds(second, "Kini tersimpan: P-15")) << second.bytes();
    EXPECT_EQ(post(path + "/surat", "papers.0.kind=&papers.0.number=P-14&papers.0.valid_to="), 422)
        << "a number says nothing without its kind";
    EXPECT_EQ(post(path + "/surat",
                   "papers.0.kind=pirt&papers.0.number=P-13&papers.0.valid_to="
                   "2021-04-25"),
              303);
    EXPECT_FALSE(holds(ask({ .path = "/produk/roti-manis-ptk" }), "P-13")) << "expired";
    EXPECT_TRUE(holds(ask({ .path = path, .who = "kasi" }), "kedaluwarsa"));
    EXPECT_EQ(post(path + "/varian", "name=mahal&measure=pcs&supply=stocked&price=4000&cost=4001"),
              422);
    EXPECT_EQ(
        post(path + "/varian", "name=besar&measure=pcs&supply=stocked&price=4000&whole_only=1"),
        303);
    EXPECT_TRUE(holds(ask({ .path = "/produk/roti-manis-ptk" }), "besar"));
}

TEST_F(CatalogueRoutes, DraftsArePublishedTogetherAllOrNone)
{
    auto const [mat, chair] = std::pair { draft(pontianak, "Keset"), draft(pontianak, "Kursi") };
    auto const bare = draft(pontianak, "Tanpa harga");
    auto const theirs = draft(ambon, "Sapu");
    variant(pontianak, mat, { .price = Rupiah { 1'000 } });
    variant(pontianak, chair, { .price = Rupiah { 2'000 } });
    variant(ambon, theirs, { .price = Rupiah { 3'000 } });
    std::string const path = "/meja/produk/terbit";
    auto const chosen = [](std::initializer_list<ProductId> products) {
        std::string form;
        for (auto const product : products)
            form += (form.empty() ? "products=" : "&products=") + product.text();
        return form;
    };
    EXPECT_EQ(ask({ .path = path, .who = "cashier" }).status, 403);
    auto const page = ask({ .path = path, .who = "kasi" });
    EXPECT_TRUE(holds(page, mat.text()) && holds(page, chair.text()));
    EXPECT_TRUE(holds(page, "/meja/produk/" + bare.text())) << "what is missing is told";
    EXPECT_FALSE(holds(page, "value=\"" + bare.text()) || holds(page, theirs.text()));

    auto const post = [&](std::string const& form) {
        return ask({ .path = path, .who = "kasi", .form = form });
    };
    EXPECT_TRUE(holds(post("products="), "Belum ada yang dicentang"));
    EXPECT_EQ(post(chosen({ mat, theirs })).status, 404);
    EXPECT_TRUE(holds(post(chosen({ mat, bare })), "paling sedikit satu varian"));
    EXPECT_FALSE(holds(ask({ .path = "/produk" }), "Keset")) << "all or none";
    EXPECT_EQ(location(post(chosen({ mat }))), "/meja/produk");
    EXPECT_EQ(post(chosen({ mat, chair })).status, 303) << "pressed twice";
    auto const shelf = ask({ .path = "/produk" });
    EXPECT_TRUE(holds(shelf, "Keset") && holds(shelf, "Kursi"));
}

TEST_F(CatalogueRoutes, StockAndPriceChangeThroughTheDesk)
{
    auto const mat = keset(Quantity::pieces(5));
    auto const path = "/meja/varian/" + mat.text();
    auto const post = [&](std::string const& where, std::string const& form) {
        return ask({ .path = path + where, .who = "head", .form = form });
    };
    EXPECT_EQ(post("/harga", "price=50.000&cost=20000").status, 303);
    EXPECT_EQ(stock_of(mat).price, Rupiah { 50'000 });
    EXPECT_TRUE(holds(post("/harga", "price=5.000.000"), "name=\"sure\""));
    EXPECT_TRUE(holds(post("/harga", "price=5000"), "name=\"sure\""));
    EXPECT_TRUE(holds(post("/harga", "price=50000&cost=50001"), "name=\"sure\""));
    EXPECT_EQ(stock_of(mat).price, Rupiah { 50'000 });
    EXPECT_EQ(post("/harga", "price=5.000.000&sure=true").status, 303);
    EXPECT_EQ(post("/harga", "price=50000&sure=true").status, 303);
    EXPECT_EQ(post("/mutasi", "quantity=1.500&reason=production").status, 422);
    EXPECT_EQ(post("/stok", "on_hand=7&reason=count&note=rak").status, 303);
    EXPECT_EQ(post("/mutasi", "quantity=2&reason=spoiled").status, 303);
    EXPECT_EQ(stock_of(mat).on_hand, Quantity::pieces(5));
    auto const half = post("/mutasi", "quantity=0,5&reason=production");
    EXPECT_EQ(half.status, 422);
    EXPECT_TRUE(holds(half, "satuan utuh"));
    auto const too_much = post("/mutasi", "quantity=99&reason=kitchen");
    EXPECT_EQ(too_much.status, 409);
    EXPECT_TRUE(holds(too_much, "id=\"quantity_error\">Tercatat tinggal"));
    auto const late = post("/stok", "on_hand=4&reason=count&recorded=1");
    EXPECT_EQ(late.status, 409) << "it moved since it was shown";
    EXPECT_TRUE(holds(late, "Sementara dihitung, stok tercatat berubah dari 1 "));
    EXPECT_FALSE(holds(late, "name=\"recorded\" value=\"1\"")) << "the next count is of now";
    auto const negative = post("/stok", "on_hand=-1&reason=count");
    EXPECT_EQ(negative.status, 422);
    EXPECT_TRUE(holds(negative, "id=\"on_hand_error\">Stok tidak boleh kurang dari nol"));
    EXPECT_EQ(post("/mutasi", "quantity=0&reason=spoiled").status, 422);
    EXPECT_EQ(post("/stok", "on_hand=1&reason=sale").status, 422);
    EXPECT_TRUE(holds(ask({ .path = path, .who = "head" }), "Rusak"));
}

TEST_F(CatalogueRoutes, TheDesksListShowsWhatIsThere)
{
    auto const mat = keset(Quantity::pieces(5));
    auto const list = [&](Lang lang = Lang::id) {
        return ask({ .path = "/meja/produk", .who = "kasi", .lang = lang });
    };
    EXPECT_TRUE(holds(list(), "5 buah"));
    EXPECT_FALSE(holds(list(), "menipis"));
    ASSERT_TRUE(sell(mat, Quantity::pieces(4)).ok());
    EXPECT_TRUE(holds(list(), "1 buah"));
    EXPECT_TRUE(holds(list(Lang::en), "1 pc<"));
    EXPECT_TRUE(holds(list(), "menipis"));
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_TRUE(holds(list(), "0 buah"));
    EXPECT_TRUE(holds(list(), "Habis"));
    auto const product = stock_of(mat).product;
    variant(pontianak, product,
            { .name = "besar", .price = Rupiah { 60'000 }, .opening = Quantity::pieces(9) });
    EXPECT_TRUE(holds(list(), "9 buah"));
    EXPECT_TRUE(holds(list(), "1 varian habis"));
    variant(pontianak, product,
            { .name = "pesanan",
              .supply = Supply::to_order,
              .lead_days = 3,
              .price = Rupiah { 90'000 } });
    auto const owner = home();
    auto const rows = look([&](View& view) { return products(view, owner); });
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].product, product);
    EXPECT_EQ(rows[0].counted, 3);
    EXPECT_EQ(rows[0].on_hand, Quantity::pieces(9));
    EXPECT_EQ(rows[0].gone, 1);
    EXPECT_EQ(rows[0].low, 0);
}

TEST(Measured, EnglishHasAPluralBesideEveryNumberButOne)
{
    EXPECT_EQ(measured(Lang::en, Quantity::pieces(1), Measure::bungkus), "1 pack");
    EXPECT_EQ(measured(Lang::en, Quantity::pieces(13), Measure::bungkus), "13 packs");
    EXPECT_EQ(measured(Lang::en, Quantity { 2'500 }, Measure::kg), "2.5 kg");
    EXPECT_EQ(measured(Lang::en, Quantity { 500 }, Measure::liter), "0.5 litres");
    EXPECT_EQ(measured(Lang::id, Quantity::pieces(13), Measure::bungkus), "13 bungkus");
    for (auto const measure : enum_values<Measure>())
        for (auto const lang : { Lang::id, Lang::en })
            EXPECT_EQ(measured(lang, Quantity {}, measure).find("Measures."), std::string::npos)
                << enum_text(measure);
}

TEST_F(CatalogueRoutes, APhotoIsDescribedByTheProductsNameUntilSomebodySaysMore)
{
    auto const mat = keset(Quantity::pieces(1));
    auto const path = "/meja/produk/" + stock_of(mat).product.text() + "/foto";
    EXPECT_TRUE(holds(ask({ .path = path, .who = "kasi" }), R"(value="Keset sabut kelapa")"));
}

TEST_F(CatalogueRoutes, APhotoIsUploadedShownAndServed)
{
    auto const mat = keset(Quantity::pieces(1));
    auto const path = "/meja/produk/" + stock_of(mat).product.text() + "/foto";
    auto const form_of = [](std::string const& photo) {
        return part("alt_id", "Keset cokelat")
            + "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../x.php\"\r\n"
              "Content-Type: image/jpeg\r\n\r\n"
            + photo + "\r\n--b--\r\n";
    };
    auto const send = [&](std::string const& who, std::string const& photo) {
        return ask({ .path = path,
                     .who = who,
                     .form = form_of(photo),
                     .type = "multipart/form-data; boundary=b" });
    };
    image::Picture const grey { 300, 200, std::vector<std::uint8_t>(300 * 200 * 3, 128) };
    EXPECT_EQ(send("kasi-ambon", image::jpeg_of(grey)).status, 404);
    auto const refused = send("kasi", "<svg onload=alert(1)>");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "Kirim foto JPEG, PNG, atau WebP"));
    EXPECT_TRUE(holds(refused, "Keset cokelat"));
    EXPECT_EQ(send("kasi", image::jpeg_of(grey)).status, 303);

    auto const page = ask({ .path = "/produk/keset-sabut-kelapa-ptk" });
    auto const at = page.bytes().find("/media/");
    ASSERT_NE(at, std::string_view::npos);
    std::string const name { page.bytes().substr(at, 7 + 32) };
    auto const photo = ask({ .path = name + "-600.webp" });
    EXPECT_EQ(photo.status, 200);
    EXPECT_EQ(photo.content_type, "image/webp");
    EXPECT_TRUE(holds(page, "Keset cokelat"));
}

TEST_F(CatalogueRoutes, HostileNamesStayText)
{
    auto const id = draft(pontianak, "<script>alert(1)</script>\"'");
    variant(pontianak, id, { .name = "\"><img src=x>", .price = Rupiah { 1'000 } });
    ASSERT_TRUE(move(id, ProductState::published).ok());
    for (auto const& page :
         { ask({ .path = "/produk" }), ask({ .path = "/produk/script-alert-1-script-ptk" }),
           ask({ .path = "/meja/produk/" + id.text(), .who = "kasi" }),
           ask({ .path = "/produk", .query = "q=%22%3E%3Cscript%3E" }) }) {
        EXPECT_EQ(page.status, 200);
        EXPECT_FALSE(holds(page, "<script>alert"));
        EXPECT_FALSE(holds(page, "<img src=x>"));
        EXPECT_FALSE(holds(page, "\"><script>"));
    }
}

} // namespace

} // namespace karya::catalogue
