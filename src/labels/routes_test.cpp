// The desk of labels behind the real pipeline.

#include "labels/test_printer.h"
#include "support/front.h"
#include "web/page.h"

namespace karya::labels {
namespace {

using test::holds;

class LabelPages : public Printer {
protected:
    void SetUp() override
    {
        Printer::SetUp();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, at_unit, market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {}; ///< not empty: POST
        std::string who { "kasi" };
        std::string query {};
        std::string accept { "text/html" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(LabelPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("labels/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(LabelPages, who_only_looks_on_prints_and_withdraws_nothing)
{
    auto const mine = issued();
    auto const path = "/meja/label/" + mine.id.text();
    EXPECT_EQ(ask({ .path = "/meja/label", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = "/meja/label/kunci", .who = "kasi" }).status, 403);
    EXPECT_EQ(ask({ .path = "/meja/label/kunci", .form = "_x=", .who = "ditjen" }).status, 403);
    auto const seen = ask({ .path = path, .who = "auditor" });
    EXPECT_EQ(seen.status, 200);
    EXPECT_FALSE(holds(seen, "Tarik label"));
    EXPECT_EQ(
        ask({ .path = path + "/penarikan", .form = "first=1&reason=x", .who = "auditor" }).status,
        403);
    at_unit = market.cast.ambon_id;
    EXPECT_EQ(ask({ .path = path }).status, 404);
    EXPECT_EQ(ask({ .path = path + "/cetak" }).status, 404);
    EXPECT_EQ(ask({ .path = path + "/penarikan", .form = "first=1&reason=x" }).status, 404);
}

TEST_F(LabelPages, wrong_fields_come_back_with_what_was_typed)
{
    auto const wrong = ask({ .path = "/meja/label",
                             .form = "variant=" + goods.text()
                                 + "&count=5001&day=2021-04-26&lot=salah&with_price=true" });
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"5001\""));
    EXPECT_TRUE(holds(wrong, "1 sampai 5.000"));
    auto const no_lot = ask({ .path = "/meja/label",
                              .form = "variant=" + goods.text()
                                  + "&count=7&day=2021-04-26&lot=salah&with_price=true" });
    EXPECT_EQ(no_lot.status, 422);
    EXPECT_TRUE(holds(no_lot, "value=\"7\""));
    EXPECT_TRUE(holds(no_lot, "Pilih lot dari catatan produksi"));
    auto const mine = issued();
    auto const path = "/meja/label/" + mine.id.text();
    auto const outside = ask({ .path = path + "/penarikan", .form = "first=9&reason=Rusak" });
    EXPECT_EQ(outside.status, 422);
    EXPECT_TRUE(holds(outside, "value=\"Rusak\""));
}

TEST_F(LabelPages, a_lot_is_chosen_also_one_that_is_not_listed_any_more)
{
    auto const form = ask({ .path = "/meja/label", .query = "lot=PTK-L210426-12" });
    EXPECT_TRUE(holds(form, "<option value=\"PTK-L210426-12\"")) << form.bytes();
    EXPECT_TRUE(holds(form, "selected>PTK-L210426-12"));
    run_as(market.cast.wayan, [&](Call& call) -> Result<int> {
        recall(call, unit(), "PTK-L210426-12", "Tercemar");
        return 1;
    }).take();
    made.pop_back(); // production offers it no more
    EXPECT_FALSE(holds(ask({ .path = "/meja/label", .query = "lot=PTK-L210426-12" }),
                       "<option value=\"PTK-L210426-12\""));
}

TEST_F(LabelPages, from_the_form_to_paper_and_back)
{
    auto const made = ask(
        { .path = "/meja/label",
          .form = "variant=" + goods.text() + "&count=25&day=2021-04-26&lot=&with_price=true" });
    ASSERT_EQ(made.status, 303) << made.bytes();
    auto const mine = look([&](View& view) { return runs(view, unit()); }).at(0);
    auto const path = "/meja/label/" + mine.id.text();
    EXPECT_TRUE(holds(ask({ .path = "/meja/label" }), "1–25"));
    auto const paper = ask({ .path = path + "/cetak", .query = "paper=roll_203&first=3&last=4" });
    EXPECT_EQ(paper.status, 200);
    EXPECT_TRUE(paper.bytes().starts_with("%PDF"));
    ASSERT_EQ(
        ask({ .path = path + "/penarikan", .form = "first=3&last=&reason=Kemasan+rusak" }).status,
        303);
    EXPECT_TRUE(holds(ask({ .path = path, .who = "ditjen" }), "Kemasan rusak"));
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/label", .who = "kanwil" }), "Lapas Kelas IIA Pontianak"));
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/label", .who = "kanwil", .query = "unit=" + at_unit.text() }),
              "1–25"));
}

TEST_F(LabelPages, a_buyer_reads_why_a_label_is_not_ours)
{
    auto const token = token_of(issued(), 1);
    for (auto const& [text, words] :
         { std::pair { token.substr(0, 50), "terpotong" }, std::pair { "x" + token, "huruf kecil" },
           std::pair { "1" + token, "tidak dipakai" } }) {
        auto const page = ask({ .path = "/L/" + text, .who = "" });
        EXPECT_EQ(page.status, 200) << text;
        EXPECT_TRUE(holds(page, "Ini bukan label kami")) << text;
        EXPECT_TRUE(holds(page, words)) << text;
        EXPECT_FALSE(holds(page, "/titik")) << text;
        EXPECT_EQ(ask({ .path = "/l/" + text + "/titik", .who = "" }).status, 422);
    }
}

TEST_F(LabelPages, a_buyer_sees_what_it_is_and_how_often_it_was_looked_at)
{
    auto const mine = issued();
    auto const token = token_of(mine, 2);
    auto const page = ask({ .path = "/L/" + token, .who = "" });
    for (auto const* words :
         { "Label ini asli", "Keset sabut kelapa", "Lapas Kelas IIA Pontianak", "PTK 2",
           "26 April 2021", "/produk/", "Anda yang pertama", "noindex" })
        EXPECT_TRUE(holds(page, words)) << words;
    EXPECT_FALSE(holds(page, "Wayan"));
    // The page alone counts nothing; the same visitor counts once within the hour.
    ASSERT_TRUE(write_scans(market.engine(), now).ok());
    EXPECT_TRUE(holds(ask({ .path = "/l/" + token, .who = "" }), "Anda yang pertama"));
    for (int turn = 0; turn < 3; ++turn) {
        EXPECT_EQ(ask({ .path = "/l/" + token + "/titik", .who = "" }).status, 200);
        ASSERT_TRUE(write_scans(market.engine(), now).ok());
    }
    EXPECT_TRUE(holds(ask({ .path = "/l/" + token, .who = "" }), "1 kali, pertama 26 April 2021"));
    now += std::chrono::hours { 1 };
    ask({ .path = "/l/" + token + "/titik", .who = "" });
    ASSERT_TRUE(write_scans(market.engine(), now).ok());
    EXPECT_TRUE(holds(ask({ .path = "/l/" + token, .who = "" }), "2 kali"));
    ASSERT_TRUE(try_withdraw(mine, { 2, 2 }, "Kemasan rusak").ok());
    auto const gone = ask({ .path = "/l/" + token, .who = "" });
    EXPECT_TRUE(holds(gone, "Label ini ditarik"));
    EXPECT_TRUE(holds(gone, "Kemasan rusak"));
}

TEST_F(LabelPages, a_report_reaches_the_unit_and_the_nation_and_nobody_floods_them)
{
    now += std::chrono::hours { 24 };
    auto const path = "/l/" + token_of(issued(), 1);
    auto const empty = ask({ .path = path + "/laporan", .form = "words=&place=Pasar", .who = "" });
    EXPECT_EQ(empty.status, 422);
    EXPECT_TRUE(holds(empty, "value=\"Pasar\""));
    auto const sent = ask({ .path = path + "/laporan",
                            .form = "words=Dijual+murah&place=Pasar+Flamboyan",
                            .who = "" });
    ASSERT_EQ(sent.status, 303) << sent.bytes();
    for (auto const* who : { "kasi", "ditjen", "kanwil" })
        EXPECT_TRUE(holds(ask({ .path = "/meja/label/laporan", .who = who }), "Pasar Flamboyan"))
            << who;
    auto const bad = ask({ .path = "/l/PALSU/laporan", .form = "words=Kertas+kosong", .who = "" });
    EXPECT_EQ(bad.status, 303);
    EXPECT_FALSE(holds(ask({ .path = "/meja/label/laporan" }), "Kertas kosong"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/label/laporan", .who = "ditjen" }), "Kertas kosong"));
    for (int turn = 0; turn < 3; ++turn)
        ask({ .path = path + "/laporan", .form = "words=Lagi", .who = "" });
    EXPECT_EQ(ask({ .path = path + "/laporan", .form = "words=Lagi", .who = "" }).status, 429);
    at_unit = market.cast.ambon_id;
    EXPECT_FALSE(holds(ask({ .path = "/meja/label/laporan" }), "Pasar Flamboyan"));
}

TEST_F(LabelPages, the_public_keys_are_there_for_everybody)
{
    auto const mine = issued();
    ASSERT_EQ(ask({ .path = "/meja/label/kunci", .form = "&", .who = "admin" }).status, 303);
    auto const document = ask({ .path = "/.well-known/karya-labels.json", .who = "" });
    EXPECT_EQ(document.status, 200);
    EXPECT_TRUE(holds(document, "\"kid\":\"" + mine.kid + "\""));
    EXPECT_TRUE(holds(document, "\"crv\":\"Ed25519\""));
    EXPECT_TRUE(holds(ask({ .path = "/meja/label/kunci", .who = "admin" }), mine.kid));
}

} // namespace
} // namespace karya::labels
