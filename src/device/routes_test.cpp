// Devices over HTTP, behind the real pipeline.

#include "device/signature.h"
#include "device/test_house.h"
#include "web/page.h"
#include "web/pipeline.h"
#include "web/routes.h"
#include <boost/json.hpp>
#include <future>
#define ZLIB_CONST
#include <zlib.h>

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

class DeviceRoutes : public test::House {
protected:
    DeviceRoutes()
    {
        add_routes(m_routes);
        web::SessionHooks hooks;
        hooks.find = [this](db::Read&, std::string_view token,
                            Timestamp) -> std::optional<web::Session> {
            auto const found = actors.find(token);
            if (found == actors.end()) return {};
            return web::Session { found->second, std::string { csrf }, false };
        };
        hooks.seen = [](Call&, std::string_view) -> Result<void> { return {}; };
        m_pipeline = std::make_unique<web::Pipeline>(
            market.engine(), m_routes, hooks,
            web::PipelineSettings { .origin = "https://karya.test" });
    }

    struct Wish {
        std::string path {};
        std::string who {};
        std::string form {}; ///< not empty: POST
        std::string json {}; ///< not empty: POST
        std::string type { "application/x-www-form-urlencoded" };
        std::string key {};
        Timestamp at { noon };
        bool page { false };
        std::string address { "10.0.0.7" };
    };
    web::Response ask(Wish const& wish)
    {
        web::Request request;
        auto const mark = wish.path.find('?');
        request.path = wish.path.substr(0, mark);
        if (mark != std::string::npos) request.query = wish.path.substr(mark + 1);
        request.at = wish.at;
        request.id = "test";
        request.peer = wish.address;
        request.headers = { { "host", "karya.test" }, { "origin", "https://karya.test" } };
        request.headers.emplace_back("accept", wish.page ? "text/html" : "application/json");
        if (!wish.who.empty())
            request.headers.emplace_back("cookie",
                                         std::string { web::session_cookie } + "=" + wish.who);
        if (!wish.form.empty() || !wish.json.empty()) {
            request.method = web::Method::post;
            request.body = wish.json.empty() ? wish.form : wish.json;
            request.headers.emplace_back("content-type",
                                         wish.json.empty() ? wish.type : "application/json");
            request.headers.emplace_back(
                "idempotency-key", wish.key.empty() ? "key-" + std::to_string(++m_keys) : wish.key);
            if (!wish.who.empty()) request.headers.emplace_back("x-csrf-token", csrf);
        }
        std::promise<web::Response> answer;
        m_pipeline->handle(std::move(request),
                           [&](web::Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    static boost::json::value json_of(web::Response const& response)
    {
        return boost::json::parse(response.bytes());
    }
    static std::string text_of(boost::json::value const& value)
    {
        return std::string { value.as_string() };
    }
    static bool holds(web::Response const& response, std::string_view words)
    {
        return response.bytes().find(words) != std::string_view::npos;
    }
    static std::string escaped(std::string_view text)
    {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string made;
        for (char const letter : text) {
            auto const code = static_cast<unsigned char>(letter);
            made += '%';
            made += digits[code / 16];
            made += digits[code % 16];
        }
        return made;
    }
    static std::string unpacked(std::string_view packed)
    {
        constexpr int window_with_gzip_head = 15 + 16;
        z_stream work {};
        CHECK(inflateInit2(&work, window_with_gzip_head) == Z_OK);
        std::string bytes(1 << 20, '\0');
        work.next_in = reinterpret_cast<Bytef const*>(packed.data());
        work.avail_in = static_cast<uInt>(packed.size());
        work.next_out = reinterpret_cast<Bytef*>(bytes.data());
        work.avail_out = static_cast<uInt>(bytes.size());
        CHECK(inflate(&work, Z_FINISH) == Z_STREAM_END);
        bytes.resize(work.total_out);
        inflateEnd(&work);
        return bytes;
    }
    static std::string header(web::Response const& response, std::string_view name)
    {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }

    /// Through the pages: invited by Wayan, joined with its key.
    test::Till joined(std::string const& name = "Tablet galeri")
    {
        auto const invited = ask(
            { .path = "/meja/perangkat/undangan", .who = "wayan", .json = "{}" });
        auto const page = ask(
            { .path = "/meja/perangkat/undangan/" + text_of(json_of(invited).at("invite")),
              .who = "wayan" });
        auto const link = text_of(json_of(page).at("link"));
        test::Till till { actors["sari"].officer, noon };
        auto const made = ask({ .path = "/api/v1/kasir/perangkat",
                                .json = boost::json::serialize(boost::json::object {
                                    { "token", link.substr(link.find('#') + 1) },
                                    { "name", name },
                                    { "public_key", till.key.public_text() } }) });
        CHECK(made.status == 201);
        till.id = DeviceId::parse(text_of(json_of(made).at("device"))).take();
        till.list_key = text_of(json_of(made).at("list_key"));
        return till;
    }
    static std::string sent(test::Till& till)
    {
        auto const envelope = till.envelope();
        boost::json::array events;
        for (auto const& event : envelope.events)
            events.push_back(
                boost::json::object { { "body", event.text }, { "signature", event.signature } });
        return boost::json::serialize(
            boost::json::object { { "device", till.id.text() },
                                  { "stamp", envelope.stamp.text },
                                  { "signature", envelope.stamp.signature },
                                  { "events", events } });
    }
    web::Response sync(test::Till& till, std::string const& key = {})
    {
        return ask(
            { .path = "/api/v1/kasir/sinkron", .json = sent(till), .key = key, .at = till.clock });
    }
    std::string first_kept()
    {
        return text_of(json_of(ask({ .path = "/meja/perangkat/tinjau", .who = "wayan" }))
                           .at("events")
                           .at(0)
                           .at("kept"));
    }

    static constexpr std::string_view csrf = "0123456789abcdef";

private:
    web::Routes m_routes;
    std::unique_ptr<web::Pipeline> m_pipeline;
    int m_keys { 10'000'000 };
};

TEST_F(DeviceRoutes, every_page_is_filled_by_its_route)
{
    web::Routes routes;
    add_routes(routes);
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("device/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(DeviceRoutes, a_device_joins_by_the_link_that_its_inviter_alone_sees)
{
    auto const page = ask({ .path = "/kasir/perangkat/baru", .page = true });
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "Jadikan perangkat ini kasir"));
    EXPECT_TRUE(holds(page, "/aset/device."));

    auto const made = ask({ .path = "/meja/perangkat/undangan",
                            .who = "wayan",
                            .form = "_csrf=" + std::string { csrf } + "&_key=kunci-12345",
                            .page = true });
    ASSERT_EQ(made.status, 303);
    auto const path = header(made, "Location");
    auto const shown = ask({ .path = path, .who = "wayan", .page = true });
    EXPECT_TRUE(holds(shown, "https://karya.test/kasir/perangkat/baru#")) << shown.bytes();
    EXPECT_EQ(header(shown, "Cache-Control"), "no-store");
    auto const picture = ask({ .path = path + "/qr.svg", .who = "wayan" });
    EXPECT_EQ(picture.content_type, "image/svg+xml");
    EXPECT_EQ(header(picture, "Cache-Control"), "no-store");
    EXPECT_EQ(ask({ .path = path, .who = "sari" }).status, 403);
    EXPECT_EQ(ask({ .path = path, .who = "yosef" }).status, 404);
    EXPECT_EQ(ask({ .path = path, .who = "wayan", .at = noon + 15min }).status, 404);
}

TEST_F(DeviceRoutes, a_lost_answer_to_joining_is_told_again)
{
    auto const token = token_of(invited());
    test::SecretKey const key;
    auto const body = R"({"token":")" + token + R"(","name":"Tablet","public_key":")"
        + key.public_text() + R"("})";
    auto const first = ask({ .path = "/api/v1/kasir/perangkat", .json = body });
    auto const again = ask({ .path = "/api/v1/kasir/perangkat", .json = body });
    ASSERT_EQ(first.status, 201) << first.bytes();
    EXPECT_EQ(first.bytes(), again.bytes());
    auto const told = json_of(first);
    EXPECT_EQ(told.at("series").as_string(), "K1");
    EXPECT_EQ(told.at("unit_code").as_string(), "PTK");
    EXPECT_EQ(told.at("zone").as_string(), "wib");
    auto const other = R"({"token":")" + token + R"(","name":"Tablet","public_key":")"
        + test::SecretKey {}.public_text() + R"("})";
    EXPECT_EQ(ask({ .path = "/api/v1/kasir/perangkat", .json = other }).status, 410);
}

