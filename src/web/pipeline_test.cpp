#include "support/toy_site.h"
#include <gtest/gtest.h>
#include <thread>

namespace karya::web {
namespace {

using test::body_of;
using test::header_of;
using test::ran;
using test::ToySite;

std::string const json_body = R"({"name":"Keset","price":45000})";
Headers const json_key { { "accept", "application/json" }, { "idempotency-key", "kunci-12345" } };

Headers with(Headers headers, std::string name, std::string value)
{
    headers.emplace_back(std::move(name), std::move(value));
    return headers;
}

std::string code_of(Response const& response)
{
    auto const tree = parse_json(response.bytes());
    if (!tree.ok() || !tree.value().is_object()) return "no problem: " + body_of(response);
    auto const* code = tree.value().get_object().if_contains("code");
    return code ? std::string { code->get_string() } : "no code";
}

bool holds(Response const& response, std::string_view text)
{
    return response.bytes().find(text) != std::string_view::npos;
}

struct RefusedPost {
    char const* title;
    std::string body;
    Headers headers;
    int status;
    std::string code;
};

TEST(Pipeline, RefusesBadJsonPosts)
{
    ToySite site;
    RefusedPost const cases[] {
        { "not JSON", "{", json_key, 400, "base.bad_json" },
        { "repeated name", R"({"name":"a","name":"b","price":1})", json_key, 400, "base.bad_json" },
        { "a list", "[]", with(json_key, "content-type", "application/json"), 422, "core.invalid" },
        { "unknown field", R"({"name":"a","price":1,"cost":1})", json_key, 422, "core.invalid" },
        { "missing field", R"({"name":"a"})", json_key, 422, "core.invalid" },
        { "blank name", R"({"name":"  ","price":1})", json_key, 422, "core.invalid" },
        { "fraction of a rupiah", R"({"name":"a","price":1.5})", json_key, 422, "core.invalid" },
        { "control character", R"({"name":"a\u0000","price":1})", json_key, 422, "core.invalid" },
        { "no key", json_body, { { "accept", "application/json" } }, 422, "web.key_required" },
        { "short key",
          json_body,
          { { "accept", "application/json" }, { "idempotency-key", "1234567" } },
          422,
          "web.key_required" },
        { "odd key",
          json_body,
          { { "accept", "application/json" }, { "idempotency-key", "12345678;" } },
          422,
          "web.key_required" },
        { "other type", json_body, with(json_key, "content-type", "text/plain"), 415,
          "web.wrong_type" },
        { "broken escape", "name=%zz&price=1", json_key, 400, "web.bad_body" },
        { "broken multipart", "x", with(json_key, "content-type", "multipart/form-data"), 400,
          "web.bad_body" },
    };
    for (auto const& item : cases) {
        auto const response = site.post("/benda", item.body, item.headers);
        EXPECT_EQ(response.status, item.status) << item.title << body_of(response);
        EXPECT_EQ(code_of(response), item.code) << item.title;
        EXPECT_EQ(response.content_type, "application/problem+json") << item.title;
    }
    EXPECT_EQ(site.things(), 0U);
    EXPECT_EQ(ran.makes, 0);
}

TEST(Pipeline, NamesBadFieldsInAProblem)
{
    ToySite site;
    auto const response = site.post(
        "/benda", R"({"name":"a","price":1,"lines":[{"colour":"b","quantity":"1.2345"}]})",
        json_key);
    auto const tree = parse_json(response.bytes());
    ASSERT_TRUE(tree.ok());
    auto const& problem = tree.value().get_object();
    EXPECT_EQ(problem.at("type").get_string(), "/masalah/core.invalid");
    EXPECT_EQ(problem.at("instance").get_string(), "r-1");
    EXPECT_EQ(problem.at("status").to_number<int>(), 422);
    auto const& bad = problem.at("errors").get_array().at(0).get_object();
    EXPECT_EQ(bad.at("field").get_string(), "lines.0.quantity");
    EXPECT_EQ(bad.at("code").get_string(), "base.bad_quantity");
    EXPECT_NE(bad.at("detail").get_string(), "base.bad_quantity");
}

TEST(Pipeline, MakesAThingFromJson)
{
    ToySite site;
    auto const made = site.post("/benda", json_body, json_key);
    ASSERT_EQ(made.status, 201) << body_of(made);
    auto const location = header_of(made, "Location");
    auto const read = site.get("/api/v1" + location);
    ASSERT_EQ(read.status, 200) << body_of(read);
    EXPECT_EQ(read.content_type, "application/json");
    EXPECT_TRUE(holds(read, R"("name":"Keset","price":45000})"));
}

namespace {

/// The mark that a page's form bears.
std::string mark_of(Response const& page)
{
    auto const body = body_of(page);
    auto const from = body.find("<i>");
    return from == std::string::npos ? "" : body.substr(from + 3, body.find("</i>") - from - 3);
}

} // namespace

TEST(Pipeline, WhoEditsWhatAnotherChangedMeanwhileIsTold)
{
    ToySite site;
    auto const thing = header_of(site.post("/benda", json_body, json_key), "Location");
    auto const form = thing + "/isi";
    auto const shown = mark_of(site.get(form));
    ASSERT_EQ(shown.size(), 24U);
    auto const send = [&](std::string const& key, std::string const& fields,
                          std::string const& seen) {
        return site.post(form, "_key=" + key + "&_csrf=&_seen=" + seen + "&" + fields);
    };

    ASSERT_EQ(send("kunci-jendela-a", "name=Tikar&price=45000", shown).status, 303);
    auto const late = send("kunci-jendela-b", "name=Keset&price=50.000", shown);
    EXPECT_EQ(late.status, 409) << body_of(late);
    EXPECT_TRUE(holds(late, "value=\"Keset\"")) << "what was written is kept" << body_of(late);
    EXPECT_TRUE(holds(late, "Kini tersimpan: Tikar")) << body_of(late);
    EXPECT_TRUE(holds(late, "Kini tersimpan: Rp\u00a045.000")) << body_of(late);
    EXPECT_TRUE(holds(site.get(thing), "<h1>Tikar</h1>")) << "nothing was overwritten";

    auto const now = mark_of(late);
    EXPECT_NE(now, shown);
    EXPECT_EQ(send("kunci-jendela-c", "name=Keset&price=50.000", now).status, 303)
        << "knowing it, the later one may have its way";
    EXPECT_TRUE(holds(site.get(thing), "<h1>Keset</h1>"));
}

TEST(Pipeline, AFormThatIsRefusedForAnotherReasonKeepsItsMark)
{
    ToySite site;
    auto const form = header_of(site.post("/benda", json_body, json_key), "Location") + "/isi";
    auto const bad = site.post(form, "_key=kunci-12345&_csrf=&_seen=lama&name=Keset&price=x");
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(mark_of(bad), "lama") << "what has changed was not shown yet";
    EXPECT_EQ(site.post(form, "_key=kunci-67890&_csrf=&name=Keset&price=1").status, 303)
        << "a program that was shown nothing is not asked";
}

TEST(Pipeline, MakesAThingFromAFormAndLeadsOn)
{
    ToySite site;
    std::string const body =
        "_key=kunci-12345&_csrf=&name=+Keset+%3Cb%3E&price=Rp+45.000&kind=&note=&"
        "lines.0.colour=merah&lines.0.quantity=1%2C5";
    auto const made = site.post("/benda", body);
    ASSERT_EQ(made.status, 303) << body_of(made);
    EXPECT_EQ(header_of(made, "Set-Cookie"), "") << "a visitor gets no cookie";
    auto const page = site.get(header_of(made, "Location"));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "<h1>Keset &lt;b&gt;</h1>")) << body_of(page);
    EXPECT_TRUE(holds(page, "<data value=\"45000\">Rp\u00a045.000</data>")) << body_of(page);
}

