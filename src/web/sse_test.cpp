#include "support/wire.h"
#include "web/sse.h"
#include <gtest/gtest.h>
#include <thread>

namespace karya::web {
namespace {

using namespace std::chrono_literals;
using test::get;
using test::Wire;

void board(Request&& request, Reply const& reply)
{
    Response response;
    response.content_type = "text/event-stream";
    response.stream = request.path.substr(1);
    reply(std::move(response));
}

struct Hall {
    explicit Hall(ServerSettings settings = test::quick_settings())
        : server(std::move(settings), board, channels)
    {
        auto const started = server.start();
        CHECK(started.ok());
    }
    Wire viewer(std::string_view channel, std::string_view fields = {})
    {
        auto const before = server.state().viewers;
        Wire wire { server.port() };
        wire.send(get("/" + std::string { channel }, fields));
        CHECK(wire.wait_for("retry: 2000\n\n"));
        CHECK(test::eventually([&] { return server.state().viewers > before; }));
        return wire;
    }
    std::shared_ptr<Channels> channels = std::make_shared<Channels>(4);
    Server server;
};

TEST(Channels, keep_what_came_after_an_id)
{
    Channels channels { 3 };
    for (auto const* id : { "1", "2", "3", "4" }) channels.publish("papan", id, "sale", id);
    EXPECT_TRUE(channels.since("papan", "").frames.empty());
    EXPECT_TRUE(channels.since("papan", "4").frames.empty());
    auto const backlog = channels.since("papan", "2");
    ASSERT_EQ(backlog.frames.size(), 2U);
    EXPECT_EQ(*backlog.frames[0].bytes, "id: 3\nevent: sale\ndata: 3\n\n");
    EXPECT_EQ(backlog.number, 4U);
}

TEST(Channels, tell_a_viewer_of_a_forgotten_id_to_start_anew)
{
    Channels channels { 3 };
    EXPECT_EQ(*channels.since("papan", "9").frames.at(0).bytes, "event: reset\ndata: {}\n\n");
    for (auto const* id : { "1", "2", "3", "4" }) channels.publish("papan", id, "sale", id);
    auto const backlog = channels.since("papan", "1");
    ASSERT_EQ(backlog.frames.size(), 1U);
    EXPECT_EQ(*backlog.frames[0].bytes, "id: 4\nevent: reset\ndata: {}\n\n");
}

TEST(Channels, write_each_line_of_an_event_as_its_own_field)
{
    Channels channels;
    channels.publish("papan", "1", "sale", "a\nb");
    channels.publish("papan", "2", "sale", "");
    EXPECT_EQ(*channels.since("papan", "0").frames[0].bytes, "id: 2\nevent: reset\ndata: {}\n\n");
    EXPECT_EQ(*channels.since("papan", "1").frames[0].bytes, "id: 2\nevent: sale\ndata: \n\n");
    EXPECT_THROW(channels.publish("papan", "1\n", "sale", ""), Bug);
}

TEST(Stream, brings_events_to_all_viewers_of_their_channel)
{
    Hall hall;
    auto first = hall.viewer("papan");
    auto second = hall.viewer("papan");
    auto other = hall.viewer("lain");
    hall.channels->publish("papan", "1", "sale", "Rp 45.000");
    hall.channels->publish("lain", "1", "sale", "another");
    EXPECT_TRUE(first.wait_for("id: 1\nevent: sale\ndata: Rp 45.000\n\n"));
    EXPECT_TRUE(second.wait_for("data: Rp 45.000\n\n"));
    EXPECT_TRUE(other.wait_for("data: another\n\n"));
    EXPECT_EQ(other.waiting().find("45.000"), std::string::npos);
    EXPECT_NE(first.waiting().find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(first.waiting().find("Cache-Control: no-store\r\n"), std::string::npos);
}

TEST(Stream, goes_on_where_the_viewer_was)
{
    Hall hall;
    for (auto const* id : { "1", "2", "3" }) hall.channels->publish("papan", id, "sale", id);
    auto back = hall.viewer("papan", "Last-Event-ID: 1\r\n");
    EXPECT_TRUE(back.wait_for("id: 2\nevent: sale\ndata: 2\n\nid: 3\nevent: sale\ndata: 3\n\n"));
    auto drawn = hall.viewer("papan?sejak=2");
    EXPECT_TRUE(drawn.wait_for("data: 3\n\n"));
    EXPECT_EQ(drawn.waiting().find("data: 2"), std::string::npos);
    auto lost = hall.viewer("papan", "Last-Event-ID: 77\r\n");
    EXPECT_TRUE(lost.wait_for("id: 3\nevent: reset\n"));
    auto fresh = hall.viewer("papan");
    hall.channels->publish("papan", "4", "sale", "4");
    EXPECT_TRUE(fresh.wait_for("data: 4\n\n"));
    EXPECT_EQ(fresh.waiting().find("data: 3"), std::string::npos);
}

/// Joins while events are being published: none is lost and none comes twice.
TEST(Stream, loses_nothing_while_a_viewer_joins)
{
    Hall hall;
    hall.channels->publish("papan", "0", "sale", "0");
    std::thread publisher { [&] {
        for (int i = 1; i <= 400; ++i) {
            hall.channels->publish("papan", std::to_string(i), "sale", std::to_string(i));
            if (i % 4 == 0) usleep(500);
        }
    } };
    std::vector<Wire> viewers;
    for (int i = 0; i < 20; ++i) viewers.push_back(hall.viewer("papan"));
    publisher.join();
    hall.channels->publish("papan", "end", "sale", "end");
    for (auto& viewer : viewers) {
        ASSERT_TRUE(viewer.wait_for("data: end\n\n"));
        int last = -1;
        auto const& text = viewer.waiting();
        for (auto at = text.find("data: "); at != std::string::npos;
             at = text.find("data: ", at + 1)) {
            if (text.compare(at + 6, 3, "end") == 0) break;
            int const number = std::stoi(text.substr(at + 6));
            if (last >= 0) {
                EXPECT_EQ(number, last + 1);
            }
            last = number;
        }
        if (last >= 0) {
            EXPECT_EQ(last, 400);
        }
    }
}

TEST(Stream, beats_while_nothing_happens)
{
    auto settings = test::quick_settings();
    settings.limits.heartbeat_time = 60ms;
    settings.limits.idle_time = 50ms;
    settings.limits.head_time = 50ms;
    Hall hall { settings };
    auto viewer = hall.viewer("papan");
    EXPECT_TRUE(viewer.wait_for(": \n\n: \n\n: \n\n"));
}

TEST(Stream, drops_a_viewer_that_does_not_read)
{
    Hall hall;
    Wire slow { hall.server.port(), 4096 };
    slow.send(get("/papan"));
    auto quick = hall.viewer("papan");
    ASSERT_TRUE(test::eventually([&] { return hall.server.state().viewers == 2; }));
    std::string const large(20'000, 'x');
    for (int i = 0; i < 100; ++i) {
        hall.channels->publish("papan", std::to_string(i), "sale", large);
        ASSERT_TRUE(quick.wait_for("id: " + std::to_string(i) + "\n"));
    }
    EXPECT_TRUE(test::eventually([&] { return hall.server.state().slow_viewers == 1; }));
    EXPECT_TRUE(test::eventually([&] { return hall.server.state().viewers == 1; }));
    hall.channels->publish("papan", "after", "sale", "still here");
    EXPECT_TRUE(quick.wait_for("data: still here"));
}

TEST(Stream, forgets_viewers_who_leave_and_lets_go_of_all_at_the_end)
{
    Hall hall;
    auto leaving = hall.viewer("papan");
    auto staying = hall.viewer("papan");
    leaving.hang_up();
    EXPECT_TRUE(test::eventually([&] { return hall.server.state().viewers == 1; }));
    hall.server.stop();
    EXPECT_TRUE(staying.ends());
    hall.channels->publish("papan", "1", "sale", "nobody listens");
}

TEST(Stream, answers_head_without_staying)
{
    Hall hall;
    Wire wire { hall.server.port() };
    wire.send("HEAD /papan HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(wire.read(true).header("Content-Type"), "text/event-stream");
    EXPECT_TRUE(wire.ends());
}

} // namespace
} // namespace karya::web
