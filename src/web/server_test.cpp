#include "support/wire.h"
#include "web/server.h"
#include <fstream>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

namespace karya::web {
namespace {

using namespace std::chrono_literals;
using test::get;
using test::Wire;

/// Says back what was understood of the request.
void echo(Request&& request, Reply const& reply)
{
    auto response = Response::text(200, "text/plain",
                                   std::string { name_of(request.lang) } + " " + request.path + " "
                                       + request.query + " " + request.body);
    if (request.path == "/tag") response.headers.emplace_back("ETag", "\"v1\"");
    if (request.path == "/peer") response = Response::text(200, "text/plain", request.peer);
    if (request.path == "/split")
        response.headers.emplace_back("X-Evil", "a\r\nSet-Cookie: stolen=1");
    if (request.path == "/bug") throw Bug { "a broken promise" };
    if (request.path == "/forgotten") return;
    reply(std::move(response));
}

struct Running {
    explicit Running(ServerSettings settings = test::quick_settings(), Handler handler = echo,
                     std::shared_ptr<Channels> channels = {})
        : server(std::move(settings), std::move(handler), std::move(channels))
    {
        auto const started = server.start();
        CHECK(started.ok());
    }
    Wire wire() const { return Wire { server.port() }; }
    Server server;
};

TEST(Server, answers_in_order_on_one_connection)
{
    Running const running;
    auto wire = running.wire();
    wire.send(get("/a?x=1") + get("/en/b")
              + "POST /c HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi" + get("/d"));
    EXPECT_EQ(wire.read().body, "id /a x=1 ");
    EXPECT_EQ(wire.read().body, "en /b  ");
    EXPECT_EQ(wire.read().body, "id /c  hi");
    EXPECT_EQ(wire.read().body, "id /d  ");
}

TEST(Server, two_do_not_share_a_port)
{
    Running const first;
    auto settings = test::quick_settings();
    settings.listen = "127.0.0.1:" + std::to_string(first.server.port());
    Server second { settings, echo, {} };
    auto const started = second.start();
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code(), cannot_listen);
    auto wire = first.wire();
    wire.send(get("/a"));
    EXPECT_EQ(wire.read().status, 200) << "the first goes on";
}

TEST(Server, says_what_every_answer_must_say)
{
    auto settings = test::quick_settings();
    settings.behind_tls = true;
    Running const running { settings };
    auto wire = running.wire();
    wire.send(get("/a"));
    auto const first = wire.read();
    EXPECT_EQ(first.header("Content-Type"), "text/plain");
    EXPECT_EQ(first.header("Cache-Control"), "no-store");
    EXPECT_EQ(first.header("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(first.header("Content-Security-Policy").starts_with("default-src 'none'"));
    EXPECT_TRUE(first.header("Strict-Transport-Security").starts_with("max-age=63072000"));
    EXPECT_TRUE(first.header("Date").ends_with(" GMT"));
    EXPECT_EQ(first.header("Connection"), "");
    wire.send(get("/a"));
    EXPECT_NE(wire.read().header("X-Request-Id"), first.header("X-Request-Id"));
}

TEST(Server, answers_head_with_the_fields_of_get)
{
    Running const running;
    auto wire = running.wire();
    wire.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"));
    auto const head = wire.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), std::to_string(std::string_view { "id /a  " }.size()));
    EXPECT_EQ(wire.read().body, "id /b  ");
}

TEST(Server, answers_304_when_the_client_holds_the_answer)
{
    Running const running;
    auto wire = running.wire();
    wire.send(get("/tag", "If-None-Match: \"v0\", W/\"v1\"\r\n")
              + get("/tag", "If-None-Match: *\r\n") + get("/tag", "If-None-Match: \"v2\"\r\n")
              + get("/a", "If-None-Match: *\r\n"));
    auto const same = wire.read();
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.header("ETag"), "\"v1\"");
    EXPECT_EQ(same.header("Content-Length"), "");
    EXPECT_EQ(wire.read().status, 304);
    EXPECT_EQ(wire.read().status, 200);
    EXPECT_EQ(wire.read().status, 200);
}

