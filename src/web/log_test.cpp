#include "web/log.h"
#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace karya::web {
namespace {

TEST(Log, writes_one_json_object_a_line)
{
    auto const line = log::line_of("info", "web.started",
                                   { { "port", 80 }, { "tls", true }, { "listen", "127.0.0.1" } });
    auto const parsed = boost::json::parse(line).as_object();
    EXPECT_EQ(parsed.at("level"), "info");
    EXPECT_EQ(parsed.at("event"), "web.started");
    EXPECT_EQ(parsed.at("port"), 80);
    EXPECT_EQ(parsed.at("tls"), true);
    EXPECT_EQ(parsed.at("listen"), "127.0.0.1");
    auto const at = std::string { parsed.at("at").as_string() };
    EXPECT_EQ(at.size(), std::string_view { "2026-04-27T07:05:00.123Z" }.size());
    EXPECT_EQ(at.back(), 'Z');
}

/// What a stranger sends can neither forge a line nor move an operator's cursor.
TEST(Log, escapes_whatever_a_terminal_would_obey)
{
    std::string const evil = "a\n{\"level\":\"error\"}\r\x1b[2J\x7f\"\\";
    auto const line = log::line_of("info", "x", { { "agent", evil } });
    for (char const c : line) EXPECT_TRUE(c >= ' ' && c != '\x7f');
    auto const parsed = boost::json::parse(line).as_object();
    EXPECT_EQ(std::string_view { parsed.at("agent").as_string() }, evil);
}

TEST(Log, stays_readable_with_broken_utf8)
{
    auto const line = log::line_of("info", "x",
                                   { { "agent", "keset \xff\xc3" }, { "ok", "k\u00e9set" } });
    auto const parsed = boost::json::parse(line).as_object();
    EXPECT_EQ(parsed.at("agent"), "keset \u00ff\u00c3");
    EXPECT_EQ(parsed.at("ok"), "k\u00e9set");
}

} // namespace
} // namespace karya::web