TEST_F(DeviceRoutes, events_come_without_a_session_by_their_signature)
{
    auto till = joined();
    auto const who = ask({ .path = "/kasir/perangkat/petugas",
                           .who = "sari",
                           .json = R"({"device":")" + till.id.text() + R"("})" });
    ASSERT_EQ(who.status, 201) << who.bytes();
    EXPECT_EQ(json_of(who).at("name").as_string(), "Sari");
    EXPECT_EQ(ask({ .path = "/kasir/perangkat/petugas",
                    .who = "rina",
                    .json = R"({"device":")" + till.id.text() + R"("})" })
                  .status,
              403);
    EXPECT_EQ(ask({ .path = "/kasir/perangkat/petugas",
                    .who = "yosef",
                    .json = R"({"device":")" + till.id.text() + R"("})" })
                  .status,
              404);

    till.opened();
    till.sold(market.product({}));
    auto const answer = sync(till, "one-key-for-both");
    ASSERT_EQ(answer.status, 201) << answer.bytes();
    auto const told = json_of(answer);
    EXPECT_EQ(told.at("name").as_string(), "Tablet galeri");
    EXPECT_EQ(told.at("next_seq").as_int64(), 3);
    EXPECT_FALSE(told.at("revoked").as_bool());
    EXPECT_EQ(told.at("results").at(1).at("outcome").as_string(), "accepted");
    EXPECT_EQ(told.at("results").at(1).at("number").as_string(), "PTK-K1-1");
    till.clock += 1s;
    auto const again = json_of(sync(till, "one-key-for-both"));
    EXPECT_EQ(again.at("results").at(1).at("outcome").as_string(), "duplicate");
    EXPECT_NE(again.at("now"), told.at("now")) << "a kept answer would tell an old clock";
    EXPECT_EQ(day().sales, 1);
}