TEST(Server, refuses_and_closes_in_the_language_of_the_path)
{
    Running const running;
    auto wire = running.wire();
    wire.send("DELETE /en/a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/never"));
    auto const page = wire.read();
    EXPECT_EQ(page.status, 405);
    EXPECT_EQ(page.header("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(page.header("Content-Language"), "en");
    EXPECT_EQ(page.header("Connection"), "close");
    EXPECT_NE(page.body.find("<html lang=\"en\">"), std::string::npos);
    EXPECT_TRUE(wire.ends());
    EXPECT_EQ(wire.waiting(), "") << "the request behind a refused one is not answered";

    auto api = running.wire();
    api.send("POST /a HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
             "Content-Length: 9999999\r\n\r\n");
    auto const problem = api.read();
    EXPECT_EQ(problem.status, 413);
    EXPECT_EQ(problem.header("Content-Type"), "application/problem+json");
    EXPECT_NE(problem.body.find("\"type\":\"/masalah/web.body_too_large\""), std::string::npos);
    EXPECT_EQ(running.server.state().refused, 2U);
}

TEST(Server, tells_who_asks_the_api_of_an_unreadable_address_in_a_problem)
{
    Running const running;
    for (auto const* const target : { "/en/api/v1/..%2f..", "/api/v1/%zz" }) {
        auto wire = running.wire();
        wire.send("GET " + std::string { target } + " HTTP/1.1\r\nHost: a\r\n\r\n");
        auto const problem = wire.read();
        EXPECT_EQ(problem.status, 400);
        EXPECT_EQ(problem.header("Content-Type"), "application/problem+json");
    }
}

TEST(Server, lets_a_client_read_why_its_upload_was_refused)
{
    Running const running;
    auto wire = running.wire();
    wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n");
    std::string const part(1 << 20, 'x');
    for (int i = 0; i < 5; ++i)
        if (!wire.send(part)) break;
    EXPECT_EQ(wire.read().status, 413);
}

TEST(Server, asks_for_the_body_when_the_client_waits_for_that)
{
    Running const running;
    auto wire = running.wire();
    wire.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(wire.read(true).status, 100);
    wire.send("hi");
    EXPECT_EQ(wire.read().body, "id /a  hi");

    auto large = running.wire();
    large.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
               "Content-Length: 999999\r\n\r\n");
    EXPECT_EQ(large.read().status, 413);
}

TEST(Server, takes_an_upload_of_megabytes)
{
    Running const running;
    auto wire = running.wire();
    std::string const body(5 << 20, 'x');
    std::thread sender { [&] {
        wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                  "Content-Length: "
                  + std::to_string(body.size()) + "\r\n\r\n");
        wire.send(body);
    } };
    sender.join();
    EXPECT_EQ(wire.read().body, "id /a  " + body);
}

TEST(Server, refuses_when_all_bodies_together_take_too_much_memory)
{
    auto settings = test::quick_settings();
    settings.limits.bodies_bytes_max = 100'000;
    Running const running { settings };
    auto wire = running.wire();
    wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"
              + std::string(200'000, 'x'));
    auto const answer = wire.read();
    EXPECT_EQ(answer.status, 503);
    EXPECT_FALSE(answer.header("Retry-After").empty());
    auto small = running.wire();
    small.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_EQ(small.read().status, 200);
}

TEST(Server, answers_500_when_the_handler_fails_or_forgets)
{
    Running const running;
    auto wire = running.wire();
    wire.send(get("/bug") + get("/forgotten") + get("/a"));
    auto const bug = wire.read();
    EXPECT_EQ(bug.status, 500);
    EXPECT_EQ(bug.body.find("promise"), std::string::npos) << "inner words stay inside";
    EXPECT_EQ(wire.read().status, 500);
    EXPECT_EQ(wire.read().status, 200) << "the connection goes on";
}

TEST(Server, drops_a_field_that_would_break_out_of_its_line)
{
    Running const running;
    auto wire = running.wire();
    wire.send(get("/split"));
    auto const answer = wire.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.head.find("stolen"), std::string::npos);
}

TEST(Server, is_healthy_without_the_handler)
{
    Running const running { test::quick_settings(), [](Request&&, Reply const&) { CHECK(false); } };
    auto wire = running.wire();
    wire.send(get("/healthz"));
    EXPECT_EQ(wire.read().body, "ok\n");
}

