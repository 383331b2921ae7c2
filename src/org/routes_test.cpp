#include "org/org.h"
#include "support/database.h"
#include "support/front.h"
#include <gtest/gtest.h>

namespace karya::org {

namespace {

using test::Database;
using test::holds;

/// The module's routes behind the real pipeline; whoever sends the cookie `who` is that role.
class OrgRoutes : public testing::Test {
protected:
    OrgRoutes()
    {
        auto const loaded = m_db.call(
            { OfficerId::make(test::noon), "Admin", Role::admin, {}, {} }, test::noon,
            [](Call& call) -> Result<std::int64_t> { return load_seed(call); });
        CHECK(loaded.ok());
        add_routes(m_routes);
        front.emplace(m_db.engine(), m_routes, [](std::string_view who) {
            return test::in_role(who, m_sari, seed_unit_id("lapas-kelas-iia-pontianak"),
                                 seed_kanwil_id("kalimantan-barat"));
        });
    }

    struct Wish {
        std::string path {};
        std::string who {};
        std::string form {}; ///< not empty: POST; "&": one without fields of its own
        std::string query {};
        bool json { false };
        Lang lang { Lang::id };
    };

    web::Response ask(Wish const& wish) { return front->ask(wish, test::noon); }

    inline static Actor const m_sari { OfficerId::make(test::noon), "Sari", Role::admin, {}, {} };
    Database m_db;
    web::Routes m_routes;
    std::optional<test::Front> front;
};

constexpr std::string_view april = "name=Kampanye+2021&first_day=2021-04-05&last_day=2021-04-27";
constexpr std::string_view april_name = "name=Lapas&unit_class=&from=2021-05-01";

} // namespace

TEST_F(OrgRoutes, ThePublicSeesTheUnitsByKanwil)
{
    auto const page = ask({ .path = "/unit" });
    EXPECT_EQ(200, page.status);
    EXPECT_TRUE(holds(page, "612 unit"));
    EXPECT_TRUE(holds(page, "lapas, rutan, atau LPKA, yang berjualan")) << "the others do not sell";
    EXPECT_TRUE(holds(page, R"(href="/unit/lapas-kelas-iia-pontianak")"));
    EXPECT_TRUE(holds(page, R"(id="kalimantan-barat")"));
    auto const found = ask({ .path = "/unit", .query = "q=ptk" });
    EXPECT_TRUE(holds(found, R"(<details class="fold" open>)"));
    EXPECT_TRUE(holds(found, R"(href="/unit/lapas-kelas-iia-pontianak")"));
    EXPECT_FALSE(holds(found, R"(id="bali")"));
    EXPECT_TRUE(
        holds(ask({ .path = "/unit", .query = "q=atlantis" }), "Tidak ada unit yang cocok"));
    auto const english = ask({ .path = "/unit", .lang = Lang::en });
    EXPECT_TRUE(holds(english, R"(href="/en/unit/lapas-kelas-iia-pontianak")"));
    EXPECT_FALSE(holds(english, "Kantor wilayah"));
    auto const json = ask({ .path = "/unit", .json = true });
    EXPECT_TRUE(holds(json, R"("count":612)"));
    EXPECT_TRUE(holds(json, R"("code":"PTK")"));
}

TEST_F(OrgRoutes, OnlyDitjenAndAdministratorsSetCampaigns)
{
    for (auto const role : enum_values<Role>()) {
        bool const may = role == Role::ditjen || role == Role::admin;
        std::string const who { enum_text(role) };
        EXPECT_EQ(may ? 200 : 403, ask({ .path = "/meja/kampanye", .who = who }).status) << who;
        if (may) continue;
        EXPECT_EQ(
            403,
            ask({ .path = "/meja/kampanye", .who = who, .form = std::string { april } }).status)
            << who;
    }
    auto const nobody = ask({ .path = "/meja/kampanye", .json = true });
    EXPECT_EQ(401, nobody.status);
    EXPECT_TRUE(holds(ask({ .path = "/meja/kampanye", .who = "ditjen" }), "Belum ada kampanye"));
}

TEST_F(OrgRoutes, ACampaignIsAddedOnceAndShownAsRunning)
{
    auto const post = [&](std::string form) {
        return ask({ .path = "/meja/kampanye", .who = "ditjen", .form = std::move(form) });
    };
    auto const wrong = post("name=K&first_day=2021-04-05&last_day=2021-04-01");
    EXPECT_EQ(422, wrong.status);
    EXPECT_TRUE(holds(wrong, "Hari terakhir tidak boleh sebelum hari pertama."));
    EXPECT_TRUE(holds(wrong, R"(value="2021-04-05")")) << "what was written is still there";
    EXPECT_EQ(422, post("name=&first_day=2021-04-05&last_day=2021-04-27").status);
    EXPECT_EQ(422, post("name=K&first_day=besok&last_day=2021-04-27").status);
    EXPECT_EQ(303, post(std::string { april }).status);
    auto const twice = post(std::string { april });
    EXPECT_EQ(409, twice.status);
    EXPECT_TRUE(holds(twice, "5 April 2021"));
    auto const list = ask({ .path = "/meja/kampanye", .who = "ditjen" });
    EXPECT_TRUE(holds(list, "Kampanye 2021"));
    EXPECT_TRUE(holds(list, "sedang berlangsung"));
    EXPECT_TRUE(holds(list, "27 April 2021"));

    auto const body = std::string { list.bytes() };
    auto const link = body.find("/meja/kampanye/0");
    ASSERT_NE(std::string::npos, link) << "what still runs can be changed";
    auto const one = body.substr(link, std::string_view { "/meja/kampanye/" }.size() + 36);
    auto const ask_one = [&](std::string form) {
        return ask({ .path = one, .who = "ditjen", .form = std::move(form) });
    };
    EXPECT_TRUE(holds(ask_one(""), "value=\"2021-04-27\""));
    auto const moved = ask_one("name=Kampanye&first_day=2021-04-06&last_day=2021-04-29");
    EXPECT_EQ(422, moved.status);
    EXPECT_TRUE(holds(moved, "tetap memakai hari pertamanya"));
    EXPECT_EQ(303, ask_one("name=Kampanye&first_day=2021-04-05&last_day=2021-04-29").status);
    EXPECT_TRUE(holds(ask({ .path = "/meja/kampanye", .who = "ditjen" }), "29 April 2021"));
    auto const dropped = ask({ .path = one + "/pembatalan", .who = "ditjen", .form = "&" });
    EXPECT_EQ(409, dropped.status);
    EXPECT_TRUE(holds(dropped, "sudah berlangsung")) << dropped.bytes();
    EXPECT_EQ(303, post("name=Akhir+tahun&first_day=2021-12-01&last_day=2021-12-10").status);
    EXPECT_EQ(422, post("name=Keliru&first_day=2062-12-01&last_day=2062-12-10").status);
}

// ---- Units at the desk ----

TEST_F(OrgRoutes, UnitsAreKeptByAdministratorsAndReadAsFarAsOneReaches)
{
    auto const here = "/meja/unit/" + seed_unit_id("lapas-kelas-iia-pontianak").text();
    auto const there = "/meja/unit/" + seed_unit_id("lapas-kelas-iia-abepura").text();
    for (auto const role : enum_values<Role>()) {
        std::string const who { enum_text(role) };
        bool const reads = role == Role::kanwil || role == Role::ditjen || role == Role::auditor
            || role == Role::admin;
        bool const writes = role == Role::admin;
        EXPECT_EQ(reads ? 200 : 403, ask({ .path = "/meja/unit", .who = who }).status) << who;
        EXPECT_EQ(reads ? 200 : 403, ask({ .path = here, .who = who }).status) << who;
        EXPECT_EQ(role == Role::kanwil ? 404
                      : reads          ? 200
                                       : 403,
                  ask({ .path = there, .who = who }).status)
            << who;
        EXPECT_EQ(writes, holds(ask({ .path = here, .who = who }), "Ganti nama")) << who;
        for (auto const* const form : { "/nama", "/kanwil", "/penutupan" }) {
            EXPECT_EQ(writes ? 200 : 403, ask({ .path = here + form, .who = who }).status) << who;
            if (writes) continue;
            EXPECT_EQ(403, ask({ .path = here + form, .who = who, .form = "x=1" }).status);
        }
        EXPECT_EQ(writes ? 200 : 403, ask({ .path = "/meja/unit/baru", .who = who }).status);
    }
    EXPECT_EQ(404, ask({ .path = "/meja/unit/bukan-id", .who = "admin" }).status);
    auto const nowhere = "/meja/unit/" + UnitId::make(test::noon).text();
    EXPECT_EQ(404, ask({ .path = nowhere, .who = "admin" }).status);
    auto const nobody = ask(
        { .path = nowhere + "/nama", .who = "admin", .form = std::string { april_name } });
    EXPECT_EQ(404, nobody.status);
}

TEST_F(OrgRoutes, TheListIsSearchedAndKnowsItsOffices)
{
    auto const nation = ask({ .path = "/meja/unit", .who = "auditor" });
    EXPECT_TRUE(holds(nation, "?kanwil=kalimantan-barat"));
    EXPECT_FALSE(holds(nation, "Lapas Kelas IIA Abepura")) << "612 rows are for whoever searches";
    auto const office = ask({ .path = "/meja/unit", .who = "kanwil" });
    EXPECT_TRUE(holds(office, "Lapas Kelas IIA Pontianak"));
    EXPECT_FALSE(holds(office, "Abepura")) << "another office's";
    auto const found = ask({ .path = "/meja/unit", .who = "ditjen", .query = "q=abepura" });
    EXPECT_TRUE(holds(found, "1 unit"));
    EXPECT_TRUE(holds(found, "Lapas Kelas IIA Abepura"));
    auto const code = ask({ .path = "/meja/unit", .who = "ditjen", .query = "q=ptk+lapas" });
    EXPECT_TRUE(holds(code, "Lapas Kelas IIA Pontianak"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/unit", .who = "admin", .query = "q=atlantis" }),
                      "Tidak ada unit yang cocok"));
    EXPECT_EQ(404,
              ask({ .path = "/meja/unit", .who = "admin", .query = "kanwil=atlantis" }).status);
}

TEST_F(OrgRoutes, ANewUnitGetsACodeThatOneMayChangeOnce)
{
    auto const first = ask({ .path = "/meja/unit/baru", .who = "admin" });
    EXPECT_TRUE(holds(first, "Lanjut"));
    auto const second = ask({ .path = "/meja/unit/baru",
                              .who = "admin",
                              .query = "kind=rutan&category=umum&place=Entikong" });
    EXPECT_TRUE(holds(second, R"(value="RENT")")) << "suggested from the place";

    auto const post = [&](std::string_view spoil, std::string_view with) {
        std::string form = "name=Rutan+Kelas+IIB+Entikong&kind=rutan&category=umum&unit_class=IIB"
                           "&kanwil=kalimantan-barat&place=Entikong&regency=Kabupaten+Sanggau"
                           "&province=61&code=RETK&valid_from=2021-05-01";
        if (auto const at = form.find(spoil); !spoil.empty() && at != std::string::npos)
            form.replace(at, spoil.size(), with);
        return ask(
            { .path = "/meja/unit/baru", .who = "admin", .form = form, .query = "place=Entikong" });
    };
    EXPECT_EQ(422, post("name=Rutan+Kelas+IIB+Entikong", "name=").status);
    auto const lost = post("province=61", "province=60");
    EXPECT_EQ(422, lost.status);
    EXPECT_TRUE(holds(lost, "Pilih provinsi dari daftar."));
    EXPECT_TRUE(holds(lost, R"(value="RETK")")) << "what was written is still there";
    EXPECT_EQ(422, post("kanwil=kalimantan-barat", "kanwil=atlantis").status);
    EXPECT_EQ(422, post("code=RETK", "code=ret").status);
    EXPECT_EQ(409, post("code=RETK", "code=PTK").status);
    EXPECT_EQ(303, post("", "").status);
    EXPECT_EQ(409, post("code=RETK", "code=RETL").status) << "its name is taken";

    auto const found = ask({ .path = "/meja/unit", .who = "admin", .query = "q=RETK" });
    EXPECT_TRUE(holds(found, "Buka mulai 1 Mei 2021"));
    EXPECT_FALSE(holds(ask({ .path = "/unit" }), "Entikong")) << "it opens in May";
}

TEST_F(OrgRoutes, AChangeIsNotedShownAndTakenBack)
{
    auto const unit = "/meja/unit/" + seed_unit_id("lapas-kelas-iia-pontianak").text();
    auto const post = [&](std::string_view thing, std::string form) {
        return ask(
            { .path = unit + std::string { thing }, .who = "admin", .form = std::move(form) });
    };
    auto const page = [&] { return ask({ .path = unit, .who = "ditjen" }); };

    EXPECT_EQ(422, post("/nama", "name=&unit_class=I&from=2021-05-01").status);
    EXPECT_EQ(422, post("/nama", "name=Lapas&unit_class=IV&from=2021-05-01").status);
    auto const past = post("/nama", "name=Lapas+Khatulistiwa&unit_class=I&from=2021-04-25");
    EXPECT_EQ(409, past.status);
    EXPECT_TRUE(holds(past, "paling awal berlaku 26 April 2021"));
    EXPECT_TRUE(holds(past, R"(value="Lapas Khatulistiwa")"));
    EXPECT_EQ(303, post("/nama", "name=Lapas+Khatulistiwa&unit_class=I&from=2021-05-01").status);
    EXPECT_TRUE(holds(page(), "Lapas Khatulistiwa"));
    EXPECT_TRUE(holds(page(), "akan berlaku"));
    EXPECT_TRUE(holds(page(), "<h1>Lapas Kelas IIA Pontianak</h1>")) << "until its day has come";
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/unit", .who = "kanwil" }), "Nama atau kelas baru mulai"));
    EXPECT_FALSE(holds(ask({ .path = "/unit" }), "Khatulistiwa"));

    EXPECT_EQ(422, post("/kanwil", "kanwil=atlantis&from=2021-05-01").status);
    EXPECT_EQ(303, post("/kanwil", "kanwil=papua&from=2021-05-01").status);
    EXPECT_TRUE(holds(page(), "Kantor wilayah Papua"));
    EXPECT_EQ(303, post("/pembatalan", "&").status) << "both of that day";
    EXPECT_FALSE(holds(page(), "Khatulistiwa"));
    auto const nothing = post("/pembatalan", "&");
    EXPECT_EQ(409, nothing.status);
    EXPECT_TRUE(holds(nothing, "Tidak ada perubahan"));

    EXPECT_EQ(422, post("/penutupan", "last_day=kelak").status);
    EXPECT_EQ(409, post("/penutupan", "last_day=2021-04-25").status);
    EXPECT_EQ(303, post("/penutupan", "last_day=2021-04-30").status);
    EXPECT_TRUE(holds(page(), "Unit ini buka sampai 30 April 2021"));
    EXPECT_EQ(409, post("/nama", "name=Lapas&unit_class=&from=2021-05-01").status);
    auto const english = ask({ .path = unit, .who = "admin", .lang = Lang::en });
    EXPECT_TRUE(holds(english, "last day</strong>"));
    EXPECT_TRUE(holds(english, "Take back the change to come"));
}

TEST_F(OrgRoutes, HostileNamesStayText)
{
    auto const posted = ask({ .path = "/meja/kampanye",
                              .who = "admin",
                              .form = "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27&first_day="
                                      "2021-04-05&last_day=2021-04-27" });
    EXPECT_EQ(303, posted.status);
    auto const list = ask({ .path = "/meja/kampanye", .who = "admin" });
    EXPECT_FALSE(holds(list, "<script>alert"));
    EXPECT_TRUE(holds(list, "&lt;script&gt;alert(1)"));
}

} // namespace karya::org