TEST_F(DeviceRoutes, a_list_comes_packed_and_signed_by_the_key_that_joining_told)
{
    auto till = joined();
    auto const keset = market.product({});
    auto const stamp = till.stamp();
    auto const path = "/api/v1/kasir/daftar-harga?device=" + till.id.text()
        + "&stamp=" + escaped(stamp) + "&signature=" + till.key.signature_of(stamp);
    auto const answer = ask({ .path = path });
    ASSERT_EQ(answer.status, 200) << answer.bytes();
    EXPECT_EQ(answer.content_type, "application/gzip");
    EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
    auto const text = unpacked(answer.bytes());
    auto const end = text.find('\n');
    auto const body = text.substr(end + 1);
    auto const key = PublicKey::read(till.list_key).take();
    EXPECT_TRUE(key.is_sound());
    EXPECT_TRUE(key.signed_this(body, text.substr(0, end)));
    EXPECT_FALSE(key.signed_this(body + " ", text.substr(0, end)));
    auto const list = boost::json::parse(body);
    EXPECT_EQ(list.at("device").as_string(), till.id.text());
    EXPECT_EQ(list.at("goods").at(0).at("variant").as_string(), keset.text());
    EXPECT_EQ(list.at("goods").at(0).as_object().contains("cost"), false);

    auto const bad = "/api/v1/kasir/daftar-harga?device=" + till.id.text()
        + "&stamp=" + escaped(till.stamp()) + "&signature=" + till.key.signature_of(stamp);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(ask({ .path = bad, .address = "10.0.0.8" }).status, 401);
    EXPECT_EQ(ask({ .path = path, .address = "10.0.0.8" }).status, 429);
}

TEST_F(DeviceRoutes, an_odd_byte_in_one_event_does_not_stop_the_others)
{
    auto till = joined();
    work_on(till, "sari");
    till.opened();
    auto& odd = till.write("sale", R"("note":")");
    odd.body += std::string { "\x7f\x01\0", 3 };
    till.sign_again(odd);
    auto const told = json_of(sync(till));
    EXPECT_EQ(told.at("results").at(0).at("outcome").as_string(), "accepted");
    EXPECT_EQ(told.at("results").at(1).at("reason").as_string(), "unreadable");
}