TEST(Pipeline, ShowsTheFormAgainWithWhatWasTyped)
{
    ToySite site;
    auto const response = site.post("/benda",
                                    "_key=kunci-12345&name=Sapu+%22x%22&price=abc&kind=mori&"
                                    "lines.3.colour=m&lines.3.quantity=1.2345");
    EXPECT_EQ(response.status, 422);
    EXPECT_TRUE(holds(response, "<p id=problem>Ada isian")) << body_of(response);
    EXPECT_TRUE(holds(response, "value=\"Sapu &quot;x&quot;\"")) << body_of(response);
    EXPECT_TRUE(holds(response, "value=\"abc\"><p class=\"error\">Tulis jumlah rupiah"));
    EXPECT_TRUE(holds(response, "<option value=\"mori\" selected>")) << body_of(response);
    EXPECT_FALSE(holds(response, "nila!"));
    EXPECT_TRUE(holds(response, "name=\"lines.3.quantity\" value=\"1.2345\"><p class=\"error\">"));
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
}

TEST(Pipeline, ShowsTheFormAgainAtAConflict)
{
    ToySite site;
    auto const response = site.post("/benda", "_key=kunci-12345&name=ganda&price=1");
    EXPECT_EQ(response.status, 409);
    EXPECT_TRUE(holds(response, "value=\"ganda\"")) << body_of(response);
    EXPECT_TRUE(holds(response, "<p id=problem>"));
}

