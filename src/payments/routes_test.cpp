// The buyer's page and the treasurer's desk, behind the real pipeline.

#include "payments/test_payments.h"
#include "support/front.h"
#include "support/photo_child.h"
#include "web/page.h"

namespace karya::payments {
namespace {

using test::holds;

class PaymentPages : public Paying {
protected:
    void SetUp() override
    {
        Paying::SetUp();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, dewi, at_unit, market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {}; ///< not empty: POST
        std::string who {};  ///< empty: the buyer, who is not signed in
        std::string query {};
        std::string type { "application/x-www-form-urlencoded" };
        std::string origin { "http://karya.test" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }
    Wish picture(std::string path, std::string const& bytes)
    {
        return { .path = std::move(path),
                 .form = "--batas\r\nContent-Disposition: form-data; name=\"photo\"; "
                         "filename=\"a\"\r\n\r\n"
                     + bytes + "\r\n--batas--\r\n",
                 .type = "multipart/form-data; boundary=batas" };
    }
    std::string arrival(Payment const& one, Rupiah amount)
    {
        (void)one;
        return "amount=" + std::to_string(amount.amount())
            + "&arrived_on=" + day_in(Zone::wib, now).text();
    }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(PaymentPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("payments/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(PaymentPages, who_has_not_the_link_sees_nothing)
{
    auto const one = asked();
    for (auto const& path : { "/bayar/" + one.id.text(), std::string { "/bayar/x" },
                              one.pay_path + "0", one.pay_path + "/qris.svg" })
        EXPECT_EQ(ask({ .path = path }).status, 404) << path;
    EXPECT_EQ(ask({ .path = "/bayar/x/rekening", .form = "bank=B&number=12345&holder=B" }).status,
              404);
    EXPECT_EQ(ask(picture("/bayar/x/bukti", "x")).status, 404);
    EXPECT_EQ(ask({ .path = "/meja/pembayaran/" + one.id.text() }).status, 303);
    auto foreign = Wish { .path = one.pay_path + "/rekening",
                          .form = "bank=B&number=12345&holder=B",
                          .origin = "https://jahat.example" };
    EXPECT_EQ(ask(foreign).status, 403);
}

TEST_F(PaymentPages, the_buyer_is_told_where_and_exactly_how_much)
{
    auto const one = asked();
    auto const page = ask({ .path = one.pay_path });
    ASSERT_EQ(page.status, 200) << page.bytes();
    for (auto const& words :
         { show(Lang::id, one.to_pay), std::string { "1234567890" }, std::string { "BRI" },
           one.code, std::to_string(one.to_pay.amount()), std::string { "/pesanan/x" } })
        EXPECT_TRUE(holds(page, words)) << words;
    EXPECT_FALSE(holds(page, "budi@example.id")) << "the page does not repeat who he is";
    EXPECT_TRUE(holds(page, "noindex")) << "the link alone opens it";

    // No picture: nothing is lost, and he is told.
    auto const bad = ask(picture(one.pay_path + "/bukti", "not a picture"));
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(holds(bad, "1234567890"));
    EXPECT_TRUE(holds(bad, "photo_error"));
}

TEST_F(PaymentPages, his_proof_reaches_the_treasurer_alone)
{
    auto const one = asked();
    ASSERT_TRUE(by({}, [&](Call& call) { return put_proof(call, one.id, "RIFF-webp"); }).ok());
    auto const desk = "/meja/pembayaran/" + one.id.text();
    EXPECT_TRUE(holds(ask({ .path = one.pay_path }), "sudah kami terima"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/pembayaran", .who = "treasurer" }), one.code));
    EXPECT_EQ(ask({ .path = desk + "/bukti", .who = "treasurer" }).bytes(), "RIFF-webp");
    EXPECT_EQ(ask({ .path = desk + "/bukti", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = desk + "/bukti", .who = "kanwil" }).status, 403);
    EXPECT_EQ(ask({ .path = desk + "/bukti", .who = "ditjen" }).status, 404);
    at_unit = market.cast.ambon_id;
    EXPECT_EQ(ask({ .path = desk, .who = "treasurer" }).status, 404);
    EXPECT_EQ(ask({ .path = desk + "/bukti", .who = "treasurer" }).status, 404);
    EXPECT_EQ(
        ask({ .path = desk + "/penerimaan", .form = arrival(one, one.to_pay), .who = "treasurer" })
            .status,
        404);
    EXPECT_EQ(now_of(one).received, Rupiah {});
}

TEST_F(PaymentPages, who_only_looks_on_is_shown_no_forms)
{
    auto const one = asked();
    auto const desk = "/meja/pembayaran/" + one.id.text();
    EXPECT_TRUE(holds(ask({ .path = desk, .who = "treasurer" }), "/penerimaan"));
    auto const head = ask({ .path = desk, .who = "head" });
    EXPECT_EQ(head.status, 200);
    EXPECT_FALSE(holds(head, "/penerimaan"));
    EXPECT_EQ(ask({ .path = "/meja/rekening", .who = "head" }).status, 403);
    EXPECT_EQ(ask({ .path = desk + "/penerimaan", .form = arrival(one, one.to_pay), .who = "head" })
                  .status,
              403);
}

TEST_F(PaymentPages, short_then_too_much_then_back_by_the_forms)
{
    auto const one = asked();
    auto const desk = "/meja/pembayaran/" + one.id.text();
    auto const arrive = [&](std::string form) {
        return ask({ .path = desk + "/penerimaan", .form = std::move(form), .who = "treasurer" });
    };
    EXPECT_EQ(arrive("amount=abc&arrived_on=2021-04-26").status, 422);
    ASSERT_EQ(arrive(arrival(one, Rupiah { 50'000 })).status, 303);
    EXPECT_TRUE(
        holds(ask({ .path = one.pay_path }), show(Lang::id, one.to_pay - Rupiah { 50'000 })));
    ASSERT_EQ(arrive(arrival(one, Rupiah { 60'000 })).status, 303);
    auto const surplus = Rupiah { 110'000 } - one.to_pay;
    EXPECT_TRUE(holds(ask({ .path = one.pay_path }), "Lunas"));
    EXPECT_TRUE(holds(ask({ .path = one.pay_path }), show(Lang::id, surplus)));
    auto const again = arrive(arrival(one, Rupiah { 1 }));
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "name=\"sure\""));

    auto const back = ask({ .path = desk + "/kelebihan", .form = "&", .who = "treasurer" });
    ASSERT_EQ(back.status, 303) << back.bytes();
    auto const told = ask(
        { .path = one.pay_path + "/rekening", .form = "bank=BCA&number=777-888-999&holder=Budi" });
    ASSERT_EQ(told.status, 303) << told.bytes();
    auto const page = ask({ .path = desk, .who = "treasurer" });
    EXPECT_TRUE(holds(page, "777888999"));
    auto const id = look([&](View& view) { return returns(view, one.id); }).at(0).id;
    auto const path = "/meja/pengembalian/" + id.text();
    EXPECT_EQ(
        ask({ .path = path + "/penyelesaian", .form = "reference=T1", .who = "ditjen" }).status,
        404);
    EXPECT_EQ(
        ask({ .path = path + "/kegagalan", .form = "trouble=tutup", .who = "treasurer" }).status,
        303);
    EXPECT_EQ(ask({ .path = path + "/pengulangan", .form = "&", .who = "treasurer" }).status, 303);
    EXPECT_EQ(
        ask({ .path = path + "/penyelesaian", .form = "reference=T1", .who = "treasurer" }).status,
        303);
    EXPECT_EQ(now_of(one).surplus, Rupiah {});
    EXPECT_TRUE(holds(ask({ .path = one.pay_path }), "sudah dikirim"));
}

TEST_F(PaymentPages, a_fee_is_typed_in_percent)
{
    auto const path = "/meja/biaya-bayar";
    auto const form = [](std::string const& share) {
        return "way=midtrans&channel=qris&valid_from=2021-04-26&fixed=0&source=daftar&share="
            + share;
    };
    for (auto const* bad : { "x", "101", "-1", "0,777", "0,-7", "," })
        EXPECT_EQ(ask({ .path = path, .form = form(bad), .who = "ditjen" }).status, 422) << bad;
    EXPECT_EQ(ask({ .path = path, .form = form("0,7"), .who = "treasurer" }).status, 403);
    ASSERT_EQ(ask({ .path = path, .form = form("0,7"), .who = "ditjen" }).status, 303);
    EXPECT_EQ(look([](View& view) { return fees(view); })[0].share.value, 70);
    EXPECT_TRUE(holds(ask({ .path = path, .who = "ditjen" }), "0,7"));
}

TEST_F(PaymentPages, the_account_is_named_by_its_form)
{
    auto const form = [](std::string const& number) {
        return "bank=BSI&number=" + number + "&holder=Lapas&valid_from=2021-04-26";
    };
    auto const bad = ask({ .path = "/meja/rekening", .form = form("12x"), .who = "treasurer" });
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(holds(bad, "value=\"BSI\""));
    EXPECT_EQ(
        ask({ .path = "/meja/rekening", .form = form("700100200"), .who = "treasurer" }).status,
        303);
    EXPECT_EQ(asked().number, "700100200");
    EXPECT_TRUE(holds(ask({ .path = "/meja/rekening", .who = "treasurer" }), "700100200"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/rekening", .who = "ditjen" }), "99887766"));
}

} // namespace
} // namespace karya::payments
