// Reviews behind the real pipeline, as buyers, readers and the desk meet them.

#include "reviews/test_reviews.h"
#include "support/front.h"
#include "support/photo_child.h"
#include "web/page.h"

namespace karya::reviews {
namespace {

using test::holds;

class ReviewPages : public Buyers {
protected:
    void SetUp() override
    {
        Buyers::SetUp();
        catalogue::tell_voices_by(voices);
        catalogue::add_routes(routes);
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, at_unit, market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {};
        std::string who {};
        std::string query {};
        std::string accept { "text/html" };
        Lang lang { Lang::id };
        std::string type { "application/x-www-form-urlencoded" };
        std::string address { "10.9.8.7" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }
    std::string slug_of(ProductId product)
    {
        return visit([&](View& view) { return catalogue::card(view, product); })->slug;
    }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(ReviewPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("reviews/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(ReviewPages, from_the_order_to_the_shelf_and_the_answer)
{
    auto const link = received(goods(home));
    auto const product = product_of(link);
    auto const mine = "/pesanan/" + link + "/ulasan";
    auto const form = mine + "/" + product.text();
    auto const shelf_page = "/produk/" + slug_of(product);
    EXPECT_TRUE(holds(ask({ .path = mine }), "Keset sabut kelapa"));
    EXPECT_FALSE(holds(ask({ .path = shelf_page }), "ulasan\""));
    auto const wrong = ask({ .path = form, .form = "stars=4&words=wa+081234567890&shown_as=Sari" });
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"4\" checked"));
    EXPECT_TRUE(holds(wrong, "wa 081234567890</textarea>")) << "nothing typed is lost";
    EXPECT_TRUE(holds(wrong, "value=\"Sari\""));
    EXPECT_TRUE(holds(wrong, "tidak memuat nomor telepon"));
    auto const sent = ask({ .path = form, .form = "stars=4&words=Tebal+%3Cb%3E&shown_as=Sari" });
    ASSERT_EQ(sent.status, 303) << sent.bytes();
    EXPECT_TRUE(holds(ask({ .path = mine }), "Menunggu dibaca"));
    EXPECT_FALSE(holds(ask({ .path = shelf_page }), "Tebal"));
    auto const queue = ask({ .path = "/meja/ulasan", .who = "kasi" });
    EXPECT_TRUE(holds(queue, "Tebal"));
    auto const id =
        visit([&](View& view) { return purchase(view, link, product); }).value().review->id;
    auto const at_desk = "/meja/ulasan/" + id.text();
    ASSERT_EQ(ask({ .path = at_desk + "/penerbitan", .form = "&", .who = "kasi" }).status, 303);
    auto const shown = ask({ .path = shelf_page });
    EXPECT_TRUE(holds(shown, "Tebal &lt;b&gt;"))
        << "the kept page was dropped, and nothing is markup";
    EXPECT_TRUE(
        holds(shown, "\"aggregateRating\":{\"@type\":\"AggregateRating\",\"ratingValue\":\"4\""));
    EXPECT_TRUE(holds(shown, "1 ulasan"));
    EXPECT_FALSE(holds(shown, "Sri Wahyuni"));
    EXPECT_TRUE(holds(ask({ .path = "/produk" }), "data-of=\"40\""));
    ASSERT_EQ(
        ask({ .path = at_desk + "/jawaban", .form = "answer=Terima+kasih", .who = "kasi" }).status,
        303);
    EXPECT_TRUE(holds(ask({ .path = shelf_page }), "Terima kasih"));
    auto const all = ask({ .path = shelf_page + "/ulasan", .lang = Lang::en });
    EXPECT_TRUE(holds(all, "4 out of 5"));
    EXPECT_TRUE(holds(all, "The unit") || holds(all, "Answer of Lapas"));
    ASSERT_EQ(ask({ .path = form + "/penarikan", .form = "&" }).status, 303);
    EXPECT_FALSE(holds(ask({ .path = shelf_page }), "Tebal"));
    EXPECT_FALSE(holds(ask({ .path = "/produk" }), "data-of"));
}

TEST_F(ReviewPages, a_photo_is_made_anew_and_a_lie_is_refused)
{
    auto const link = received(goods(home));
    auto const form = "/pesanan/" + link + "/ulasan/" + product_of(link).text();
    auto const with = [&](std::string const& bytes, std::string const& named) {
        return ask(
            { .path = form,
              .form = "--batas\r\nContent-Disposition: form-data; name=\"stars\"\r\n\r\n5\r\n"
                      "--batas\r\nContent-Disposition: form-data; name=\"photo\"; filename=\""
                  + named + "\"\r\n\r\n" + bytes + "\r\n--batas--\r\n",
              .type = "multipart/form-data; boundary=batas" });
    };
    auto const lie = with("<svg onload=alert(1)>", "a.jpg");
    EXPECT_EQ(lie.status, 422);
    EXPECT_TRUE(holds(lie, "photo_error"));
    EXPECT_EQ(with("", "").status, 303) << "no file chosen";
}

TEST_F(ReviewPages, who_only_looks_on_decides_nothing)
{
    auto const id = said(goods(home), 3);
    auto const path = "/meja/ulasan/" + id.text();
    for (auto const* who : { "kanwil", "auditor" }) {
        auto const seen = ask({ .path = path, .who = who });
        EXPECT_EQ(seen.status, 200) << who;
        EXPECT_FALSE(holds(seen, "/penolakan")) << who;
        EXPECT_FALSE(holds(seen, "/jawaban")) << who;
        EXPECT_EQ(ask({ .path = path + "/penolakan", .form = "reason=insult", .who = who }).status,
                  403);
    }
    EXPECT_EQ(ask({ .path = path, .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = path + "/jawaban", .form = "answer=a", .who = "ditjen" }).status, 403);
    at_unit = market.cast.ambon_id;
    EXPECT_EQ(ask({ .path = path, .who = "kasi" }).status, 404);
    at_unit = home;
    EXPECT_EQ(
        ask({ .path = path + "/penolakan", .form = "reason=few_stars", .who = "kasi" }).status, 422)
        << "that it praises little is no reason";
    EXPECT_EQ(ask({ .path = path + "/penolakan", .form = "reason=insult", .who = "ditjen" }).status,
              303);
}

TEST_F(ReviewPages, anybody_reports_and_the_desk_reads_it)
{
    now += std::chrono::hours { 24 };
    auto const id = said(goods(home), 3);
    auto const path = "/ulasan/" + id.text() + "/laporan";
    EXPECT_EQ(ask({ .path = path }).status, 200);
    EXPECT_EQ(ask({ .path = path, .form = "words=Kasar" }).status, 422);
    ASSERT_EQ(ask({ .path = path, .form = "reason=insult&words=Kasar" }).status, 303);
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/ulasan", .who = "kasi", .query = "queue=reported" }), "Keset"));
    auto const seen = ask({ .path = "/meja/ulasan/" + id.text(), .who = "kasi" });
    EXPECT_TRUE(holds(seen, "Kasar"));
    EXPECT_TRUE(holds(seen, "Tetap tayang"));
}

} // namespace
} // namespace karya::reviews
