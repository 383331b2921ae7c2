// The desk of a work section and of those who look on, behind the real pipeline.

#include "core/audit.h"
#include "support/front.h"
#include "web/page.h"
#include "workshop/test_bench.h"

namespace karya::workshop {
namespace {

using test::holds;

class WorkshopPages : public Bench {
protected:
    void SetUp() override
    {
        Bench::SetUp();
        add_routes(routes);
        ledger::add_routes(routes); // its rules are told here
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, market.cast.pontianak_id,
                                 market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string who { "kasi" };
        std::string form {}; ///< not empty: POST
        std::string query {};
        Lang lang { Lang::id };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, noon); }
    std::string path(std::string const& rest = {})
    {
        return "/meja/kegiatan/" + activity.text() + rest;
    }

    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(WorkshopPages, a_day_is_tapped_corrected_with_a_reason_and_shows_both)
{
    auto const who = team(2);
    auto const empty = ask({ .path = path("/hari") });
    ASSERT_EQ(200, empty.status);
    EXPECT_TRUE(holds(empty, "PTK-WBP-1"));
    EXPECT_TRUE(holds(empty, "2 belum dicatat"));
    EXPECT_FALSE(holds(empty, "Contoh"));
    auto const sheet = [&](std::string const& first, std::string const& rest) {
        return "day=2021-04-26&hours=7&rate=1500&entries.0.worker=" + who[0].text()
            + "&entries.0.presence=" + first + "&entries.1.worker=" + who[1].text() + rest;
    };
    auto const lost = ask(
        { .path = path("/hari"), .form = sheet("present", "&entries.1.pieces=3") });
    EXPECT_EQ(422, lost.status);
    EXPECT_TRUE(holds(lost, "Ketuk dahulu"));
    EXPECT_TRUE(holds(lost, "value=\"3\"")); // what was typed is still there
    auto earlier = sheet("present", "&entries.1.pieces=3");
    earlier.replace(earlier.find("2021-04-26"), 10, "2021-04-25");
    auto const of_that_day = ask({ .path = path("/hari"), .form = earlier });
    EXPECT_EQ(422, of_that_day.status);
    EXPECT_TRUE(holds(of_that_day, "name=\"day\" value=\"2021-04-25\""))
        << "a refused sheet stays the sheet of its day";
    ASSERT_EQ(303, ask({ .path = path("/hari"), .form = sheet("present", "") }).status);
    EXPECT_TRUE(holds(ask({ .path = path("/hari") }), "1 hadir"));
    EXPECT_EQ(422, ask({ .path = path("/hari"), .form = sheet("sick", "") }).status);
    ASSERT_EQ(303,
              ask({ .path = path("/hari"), .form = sheet("sick", "&reason=salah+ketuk") }).status);
    auto const corrected = ask({ .path = path("/hari"), .who = "head" });
    EXPECT_TRUE(holds(corrected, "salah ketuk"));
    EXPECT_TRUE(holds(corrected, "diperbaiki 1 kali"));
}

TEST_F(WorkshopPages, a_day_that_a_sheet_counts_already_says_so)
{
    team(1);
    keep_holders([](View const&, org::UnitScope const& scope, ActivityId, Day day) {
        std::vector<Holder> all;
        if (day == Day::from(2021, 4, 25)) all.push_back({ scope.code() + " 3", "/lembar" });
        return all;
    });
    auto const held = ask({ .path = path("/hari"), .query = "day=2021-04-25" });
    auto const free = ask({ .path = path("/hari"), .query = "day=2021-04-26" });
    keep_holders(nullptr);
    EXPECT_TRUE(holds(held, "sudah dihitung dalam lembar"));
    EXPECT_TRUE(holds(held, "<a href=\"/lembar\">PTK 3</a>"));
    EXPECT_FALSE(holds(free, "sudah dihitung dalam lembar"));
}

TEST_F(WorkshopPages, names_are_seen_by_who_asked_and_of_the_sheet_alone)
{
    team(1);
    worker(); // elsewhere
    auto const form = std::string { "day=2021-04-26&purpose=absensi" };
    EXPECT_EQ(403,
              ask({ .path = path("/hari/pembacaan"), .who = "treasurer", .form = form }).status);
    auto const read = ask({ .path = path("/hari/pembacaan"), .form = form });
    ASSERT_EQ(303, read.status);
    std::string location;
    for (auto const& [name, value] : read.headers)
        if (name == "Location") location = value;
    auto const query = location.substr(location.find('?') + 1);
    EXPECT_TRUE(holds(ask({ .path = path("/hari"), .query = query }), "Contoh"));
    auto const deeds = look(
        [&](View& view) { return core::trail_of(view.read, unit().unit(), {}, 20); });
    EXPECT_EQ(std::ranges::count(deeds, "wbp.read", &core::NotedDeed::what), 1);
}

TEST_F(WorkshopPages, those_above_see_counts_and_no_worker)
{
    team(6);
    auto const page = ask({ .path = "/meja/kegiatan", .who = "auditor" });
    ASSERT_EQ(200, page.status);
    EXPECT_TRUE(holds(page, "Lapas Kelas IIA Pontianak"));
    EXPECT_FALSE(holds(page, "PTK-WBP"));
    for (auto const* who : { "auditor", "kanwil", "ditjen", "admin", "cashier" })
        for (auto const* rest : { "", "/hari", "/bulan", "/sk", "/data" })
            EXPECT_EQ(403, ask({ .path = path(rest), .who = who }).status) << who << rest;
}

TEST_F(WorkshopPages, facts_and_a_decree_are_written)
{
    auto const one = worker();
    EXPECT_EQ(422, ask({ .path = path("/data"), .form = "area=0" }).status);
    EXPECT_EQ(303,
              ask({ .path = path("/data"),
                    .form = "place=Bengkel+B&area=42,5&tools.0.name=Oven&tools.0.count=2"
                            "&tools.0.state=worn&tools.1.name=&tools.1.count=&tools.1.state=good" })
                  .status);
    EXPECT_EQ(303,
              ask({ .path = path("/sk"),
                    .form = "number=SK-7&dated=2021-04-26&since=2021-04-26&until=&workers="
                        + one.text() })
                  .status);
    auto const page = ask({ .path = path() });
    for (auto const* words : { "Bengkel B", "42,5 m²", "Oven", "Perlu perbaikan", "SK-7" })
        EXPECT_TRUE(holds(page, words)) << words;
}

TEST_F(WorkshopPages, activities_are_kept_by_the_unit_and_tell_their_rule)
{
    for (auto const role : enum_values<Role>()) {
        bool const may = role == Role::kasi || role == Role::head;
        std::string const who { enum_text(role) };
        bool const reads = read_right.allows(role);
        EXPECT_EQ(reads ? 200 : 403, ask({ .path = "/meja/kegiatan", .who = who }).status) << who;
        if (may) continue;
        EXPECT_EQ(403,
                  ask({ .path = "/meja/kegiatan",
                        .who = who,
                        .form = "name=Roti&field=jasa&contract=own" })
                      .status);
    }
    auto const post = [&](std::string form) {
        return ask({ .path = "/meja/kegiatan", .who = "kasi", .form = std::move(form) });
    };
    EXPECT_EQ(422, post("name=&field=jasa&contract=service").status);
    EXPECT_EQ(422, post("name=Cuci+mobil&field=jasa&contract=hibah").status);
    EXPECT_EQ(303, post("name=Cuci+mobil&field=jasa&contract=service").status);
    auto const twice = post("name=cuci+mobil&field=jasa&contract=own");
    EXPECT_EQ(422, twice.status);
    EXPECT_TRUE(holds(twice, "sudah punya kegiatan"));
    EXPECT_EQ(303, post("name=Kue&field=manufaktur&contract=own").status);

    auto const added = ask({ .path = "/meja/aturan",
                             .who = "ditjen",
                             .form = "contract=service&valid_from=2021-04-26&base=gross&premi=40"
                                     "&pnbp=10&working_fund=37,5&other=12,5&source=SK+1" });
    ASSERT_EQ(303, added.status);
    auto const page = ask({ .path = "/meja/kegiatan", .who = "head" });
    EXPECT_TRUE(holds(page, "aturan nasional untuk kontrak Jasa, versi 1 sejak 26 April 2021"));
    EXPECT_TRUE(holds(page, "dari hasil penjualan premi 40\u00a0%"));
    EXPECT_TRUE(holds(page, "bagian lain 12,5"));
    EXPECT_TRUE(holds(page, "aturan nasional, versi 1 sejak 1 Januari 1990"));
    EXPECT_TRUE(holds(page, "dari keuntungan premi 50"));
    auto const english = ask({ .path = "/meja/kegiatan", .who = "head", .lang = Lang::en });
    EXPECT_TRUE(holds(english, "of the profit premi 50"));
    EXPECT_FALSE(holds(english, "Kegiatan"));
}

} // namespace
} // namespace karya::workshop
