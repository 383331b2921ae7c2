#include "support/wire.h"
#include "web/private.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

inline constexpr ErrorCode disk_full { "test.disk_full", Fault::unavailable };

struct Node {
    Node()
    {
        PrivateSettings settings;
        settings.listen = "127.0.0.1:0";
        settings.ready = [this]() -> Result<void> {
            if (full) return Error { disk_full, "write: no space left on /data/karya.db" };
            return {};
        };
        settings.debug_state = [] { return std::string { "{}" }; };
        server.emplace(std::move(settings), metrics);
        CHECK(server->start().ok());
    }
    test::Answer ask(std::string_view target)
    {
        test::Wire wire { server->port() };
        wire.send(test::get(target));
        return wire.read();
    }
    std::atomic<bool> full { false };
    Metrics metrics { "1.2.3" };
    std::optional<PrivateServer> server;
};

TEST(Private, is_ready_only_while_the_node_can_commit)
{
    Node node;
    EXPECT_EQ(node.ask("/readyz").status, 200);
    node.full = true;
    auto const answer = node.ask("/readyz");
    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.body.find("test.disk_full"), std::string::npos);
    EXPECT_EQ(answer.body.find("/data"), std::string::npos) << "why is for the log";
    node.full = false;
    EXPECT_EQ(node.ask("/readyz").status, 200);
}

TEST(Private, shows_what_was_counted)
{
    Node node;
    auto meter = node.metrics.route("GET", "/produk/{slug}");
    meter.done(200, 0.002);
    meter.done(200, 0.002);
    meter.done(404, 0.2);
    node.metrics.add("karya_shed_total", { { "reason", "address" } });
    node.metrics.set("karya_ledger_imbalance", 0);
    auto const text = node.ask("/metrics").body;
    for (auto const* part :
         { R"(karya_http_requests_total{code="200",method="GET",route="/produk/{slug}"} 2)",
           R"(karya_http_requests_total{code="404",method="GET",route="/produk/{slug}"} 1)",
           R"(karya_http_request_duration_seconds_count{method="GET",route="/produk/{slug}"} 3)",
           R"(karya_shed_total{reason="address"} 1)", "karya_ledger_imbalance 0",
           R"(karya_build_info{version="1.2.3"} 1)", "process_resident_memory_bytes " })
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Private, shows_what_the_public_server_does)
{
    Node node;
    ServerSettings settings = test::quick_settings();
    Server server { settings, [](Request&&, Reply const& reply) { reply({}); } };
    ASSERT_TRUE(server.start().ok());
    show_in(node.metrics, server);
    test::Wire wire { server.port() };
    wire.send("nonsense");
    EXPECT_EQ(wire.read().status, 400);
    auto const text = node.ask("/metrics").body;
    EXPECT_NE(text.find("karya_http_refused_total 1"), std::string::npos) << text;
    EXPECT_NE(text.find("karya_connections{state=\"open\"}"), std::string::npos) << text;
}

TEST(Private, knows_nothing_else_and_takes_no_posts)
{
    Node node;
    EXPECT_EQ(node.ask("/debug/state").body, "{}");
    EXPECT_EQ(node.ask("/").status, 404);
    test::Wire wire { node.server->port() };
    wire.send("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(wire.read().status, 405);
}

TEST(Private, refuses_a_public_address)
{
    Metrics metrics { "1" };
    PrivateSettings settings;
    settings.listen = "0.0.0.0:0";
    settings.ready = []() -> Result<void> { return {}; };
    PrivateServer server { std::move(settings), metrics };
    auto const started = server.start();
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code(), cannot_listen);
}

TEST(Metrics, know_only_their_names)
{
    Metrics metrics { "1" };
    EXPECT_THROW(metrics.add("karya_orders_of_budi_total"), Bug);
    EXPECT_THROW(metrics.set("karya_shed_total", 1), Bug);
}

} // namespace
} // namespace karya::web