TEST(Pipeline, FillsTheFormOnAFirstVisit)
{
    ToySite site;
    auto const response = site.get("/benda-baru");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(holds(response, "<title>Benda baru")) << body_of(response);
    EXPECT_TRUE(holds(response, "name=\"name\" value=\"Keset\""));
    EXPECT_TRUE(holds(response, "name=\"price\" value=\"45000\""));
    EXPECT_TRUE(holds(response, "<option value=\"nila\" selected>"));
    EXPECT_TRUE(holds(response, "nila!"));
    EXPECT_TRUE(holds(response, "name=\"lines.0.quantity\" value=\"1,5\""));
    EXPECT_FALSE(holds(response, "class=\"error\""));
}

TEST(Pipeline, RepeatsTheSameBytes)
{
    ToySite site;
    auto const first = site.post("/benda", json_body, json_key);
    auto const again = site.post("/benda", json_body, json_key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(body_of(first), body_of(again));
    EXPECT_EQ(first.content_type, again.content_type);
    EXPECT_EQ(header_of(first, "Location"), header_of(again, "Location"));
    EXPECT_EQ(header_of(again, "Idempotency-Replayed"), "true");
    EXPECT_EQ(header_of(first, "Idempotency-Replayed"), "");
    EXPECT_EQ(site.things(), 1U);
}

TEST(Pipeline, RefusesAnotherBodyUnderTheSameKey)
{
    ToySite site;
    ASSERT_EQ(site.post("/benda", json_body, json_key).status, 201);
    auto const other = site.post("/benda", R"({"name":"Sapu","price":1})", json_key);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(code_of(other), "core.key_reused");
    EXPECT_EQ(site.things(), 1U);
}

TEST(Pipeline, LetsAFailedCommandBeCorrectedUnderItsKey)
{
    ToySite site;
    EXPECT_EQ(site.post("/benda", R"({"name":"ganda","price":1})", json_key).status, 409);
    EXPECT_EQ(site.post("/benda", json_body, json_key).status, 201);
    EXPECT_EQ(site.things(), 1U);
}

TEST(Pipeline, KeysOfDifferentActorsAndRoutesAreDifferent)
{
    ToySite site;
    auto const as_cashier = with(with(json_key, "cookie", "__Host-sid=kasir"), "x-csrf-token",
                                 "csrf-kasir");
    EXPECT_EQ(site.post("/benda", json_body, json_key).status, 201);
    EXPECT_EQ(site.post("/benda", json_body, as_cashier).status, 201);
    EXPECT_EQ(site.post("/berat", json_body, json_key).status, 201);
    EXPECT_EQ(site.things(), 3U);
}

TEST(Pipeline, ThirtyTwoTwinsHaveOneEffect)
{
    ToySite site;
    std::vector<std::thread> threads;
    std::vector<std::string> bodies(32);
    for (auto& body : bodies)
        threads.emplace_back([&] {
            auto const response = site.post("/benda", json_body, json_key);
            body = std::to_string(response.status) + body_of(response);
        });
    for (auto& thread : threads) thread.join();
    for (auto const& body : bodies) EXPECT_EQ(body, bodies.front());
    EXPECT_TRUE(bodies.front().starts_with("201"));
    EXPECT_EQ(site.things(), 1U);
}

TEST(Pipeline, SlowCommandsPrepareFirst)
{
    ToySite site;
    auto const made = site.post("/berat", json_body, json_key);
    ASSERT_EQ(made.status, 201) << body_of(made);
    EXPECT_EQ(ran.prepared, 1);
    EXPECT_TRUE(holds(site.get("/api/v1" + header_of(made, "Location")), "Keset!"));
}

TEST(Pipeline, CheckedCommandsLookFirstAndTakeATextByteForByte)
{
    ToySite site;
    EXPECT_EQ(site.post("/teliti", R"({"text":""})", json_key).status, 404);
    EXPECT_EQ(site.post("/teliti", R"({"text":1})", json_key).status, 422);
    EXPECT_EQ(site.post("/teliti", "{}", json_key).status, 422);
    EXPECT_EQ(site.post("/teliti", "text=a&_key=kunci-12345").status, 422);
    auto const made = site.post("/teliti", R"({"text":" \u0000\u007f "})", json_key);
    ASSERT_EQ(made.status, 201) << body_of(made);
    EXPECT_EQ(body_of(made), "{\"text\":\" \\u0000\x7f \",\"length\":4}");
}

TEST(Pipeline, AnswersWithCookiesAreNotKept)
{
    ToySite site;
    std::string const body = "_key=kunci-12345&login=sari&password=+rahasia+&back=/meja";
    for (int i = 0; i < 2; ++i) {
        auto const response = site.post("/masuk", body);
        EXPECT_EQ(response.status, 303);
        EXPECT_EQ(header_of(response, "Location"), "/meja");
        EXPECT_EQ(header_of(response, "Set-Cookie"), "__Host-sid=new; Path=/");
    }
}

TEST(Pipeline, NeverLeadsToAnotherSite)
{
    ToySite site;
    for (auto const* back : { "//evil.example", "https://evil.example", "/%5Cevil.example",
                              "javascript:alert(1)", "/a%0d%0aX:1", "" }) {
        auto const response = site.post(
            "/masuk", "_key=kunci-12345&login=a&password=b&back=" + std::string { back });
        EXPECT_EQ(header_of(response, "Location"), "/") << back;
    }
}

struct CsrfTrick {
    char const* title;
    Headers headers;
    int status;
};

TEST(Pipeline, StopsForgedPosts)
{
    PipelineSettings settings;
    settings.origin = "https://karya.example";
    ToySite site { settings };
    std::pair<std::string, std::string> const cookie { "cookie", "a=b; __Host-sid=admin" };
    std::pair<std::string, std::string> const token { "x-csrf-token", "csrf-admin" };
    CsrfTrick const cases[] {
        { "no token", { cookie }, 403 },
        { "token of another session", { cookie, { "x-csrf-token", "csrf-kasir" } }, 403 },
        { "empty token", { cookie, { "x-csrf-token", "" } }, 403 },
        { "part of the token", { cookie, { "x-csrf-token", "csrf-admi" } }, 403 },
        { "other origin", { cookie, token, { "origin", "https://evil.example" } }, 403 },
        { "null origin", { cookie, token, { "origin", "null" } }, 403 },
        { "origin as a prefix",
          { cookie, token, { "origin", "https://karya.example.evil" } },
          403 },
        { "plain http", { cookie, token, { "origin", "http://karya.example" } }, 403 },
        { "cross-site fetch", { cookie, token, { "sec-fetch-site", "cross-site" } }, 403 },
        { "same-site fetch", { cookie, token, { "sec-fetch-site", "same-site" } }, 403 },
        { "no session", { token }, 401 },
        { "unknown session", { { "cookie", "__Host-sid=old" }, token }, 401 },
        { "wrong role",
          { { "cookie", "__Host-sid=kasir" }, { "x-csrf-token", "csrf-kasir" } },
          403 },
        { "right", { cookie, token, { "origin", "https://karya.example" } }, 201 },
        { "right, from a program", { cookie, token }, 201 },
    };
    int number = 0;
    for (auto const& item : cases) {
        auto headers = with(item.headers, "accept", "application/json");
        headers.emplace_back("idempotency-key", "kunci-" + std::to_string(1000 + ++number));
        EXPECT_EQ(site.post("/khusus", "{}", headers).status, item.status) << item.title;
    }
}

TEST(Pipeline, MakesAFileForTheDeskBesideThoseWhoServe)
{
    ToySite site;
    auto const made = site.get("/meja/berkas", { { "cookie", "__Host-sid=kasir" } });
    EXPECT_EQ(made.bytes(), "nama,harga");
    EXPECT_NE(ran.file_maker, std::this_thread::get_id());
    EXPECT_EQ(site.get("/api/v1/meja/berkas").status, 401) << "nor is anybody let in by it";
}

TEST(Pipeline, GivesAProgramItsTokenWhereASessionIsAskedFor)
{
    ToySite site;
    Headers const admin { { "cookie", "__Host-sid=admin" } };
    EXPECT_EQ(header_of(site.get("/api/v1/khusus", admin), "X-CSRF-Token"), "csrf-admin");
    EXPECT_EQ(header_of(site.get("/khusus", admin), "X-CSRF-Token"), "") << "a page has it inside";
    EXPECT_EQ(header_of(site.get("/api/v1/benda", admin), "X-CSRF-Token"), "")
        << "what everybody gets is kept, and says nothing of one";
}

TEST(Pipeline, TakesTheTokenFromTheForm)
{
    ToySite site;
    Headers const cookie { { "cookie", "__Host-sid=admin" },
                           { "host", "localhost:8080" },
                           { "origin", "http://localhost:8080" } };
    auto const done = site.post("/khusus", "_key=kunci-12345&_csrf=csrf-admin", cookie);
    EXPECT_EQ(done.status, 303);
    EXPECT_TRUE(header_of(done, "Set-Cookie").starts_with("__Host-done=1; ")) << "told once";
    auto const stale = site.post("/khusus", "_key=kunci-12346&_csrf=", cookie);
    EXPECT_EQ(stale.status, 403);
    EXPECT_TRUE(holds(stale, "kedaluwarsa")) << body_of(stale);
}

TEST(Pipeline, AsksStrangersToSignIn)
{
    ToySite site;
    auto const page = site.get("/meja?a=b");
    EXPECT_EQ(page.status, 303);
    EXPECT_EQ(header_of(page, "Location"), "/masuk?ke=%2Fmeja%3Fa%3Db");
    EXPECT_EQ(site.get("/api/v1").content_type, "application/problem+json") << "it is no page";
    auto const json = site.get("/api/v1/meja");
    EXPECT_EQ(json.status, 401);
    EXPECT_EQ(code_of(json), "web.sign_in_first");
    auto const role = site.get("/khusus", { { "cookie", "__Host-sid=kasir" } });
    EXPECT_EQ(role.status, 403);
}

TEST(Pipeline, ShowsTheActorWhatHeMayDo)
{
    ToySite site;
    auto const cashier = site.get("/meja", { { "cookie", "__Host-sid=kasir" } });
    EXPECT_EQ(cashier.status, 200);
    EXPECT_TRUE(holds(cashier, "<b>csrf-kasir</b>"));
    EXPECT_TRUE(holds(cashier, "Sari"));
    EXPECT_FALSE(holds(cashier, "khusus"));
    EXPECT_EQ(header_of(cashier, "Cache-Control"), "no-store");
    EXPECT_TRUE(holds(site.get("/meja", { { "cookie", "__Host-sid=admin" } }), "khusus"));
}

TEST(Pipeline, FindsOrRefusesPaths)
{
    ToySite site;
    EXPECT_EQ(site.get("/tiada").status, 404);
    EXPECT_EQ(site.get("/benda/bukan-id").status, 404);
    EXPECT_EQ(site.get("/benda/018f5e2a-7b3c-7d4e-8f90-a1b2c3d4e5f6").status, 404);
    auto const wrong = site.post("/meja", "_key=kunci-12345");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header_of(wrong, "Allow"), "GET, HEAD");
    EXPECT_EQ(header_of(site.get("/masuk"), "Allow"), "POST");
    auto const slash = site.get("/benda/");
    EXPECT_EQ(slash.status, 301);
    EXPECT_EQ(header_of(slash, "Location"), "/benda");
    EXPECT_EQ(site.get("/benda", {}, Method::head).status, 200);
    EXPECT_EQ(site.get("/kain/abc.svg").content_type, "image/svg+xml");
    EXPECT_EQ(site.get("/kain/.svg").status, 404);
    EXPECT_EQ(site.get("/papan/siaran").stream, "board");
}

