#include "base/hash.h"
#include "identity/test_staff.h"
#include "identity/totp.h"
#include "web/page.h"
#include "web/pipeline.h"
#include <future>
#include <regex>

namespace karya::identity {

namespace {

using namespace std::chrono_literals;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Site : public Staff {
protected:
    void SetUp() override
    {
        Staff::SetUp();
        add_routes(routes);
        web::SessionHooks hooks { [](db::Read& read, std::string_view given,
                                     Timestamp at) -> std::optional<web::Session> {
                                     auto const live = live_session(read, given, at);
                                     if (!live) return {};
                                     return web::Session { live->actor, live->csrf,
                                                           live->due_seen };
                                 },
                                  note_seen };
        pipeline = std::make_unique<web::Pipeline>(db.engine(), routes, hooks,
                                                   web::PipelineSettings {});
    }

    static web::Request request_of(web::Method method, std::string path)
    {
        web::Request request;
        request.method = method;
        request.path = std::move(path);
        return request;
    }
    web::Response answer(web::Request request)
    {
        request.at = now;
        request.id = "request-1";
        request.peer = address;
        request.headers.emplace_back("host", "karya.test");
        request.headers.emplace_back("cookie", "__Host-sid=" + token + "; __Host-kenal=" + known);
        std::promise<web::Response> promise;
        auto coming = promise.get_future();
        pipeline->handle(std::move(request),
                         [&](web::Response response) { promise.set_value(std::move(response)); });
        auto response = coming.get();
        keep_cookie(response);
        return response;
    }
    web::Response get(std::string path, std::string query = {})
    {
        auto request = request_of(web::Method::get, std::move(path));
        request.query = std::move(query);
        request.headers.emplace_back("accept", "text/html");
        return answer(std::move(request));
    }
    web::Response post(std::string path, Fields fields)
    {
        auto request = request_of(web::Method::post, std::move(path));
        fields.emplace_back("_key", random_hex(8));
        if (auto const live = session(token)) fields.emplace_back("_csrf", live->csrf);
        for (auto const& [name, value] : fields)
            request.body += (request.body.empty() ? "" : "&") + name + "=" + encoded(value);
        request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        request.headers.emplace_back("accept", "text/html");
        return answer(std::move(request));
    }
    web::Response post_json(std::string path, std::string body)
    {
        auto request = request_of(web::Method::post, "/api/v1" + std::move(path));
        request.body = std::move(body);
        request.headers.emplace_back("content-type", "application/json");
        request.headers.emplace_back("idempotency-key", random_hex(8));
        return answer(std::move(request));
    }
    web::Response sign_in_page(std::string login, std::string_view password = good_password,
                               std::string wish = {})
    {
        Fields fields { { "login", std::move(login) }, { "password", std::string { password } } };
        if (!wish.empty()) fields.emplace_back("ke", std::move(wish));
        return post("/masuk", std::move(fields));
    }

    static std::string encoded(std::string_view text)
    {
        std::string out;
        for (char const c : text) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            auto const byte = static_cast<unsigned char>(c);
            out += { '%', digits[byte >> 4], digits[byte & 15] };
        }
        return out;
    }
    static std::string header(web::Response const& response, std::string_view name)
    {
        std::string found;
        for (auto const& [key, value] : response.headers)
            if (key == name) found += (found.empty() ? "" : ", ") + value;
        return found;
    }
    static bool says(web::Response const& response, std::string_view words)
    {
        return response.bytes().find(words) != std::string_view::npos;
    }
    /// As a browser would.
    void keep_cookie(web::Response const& response)
    {
        auto const cookie = header(response, "Set-Cookie");
        if (!cookie.starts_with(web::session_cookie)) return;
        auto const value = [&](std::size_t name) {
            auto const begin = cookie.find('=', name) + 1;
            return cookie.substr(begin, cookie.find(';', begin) - begin);
        };
        token = value(0);
        auto const second = cookie.find("__Host-kenal=");
        if (second != std::string::npos) known = value(second);
    }

    web::Routes routes;
    std::unique_ptr<web::Pipeline> pipeline;
    std::string token;
    std::string known;
    std::string address { "10.0.0.7" };
};

} // namespace

TEST_F(Site, EveryMarkerOfThePagesIsFilled)
{
    // The layout names rights of modules that are not wired here; theirs is not our question.
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (!problem.starts_with("web/")) ADD_FAILURE() << problem;
}

