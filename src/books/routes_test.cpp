// Reports and books behind the real pipeline: who sees what, and nothing typed is lost.

#include "books/report.h"
#include "books/test_unit.h"
#include "pnbp/pnbp.h"
#include "support/front.h"
#include "web/page.h"
#include "workshop/workshop.h"

namespace karya::books {
namespace {

using test::header;
using test::holds;

class BookPages : public Unit {
protected:
    void SetUp() override
    {
        Unit::SetUp();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            auto actor = test::in_role(who, market.cast.wayan, at_unit, market.cast.kalbar);
            if (actor) {
                auto const number = static_cast<unsigned>(actor->role) + 50;
                actor->officer = test::numbered<OfficerTag>(number);
                actor->name = "Dewi";
            }
            return actor;
        });
    }
    struct Wish {
        std::string path {};
        std::string query {};
        std::string form {}; ///< not empty: POST
        std::string who { "kasi" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(BookPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("books/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(BookPages, who_may_not_look_or_act_is_refused)
{
    EXPECT_EQ(ask({ .path = "/meja/laporan/harian", .who = "cashier" }).status, 403);
    EXPECT_EQ(
        ask({ .path = "/meja/laporan/masa", .query = "period=2021-04", .who = "cashier" }).status,
        403)
        << "the drawer is counted blind";
    EXPECT_EQ(ask({ .path = "/meja/buku/kas", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = "/meja/laporan/masuk" }).status, 403) << "for those above";
    EXPECT_EQ(ask({ .path = "/meja/laporan/harian", .form = "day=2021-04-26", .who = "treasurer" })
                  .status,
              403);
    EXPECT_EQ(ask({ .path = "/meja/laporan/masa", .form = "period=2021-03", .who = "head" }).status,
              403);
    EXPECT_EQ(ask({ .path = "/meja/laporan/batas",
                    .form = "zone=wib&since=2021-05-01&clock=21:00&days_later=0",
                    .who = "kanwil" })
                  .status,
              403);
    EXPECT_EQ(ask({ .path = "/laporan/tidak-ada", .who = "" }).status, 404);
    auto const foreign = "unit=" + market.cast.ambon_id.text();
    EXPECT_EQ(ask({ .path = "/meja/buku/nota", .who = "cashier" }).status, 403);
    auto const elsewhere = "kanwil=" + market.ambon().kanwil().text();
    for (auto const* path : { "/meja/laporan", "/meja/laporan/masa", "/meja/ikhtisar" }) {
        EXPECT_EQ(ask({ .path = path, .query = elsewhere, .who = "kanwil" }).status, 404) << path;
        EXPECT_EQ(ask({ .path = path, .query = elsewhere, .who = "ditjen" }).status, 200) << path;
    }
    for (auto const* path :
         { "/meja/buku/kas", "/meja/buku/nota", "/meja/buku/stok", "/meja/laporan",
           "/meja/laporan/masa", "/meja/laporan/harian", "/meja/laporan/sdp" })
        EXPECT_EQ(ask({ .path = path, .query = foreign, .who = "kanwil" }).status, 404) << path;
}

TEST_F(BookPages, wrong_days_periods_and_choices_are_told_kindly)
{
    EXPECT_EQ(ask({ .path = "/meja/buku/kas", .query = "first=2021-04-30&last=2021-04-01" }).status,
              422);
    EXPECT_EQ(ask({ .path = "/meja/buku/kas", .query = "account=premi_payable" }).status, 422);
    EXPECT_EQ(ask({ .path = "/meja/laporan/masa", .query = "period=2021-13" }).status, 422);
    EXPECT_EQ(ask({ .path = "/meja/laporan/masa", .query = "period=2031-01" }).status, 422);
    auto const odd = ask({ .path = "/meja/laporan/batas",
                           .form = "zone=wit&since=2021-05-01&clock=25:00&days_later=1",
                           .who = "ditjen" });
    EXPECT_EQ(odd.status, 422);
    EXPECT_TRUE(holds(odd, "value=\"25:00\"")) << "what was typed stays";
}

TEST_F(BookPages, a_day_is_sent_corrected_and_read_again)
{
    sell();
    deliver();
    std::string const path = "/meja/laporan/harian";
    EXPECT_TRUE(holds(ask({ .path = path }), "Izin melaporkan"));
    auto const sent = ask({ .path = path, .form = "day=2021-04-26" });
    ASSERT_EQ(sent.status, 303) << sent.bytes();
    EXPECT_EQ(header(sent, "Location"), "/meja/laporan/harian?day=2021-04-26");
    EXPECT_FALSE(holds(ask({ .path = path }), "name=\"note\"")) << "nothing new to send";
    sell();
    deliver();
    auto const refused = ask({ .path = path, .form = "day=2021-04-26&note=" });
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "note_error"));
    EXPECT_EQ(ask({ .path = path, .form = "day=2021-04-26&note=susulan" }).status, 303);
    auto const first = ask({ .path = path, .query = "day=2021-04-26&version=1" });
    EXPECT_TRUE(holds(first, "Rp\u00a045.000"));
    EXPECT_TRUE(holds(first, "susulan"));
    EXPECT_EQ(ask({ .path = path, .query = "day=2021-04-26&version=9" }).status, 404);
    EXPECT_TRUE(holds(ask({ .path = "/meja/laporan/masuk", .who = "kanwil" }), "dikoreksi"));
}

TEST_F(BookPages, a_month_goes_through_all_hands_to_the_public_page)
{
    sell();
    deliver();
    now = test::at("2021-05-03T10:00:00+07:00");
    auto const made = ask(
        { .path = "/meja/laporan/masa", .form = "period=2021-04", .who = "treasurer" });
    ASSERT_EQ(made.status, 303) << made.bytes();
    auto const path = header(made, "Location");
    EXPECT_TRUE(holds(ask({ .path = path }), "verifikasi\""));
    EXPECT_FALSE(holds(ask({ .path = path, .who = "auditor" }), "<form class"));
    ASSERT_EQ(ask({ .path = path + "/verifikasi", .form = "x=1" }).status, 422)
        << "unknown fields are refused";
    ASSERT_EQ(ask({ .path = path + "/verifikasi", .form = "&" }).status, 303);
    auto const early = ask({ .path = path + "/pengembalian", .form = "reason=", .who = "head" });
    EXPECT_EQ(early.status, 422);
    ASSERT_EQ(ask({ .path = path + "/otorisasi", .form = "&", .who = "head" }).status, 303);
    auto const page = ask({ .path = path, .who = "auditor" });
    EXPECT_TRUE(holds(page, "Diotorisasi"));
    auto const id = ReportId::parse(path.substr(path.rfind('/') + 1)).take();
    auto const code = look([&](View& view) { return report(view, id); }).take().code;
    auto const check = ask({ .path = "/laporan/" + code, .who = "" });
    EXPECT_EQ(check.status, 200);
    EXPECT_TRUE(holds(check, "Diotorisasi"));
    EXPECT_FALSE(holds(check, "45.000")) << "no figures";
    EXPECT_FALSE(holds(check, "Dewi")) << "no names";
    EXPECT_TRUE(holds(ask({ .path = "/meja/laporan", .who = "kanwil" }), "1 / "));
}

TEST_F(BookPages, every_total_leads_down_to_its_receipt)
{
    auto const sale = sell();
    deliver();
    auto const unit_of = "unit=" + market.cast.pontianak_id.text();
    auto const office = "kanwil=" + market.cast.kalbar.text();
    std::string const draft = "/meja/laporan/masa";
    std::string const april = "period=2021-04";
    auto const days = "first=2021-04-01&amp;last=2021-04-30&amp;" + unit_of;
    auto const has = [&](std::string const& path, std::string const& query,
                         std::string const& link) {
        auto const page = ask({ .path = path, .query = query, .who = "auditor" });
        EXPECT_EQ(page.status, 200) << path << query;
        EXPECT_TRUE(holds(page, "href=\"" + link)) << path << "?" << query << " to " << link;
    };
    has(draft, april, draft + "?" + office + "&amp;" + april);
    has(draft, office + "&" + april, draft + "?" + unit_of + "&amp;" + april);
    auto const unit_page = unit_of + "&" + april;
    has(draft, unit_page, "/meja/buku/nota?" + days);
    for (auto const* row : { "buyer=public_buyer", "goods=kerajinan", "channel=counter" })
        has(draft, unit_page, "/meja/buku/nota?" + days + "&amp;" + row);
    has(draft, unit_page, "/meja/buku?account=pnbp_payable&amp;" + days);
    has(draft, unit_page, "/meja/buku/kas?account=bank&amp;" + days);
    has(draft, unit_page, "/meja/laporan/harian?day=2021-04-26&amp;" + unit_of);
    has(draft, unit_of + "&period=2021", draft + "?period=2021-04&amp;" + unit_of);
    std::string const nota = "/meja/buku/nota";
    auto const days_asked = "first=2021-04-01&" + unit_of;
    has(nota, "first=2021-04-26&" + unit_of, "/kasir/struk/" + sale.id.text());
    has(nota, "first=2021-04-26&number=1&" + unit_of, "/kasir/struk/" + sale.id.text());
    has(nota, "first=2021-04-26&" + unit_of, draft + "?period=2021-04&amp;" + unit_of);
    has("/meja/buku/kas", "first=2021-04-26&" + unit_of, "/meja/buku/0");
    has("/meja/laporan/harian", "day=2021-04-26&" + unit_of, nota);
    has("/meja/ikhtisar", "", "/meja/ikhtisar?" + office);
    has("/meja/ikhtisar", office, "/meja/ikhtisar?" + unit_of);
    has("/meja/ikhtisar", unit_of, "/meja/buku/stok?variant=");
    auto const sold = ask(
        { .path = nota,
          .query = days_asked + "&buyer=public_buyer&goods=kerajinan&channel=counter",
          .who = "auditor" });
    EXPECT_TRUE(holds(sold, "Buku nota: Umum, Kerajinan, Kasir"));
    EXPECT_TRUE(holds(sold, sale.number));
    EXPECT_TRUE(holds(sold, "Rp\u00a045.000"));
    auto const none = ask(
        { .path = nota, .query = days_asked + "&buyer=officer", .who = "auditor" });
    EXPECT_FALSE(holds(none, sale.number));
    // The unit's own people need not name it.
    auto const own = ask({ .path = draft, .query = april });
    EXPECT_TRUE(holds(own, "href=\"/meja/buku/nota?first=2021-04-01&amp;last=2021-04-30\""));
    auto const unknown = ask({ .path = nota, .query = "number=PTK-W-99" });
    EXPECT_TRUE(holds(unknown, "tidak ada nota") || holds(unknown, "Tidak ada nota"));
}

TEST_F(BookPages, those_above_see_revenue_against_targets_idle_tools_and_stock)
{
    sell();
    deliver();
    auto const reach = [&](std::string_view who) {
        return ask({ .path = "/meja/ikhtisar", .who = std::string { who } });
    };
    EXPECT_TRUE(holds(reach("kanwil"), "target belum ditetapkan"));
    EXPECT_FALSE(holds(reach("kanwil"), "75 %"));
    auto treasurer = market.cast.wayan;
    treasurer.role = Role::treasurer;
    auto const aimed = market.call(treasurer, now, [&](Call& call) {
        return pnbp::set_target(call, unit(), { Day::from(2021, 4, 1), Rupiah { 5'000 } });
    });
    ASSERT_TRUE(aimed.ok()) << aimed.error().why();
    auto const described = run([&](Call& call) -> Result<int> {
        auto const bread = TRY(org::add_activity(call, unit(), { .name = "Roti" }));
        TRY(workshop::describe(call, unit(), bread.id,
                               { { .area = Quantity { 40'000 } }, { { "Oven", 3 } } }));
        return 1;
    });
    ASSERT_TRUE(described.ok()) << described.error().why();
    for (auto const* who : { "kanwil", "ditjen", "auditor" }) {
        auto const page = reach(who);
        EXPECT_TRUE(holds(page, "75\u00a0%") || holds(page, "75 %")) << who;
        EXPECT_TRUE(holds(page, "1 kegiatan · 3 alat · 40 m²")) << who << page.bytes();
        EXPECT_TRUE(holds(page, "class=\"goal\"")) << who;
        EXPECT_TRUE(holds(page, "Perbandingan omzet")) << who;
    }
    EXPECT_TRUE(holds(ask({ .path = "/meja/ikhtisar" }), "Keset sabut kelapa"));
}

TEST_F(BookPages, an_office_is_told_which_units_are_missing_before_it_authorises)
{
    now = test::at("2021-05-03T10:00:00+07:00");
    auto const other = [&](Call& call) -> Result<ReportId> {
        auto const key = TRY(own_key(call.view(), period_named("2021-04").take()));
        return TRY(make(call, key, "")).id;
    };
    auto const made = market.call(above(Role::kanwil, market.cast.kalbar), now, other).take();
    auto const path = "/meja/laporan/" + made.text();
    auto const page = ask({ .path = path, .who = "kanwil" });
    EXPECT_TRUE(holds(page, "name=\"sure\""));
    EXPECT_TRUE(holds(page, "<li>Lapas Kelas IIA Pontianak</li>"));
    auto const refused = ask({ .path = path + "/otorisasi", .form = "&", .who = "kanwil" });
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "id=\"sure_error\""));
    EXPECT_EQ(ask({ .path = path + "/otorisasi", .form = "sure=true", .who = "kanwil" }).status,
              303);
    EXPECT_TRUE(holds(ask({ .path = path, .who = "auditor" }), "unit sudah diotorisasi"));
}

TEST_F(BookPages, the_maker_of_a_report_sees_that_another_verifies_it)
{
    now = test::at("2021-05-03T10:00:00+07:00");
    auto const made = ask({ .path = "/meja/laporan/masa", .form = "period=2021-04" });
    ASSERT_EQ(made.status, 303) << made.bytes();
    auto const path = header(made, "Location");
    auto const page = ask({ .path = path });
    EXPECT_FALSE(holds(page, "verifikasi\""));
    EXPECT_TRUE(holds(page, "Langkah berikutnya dilakukan orang lain"));
    auto const refused = ask({ .path = path + "/verifikasi", .form = "&" });
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(holds(refused, "Satu orang tidak melakukan dua langkah"));
    auto const early = ask({ .path = "/meja/laporan/masa", .query = "period=1700" });
    EXPECT_EQ(early.status, 200);
    EXPECT_TRUE(holds(early, "tidak ada yang dapat dilaporkan"));
    EXPECT_FALSE(holds(early, "Rp")) << "no figures of a time that had none";
    EXPECT_EQ(ask({ .path = "/meja/laporan/masa", .form = "period=1700" }).status, 409);
    auto const day = ask({ .path = "/meja/laporan/harian", .query = "day=1900-01-01" });
    EXPECT_EQ(day.status, 200);
    EXPECT_FALSE(holds(day, "type=\"hidden\" name=\"day\"")) << "nothing to send";
    EXPECT_EQ(ask({ .path = "/meja/laporan/harian", .form = "day=1900-01-01" }).status, 409);
}

TEST_F(BookPages, where_one_kasi_is_alone_the_cashier_makes_what_he_verifies)
{
    sell();
    deliver();
    EXPECT_FALSE(holds(ask({ .path = "/meja/laporan", .who = "cashier" }), "period=2021-04"));
    now = test::at("2021-05-03T10:00:00+07:00");
    auto const grid = ask({ .path = "/meja/laporan", .who = "cashier" });
    EXPECT_TRUE(holds(grid, "period=2021-04"));
    EXPECT_FALSE(holds(grid, "/meja/buku")) << "the books are not his";
    auto const draft = ask(
        { .path = "/meja/laporan/masa", .query = "period=2021-04", .who = "cashier" });
    EXPECT_TRUE(holds(draft, "name=\"period\" value=\"2021-04\""));
    EXPECT_FALSE(holds(draft, "/meja/buku"));
    auto const made = ask(
        { .path = "/meja/laporan/masa", .form = "period=2021-04", .who = "cashier" });
    ASSERT_EQ(made.status, 303) << made.bytes();
    auto const path = header(made, "Location");
    EXPECT_EQ(ask({ .path = path, .who = "cashier" }).status, 200);
    EXPECT_EQ(ask({ .path = path + "/berkas", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = path + "/verifikasi", .form = "&", .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = path + "/verifikasi", .form = "&" }).status, 303);
}

TEST_F(BookPages, a_month_before_the_first_sale_is_not_missing_and_no_year_lies_ahead)
{
    EXPECT_FALSE(holds(ask({ .path = "/meja/laporan" }), "belum dibuat")) << "it never sold";
    sell();
    deliver();
    now = test::at("2021-06-03T10:00:00+07:00");
    for (auto const* who : { "treasurer", "kanwil", "ditjen" }) {
        auto const year = ask({ .path = "/meja/laporan", .who = who });
        std::string const text { year.bytes() };
        auto const march = text.find("Maret 2021"), april = text.find("April 2021");
        auto const quiet = text.find("belum mulai", march);
        auto const missing = text.find("belum dibuat");
        EXPECT_LT(quiet, april) << who;
        EXPECT_GT(missing, april) << who;
        EXPECT_FALSE(holds(year, "year=2022")) << who;
        EXPECT_TRUE(holds(ask({ .path = "/meja/laporan", .query = "year=2031", .who = who }),
                          "April 2021"));
    }
}

TEST_F(BookPages, a_report_says_in_what_its_goods_were_counted)
{
    sell();
    deliver();
    auto const page = ask({ .path = "/meja/laporan/masa", .query = "period=2021-04" });
    std::string const text { page.bytes() };
    auto const table = text.find("Pemasaran menurut barang");
    ASSERT_NE(table, std::string::npos);
    EXPECT_LT(text.find("buah", table), text.find("</table>", table));
}

TEST_F(BookPages, books_and_records_come_as_pages_and_files)
{
    sell({ 1, sales::BuyerKind::public_buyer, sales::Payment::cash });
    deliver();
    auto const cash = ask({ .path = "/meja/buku/kas", .query = "account=cash&activity=" });
    EXPECT_EQ(cash.status, 200) << cash.bytes();
    EXPECT_TRUE(holds(cash, "Rp\u00a045.000"));
    EXPECT_TRUE(holds(cash, "&amp;account=cash&amp;"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/buku/stok" }), "Keset sabut kelapa"));
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/buku/kas", .query = "q=pontianak", .who = "ditjen" }), "PTK"));
    for (auto const* path : { "/meja/buku/kas/berkas", "/meja/buku/stok/berkas" }) {
        EXPECT_TRUE(ask({ .path = path }).bytes().starts_with("%PDF")) << path;
        EXPECT_TRUE(ask({ .path = path, .query = "format=xlsx" }).bytes().starts_with("PK"));
    }
    for (auto const* kind : { "kegiatan", "pemasaran", "pnbp", "laporan" }) {
        auto const query = "period=2021-04&kind=" + std::string { kind };
        EXPECT_EQ(ask({ .path = "/meja/laporan/sdp", .query = query }).status, 200) << kind;
        auto const csv = ask(
            { .path = "/meja/laporan/sdp/berkas", .query = query + "&format=csv" });
        EXPECT_EQ(csv.status, 200) << kind;
        if (std::string_view { kind } != "pemasaran") continue;
        EXPECT_TRUE(holds(csv, "jenisPemasaran"));
        EXPECT_TRUE(holds(csv, "2021-04-26")) << csv.bytes();
        EXPECT_TRUE(holds(csv, "Keset sabut kelapa"));
    }
}

} // namespace
} // namespace karya::books