TEST_F(DeviceRoutes, wrong_signatures_are_refused_and_then_not_looked_at)
{
    auto till = joined();
    auto const good = sent(till);
    auto bad = good;
    bad.replace(bad.find("unsent"), 6, "UNSENT");
    auto const post = [&](std::string const& body, std::string const& address, Timestamp at) {
        return ask({ .path = "/api/v1/kasir/sinkron", .json = body, .at = at, .address = address })
            .status;
    };
    for (int i = 0; i < 10; ++i) EXPECT_EQ(post(bad, "10.0.0.9", noon), 401);
    EXPECT_EQ(post(good, "10.0.0.9", noon), 429);
    EXPECT_EQ(post(good, "10.0.0.7", noon), 201) << "from elsewhere";
    EXPECT_EQ(post(good, "10.0.0.9", noon + 1min), 201);
    auto stranger = good;
    stranger.replace(stranger.find(till.id.text()), 36, DeviceId::make(noon).text());
    EXPECT_EQ(post(stranger, "10.0.0.7", noon), 404);
}

TEST_F(DeviceRoutes, the_desk_shows_books_and_sets_aside_what_waits)
{
    auto till = joined("Tablet <depan>");
    work_on(till, "sari");
    till.opened();
    auto const keset = market.product({});
    till.sold(keset);
    till.outbox.pop_front(); // the opening is missing, so the shift is unknown
    till.sold({ .lines = { { VariantId::make(noon) } },
                .total = 45'000,
                .buyer = "officer",
                .nip = "198503122009011002" });
    ASSERT_EQ(sync(till).status, 201);

    auto const list = ask({ .path = "/meja/perangkat", .who = "rina", .page = true });
    EXPECT_TRUE(holds(list, "Tablet &lt;depan&gt;")) << list.bytes();
    EXPECT_TRUE(holds(list, "Catatan nomor 1 dari"));
    EXPECT_FALSE(holds(list, "penutupan")) << "who only reads closes no alarm";
    auto const review = ask({ .path = "/meja/perangkat/tinjau", .who = "wayan", .page = true });
    EXPECT_TRUE(holds(review, "PTK-K1-1")) << review.bytes();
    EXPECT_FALSE(holds(review, "198503122009011002"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/perangkat/tinjau", .who = "yosef", .page = true }),
                      "Semua kiriman sudah tercatat"));

    auto const path = "/meja/perangkat/tinjau/" + first_kept();
    auto const one = ask({ .path = path, .who = "wayan", .page = true });
    EXPECT_TRUE(holds(one, "1 × Keset sabut kelapa")) << one.bytes();
    EXPECT_EQ(ask({ .path = path, .who = "yosef" }).status, 404);
    EXPECT_EQ(ask({ .path = path + "/pencatatan", .who = "sari", .json = "{}" }).status, 403);
    auto const booked = ask({ .path = path + "/pencatatan",
                              .who = "wayan",
                              .form = "_csrf=" + std::string { csrf } + "&_key=kunci-12345",
                              .page = true });
    EXPECT_EQ(booked.status, 303) << booked.bytes();
    EXPECT_EQ(day().sales, 1);

    auto const other = "/meja/perangkat/tinjau/" + first_kept();
    auto const unsaid = ask({ .path = other + "/penyisihan",
                              .who = "wayan",
                              .form = "why=+&_csrf=" + std::string { csrf } + "&_key=kunci-22345",
                              .page = true });
    EXPECT_EQ(unsaid.status, 422);
    EXPECT_EQ(ask({ .path = other + "/penyisihan", .who = "wayan", .form = "why=salinan" }).status,
              201);
    EXPECT_TRUE(waiting().empty());
}