TEST(Pipeline, AnswersInTheLanguageOfThePath)
{
    ToySite site;
    Request request;
    request.lang = Lang::en;
    request.path = "/benda";
    auto const page = site.ask(request);
    EXPECT_TRUE(holds(page, "<html lang=\"en\">")) << body_of(page);
    request.path = "/meja";
    EXPECT_EQ(header_of(site.ask(request), "Location"), "/en/masuk?ke=%2Fmeja");
    request.path = "/tiada";
    EXPECT_TRUE(holds(site.ask(request), "Not found"));
    request.path = "/benda";
    request.method = Method::post;
    request.body = "_key=kunci-12345&name=a&price=1";
    request.headers = { { "content-type", "application/x-www-form-urlencoded" } };
    EXPECT_TRUE(header_of(site.ask(request), "Location").starts_with("/en/benda/"));
}

TEST(Pipeline, ABugIsAnswered500AndNothingElseFalls)
{
    ToySite site;
    EXPECT_EQ(site.get("/bug").status, 500);
    EXPECT_EQ(site.get("/benda").status, 200);
}

TEST(Pipeline, KeepsPublicPagesUntilACommitTouchesThem)
{
    ToySite site;
    auto const first = site.get("/benda");
    EXPECT_TRUE(holds(first, "kosong"));
    EXPECT_NE(header_of(first, "ETag"), "");
    EXPECT_EQ(body_of(site.get("/benda")), body_of(first));
    EXPECT_EQ(ran.lists, 1);
    site.get("/benda?utm_source=x"); // not ours: the same page
    EXPECT_EQ(ran.lists, 1);
    EXPECT_TRUE(holds(site.get("/benda?q=sapu"), "cari sapu"));
    EXPECT_EQ(ran.lists, 2);

    ASSERT_EQ(site.post("/benda", json_body, json_key).status, 201);
    EXPECT_TRUE(holds(site.get("/benda"), "Keset"));
    EXPECT_EQ(ran.lists, 3);
    EXPECT_TRUE(holds(site.get("/api/v1/benda"), R"("name":"Keset")"));
    EXPECT_EQ(ran.lists, 4);
}

