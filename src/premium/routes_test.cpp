// The desk of those who make, approve, pay and look on, behind the real pipeline; papers and files
// are read back.

#include "premium/test_month.h"
#include "sheet/sheet.h"
#include "support/front.h"
#include "support/poppler.h"
#include "web/page.h"
#include <boost/json.hpp>

namespace karya::premium {
namespace {

using test::holds;

class PremiumPages : public Bakery {
protected:
    void SetUp() override
    {
        Bakery::SetUp();
        workers = team(bread, 2);
        work(bread, today().next(-1), { { workers[0] }, { workers[1] } });
        sale = sell();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            auto actor = test::in_role(who, kasi, at_unit, market.cast.kalbar);
            for (auto const& one : { cashier, kasi, head, treasurer })
                if (actor && one.role == actor->role) actor->officer = one.officer;
            return actor;
        });
    }
    struct Wish {
        std::string path {};
        std::string who { "kasi" };
        std::string form {}; ///< not empty: POST
        std::string query {};
        std::string accept { "text/html" };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }
    static std::string path_of(Sheet const& sheet, std::string_view tail = "")
    {
        return "/meja/premi/" + sheet.id.text() + std::string { tail };
    }
    /// The query string of a reading of everybody on the sheet.
    std::string read_names(Sheet const& sheet)
    {
        auto const read = ask({ .path = path_of(sheet, "/pembacaan"), .form = "purpose=daftar" });
        EXPECT_EQ(read.status, 303) << read.bytes();
        for (auto const& [name, value] : read.headers)
            if (name == "Location") return value.substr(value.find('?') + 1);
        return "no place";
    }
    /// What pdftotext reads, each run of blanks as one.
    static std::string text_of(web::Response const& pdf)
    {
        auto const folder = std::filesystem::temp_directory_path() / ("karya-" + random_hex(8));
        std::filesystem::create_directory(folder);
        std::string text;
        for (char const c : test::read_by("pdftotext", std::string { pdf.bytes() }, folder)) {
            bool const blank = c == ' ' || c == '\n' || c == '\f';
            if (!blank || (!text.empty() && text.back() != ' ')) text += blank ? ' ' : c;
        }
        std::filesystem::remove_all(folder);
        return text;
    }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes routes;
    std::optional<test::Front> front;
    std::vector<WorkerId> workers;
    sales::Sale sale;
};