TEST_F(DeviceRoutes, the_desk_removes_an_officer_and_ends_a_drawer)
{
    auto till = joined();
    work_on(till, "sari");
    auto const keset = market.product({});
    till.opened();
    till.sold({ .lines = { { keset, "1", 40'000 } }, .total = 40'000 });
    auto const sari = actors["sari"].officer.text();
    EXPECT_EQ(json_of(sync(till)).at("officers").at(0).as_string(), sari);
    auto const list = ask({ .path = "/meja/perangkat", .who = "rina", .page = true });
    EXPECT_TRUE(holds(list, "Struk PTK-K1-1 dari Tablet galeri")) << list.bytes();
    EXPECT_TRUE(holds(list, "di daftar Rp\u00a045.000, dijual Rp\u00a040.000")) << list.bytes();

    auto const path = "/meja/perangkat/" + till.id.text();
    auto const page = ask({ .path = path, .who = "wayan", .page = true });
    EXPECT_TRUE(holds(page, "Tutup sif perangkat ini")) << page.bytes();
    EXPECT_FALSE(holds(ask({ .path = path, .who = "sari", .page = true }), "penutupan-sif"));
    auto const away = path + "/petugas/" + sari + "/pelepasan";
    EXPECT_EQ(ask({ .path = away, .who = "sari", .json = "{}" }).status, 403);
    EXPECT_EQ(ask({ .path = away, .who = "yosef", .json = "{}" }).status, 404);
    EXPECT_EQ(ask({ .path = away, .who = "wayan", .json = "{}" }).status, 201);
    till.clock += 1s;
    EXPECT_TRUE(json_of(sync(till)).at("officers").as_array().empty());

    auto const end = path + "/penutupan-sif";
    EXPECT_EQ(ask({ .path = end, .who = "wayan", .form = "counted=140000&note=+" }).status, 422);
    EXPECT_EQ(ask({ .path = end, .who = "wayan", .form = "counted=140000&note=hilang" }).status,
              201);
    EXPECT_FALSE(holds(ask({ .path = path, .who = "wayan", .page = true }), "penutupan-sif"));
}

TEST_F(DeviceRoutes, a_time_is_chosen_on_the_units_own_clock)
{
    auto till = joined();
    work_on(till, "sari");
    till.clock -= 48h;
    till.opened();
    ASSERT_EQ(ask({ .path = "/api/v1/kasir/sinkron", .json = sent(till), .at = noon }).status, 201);
    auto const path = "/meja/perangkat/tinjau/" + first_kept();
    auto const page = ask({ .path = path, .who = "wayan", .page = true });
    EXPECT_TRUE(holds(page, R"(type="datetime-local" value="2021-04-26T14:05")")) << page.bytes();
    EXPECT_EQ(ask({ .path = path + "/pencatatan", .who = "wayan", .form = "at=kemarin" }).status,
              422);
    EXPECT_EQ(
        ask({ .path = path + "/pencatatan", .who = "wayan", .form = "at=2021-04-26T13:00" }).status,
        201);
    auto const shift = look("wayan", [&](View& view) {
                           return sales::shift(view, market.pontianak(), till.shift);
                       }).take();
    EXPECT_EQ(shift.opened_at, test::at("2021-04-26T13:00:00+07:00"));
}

TEST_F(DeviceRoutes, a_file_of_events_is_the_last_way_out)
{
    auto till = joined();
    work_on(till, "sari");
    till.opened();
    till.sold(market.product({}));
    till.sold(VariantId::make(noon));
    boost::json::array events;
    for (auto const& event : till.outbox)
        events.push_back(
            boost::json::object { { "body", event.body }, { "signature", event.signature } });
    auto const file = boost::json::serialize(
        boost::json::object { { "device", till.id.text() }, { "events", events } });
    auto const put = [&](std::string const& who, std::string const& bytes) {
        return ask({ .path = "/meja/perangkat/berkas",
                     .who = who,
                     .form = "--batas\r\nContent-Disposition: form-data; name=\"file\"; "
                             "filename=\"a\"\r\n\r\n"
                         + bytes + "\r\n--batas--\r\n",
                     .type = "multipart/form-data; boundary=batas",
                     .at = noon + 1min });
    };
    EXPECT_EQ(put("wayan", "{}").status, 422);
    EXPECT_EQ(put("sari", file).status, 403);
    EXPECT_EQ(put("yosef", file).status, 404);
    auto const taken = put("wayan", file);
    ASSERT_EQ(taken.status, 201) << taken.bytes();
    EXPECT_EQ(json_of(taken).at("accepted").as_int64(), 2);
    EXPECT_EQ(json_of(taken).at("review").as_int64(), 1);
    EXPECT_EQ(json_of(put("wayan", file)).at("known").as_int64(), 3);
    EXPECT_EQ(day().sales, 1);
    auto const path = "/meja/perangkat?accepted=2&device=" + till.id.text();
    auto const page = ask({ .path = path, .who = "wayan", .page = true });
    EXPECT_TRUE(holds(page, "Kode serah terima Tablet galeri")) << page.bytes();
    EXPECT_TRUE(holds(page, "nomor 1 sampai 3"));
    EXPECT_FALSE(holds(ask({ .path = path, .who = "rina", .page = true }), "Kode serah terima"));
    EXPECT_EQ(ask({ .path = path, .who = "yosef" }).status, 404);
    auto const told = json_of(sync(till));
    EXPECT_EQ(told.at("results").at(1).at("outcome").as_string(), "duplicate");
    EXPECT_EQ(told.at("code_key").as_string().size(), 32U);
}

} // namespace
} // namespace karya::device