TEST(Pipeline, NeverKeepsWhatWasReadBeforeACommit)
{
    ToySite site;
    ran.meanwhile = [&] {
        ran.meanwhile = {};
        ASSERT_EQ(site.post("/benda", json_body, json_key).status, 201);
    };
    EXPECT_TRUE(holds(site.get("/benda"), "kosong"));
    EXPECT_TRUE(holds(site.get("/benda"), "Keset"));
}

TEST(Pipeline, ThoseSignedInGetPagesOfTheirOwn)
{
    ToySite site;
    site.get("/benda");
    auto const own = site.get("/benda", { { "cookie", "__Host-sid=kasir" } });
    EXPECT_TRUE(holds(own, "Sari"));
    EXPECT_EQ(header_of(own, "Cache-Control"), "no-store");
    EXPECT_FALSE(holds(site.get("/benda"), "Sari"));
}

TEST(Pipeline, PacksKeptPages)
{
    ToySite site;
    Headers const gzip { { "accept-encoding", "br, gzip;q=0.8" } };
    site.get("/benda", gzip);
    auto const packed = site.get("/benda", gzip);
    EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
    EXPECT_TRUE(header_of(packed, "ETag").ends_with("-gzip\""));
    EXPECT_LT(packed.bytes().size(), site.get("/benda").bytes().size());
    EXPECT_EQ(
        header_of(site.get("/benda", { { "accept-encoding", "gzip;q=0" } }), "Content-Encoding"),
        "");
}

