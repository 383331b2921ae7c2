// The account behind the real pipeline, as a browser without script meets it.

#include "buyers/test_buyers.h"
#include "places/places.h"
#include "support/front.h"
#include "web/page.h"
#include <regex>

namespace karya::buyers {
namespace {

using test::header;
using test::holds;

class BuyerPages : public Buyers {
protected:
    void SetUp() override
    {
        Buyers::SetUp();
        catalogue::offer_wishes(true);
        catalogue::add_routes(routes);
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, market.cast.pontianak_id,
                                 market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {};
        std::string buyer {};
        std::string who {};
        Lang lang { Lang::id };
        std::string origin {};
        std::string address {};
        bool json { false };
    };
    web::Response ask_page(Wish wish)
    {
        wish.address = address;
        return front->ask(wish, now);
    }
    /// What the answer's cookie holds; also checks how it is set.
    static std::string session_in(web::Response const& answer)
    {
        static std::regex const shape { "__Host-pembeli=([0-9a-f]{64}); Path=/; Secure; HttpOnly; "
                                        "SameSite=Lax; Max-Age=2592000" };
        std::smatch match;
        auto const cookie = header(answer, "Set-Cookie");
        EXPECT_TRUE(std::regex_match(cookie, match, shape)) << cookie;
        return match.empty() ? "" : match[1].str();
    }
    /// Signs in by the pages.
    std::string signed_in_as(std::string const& email)
    {
        now += std::chrono::seconds { 1 };
        EXPECT_EQ(ask_page({ .path = "/pembeli/tautan", .form = "email=" + email }).status, 303);
        return session_in(
            ask_page({ .path = "/pembeli/tautan/" + last_token(email), .form = "&" }));
    }
    static void expect_own(web::Response const& answer)
    {
        EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
    }

    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(BuyerPages, every_marker_and_word_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("buyers/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(BuyerPages, from_the_address_to_the_account_in_both_languages)
{
    auto const visitor = ask_page({ .path = "/pembeli" });
    EXPECT_TRUE(holds(visitor, "Kirim tautan"));
    EXPECT_EQ(header(visitor, "Set-Cookie"), "") << "nothing marks who has not signed in";
    auto const wrong = ask_page({ .path = "/pembeli/tautan", .form = "email=sri" });
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"sri\"")) << "nothing typed is lost";
    auto const asked = ask_page({ .path = "/pembeli/tautan", .form = "email=sri%40example.id" });
    ASSERT_EQ(asked.status, 303);
    EXPECT_EQ(header(asked, "Location"), "/pembeli/surat");
    EXPECT_EQ(header(asked, "Set-Cookie"), "");
    auto const letter = ask_page({ .path = "/pembeli/surat", .lang = Lang::en });
    EXPECT_TRUE(holds(letter, "If that address can receive mail"));
    auto const link = "/pembeli/tautan/" + last_token("sri@example.id");
    for (int n = 0; n < 2; ++n) {
        auto const looked = ask_page({ .path = link });
        EXPECT_TRUE(holds(looked, "sri@example.id"));
        EXPECT_TRUE(holds(looked, "noindex"));
        EXPECT_EQ(header(looked, "Set-Cookie"), "");
        expect_own(looked);
    }
    auto const entered = ask_page({ .path = link, .form = "&" });
    ASSERT_EQ(entered.status, 303);
    EXPECT_EQ(header(entered, "Location"), "/pembeli");
    auto const session = session_in(entered);
    auto const home = ask_page({ .path = "/pembeli", .buyer = session });
    EXPECT_TRUE(holds(home, "Akun Anda"));
    EXPECT_TRUE(holds(home, "sri@example.id"));
    expect_own(home);
    EXPECT_EQ(ask_page({ .path = link }).status, 410);
    EXPECT_EQ(ask_page({ .path = link, .form = "&" }).status, 410);
    now += std::chrono::days { 2 };
    auto const later = ask_page({ .path = "/pembeli", .buyer = session });
    EXPECT_EQ(session_in(later), session) << "thirty days count from the last use";
    auto const left = ask_page(
        { .path = "/pembeli/sesi/pengakhiran", .form = "&", .buyer = session });
    EXPECT_TRUE(header(left, "Set-Cookie").ends_with("Max-Age=0"));
    EXPECT_TRUE(holds(ask_page({ .path = "/pembeli", .buyer = session }), "Kirim tautan"));
}

TEST_F(BuyerPages, an_answer_does_not_tell_whether_there_is_an_account)
{
    (void)signed_in_as("sri@example.id");
    auto const known = ask_page({ .path = "/pembeli/tautan", .form = "email=sri@example.id" });
    auto const unknown = ask_page({ .path = "/pembeli/tautan", .form = "email=x@example.id" });
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.headers, unknown.headers);
    EXPECT_EQ(known.bytes(), unknown.bytes());
}

TEST_F(BuyerPages, visitors_of_an_own_page_are_led_to_the_form_and_back)
{
    for (auto const* const path :
         { "/pembeli/alamat", "/pembeli/alamat/baru", "/pembeli/surel", "/pembeli/keinginan" }) {
        for (auto const& other : { std::string {}, std::string(64, '0'), std::string { "x" } }) {
            auto const answer = ask_page({ .path = path, .buyer = other });
            EXPECT_EQ(answer.status, 303) << path;
            EXPECT_TRUE(header(answer, "Location").starts_with("/pembeli?ke=%2Fpembeli")) << path;
        }
        EXPECT_EQ(ask_page({ .path = path, .json = true }).status, 401) << path;
        EXPECT_EQ(ask_page({ .path = path, .who = "head", .json = true }).status, 401)
            << "an officer is no buyer";
    }
    auto const form = ask_page({ .path = "/pembeli?ke=/pembeli/alamat" });
    EXPECT_TRUE(holds(form, "name=\"ke\" value=\"/pembeli/alamat\""));
    for (auto const& [ke, goes] :
         { std::pair { "/pembeli/alamat", "/pembeli/alamat" },
           std::pair { "https://jahat.example", "/" }, std::pair { "//jahat.example", "/" } }) {
        now += std::chrono::seconds { 1 };
        auto const asked = ask_page(
            { .path = "/pembeli/tautan", .form = std::string { "email=sri@example.id&ke=" } + ke });
        ASSERT_EQ(asked.status, 303);
        auto const entered = ask_page(
            { .path = "/pembeli/tautan/" + last_token("sri@example.id"), .form = "&" });
        EXPECT_EQ(header(entered, "Location"), goes);
    }
}

TEST_F(BuyerPages, no_command_comes_from_another_site)
{
    auto const session = signed_in_as("sri@example.id");
    for (auto const& route : routes.all()) {
        if (route.method != web::Method::post || !route.pattern.starts_with("/pembeli")) continue;
        auto const answer = ask_page({ .path = route.pattern,
                                       .form = "&",
                                       .buyer = session,
                                       .origin = "https://jahat.example" });
        EXPECT_EQ(answer.status, 403) << route.pattern;
    }
    EXPECT_TRUE(holds(ask_page({ .path = "/pembeli", .buyer = session }), "Akun Anda"));
}

TEST_F(BuyerPages, an_address_is_found_written_changed_and_removed)
{
    auto const session = signed_in_as("sri@example.id");
    auto const at = [&](std::string path, std::string form = {}) {
        return ask_page({ .path = std::move(path), .form = std::move(form), .buyer = session });
    };
    EXPECT_TRUE(holds(at("/pembeli/alamat"), "Belum ada alamat"));
    auto const village = places::find("benua melayu darat").places.at(0).code;
    auto const found = at("/pembeli/alamat/baru?q=benua+melayu+darat");
    EXPECT_TRUE(holds(found, "/pembeli/alamat/baru?village=" + village));
    EXPECT_FALSE(holds(found, "name=\"street\"")) << "the village first, so that nothing is lost";
    EXPECT_TRUE(holds(at("/pembeli/alamat/baru?village=" + village), "name=\"street\""));
    auto const form = "village=" + village + "&label=Rumah&name=Sri&phone=";
    auto const wrong = at("/pembeli/alamat/baru", form + "12&street=Jalan+Ampera");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"Jalan Ampera\""));
    EXPECT_TRUE(holds(wrong, places::place(village)->words()));
    ASSERT_EQ(at("/pembeli/alamat/baru", form + "081234567890&street=Jalan+%3Cb%3E").status, 303);
    auto const book = at("/pembeli/alamat");
    expect_own(book);
    EXPECT_TRUE(holds(book, "Jalan &lt;b&gt;"));
    auto const id = see(session,
                        [](View& view) { return addresses(view, account(view).value().id); })
                        .at(0)
                        .id.text();
    auto const one = "/pembeli/alamat/" + id;
    EXPECT_TRUE(holds(at(one), "value=\"Rumah\""));
    ASSERT_EQ(at(one, form + "081234567890&street=Jalan+2").status, 303);
    EXPECT_TRUE(holds(at("/pembeli/alamat"), "Jalan 2"));
    // Another buyer's: as if there were none.
    auto const other = signed_in_as("budi@example.id");
    EXPECT_EQ(ask_page({ .path = one, .buyer = other }).status, 404);
    for (auto const* const deed : { "", "/utama", "/penghapusan" })
        EXPECT_EQ(ask_page({ .path = one + deed,
                             .form = *deed ? "&" : form + "081234567890&street=Jalan+3",
                             .buyer = other })
                      .status,
                  404)
            << deed;
    EXPECT_FALSE(holds(ask_page({ .path = "/pembeli/alamat", .buyer = other }), "Jalan 2"));
    ASSERT_EQ(at(one + "/penghapusan", "&").status, 303);
    EXPECT_TRUE(holds(at("/pembeli/alamat"), "Belum ada alamat"));
}