TEST_F(Site, ARefusalTellsNothingOfTheAccount)
{
    cashier();
    auto const gone = cashier("budi.ptk");
    ASSERT_TRUE(
        run([&](Call& call) { return set_state(call, gone, AccountState::disabled); }).ok());
    auto const refusal = [&](std::string const& login, std::string_view password) {
        auto const response = post_json("/masuk",
                                        R"({"login":")" + login + R"(","password":")"
                                            + std::string { password } + R"("})");
        EXPECT_EQ("", header(response, "Set-Cookie"));
        return std::to_string(response.status) + std::string { response.bytes() };
    };
    auto const unknown = refusal("siapa.saja", good_password);
    EXPECT_TRUE(unknown.starts_with("422")) << unknown;
    EXPECT_NE(std::string::npos, unknown.find("identity.sign_in_refused"));
    EXPECT_EQ(unknown, refusal("sari.ptk", "salah"));
    EXPECT_EQ(unknown, refusal("budi.ptk", good_password));
    EXPECT_EQ(unknown, refusal("' OR 1=1 --", "x"));
}

TEST_F(Site, ARefusedFormKeepsTheNameAndForgetsThePassword)
{
    cashier();
    auto const response = sign_in_page("sari.ptk", "salah-sekali", "/meja/akun");
    EXPECT_EQ(422, response.status);
    EXPECT_TRUE(says(response, "value=\"sari.ptk\""));
    EXPECT_TRUE(says(response, "value=\"/meja/akun\""));
    EXPECT_TRUE(says(response, "tidak cocok"));
    EXPECT_FALSE(says(response, "salah-sekali"));
}

TEST_F(Site, TooManyTriesSayWhenToTryAgain)
{
    cashier();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(422, sign_in_page("sari.ptk", "salah").status);
    auto const response = sign_in_page("sari.ptk");
    EXPECT_EQ(429, response.status);
    EXPECT_EQ("15", header(response, "Retry-After"));
    EXPECT_TRUE(says(response, "14.05 WIB"));
    EXPECT_TRUE(token.empty());
}

TEST_F(Site, TheCookieIsStrict)
{
    cashier();
    auto const response = sign_in_page("sari.ptk");
    EXPECT_EQ(303, response.status);
    EXPECT_EQ("/kasir", header(response, "Location"));
    auto const cookie = header(response, "Set-Cookie");
    EXPECT_TRUE(std::regex_match(
        cookie,
        std::regex { "__Host-sid=[0-9a-f]{64}; Path=/; Secure; HttpOnly; SameSite=Lax; "
                     "Max-Age=43200, __Host-kenal=[0-9.a-f]{50,70}; Path=/; Secure; HttpOnly; "
                     "SameSite=Lax; Max-Age=15811200" }))
        << cookie;
    EXPECT_EQ(200, get("/akun").status);

    auto const old = token;
    auto const left = post("/keluar", {});
    EXPECT_EQ(303, left.status);
    EXPECT_TRUE(header(left, "Set-Cookie").ends_with("Max-Age=0"));
    token = old;
    EXPECT_EQ(303, get("/akun").status);
}

TEST_F(Site, AKnownBrowserSignsInWhileOthersAtItsAddressWait)
{
    cashier();
    sign_in_page("sari.ptk");
    post("/keluar", {});
    auto const own = std::exchange(known, "");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(422, sign_in_page("sari.ptk", "salah").status);
    EXPECT_EQ(429, sign_in_page("sari.ptk").status);
    known = own;
    EXPECT_EQ(303, sign_in_page("sari.ptk").status);
}

TEST_F(Site, AWishLeadsOnlyWithinTheSite)
{
    cashier();
    constexpr std::pair<std::string_view, std::string_view> wishes[] = {
        { "https://jahat.example/", "/kasir" },
        { "//jahat.example/", "/kasir" },
        { "/\\jahat.example", "/kasir" },
        { "/meja\r\nSet-Cookie: a=b", "/kasir" },
        { "javascript:alert(1)", "/kasir" },
        { "/masuk/kode", "/kasir" },
        { "/meja/akun?sesudah=a", "/meja/akun?sesudah=a" },
    };
    for (auto const& [wish, target] : wishes) {
        token.clear();
        auto const response = sign_in_page("sari.ptk", good_password, std::string { wish });
        auto const location = header(response, "Location");
        // A wish with control characters is refused as a form already.
        EXPECT_TRUE(location == target || (response.status == 422 && location.empty())) << wish;
        EXPECT_FALSE(location.find("jahat") != std::string::npos) << wish;
    }
}