TEST(Pipeline, HearsAnotherServerByItsOwnProofAlone)
{
    ToySite site;
    std::string const odd = "{\"a\":1,\"a\":2} anything";
    Headers const signed_by_it { { "x-word", "kata" }, { "content-type", "text/x-odd" } };
    EXPECT_EQ(site.post("/kabar", odd, {}).status, 401);
    for (int i = 0; i < 2; ++i) {
        auto const heard = site.post("/kabar", odd, signed_by_it);
        EXPECT_EQ(heard.status, 201) << body_of(heard);
        EXPECT_TRUE(holds(heard, R"(\"a\":2} anything)")) << body_of(heard);
        EXPECT_EQ(header_of(heard, "Idempotency-Replayed"), "") << "each is heard anew";
    }
    EXPECT_EQ(
        site.post("/kabar", odd, with(signed_by_it, "origin", "https://jahat.example")).status,
        403);
    EXPECT_EQ(site.post("/kabar", odd, with(signed_by_it, "cookie", "__Host-sid=kasir")).status,
              403)
        << "a browser's session needs its token here too";
}

TEST(Pipeline, ExplainsCodesAndTheApi)
{
    ToySite site;
    EXPECT_TRUE(holds(site.get("/masalah/db.busy"), "sangat sibuk"));
    EXPECT_EQ(site.get("/masalah/db.tiada").status, 404);
    EXPECT_TRUE(holds(site.get("/api"), "/api/v1/benda/{id}"));
    EXPECT_EQ(site.get("/api/openapi.json").content_type, "application/json");
}

} // namespace
} // namespace karya::web