TEST_F(BuyerPages, a_wish_of_a_visitor_waits_for_him_and_tells_what_became_of_it)
{
    auto const variant = market.product({ .name = "Keset" });
    auto const slug = slug_of(variant);
    auto const product = ask_page({ .path = "/produk/" + slug });
    EXPECT_TRUE(holds(product, "action=\"/pembeli/keinginan\""));
    auto const sent = ask_page({ .path = "/pembeli/keinginan", .form = "slug=" + slug });
    EXPECT_EQ(header(sent, "Location"), "/pembeli?wish=" + slug);
    auto const form = ask_page({ .path = "/pembeli?wish=" + slug });
    EXPECT_TRUE(holds(form, "Keset disimpan di daftar keinginan"));
    EXPECT_TRUE(holds(form, "name=\"wish\" value=\"" + slug + "\""));
    ASSERT_EQ(
        ask_page({ .path = "/pembeli/tautan", .form = "email=sri@example.id&wish=" + slug }).status,
        303);
    auto const entered = ask_page(
        { .path = "/pembeli/tautan/" + last_token("sri@example.id"), .form = "&" });
    EXPECT_EQ(header(entered, "Location"), "/pembeli/keinginan");
    auto const session = session_in(entered);
    auto const list = ask_page({ .path = "/pembeli/keinginan", .buyer = session });
    EXPECT_TRUE(holds(list, "45.000"));
    EXPECT_TRUE(holds(list, "name=\"variant\" value=\"" + variant.text() + "\""));
    expect_own(list);
    auto const other = signed_in_as("budi@example.id");
    EXPECT_FALSE(holds(ask_page({ .path = "/pembeli/keinginan", .buyer = other }), "Keset"));
    auto const id =
        see(session, [](View& view) { return wishes(view, account(view).value().id); })[0].product;
    auto const one = "/pembeli/keinginan/" + id.text();
    auto const told = ask_page({ .path = one, .buyer = session, .json = true });
    EXPECT_TRUE(holds(told, "\"kept\":true")) << told.bytes();
    expect_own(told);
    EXPECT_TRUE(holds(ask_page({ .path = one, .buyer = other, .json = true }), "\"kept\":false"));
    EXPECT_EQ(ask_page({ .path = one, .json = true }).status, 401);
    EXPECT_EQ(header(product, "Cache-Control"),
              header(ask_page({ .path = "/produk/" + slug, .buyer = session }), "Cache-Control"))
        << "the page stays the same for everybody";
    auto const gone = one + "/penghapusan";
    EXPECT_EQ(ask_page({ .path = gone, .form = "&", .buyer = other }).status, 303);
    ASSERT_TRUE(market
                    .call(market.cast.wayan, now,
                          [&](Call& call) {
                              return catalogue::set_state(call, market.pontianak(), id,
                                                          catalogue::ProductState::withdrawn);
                          })
                    .ok());
    auto const withdrawn = ask_page({ .path = "/pembeli/keinginan", .buyer = session });
    EXPECT_TRUE(holds(withdrawn, "Keset")) << "told, not lost";
    EXPECT_TRUE(holds(withdrawn, "Tidak dijual lagi"));
    EXPECT_FALSE(holds(withdrawn, "name=\"variant\""));
    ASSERT_EQ(ask_page({ .path = gone, .form = "&", .buyer = session }).status, 303);
    EXPECT_FALSE(holds(ask_page({ .path = "/pembeli/keinginan", .buyer = session }), "Keset"));
}

TEST_F(BuyerPages, without_letters_nobody_is_asked_for_an_address)
{
    mail::keep_sender({});
    auto const page = ask_page({ .path = "/pembeli" });
    EXPECT_FALSE(holds(page, "name=\"email\""));
    EXPECT_TRUE(holds(page, "tetap dapat memesan tanpa akun"));
    auto const sent = ask_page({ .path = "/pembeli/tautan", .form = "email=sri@example.id" });
    EXPECT_EQ(sent.status, 409);
}

} // namespace
} // namespace karya::buyers