TEST_F(Site, WithoutASessionOneIsSentToSignIn)
{
    for (auto const* path :
         { "/akun", "/akun/pengaman", "/masuk/kode", "/meja/akun", "/meja/jejak" }) {
        auto const response = get(path);
        EXPECT_EQ(303, response.status) << path;
        EXPECT_TRUE(header(response, "Location").starts_with("/masuk?ke=")) << path;
    }
    EXPECT_EQ(200, get("/masuk").status);
}

TEST_F(Site, AFormOfAnotherSiteOrSessionIsRefused)
{
    cashier();
    sign_in_page("sari.ptk");
    auto const other = sign_in_as("sari.ptk").token;
    auto foreign = request_of(web::Method::post, "/akun/sesi-lain/pengakhiran");
    foreign.headers = { { "content-type", "application/x-www-form-urlencoded" } };
    foreign.body = "_key=0123456789abcdef";
    auto const without_token = answer(foreign);
    EXPECT_GE(without_token.status, 400);
    foreign.body += "&_csrf=" + session(other)->csrf;
    EXPECT_GE(answer(foreign).status, 400);
    EXPECT_TRUE(session(other).has_value());
    EXPECT_EQ(303, post("/akun/sesi-lain/pengakhiran", {}).status);
    EXPECT_FALSE(session(other).has_value());
}

TEST_F(Site, EnrolmentShowsSecretsOnceAndKeepsThemOutOfCaches)
{
    add({ .login = "kepala.ptk", .role = Role::head, .unit = pontianak });
    auto const entered = sign_in_page("kepala.ptk", good_password, "/papan");
    EXPECT_EQ("/akun/pengaman?ke=/papan", header(entered, "Location"));
    EXPECT_EQ(303, get("/akun").status) << "half a session is none";

    auto const page = get("/akun/pengaman", "ke=/papan");
    EXPECT_EQ(200, page.status);
    EXPECT_NE(std::string::npos, header(page, "Cache-Control").find("no-store"));
    auto const picture = get("/akun/pengaman/qr.svg");
    EXPECT_EQ("image/svg+xml", picture.content_type);
    EXPECT_EQ("no-store", header(picture, "Cache-Control"));

    std::smatch match;
    std::string const text { page.bytes() };
    ASSERT_TRUE(
        std::regex_search(text, match, std::regex { "<code class=\"strong\">([A-Z2-7 ]+)<" }));
    auto const secret = from_base32(match[1].str()).value();
    EXPECT_EQ(422, post("/akun/pengaman", { { "code", "000000" }, { "ke", "/papan" } }).status);
    auto const half = token;
    auto const done = post("/akun/pengaman",
                           { { "code", code_at(secret, step_at(now)) }, { "ke", "/papan" } });
    EXPECT_EQ("/papan", header(done, "Location"));
    EXPECT_NE(half, token);
    EXPECT_EQ(200, get("/akun").status);
    EXPECT_EQ(404, get("/akun/pengaman").status) << "shown again";

    token.clear();
    now += 1min;
    EXPECT_EQ("/masuk/kode?ke=/papan",
              header(sign_in_page("kepala.ptk", good_password, "/papan"), "Location"));
    EXPECT_EQ(200, get("/masuk/kode").status);
    EXPECT_EQ(422, post("/masuk/kode", { { "code", "123" } }).status);
    auto const through = post("/masuk/kode",
                              { { "code", code_at(secret, step_at(now)) }, { "ke", "/papan" } });
    EXPECT_EQ("/papan", header(through, "Location"));
}

TEST_F(Site, TheOwnAccountChangesPasswordAndSecondFactor)
{
    head(pontianak, "kepala.ptk");
    auto const advised = sign_in_page("kepala.ptk");
    EXPECT_EQ("/akun/anjuran?ke=/meja", header(advised, "Location"));
    EXPECT_TRUE(says(get("/akun/anjuran", "ke=/meja"), "href=\"/meja\""));
    EXPECT_TRUE(says(get("/akun"), "Perangkat tidak dikenal"));

    auto const wrong = post(
        "/akun/sandi",
        { { "current_password", "salah" }, { "new_password", "lima gajah putih susu" } });
    EXPECT_EQ(422, wrong.status);
    EXPECT_TRUE(says(wrong, "id=\"current_password_error\""));
    auto const weak = post("/akun/sandi",
                           { { "current_password", std::string { good_password } },
                             { "new_password", "Pontianak2026" } });
    EXPECT_EQ(422, weak.status);
    EXPECT_TRUE(says(weak, "id=\"new_password_error\""));
    EXPECT_EQ(303,
              post("/akun/sandi",
                   { { "current_password", std::string { good_password } },
                     { "new_password", "lima gajah putih susu" } })
                  .status);

    auto const refused = post("/akun/pengaman/permulaan", { { "enrol_password", "salah" } });
    EXPECT_EQ(422, refused.status);
    EXPECT_EQ(404, get("/akun/pengaman").status);
    EXPECT_EQ(
        303,
        post("/akun/pengaman/permulaan", { { "enrol_password", "lima gajah putih susu" } }).status);
    EXPECT_EQ(200, get("/akun/pengaman").status);
}

