// The log's files and pages as browsers and others' tools meet them.

#include "base/hash.h"
#include "support/front.h"
#include "tlog/test_days.h"
#include "web/routes.h"

namespace karya::tlog {
namespace {

class LogRoutes : public Days {
protected:
    struct Wish {
        std::string path {};
        std::string query {};
        std::string who {};
        std::string form {};
        Lang lang { Lang::id };
    };
    web::Response get(std::string const& path, std::string const& query = {})
    {
        return front->ask(Wish { path, query, "", "", Lang::id });
    }
    std::string page(std::string const& query)
    {
        auto const answer = get("/bukti", query);
        EXPECT_EQ(answer.status, 200) << query;
        return std::string { answer.bytes() };
    }
    static std::string header(web::Response const& response, std::string_view name)
    {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }
    void SetUp() override
    {
        Days::SetUp();
        add_routes(routes);
        front.emplace(database.engine(), routes, [](std::string_view token) {
            return test::in_role(token, Actor { .officer = OfficerId::make(test::noon) }, {}, {});
        });
    }
    web::Routes routes;
    std::optional<test::Front> front;
};

bool holds(std::string_view text, std::string_view words)
{
    return text.find(words) != std::string_view::npos;
}

TEST_F(LogRoutes, before_the_first_day_there_is_a_page_and_no_file)
{
    EXPECT_TRUE(holds(page(""), "Catatan dimulai sesudah"));
    EXPECT_EQ(get("/tlog/checkpoint").status, 404);
    EXPECT_EQ(get("/tlog/tile/0/000.p/1").status, 404);
    EXPECT_EQ(get("/bukti/0.tlog-proof").status, 404);
}

TEST_F(LogRoutes, a_units_newest_day_is_shown_also_while_the_east_is_a_day_ahead)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    // 03.30 in Jayapura: there the 27th is closed, in Pontianak the 26th is the last that is.
    auto const answer = front->ask(Wish { "/bukti", "unit=PTK", "", "", Lang::id },
                                   at("2021-04-28T01:30:00+07:00"));
    std::string const text { answer.bytes() };
    EXPECT_TRUE(holds(text, "<log-check")) << text;
    EXPECT_TRUE(holds(text, "value=\"2021-04-26\""));
}

TEST_F(LogRoutes, odd_questions_are_answered_in_words)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    EXPECT_TRUE(holds(page("unit=tidakada&day=2021-04-26"), "Tidak ada unit dengan nama"));
    EXPECT_TRUE(holds(page("unit=PTK&day=2021-04-20"), "Belum ada catatan unit ini"));
    EXPECT_TRUE(holds(page("unit=lapas&day=2021-04-26"), "Unit mana yang Anda maksud"));
    EXPECT_TRUE(holds(page("unit=PTK&day=2021-04-26&turnover=banyak"), "tidak dapat dibaca"));
    EXPECT_EQ(get("/bukti", "unit=PTK&day=kemarin").status, 422);
    EXPECT_EQ(get("/bukti/00.tlog-proof").status, 404);
    EXPECT_EQ(get("/bukti/0.zip").status, 404);
}

TEST_F(LogRoutes, a_day_is_found_compared_and_proven)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    auto const shown = page("unit=ptk&day=2021-04-26&turnover=50.000");
    for (auto const* words : { "Lapas Kelas IIA Pontianak", "Rp\u00a050.000", "Rp\u00a015.000",
                               "Sama. Omzet", "Server ini memeriksa dirinya sendiri",
                               "data-page=\"50000 5000 15000 1\"", ".tlog-proof" })
        EXPECT_TRUE(holds(shown, words)) << words;
    EXPECT_FALSE(holds(shown, "menemukan kesalahan"));
    EXPECT_TRUE(holds(page("unit=ptk&day=2021-04-26&turnover=50.001"), "Tidak sama."));
}

TEST_F(LogRoutes, what_never_changes_may_be_kept_and_the_checkpoint_may_not)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    auto const checkpoint = get("/tlog/checkpoint");
    EXPECT_EQ(checkpoint.status, 200);
    EXPECT_EQ(header(checkpoint, "Cache-Control"), "no-cache");
    auto const part = get("/tlog/tile/0/000.p/17");
    EXPECT_EQ(part.bytes().size(), 17U * 32U);
    EXPECT_TRUE(holds(header(part, "Cache-Control"), "immutable"));
    EXPECT_EQ(get("/tlog/tile/entries/000").status, 200);
    EXPECT_EQ(get("/tlog/tile/0/x001/000").status, 404);
    EXPECT_EQ(get("/tlog/tile/0/x001/000.p/3").status, 404);
}

TEST_F(LogRoutes, a_witness_answers_as_its_protocol_says)
{
    KeyPair const pair { std::string(32, '\5') };
    Verifier const theirs { "b.example/tlog", Signing::note, pair.public_bytes() };
    Submission asked { .note = {
                           .text = text_of(Checkpoint { theirs.name, { 1, sha256("x") } }) } };
    asked.note.signatures = { signed_by(pair, theirs.name, asked.note.text) };
    auto const ask = [&](std::string const& body) {
        return front->ask(Wish { .path = "/tlog/add-checkpoint", .form = body });
    };
    EXPECT_EQ(ask("old x\n").status, 400);
    EXPECT_EQ(ask(spelled(asked)).status, 404);
    ASSERT_TRUE(
        database.call({}, test::noon, [&](Call& call) { return watch(call, spelled(theirs)); })
            .ok());
    auto bent = asked;
    bent.note.signatures[0].bytes[5] = static_cast<char>(bent.note.signatures[0].bytes[5] ^ 1);
    EXPECT_EQ(ask(spelled(bent)).status, 403);
    auto proven = asked;
    proven.path = { sha256("y") };
    EXPECT_EQ(ask(spelled(proven)).status, 422);
    auto const good = ask(spelled(asked));
    EXPECT_EQ(good.status, 200);
    EXPECT_TRUE(good.bytes().starts_with("\u2014 karya.example/tlog/saksi ")) << good.bytes();
    auto const again = ask(spelled(asked));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.bytes(), "1\n");
    EXPECT_EQ(again.content_type, "text/x.tlog.size");
    auto const kept = get("/tlog/saksi/" + sha256_hex(theirs.name) + "/checkpoint");
    EXPECT_EQ(kept.status, 200);
    EXPECT_TRUE(holds(kept.bytes(), "karya.example/tlog/saksi "));
}

TEST_F(LogRoutes, keys_are_for_the_administrator)
{
    sell(pontianak, monday, 50'000);
    close(at("2021-04-27T12:00:00+07:00"));
    EXPECT_EQ(front->ask(Wish { .path = "/meja/bukti/kunci", .who = "ditjen" }).status, 403);
    auto const shown = front->ask(Wish { .path = "/meja/bukti/kunci", .who = "admin" });
    EXPECT_TRUE(holds(shown.bytes(), "karya.example/tlog+"));
    EXPECT_EQ(front->ask(Wish { .path = "/meja/bukti/kunci", .who = "admin", .form = "&" }).status,
              303);
    auto const bad = front->ask(
        Wish { .path = "/meja/bukti/saksi", .who = "admin", .form = "verifier=salah" });
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(holds(bad.bytes(), "Salin seluruhnya"));
}

} // namespace
} // namespace karya::tlog