TEST(Server, believes_only_its_proxy_about_the_client)
{
    std::string const forged = "X-Forwarded-For: 1.2.3.4, 10.0.0.7, 127.0.0.1\r\n";
    Running const open;
    auto direct = open.wire();
    direct.send(get("/peer", forged));
    EXPECT_EQ(direct.read().body, "127.0.0.1");

    auto settings = test::quick_settings();
    settings.trusted_proxies = { "127.0.0.1" };
    Running const behind { settings };
    auto wire = behind.wire();
    wire.send(get("/peer", forged) + get("/peer") + get("/peer", "X-Forwarded-For: junk\r\n")
              + get("/peer", "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: ::ffff:10.0.0.8\r\n"));
    EXPECT_EQ(wire.read().body, "10.0.0.7");
    EXPECT_EQ(wire.read().body, "127.0.0.1");
    EXPECT_EQ(wire.read().body, "127.0.0.1");
    EXPECT_EQ(wire.read().body, "10.0.0.8");
}

TEST(Server, cuts_clients_that_are_too_slow)
{
    auto settings = test::quick_settings();
    settings.limits.head_time = 200ms;
    settings.limits.idle_time = 300ms;
    settings.limits.grace_time = 200ms;
    Running const running { settings };

    auto silent = running.wire();
    EXPECT_TRUE(silent.ends());
    EXPECT_EQ(silent.waiting(), "") << "nothing was asked, nothing is answered";

    auto trickling = running.wire();
    trickling.send("GET / HT");
    EXPECT_EQ(trickling.read().status, 408);
    EXPECT_TRUE(trickling.ends());

    auto body = running.wire();
    body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\nx");
    EXPECT_EQ(body.read().status, 408);

    auto idle = running.wire();
    idle.send(get("/a"));
    EXPECT_EQ(idle.read().status, 200);
    EXPECT_TRUE(idle.ends());
    EXPECT_EQ(running.server.state().timeouts, 4U);
}

TEST(Server, cuts_clients_that_do_not_read)
{
    auto settings = test::quick_settings();
    settings.limits.grace_time = 200ms;
    auto const large = std::make_shared<std::string const>(64 << 20, 'x');
    Running const running { settings, [&](Request&&, Reply const& reply) {
                               Response response;
                               response.body = large;
                               reply(std::move(response));
                           } };
    Wire wire { running.server.port(), 4096 };
    wire.send(get("/a"));
    EXPECT_TRUE(test::eventually([&] { return running.server.state().timeouts == 1; }));
    EXPECT_TRUE(test::eventually([&] { return running.server.state().connections == 0; }));
}

TEST(Server, limits_the_connections_of_an_address)
{
    auto settings = test::quick_settings();
    settings.limits.connections_per_address_max = 3;
    Running const running { settings };
    std::vector<Wire> wires;
    for (int i = 0; i < 3; ++i) {
        wires.push_back(running.wire());
        wires.back().send(get("/a"));
        EXPECT_EQ(wires.back().read().status, 200);
    }
    auto fourth = running.wire();
    EXPECT_EQ(fourth.read().status, 429);
    EXPECT_TRUE(fourth.ends());
    wires.pop_back();
    EXPECT_TRUE(test::eventually([&] {
        auto again = running.wire();
        again.send(get("/a"));
        return again.read().status == 200;
    }));
}

TEST(Server, pauses_accepting_at_the_limit_of_connections)
{
    auto settings = test::quick_settings();
    settings.threads = 1;
    settings.limits.connections_max = 2;
    Running const running { settings };
    auto first = running.wire();
    auto second = running.wire();
    first.send(get("/a"));
    second.send(get("/a"));
    EXPECT_EQ(first.read().status, 200);
    EXPECT_EQ(second.read().status, 200);
    auto third = running.wire();
    third.send(get("/a"));
    EXPECT_FALSE(third.more(200ms));
    first.hang_up();
    EXPECT_EQ(third.read().status, 200);
}

TEST(Server, survives_running_out_of_file_descriptors)
{
    Running const running;
    auto kept = running.wire();
    kept.send(get("/a"));
    EXPECT_EQ(kept.read().status, 200);

    rlimit before {};
    getrlimit(RLIMIT_NOFILE, &before);
    auto waiting = running.wire();
    waiting.send(get("/b"));
    EXPECT_EQ(waiting.read().status, 200);
    auto tight = before;
    tight.rlim_cur = 3;
    setrlimit(RLIMIT_NOFILE, &tight);
    kept.send(get("/c"));
    EXPECT_EQ(kept.read().status, 200) << "who is connected is served";
    setrlimit(RLIMIT_NOFILE, &before);
    auto later = running.wire();
    later.send(get("/d"));
    EXPECT_EQ(later.read().status, 200);
}