TEST_F(Site, TheDeskIsOpenToItsRolesOnly)
{
    struct Row {
        Account who;
        int accounts;
        int trail;
    };
    auto const unit_role = [&](Role role) {
        return add({ .login = std::string { "p." } + std::string { enum_text(role) },
                     .role = role,
                     .unit = pontianak,
                     .mfa_required = false });
    };
    auto const national = [&](Role role) {
        return add({ .login = std::string { "n." } + std::string { enum_text(role) },
                     .role = role,
                     .mfa_required = false });
    };
    Row const rows[] = {
        { unit_role(Role::cashier), 403, 403 },
        { unit_role(Role::kasi), 403, 403 },
        { unit_role(Role::treasurer), 403, 403 },
        { unit_role(Role::head), 200, 200 },
        { add({ .login = "k.kalbar",
                .role = Role::kanwil,
                .kanwil = kalbar,
                .mfa_required = false }),
          200, 403 },
        { national(Role::ditjen), 403, 403 },
        { national(Role::auditor), 403, 200 },
        { national(Role::admin), 200, 200 },
    };
    for (auto const& row : rows) {
        token = run([&](Call& call) -> Result<std::string> {
                    return begin_session(call, row.who, Stage::full);
                }).take();
        EXPECT_EQ(row.accounts, get("/meja/akun").status) << row.who.login;
        EXPECT_EQ(row.trail, get("/meja/jejak").status) << row.who.login;
        auto const sent = post("/meja/akun", { { "login", "x" }, { "role", "cashier" } }).status;
        EXPECT_EQ(row.accounts == 403, sent == 403) << row.who.login;
    }
}

TEST_F(Site, AnInvitationGoesFromDeskToFirstSignIn)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const stranger = head(ketapang, "kepala.ktp");
    auto const as = [&](Account const& account) {
        token = run([&](Call& call) -> Result<std::string> {
                    return begin_session(call, account, Stage::full);
                }).take();
    };
    as(boss);
    EXPECT_TRUE(says(get("/meja/akun"), "Belum ada akun"));
    auto const made = post(
        "/meja/akun", { { "login", "tono.ptk" }, { "name", "Tono <b>" }, { "role", "cashier" } });
    ASSERT_EQ(303, made.status);
    auto const place = header(made, "Location");
    auto const page = get(place);
    EXPECT_EQ(200, page.status);
    EXPECT_TRUE(says(page, "Tono &lt;b&gt;"));
    EXPECT_TRUE(says(get("/meja/akun"), place));
    EXPECT_TRUE(says(get("/meja/jejak"), "Akun diundang"));
    std::smatch match;
    std::string const text { page.bytes() };
    ASSERT_TRUE(std::regex_search(
        text, match, std::regex { "value=\"http://karya.test(/undangan/[0-9a-f]{64})\"" }))
        << "the whole address, to be copied";
    EXPECT_TRUE(says(page, "Halo Tono")) << "a message that can be sent as it is";
    auto const link = match[1].str();

    as(stranger);
    EXPECT_EQ(404, get(place).status);
    EXPECT_EQ(404, post(place + "/penonaktifan", {}).status);

    token.clear();
    EXPECT_EQ(200, get(link).status);
    auto const weak = post(link, { { "name", "Tono" }, { "password", "Pontianak2026" } });
    EXPECT_EQ(422, weak.status);
    EXPECT_TRUE(says(weak, "id=\"password_error\""));
    auto const joined = post(link, { { "name", "Tono" }, { "password", "lima gajah putih susu" } });
    // Who has just set the password is in, and where the work is.
    EXPECT_EQ(303, joined.status);
    EXPECT_EQ("/kasir", header(joined, "Location"));
    EXPECT_TRUE(says(get("/akun"), "tono.ptk"));
    token.clear();
    EXPECT_EQ(410, get(link).status);
    EXPECT_EQ(410,
              post(link, { { "name", "Tono" }, { "password", "lima gajah putih susu" } }).status);
    EXPECT_EQ("/kasir", header(sign_in_page("tono.ptk", "lima gajah putih susu"), "Location"));
}

} // namespace karya::identity