TEST_F(PremiumPages, every_marker_and_word_of_the_pages_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("premium/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(PremiumPages, the_whole_way_in_a_browser)
{
    EXPECT_TRUE(holds(ask({ .path = "/meja/premi", .who = "cashier" }), "Rp\u00a012.500"));
    auto const form = [&](std::string const& last) {
        return "activity=" + bread.text() + "&fund=premi&first_day=2021-04-01&last_day=" + last
            + "&basis=days";
    };
    auto const ahead = ask(
        { .path = "/meja/premi", .who = "cashier", .form = form(today().next().text()) });
    EXPECT_EQ(ahead.status, 422);
    EXPECT_TRUE(holds(ahead, "Tanggal ini belum tiba."));
    EXPECT_TRUE(holds(ahead, "value=\"2021-04-01\"")) << "nothing typed is lost";
    auto const done = ask({ .path = "/meja/premi", .who = "cashier", .form = form("2021-04-26") });
    ASSERT_EQ(done.status, 303) << done.bytes();
    auto const sheet = look([&](View& view) { return sheets(view, unit()); }).at(0);
    EXPECT_EQ(ask({ .path = path_of(sheet, "/verifikasi"), .form = "version=1" }).status, 409);
    for (auto const& [who, tail] :
         { std::pair { "cashier", "/pengajuan" }, std::pair { "kasi", "/verifikasi" },
           std::pair { "head", "/otorisasi" } }) {
        auto const version = std::to_string(now_of(sheet).version);
        auto const moved = ask(
            { .path = path_of(sheet, tail), .who = who, .form = "version=" + version });
        ASSERT_EQ(moved.status, 303) << tail << moved.bytes();
        auto const twice = ask(
            { .path = path_of(sheet, tail), .who = who, .form = "version=" + version });
        EXPECT_EQ(twice.status, 409) << tail;
    }
    auto const page = ask({ .path = path_of(sheet, "/bayar"), .who = "treasurer" });
    EXPECT_TRUE(holds(page, "PTK-WBP-1"));
    auto const pay = "channel=card&money=bank&paid_on=2021-04-26&workers=" + workers[0].text();
    ASSERT_EQ(ask({ .path = path_of(sheet, "/bayar"), .who = "treasurer", .form = pay }).status,
              303);
    EXPECT_EQ(ask({ .path = path_of(sheet, "/bayar"), .who = "treasurer", .form = pay }).status,
              409);
    auto const payout = look([&](View& view) { return payouts(view, unit(), sheet.id); }).at(0);
    auto const back = path_of(sheet, "/bayar/") + payout.id.text() + "/" + workers[0].text();
    EXPECT_EQ(ask({ .path = back, .who = "treasurer", .form = "reason=+" }).status, 422);
    EXPECT_EQ(ask({ .path = back, .who = "treasurer", .form = "reason=pindah" }).status, 303);
    EXPECT_TRUE(holds(ask({ .path = path_of(sheet, "/bayar") }), "pindah"));
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumPages, those_above_see_sums_and_no_worker)
{
    auto const sheet = authorised(made());
    for (auto const* who : { "kanwil", "ditjen", "auditor" }) {
        auto const all = ask({ .path = "/meja/premi", .who = who });
        EXPECT_TRUE(holds(all, "Pontianak")) << who;
        EXPECT_TRUE(holds(all, "<h3>Kalimantan Barat</h3>")) << who;
        auto const one = ask({ .path = path_of(sheet), .who = who });
        EXPECT_TRUE(holds(one, "Rp\u00a012.500")) << who;
        EXPECT_FALSE(holds(one, "PTK-WBP-")) << who;
        EXPECT_FALSE(holds(one, workers[0].text())) << who;
        auto const json = ask({ .path = path_of(sheet), .who = who, .accept = "application/json" });
        EXPECT_TRUE(boost::json::parse(json.bytes()).at("lines").as_array().empty()) << who;
        for (auto const* tail : { "/bayar", "/daftar", "/berkas/kartu.csv" })
            EXPECT_EQ(ask({ .path = path_of(sheet, tail), .who = who }).status, 403) << who << tail;
    }
    at_unit = market.cast.ambon_id;
    for (auto const* tail : { "", "/bayar", "/daftar", "/berkas/kartu.csv" })
        EXPECT_EQ(ask({ .path = path_of(sheet, tail) }).status, 404) << tail;
}

TEST_F(PremiumPages, names_are_shown_to_who_asked_for_a_reason_and_to_nobody_else)
{
    auto const sheet = authorised(made());
    EXPECT_EQ(
        ask({ .path = path_of(sheet, "/pembacaan"), .who = "cashier", .form = "purpose=x" }).status,
        403);
    EXPECT_EQ(ask({ .path = path_of(sheet, "/pembacaan"), .form = "purpose=+" }).status, 422);
    EXPECT_FALSE(holds(ask({ .path = path_of(sheet) }), "Contoh 1"));
    auto const query = read_names(sheet);
    EXPECT_TRUE(holds(ask({ .path = path_of(sheet), .query = query }), "Contoh 1"));
    EXPECT_FALSE(holds(ask({ .path = path_of(sheet), .who = "head", .query = query }), "Contoh 1"));
    now += std::chrono::minutes { 16 };
    EXPECT_FALSE(holds(ask({ .path = path_of(sheet), .query = query }), "Contoh 1"));
}

TEST_F(PremiumPages, the_list_to_sign_is_read_back)
{
    auto const sheet = authorised(made());
    auto const plain = text_of(ask({ .path = path_of(sheet, "/daftar") }));
    for (auto const& words :
         { std::string { "PTK-PREMI-1" }, std::string { "PTK-WBP-2" }, std::string { "Rp 6.250" },
           std::string { "Rp 12.500" }, std::string { "Disahkan Kepala" }, sheet.hash })
        EXPECT_NE(plain.find(words), std::string::npos) << words << " in " << plain;
    EXPECT_EQ(plain.find("Contoh"), std::string::npos) << "no name without a reading";
    auto const named = ask({ .path = path_of(sheet, "/daftar"), .query = read_names(sheet) });
    EXPECT_NE(text_of(named).find("Contoh 2"), std::string::npos);
}

TEST_F(PremiumPages, a_workers_statement_says_what_he_is_due)
{
    auto const path = "/meja/premi/wbp/" + workers[0].text();
    EXPECT_TRUE(holds(ask({ .path = path }), "Belum ada lembar"));
    auto const sheet = authorised(made());
    EXPECT_TRUE(holds(ask({ .path = path }), "Anda bekerja 1 hari di kegiatan Roti"));
    EXPECT_TRUE(holds(ask({ .path = path }), "Belum dibayar"));
    try_pay(sheet, { workers[0] }).take();
    auto const paper = text_of(ask({ .path = path + "/cetak", .query = read_names(sheet) }));
    for (auto const* words : { "Contoh 1", "Premi Anda Rp 6.250", "Sudah dibayar seluruhnya" })
        EXPECT_NE(paper.find(words), std::string::npos) << words << " in " << paper;
}

TEST_F(PremiumPages, pieces_are_told_in_the_measure_that_was_known_when_they_were_computed)
{
    work(bread, today(), { { workers[0], 6, 12 } });
    auto const sheet = authorised(made());
    EXPECT_TRUE(holds(ask({ .path = path_of(sheet) }), "Satuan hasil belum dicatat"));
    auto const before = ask({ .path = path_of(sheet, "/daftar") });
    as(kasi, [&](Call& call) {
        return workshop::describe(call, unit(), bread,
                                  { .facts = { .measure = catalogue::Measure::kg } });
    }).take();
    EXPECT_EQ(before.bytes(), ask({ .path = path_of(sheet, "/daftar") }).bytes()) << "as it was";
    EXPECT_EQ(broken(), "");
    now += std::chrono::hours { 24 };
    work(bread, today(), { { workers[0], 6, 3 } });
    sell();
    auto const next = authorised(
        try_make(
            { .activity = bread, .fund = Fund::premi, .first_day = today(), .last_day = today() })
            .take());
    auto const page = ask({ .path = path_of(next) });
    EXPECT_TRUE(holds(page, "Hasil (kg)"));
    EXPECT_FALSE(holds(page, "Satuan hasil belum dicatat"));
    EXPECT_NE(text_of(ask({ .path = path_of(next, "/daftar") })).find("(kg)"), std::string::npos);
    auto const statement = ask({ .path = "/meja/premi/wbp/" + workers[0].text() });
    EXPECT_TRUE(holds(statement, "dengan hasil 3 kg."));
    EXPECT_TRUE(holds(statement, "dengan hasil 12."));
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumPages, the_card_file_has_the_columns_that_were_chosen)
{
    auto const sheet = authorised(made());
    auto const file = path_of(sheet, "/berkas/kartu.csv");
    EXPECT_TRUE(holds(ask({ .path = file }), "PTK-WBP-1,,,6250,PTK-PREMI-1"));
    auto const columns = [&](std::string form) {
        return ask({ .path = path_of(sheet, "/kolom"),
                     .who = "treasurer",
                     .form = std::move(form) })
            .status;
    };
    EXPECT_EQ(columns("columns.0.field=name&columns.0.heading=Nama"), 422) << "no amount";
    EXPECT_EQ(columns("columns.0.field=amount&columns.0.heading="), 422);
    ASSERT_EQ(columns("columns.0.field=name&columns.0.heading=NAMA&columns.1.field=&"
                      "columns.1.heading=&columns.2.field=amount&columns.2.heading=NOMINAL"),
              303);
    auto const named = ask({ .path = file, .query = read_names(sheet) });
    EXPECT_TRUE(holds(named, "NAMA,NOMINAL\r\nContoh 1,6250\r\nContoh 2,6250\r\n"));
    try_pay(sheet, { workers[1] }).take();
    EXPECT_FALSE(holds(ask({ .path = file, .query = read_names(sheet) }), "Contoh 2"));
    auto const xlsx = ask({ .path = path_of(sheet, "/berkas/kartu.xlsx") });
    auto table = sheet::Reader::open(sheet::from_memory(std::string { xlsx.bytes() }),
                                     { { "NOMINAL" } })
                     .take();
    sheet::Row row;
    ASSERT_TRUE(table.next(row).take());
    EXPECT_EQ(row["NOMINAL"], "6250");
    EXPECT_EQ(ask({ .path = path_of(sheet, "/berkas/lain.csv") }).status, 404);
}

TEST_F(PremiumPages, the_card_file_of_a_payout_stays_as_it_was_paid)
{
    auto const sheet = authorised(made());
    auto const now_owed = path_of(sheet, "/berkas/kartu.csv");
    EXPECT_EQ(ask({ .path = now_owed, .query = "chosen=true" }).status, 409) << "nobody is chosen";
    auto const one = "chosen=true&workers=" + workers[0].text() + "&";
    std::string const before {
        ask({ .path = now_owed, .query = one + read_names(sheet) }).bytes()
    };
    EXPECT_NE(before.find("Contoh 1"), std::string::npos);
    EXPECT_EQ(before.find("PTK-WBP-2"), std::string::npos) << "he was taken out";
    auto const payout = try_pay(sheet, { workers[0] }).take();
    EXPECT_EQ(now_of(sheet).paid, Rupiah { 6'250 }) << "the other stays owed";
    try_pay(sheet, { workers[1] }).take();
    auto const paid = path_of(sheet, "/bayar/") + payout.id.text() + "/berkas/kartu.csv";
    EXPECT_EQ(ask({ .path = paid, .query = read_names(sheet) }).bytes(), before);
    ASSERT_EQ(ask({ .path = path_of(sheet, "/kolom"),
                    .who = "treasurer",
                    .form = "columns.0.field=amount&columns.0.heading=NOMINAL" })
                  .status,
              303);
    as(kasi, [&](Call& call) {
        return wbp::correct(call, unit(), workers[0], { "A 1", "Nama Lain" });
    }).take();
    ASSERT_EQ(code_of(try_come_back(payout, workers[0])), "ok");
    EXPECT_EQ(ask({ .path = paid, .query = read_names(sheet) }).bytes(), before);
    EXPECT_FALSE(holds(ask({ .path = paid }), "Contoh 1")) << "no names without a reading";
    EXPECT_TRUE(holds(ask({ .path = now_owed, .query = read_names(sheet) }), "NOMINAL\r\n6250"));
    auto const other = path_of(sheet, "/bayar/") + PayoutId::make(now).text() + "/berkas/kartu.csv";
    EXPECT_EQ(ask({ .path = other }).status, 404);
    EXPECT_EQ(broken(), "");
}

TEST_F(PremiumPages, R17_too_little_is_told_and_what_is_unknown_is_not_called_enough)
{
    pay_wage(bread, 1'000);
    sell();
    work(bread, today().next(-2), { { workers[0], 6, 3 } }, 1'000);
    auto const sheet = try_make(april(Fund::upah)).take();
    EXPECT_TRUE(holds(ask({ .path = path_of(sheet) }), "belum diketahui"));
    auto const fill = [&](std::string const& month) {
        return ask({ .path = "/meja/premi/aturan/upah",
                     .form = "since=2021-01-01&kind=umk&days=25&source=SK&month=" + month })
            .status;
    };
    EXPECT_EQ(fill("0"), 422);
    ASSERT_EQ(fill("2.500.000"), 303);
    auto const low = ask({ .path = path_of(sheet) });
    EXPECT_TRUE(holds(low, "2 orang menerima di bawah")) << "3,000 for 2 days, 0 for 1";
    EXPECT_FALSE(holds(low, "belum diketahui"));
}

TEST_F(PremiumPages, factors_are_filled_in_and_shown)
{
    auto const form = [](std::string const& first) {
        return "since=2021-04-01&difficulty=" + first
            + "&difficulty=90&difficulty=100&difficulty=110&difficulty=120&conduct=0&conduct=50"
              "&conduct=100&conduct=100&conduct=150";
    };
    auto const send_in = [&](std::string const& first) {
        return ask({ .path = "/meja/premi/aturan/faktor", .form = form(first) }).status;
    };
    EXPECT_EQ(send_in("501"), 422);
    ASSERT_EQ(send_in("80"), 303);
    EXPECT_TRUE(holds(ask({ .path = "/meja/premi/aturan" }), "value=\"150\""));
    EXPECT_TRUE(holds(ask({ .path = path_of(made()) }), "Kesulitan: 0,8 · 0,9 · 1 · 1,1 · 1,2."));
}

TEST_F(PremiumPages, who_holds_a_list_can_check_it_and_learns_nothing_more)
{
    auto const sheet = authorised(made());
    auto const check = [&](std::string const& id, std::string const& seal) {
        return ask({ .path = "/premi/" + id + "/" + seal, .who = "" });
    };
    EXPECT_EQ(check(PremiumId::make(now).text(), sheet.hash.substr(0, 16)).status, 404);
    auto const other = check(sheet.id.text(), std::string(16, 'a'));
    EXPECT_TRUE(holds(other, "lain dari yang ada di kertas"));
    auto const same = check(sheet.id.text(), sheet.hash.substr(0, 16));
    EXPECT_EQ(same.status, 200);
    EXPECT_TRUE(holds(same, "dengan isi yang sama"));
    EXPECT_TRUE(holds(same, "Disahkan Kepala"));
    for (auto const* hidden : { "Rp", "12.500", "WBP", "Contoh", "Wayan", "Roti" })
        EXPECT_FALSE(holds(same, hidden)) << hidden;
    auto const paper = ask({ .path = path_of(sheet, "/daftar") });
    auto const folder = std::filesystem::temp_directory_path() / ("karya-" + random_hex(8));
    std::filesystem::create_directory(folder);
    auto const code = test::code_in(std::string { paper.bytes() }, folder);
    std::filesystem::remove_all(folder);
    EXPECT_NE(code.find("/premi/" + sheet.id.text() + "/" + sheet.hash.substr(0, 16)),
              std::string::npos)
        << code;
}

TEST_F(PremiumPages, late_days_are_told_on_the_line_and_in_the_formula)
{
    work(bread, today().next(-3), { { workers[0], 6, 10 } }, 2'000);
    authorised(try_make(april(Fund::upah)).take());
    work(bread, today().next(-3), { { workers[0], 7, 30 } }, 2'000);
    now += std::chrono::hours { 24 };
    auto wanted = april(Fund::upah);
    wanted.first_day = wanted.last_day = today();
    auto const sheet = try_make(wanted).take();
    auto const page = ask({ .path = path_of(sheet) });
    EXPECT_TRUE(holds(page, "Susulan: 1 jam, hasil 20, nilai Rp\u00a040.000"));
    EXPECT_TRUE(holds(page, "Yang dihitung: semua hari sampai 27 April 2021"));
    EXPECT_TRUE(holds(page, "Beberapa baris memuat hari sebelum 27 April 2021"));
}

} // namespace
} // namespace karya::premium
