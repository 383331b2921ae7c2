// The desk of the treasurer and of those who look on, behind the real pipeline.

#include "pnbp/test_treasury.h"
#include "support/front.h"
#include "web/page.h"
#include <boost/json.hpp>

namespace karya::pnbp {
namespace {

using test::holds;

class PnbpPages : public Treasury {
protected:
    void SetUp() override
    {
        Treasury::SetUp();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            auto like = dewi;
            if (who == "head") like.officer = test::numbered<OfficerTag>(4);
            return test::in_role(who, like, at_unit, market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {}; ///< not empty: POST
        std::string who { "treasurer" };
        std::string query {};
        std::string accept { "text/html" };
        std::string type { "application/x-www-form-urlencoded" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }
    /// Digits of dates in a form.
    std::string billing_form(std::string const& code)
    {
        return "code=" + code + "&billed_on=" + today().text()
            + "&expires_on=" + today().next(7).text();
    }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(PnbpPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("pnbp/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(PnbpPages, who_only_looks_on_is_shown_no_forms)
{
    sell();
    auto const mine = ask({ .path = "/meja/pnbp" });
    EXPECT_TRUE(holds(mine, "Ya, buat setoran"));
    auto const head = ask({ .path = "/meja/pnbp", .who = "head" });
    EXPECT_EQ(head.status, 200);
    EXPECT_FALSE(holds(head, "Ya, buat setoran"));
    EXPECT_FALSE(holds(head, "<form class"));
    EXPECT_EQ(ask({ .path = "/meja/pnbp", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = "/meja/pnbp/setoran", .form = "a", .who = "head" }).status, 403);
}

TEST_F(PnbpPages, a_foreign_unit_and_its_deposits_are_not_there)
{
    sell();
    auto const deposit = billed(made());
    auto const path = "/meja/pnbp/setoran/" + deposit.id.text();
    at_unit = market.cast.ambon_id;
    for (auto const* tail : { "", "/bukti" }) EXPECT_EQ(ask({ .path = path + tail }).status, 404);
    for (auto const& [tail, form] :
         { std::pair { "/billing", billing_form("820210426100001") },
           std::pair { "/pembayaran",
                       std::string { "ntpn=0A1B2C3D4E5F6789&paid_on=2021-04-26&money=bank" } },
           std::pair { "/pembatalan", std::string { "_x=" } } }) {
        auto const answer = ask({ .path = path + tail, .form = form });
        EXPECT_EQ(answer.status, std::string_view { tail } == "/pembatalan" ? 422 : 404) << tail;
    }
    EXPECT_EQ(
        ask({ .path = "/meja/pnbp", .query = "unit=" + market.cast.pontianak_id.text() }).status,
        404);
    EXPECT_EQ(now_of(deposit).state, DepositState::billed);
}

TEST_F(PnbpPages, the_whole_way_in_a_browser)
{
    sell(2);
    auto const made = ask({ .path = "/meja/pnbp/setoran", .form = "&" });
    ASSERT_EQ(made.status, 303) << made.bytes();
    auto const deposit = look([&](View& view) { return open_deposit(view, unit()); }).value();
    auto const path = "/meja/pnbp/setoran/" + deposit.id.text();
    auto const draft = ask({ .path = path });
    for (auto const* words : { "654321", "425999", "Rp\u00a07.500", "Lapas Pontianak" })
        EXPECT_TRUE(holds(draft, words)) << words;

    auto const odd = ask({ .path = path + "/billing", .form = billing_form("720210426100001") });
    EXPECT_EQ(odd.status, 422);
    EXPECT_TRUE(holds(odd, "name=\"sure\""));
    EXPECT_TRUE(holds(odd, "value=\"720210426100001\""));
    auto const billing = ask(
        { .path = path + "/billing", .form = billing_form("8202+1042+6100+001") });
    ASSERT_EQ(billing.status, 303) << billing.bytes();

    auto const form = [](std::string const& ntpn) {
        return "ntpn=" + ntpn + "&paid_on=2021-04-26&money=bank&ntb=&channel=BRI";
    };
    auto const short_one = ask({ .path = path + "/pembayaran", .form = form("ABC123") });
    EXPECT_EQ(short_one.status, 422);
    EXPECT_TRUE(holds(short_one, "name=\"sure\""));
    auto const sure = ask({ .path = path + "/pembayaran", .form = form("ABC123") + "&sure=true" });
    ASSERT_EQ(sure.status, 303) << sure.bytes();
    auto const done = ask({ .path = path, .who = "auditor" });
    EXPECT_TRUE(holds(done, "ABC123"));
    EXPECT_TRUE(holds(done, "Sudah disetor"));
    EXPECT_EQ(now_of(deposit).state, DepositState::paid);
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpPages, who_makes_the_next_is_told_of_a_billing_that_ran_out_unrecorded)
{
    sell(2);
    auto const first = billed(made());
    auto const path = "/meja/pnbp/setoran/" + first.id.text() + "\">";
    auto const warns = [&] {
        auto const page = ask({ .path = "/meja/pnbp" });
        EXPECT_TRUE(holds(page, path)) << "it is in the list";
        return holds(page, "jangan menyetor dua kali");
    };
    EXPECT_FALSE(warns()) << "it can still be paid";
    now += std::chrono::days { 8 };
    EXPECT_TRUE(warns());
    auto const second = made();
    EXPECT_TRUE(warns()) << "the next one is made, and not paid yet";
    paid(billed(second));
    EXPECT_FALSE(warns()) << "the next one was paid";
    sell();
    auto const third = billed(made());
    now += std::chrono::days { 8 };
    EXPECT_TRUE(warns());
    ASSERT_EQ(code_of(try_drop(third)), "ok");
    EXPECT_FALSE(warns()) << "given up";
}

TEST_F(PnbpPages, unknown_codes_are_shown_as_unknown_and_nothing_is_made_up)
{
    ASSERT_TRUE(run([&](Call& call) { return set_payer(call, unit(), {}); }).ok());
    sell();
    auto const path = "/meja/pnbp/setoran/" + made().id.text();
    auto const draft = ask({ .path = path });
    EXPECT_TRUE(holds(draft, "belum diketahui"));
    EXPECT_FALSE(holds(draft, "425"));
    EXPECT_FALSE(holds(draft, "Simpan kode billing"));
}

TEST_F(PnbpPages, the_payer_is_filled_in_and_shown_again)
{
    EXPECT_EQ(ask({ .path = "/meja/pnbp/penyetor", .form = "satker=12345&account=" }).status, 422);
    ASSERT_EQ(ask({ .path = "/meja/pnbp/penyetor", .form = "satker=123456&account=" }).status, 303);
    EXPECT_TRUE(holds(ask({ .path = "/meja/pnbp/penyetor" }), "value=\"123456\""));
    EXPECT_EQ(ask({ .path = "/meja/pnbp/penyetor", .who = "head" }).status, 403);
}

TEST_F(PnbpPages, a_wrong_ntpn_is_corrected_by_treasurer_and_head)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto const path = "/meja/pnbp/setoran/" + deposit.id.text();
    std::string const form = "ntpn=FFFF0000FFFF0000&ntb=000123&channel=BRI&paid_on=2021-04-26"
                             "&money=bank&why=";
    EXPECT_TRUE(holds(ask({ .path = path }), "value=\"" + *deposit.ntpn + "\""));
    auto const silent = ask({ .path = path + "/koreksi", .form = form });
    EXPECT_EQ(silent.status, 422);
    EXPECT_TRUE(holds(silent, "value=\"FFFF0000FFFF0000\""));
    EXPECT_EQ(ask({ .path = path + "/koreksi", .form = form + "salah", .who = "head" }).status,
              403);
    ASSERT_EQ(ask({ .path = path + "/koreksi", .form = form + "salah" }).status, 303);
    EXPECT_TRUE(holds(ask({ .path = "/meja/pnbp", .who = "head" }), "menunggu persetujuan kepala"));
    auto const mine = ask({ .path = path });
    EXPECT_TRUE(holds(mine, "Tarik usulan"));
    EXPECT_FALSE(holds(mine, "Setujui koreksi"));
    EXPECT_TRUE(holds(ask({ .path = path, .who = "head" }), "Setujui koreksi"));
    EXPECT_EQ(ask({ .path = path + "/koreksi/persetujuan", .form = "n=1" }).status, 403);
    ASSERT_EQ(ask({ .path = path + "/koreksi/persetujuan", .form = "n=1", .who = "head" }).status,
              303);
    auto const after = ask({ .path = path, .who = "auditor" });
    EXPECT_TRUE(holds(after, "FFFF0000FFFF0000"));
    EXPECT_TRUE(holds(after, *deposit.ntpn)) << "what stood before";
    EXPECT_EQ(broken(), "");
}

TEST_F(PnbpPages, what_was_deposited_too_much_is_told_without_a_minus)
{
    auto const sale = sell();
    paid(billed(made()));
    give_back(sale);
    auto const unit_page = ask({ .path = "/meja/pnbp" });
    EXPECT_TRUE(holds(unit_page, "Kelebihan setor"));
    EXPECT_TRUE(holds(unit_page, "Rp\u00a03.750"));
    EXPECT_FALSE(holds(unit_page, "\u2212Rp\u00a03.750"));
    EXPECT_FALSE(holds(unit_page, "-Rp\u00a03.750"));
    auto const list = ask({ .path = "/meja/pnbp", .who = "kanwil" });
    EXPECT_TRUE(holds(list, "Kelebihan setor"));
    EXPECT_FALSE(holds(list, "\u2212Rp\u00a03.750"));
}

TEST_F(PnbpPages, everything_is_there_as_json)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto const json = [&](std::string path, std::string who) {
        auto const answer = ask(
            { .path = std::move(path), .who = std::move(who), .accept = "application/json" });
        EXPECT_EQ(answer.status, 200);
        return boost::json::parse(answer.bytes());
    };
    auto const own = json("/meja/pnbp", "treasurer");
    EXPECT_EQ(own.at("own").at("months").at(3).at("accrued").as_int64(), 3'750);
    EXPECT_EQ(own.at("own").at("sums").at("outstanding").as_int64(), 0);
    auto const one = json("/meja/pnbp/setoran/" + deposit.id.text(), "kanwil");
    EXPECT_EQ(one.at("ntpn").as_string(), *deposit.ntpn);
    EXPECT_EQ(one.at("state").as_string(), "paid");
    auto const nation = json("/meja/pnbp", "ditjen");
    EXPECT_EQ(nation.at("reach").at("sums").at("deposited").as_int64(), 3'750);
    auto const& offices = nation.at("reach").at("offices").as_array();
    auto const kalbar = std::ranges::find_if(offices, [](auto const& office) {
        return office.at("name").as_string() == "Kalimantan Barat";
    });
    ASSERT_NE(kalbar, offices.end());
    EXPECT_EQ(kalbar->at("sums").at("deposited").as_int64(), 3'750);
}

TEST_F(PnbpPages, a_file_is_sent_its_columns_chosen_and_its_result_shown)
{
    sell();
    auto const deposit = paid(billed(made()));
    auto const body = "--batas\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                      "\r\nBukti;Uang;Hari\n"
        + *deposit.ntpn + ";3.750;26/4/2021\nZZ99;5;27/4/2021\n\r\n--batas--\r\n";
    auto const sent = ask({ .path = "/meja/pnbp/pencocokan",
                            .form = body,
                            .type = "multipart/form-data; boundary=batas" });
    ASSERT_EQ(sent.status, 303) << sent.bytes();
    auto const file = look([&](View& view) { return files(view, unit()); }).at(0);
    auto const path = "/meja/pnbp/pencocokan/" + file.id.text();
    EXPECT_TRUE(holds(ask({ .path = path }), "<option value=\"Bukti\""));
    EXPECT_EQ(ask({ .path = path + "/kolom", .form = "ntpn=Bukti&amount=Bukti&day=Hari" }).status,
              422);
    ASSERT_EQ(ask({ .path = path + "/kolom", .form = "ntpn=Bukti&amount=Uang&day=Hari" }).status,
              303);
    auto const result = ask({ .path = path, .who = "head" });
    EXPECT_TRUE(holds(result, "PTK-PNBP-1"));
    EXPECT_TRUE(holds(result, "Tidak dikenal di sini"));
    EXPECT_FALSE(holds(result, "<select"));
    EXPECT_EQ(now_of(deposit).state, DepositState::matched);
    at_unit = market.cast.ambon_id;
    EXPECT_EQ(ask({ .path = path }).status, 404);
}

} // namespace
} // namespace karya::pnbp