TEST(Server, takes_answers_from_other_threads)
{
    std::vector<std::thread> threads;
    std::mutex mutex;
    Running running { test::quick_settings(), [&](Request&& request, Reply const& reply) {
                         std::scoped_lock const lock { mutex };
                         threads.emplace_back([reply, path = request.path] {
                             usleep(5000);
                             reply(Response::text(200, "text/plain", path));
                             reply(Response::text(200, "text/plain", "twice"));
                         });
                     } };
    auto wire = running.wire();
    for (auto const* path : { "/a", "/b", "/c" }) {
        wire.send(get(path));
        EXPECT_EQ(wire.read().body, path);
    }
    running.server.stop();
    for (auto& thread : threads) thread.join();
}

TEST(Server, forgets_answers_for_clients_who_left)
{
    std::vector<Reply> replies;
    std::mutex mutex;
    auto running = std::make_unique<Running>(test::quick_settings(), [&](Request&&, Reply reply) {
        std::scoped_lock const lock { mutex };
        replies.push_back(std::move(reply));
    });
    auto const asked = [&](std::size_t count) {
        return test::eventually([&] {
            std::scoped_lock const lock { mutex };
            return replies.size() == count;
        });
    };
    auto wire = running->wire();
    wire.send(get("/a"));
    ASSERT_TRUE(asked(1));
    wire.hang_up();
    replies[0](Response::text(200, "text/plain", "too late"));
    EXPECT_TRUE(test::eventually([&] { return running->server.state().connections == 0; }));

    auto second = running->wire();
    second.send(get("/b"));
    ASSERT_TRUE(asked(2));
    auto settings = running->server.state();
    EXPECT_EQ(settings.in_flight, 1U);
    std::thread late { [&] {
        usleep(50'000);
        replies[1](Response::text(200, "text/plain", "while stopping"));
    } };
    running->server.stop();
    late.join();
    EXPECT_EQ(second.read().body, "while stopping");
    running.reset();
    replies[0](Response::text(200, "text/plain", "after the end"));
}

TEST(Server, stops_in_time_even_when_a_handler_never_answers)
{
    auto settings = test::quick_settings();
    settings.limits.stop_time = 200ms;
    std::vector<Reply> replies;
    Running running { settings,
                      [&](Request&&, Reply reply) { replies.push_back(std::move(reply)); } };
    auto wire = running.wire();
    wire.send(get("/a"));
    ASSERT_TRUE(test::eventually([&] { return running.server.state().in_flight == 1; }));
    auto const before = std::chrono::steady_clock::now();
    running.server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, test::patience);
    EXPECT_TRUE(wire.ends());
}

/// Asks again and again until the server goes; every request that reached it must be answered.
struct Client {
    int answered { 0 };
    int broken { 0 };
    void run(unsigned port)
    {
        for (;;) {
            Wire wire { port };
            if (!wire.connected()) return;
            for (;;) {
                if (!wire.send(get("/a"))) break;
                auto const answer = wire.read();
                if (answer.status == 0) {
                    if (!wire.waiting().empty()) ++broken;
                    break;
                }
                if (answer.body != "id /a  ") ++broken;
                ++answered;
                if (answer.header("Connection") == "close") break;
            }
        }
    }
};

TEST(Server, stops_gracefully_under_load)
{
    Running running;
    std::array<Client, 8> clients;
    std::vector<std::thread> threads;
    for (auto& client : clients)
        threads.emplace_back([&, port = running.server.port()] { client.run(port); });
    usleep(200'000);
    running.server.stop();
    for (auto& thread : threads) thread.join();
    for (auto const& client : clients) {
        EXPECT_GT(client.answered, 0);
        EXPECT_EQ(client.broken, 0);
    }
    EXPECT_EQ(running.server.state().connections, 0U);
}

TEST(Server, says_why_it_cannot_listen)
{
    Running const running;
    for (std::string const listen : { "nowhere", "127.0.0.1", "127.0.0.1:99999", "example.test:80",
                                      "203.0.113.1:80", "127.0.0.1:x" }) {
        ServerSettings settings;
        settings.listen = listen;
        Server server { settings, echo };
        auto const started = server.start();
        ASSERT_FALSE(started.ok()) << listen;
        EXPECT_EQ(started.error().code(), cannot_listen);
    }
}

} // namespace
} // namespace karya::web
