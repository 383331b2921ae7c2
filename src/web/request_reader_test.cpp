#include "web/request_reader.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

using State = RequestReader::State;

/// Offers `bytes` in pieces, as a connection would, until nothing more is taken.
void offer(RequestReader& reader, std::string_view bytes, std::size_t piece)
{
    std::string waiting;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        waiting += bytes.substr(at, piece);
        waiting.erase(0, reader.take(waiting));
        if (reader.state() == State::refused) return;
    }
}

std::string with_head(std::string_view fields)
{
    return "GET / HTTP/1.1\r\nHost: karya.test\r\n" + std::string { fields } + "\r\n";
}

struct Refused {
    char const* why;
    std::string bytes;
    Refusal refusal { refusal::malformed };
};

std::string const post = "POST / HTTP/1.1\r\nHost: a\r\n";
std::string const chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

/// Offered at once or in pieces of any size, each row is refused for its reason and closes.
void expect_refused(std::vector<Refused> const& rows)
{
    Limits const limits;
    for (auto const& row : rows) {
        for (std::size_t const piece : { std::size_t { 1 }, std::size_t { 7 }, row.bytes.size() }) {
            RequestReader reader { limits };
            offer(reader, row.bytes, piece);
            ASSERT_EQ(reader.state(), State::refused) << row.why << ", in pieces of " << piece;
            EXPECT_EQ(reader.refusal().code.id, row.refusal.code.id)
                << row.why << ", in pieces of " << piece;
            EXPECT_FALSE(reader.keep_alive()) << row.why;
        }
    }
}

TEST(RequestReader, refuses_framing_that_could_be_read_in_two_ways)
{
    expect_refused({
        { "length and chunks",
          post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "chunks and length",
          post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" },
        { "two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd" },
        { "two equal lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" },
        { "a list of lengths", post + "Content-Length: 3, 3\r\n\r\nabc" },
        { "a signed length", post + "Content-Length: +3\r\n\r\nabc" },
        { "a negative length", post + "Content-Length: -3\r\n\r\nabc" },
        { "a hexadecimal length", post + "Content-Length: 0x3\r\n\r\nabc" },
        { "an empty length", post + "Content-Length: \r\n\r\nabc" },
        { "a huge length", post + "Content-Length: 99999999999999999999\r\n\r\n" },
        { "identity coding", post + "Transfer-Encoding: identity\r\n\r\n" },
        { "stacked codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n" },
        { "chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n" },
        { "chunked not last", post + "Transfer-Encoding: chunked, identity\r\n\r\n" },
        { "an odd coding", post + "Transfer-Encoding: xchunked\r\n\r\n" },
        { "two coding fields",
          post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" },
        { "chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "bad chunk size", chunked + "zz\r\nabc\r\n0\r\n\r\n" },
        { "negative chunk size", chunked + "-3\r\nabc\r\n0\r\n\r\n" },
        { "chunk size over 64 bits", chunked + "fffffffffffffffff\r\nabc\r\n",
          refusal::body_too_large },
        { "chunk longer than said", chunked + "3\r\nabcd\r\n0\r\n\r\n" },
        { "chunk without line end", chunked + "3\r\nabc0\r\n\r\n" },
        { "bare line feed after chunk size", chunked + "3\nabc\r\n0\r\n\r\n" },
        { "a trailer", chunked + "0\r\nHost: b\r\n\r\n" },
        { "an endless chunk line", chunked + "3;" + std::string(5000, 'x') },
    });
}

TEST(RequestReader, refuses_fields_that_could_be_read_in_two_ways)
{
    expect_refused({
        { "no host", "GET / HTTP/1.1\r\n\r\n" },
        { "two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" },
        { "an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n" },
        { "a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n" },
        { "a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n" },
        { "space before colon", with_head("X-A : b\r\n") },
        { "space before a name", with_head(" X-A: b\r\n") },
        { "a folded line", with_head("X-A: b\r\n c\r\n") },
        { "a line folded by a tab", with_head("X-A: b\r\n\tc\r\n") },
        { "a folded length", post + "Content-Length:\r\n 3\r\n\r\nabc" },
        { "a line without colon", with_head("nonsense\r\n") },
        { "an empty name", with_head(": b\r\n") },
        { "a NUL in a value", with_head(std::string_view { "X-A: b\0c\r\n", 10 }) },
        { "a NUL in a name", with_head(std::string_view { "X\0A: b\r\n", 8 }) },
        { "a control character in a value",
          with_head("X-A: b\x01"
                    "c\r\n") },
        { "a bare carriage return", with_head("X-A: b\rX-B: c\r\n") },
        { "a bare line feed", "GET / HTTP/1.1\nHost: a\r\n\r\n" },
        { "only line feeds", "GET / HTTP/1.1\nHost: a\n\n" },
        { "a letter with an accent in a name", with_head("X-\xc3\xa9: b\r\n") },
    });
}

TEST(RequestReader, refuses_odd_request_lines_and_targets)
{
    expect_refused({
        { "an empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a tab for a space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "no version", "GET /\r\nHost: a\r\n\r\n" },
        { "version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n" },
        { "version 0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n" },
        { "version in small letters", "GET / http/1.1\r\nHost: a\r\n\r\n" },
        { "an absolute target of nobody", "GET http:/// HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "one with a user", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "one of another kind", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "dots behind a host", "GET http://a/../b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a target without slash", "GET produk HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a star", "GET * HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "raw UTF-8 in the target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "bad percent", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "half a percent", "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "an encoded NUL", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "an encoded line end", "GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "an encoded slash", "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "an encoded backslash", "GET /a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a backslash", "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "overlong UTF-8", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "half a UTF-8 letter", "GET /%c3 HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "dot dot", "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "encoded dot dot", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "dot dot at the end", "GET /a/.. HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "a dot", "GET /a/./b HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "an empty segment", "GET //evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "another protocol", std::string { "\x16\x03\x01\x02\x00\x01", 6 } },
        { "small letters", "get / HTTP/1.1\r\nHost: a\r\n\r\n" },
    });
}

TEST(RequestReader, refuses_what_it_does_not_serve_or_what_is_too_large)
{
    expect_refused({
        { "OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", refusal::wrong_method },
        { "PUT", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", refusal::wrong_method },
        { "DELETE", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", refusal::wrong_method },
        { "TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", refusal::wrong_method },
        { "CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", refusal::wrong_method },
        { "an unheard-of method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", refusal::unknown_method },
        { "another expectation", post + "Expect: tea\r\nContent-Length: 3\r\n\r\nabc",
          refusal::unmet_expectation },
        { "a long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
          refusal::target_too_long },
        { "an endless target", "GET /" + std::string(20000, 'a'), refusal::target_too_long },
        { "a long head", with_head("X-A: " + std::string(20000, 'a') + "\r\n"),
          refusal::head_too_large },
        { "a large body", post + "Content-Length: 262145\r\n\r\n", refusal::body_too_large },
        { "a large chunk", chunked + "40001\r\n", refusal::body_too_large },
        { "a large upload",
          post
              + "Content-Type: multipart/form-data; boundary=x\r\n"
                "Content-Length: 15728641\r\n\r\n",
          refusal::body_too_large },
    });
}

TEST(RequestReader, refuses_more_than_a_hundred_fields)
{
    Limits const limits;
    std::string many;
    for (int i = 0; i < 99; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    RequestReader enough { limits };
    offer(enough, with_head(many), 4096);
    EXPECT_EQ(enough.state(), State::done);

    RequestReader reader { limits };
    offer(reader, with_head(many + "X-99: a\r\n"), 4096);
    ASSERT_EQ(reader.state(), State::refused);
    EXPECT_EQ(reader.refusal(), refusal::head_too_large);
}

TEST(RequestReader, refuses_chunks_that_add_up_to_too_much)
{
    Limits limits;
    limits.body_bytes_max = 10;
    RequestReader reader { limits };
    offer(reader,
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          "6\r\nabcdef\r\n5\r\nghijk\r\n0\r\n\r\n",
          4096);
    ASSERT_EQ(reader.state(), State::refused);
    EXPECT_EQ(reader.refusal(), refusal::body_too_large);
}

TEST(RequestReader, reads_requests_that_follow_each_other)
{
    Limits const limits;
    std::string const bytes =
        "POST /kasir/penjualan?a=1%202 HTTP/1.1\r\nHOST: a:80\r\nContent-Length: 5\r\n"
        "X-Empty:\r\nx-two: 1\r\nx-two: 2\r\n\r\nhello"
        "GET /en/produk/k%C3%A9set%20x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    for (std::size_t const piece : { 1U, 5U, 4096U }) {
        RequestReader reader { limits };
        std::vector<Request> requests;
        std::string waiting;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            waiting += bytes.substr(at, piece);
            for (;;) {
                waiting.erase(0, reader.take(waiting));
                if (reader.state() != State::done) break;
                EXPECT_EQ(reader.keep_alive(), requests.empty());
                requests.push_back(std::move(reader.request()));
                reader.next();
            }
        }
        ASSERT_EQ(requests.size(), 2U);
        EXPECT_EQ(requests[0].method, Method::post);
        EXPECT_EQ(requests[0].path, "/kasir/penjualan");
        EXPECT_EQ(requests[0].query, "a=1%202");
        EXPECT_EQ(requests[0].body, "hello");
        EXPECT_EQ(requests[0].lang, Lang::id);
        EXPECT_EQ(requests[0].header("host"), "a:80");
        EXPECT_EQ(requests[0].header("x-two"), "1");
        EXPECT_EQ(requests[1].path, "/produk/k\u00e9set x");
        EXPECT_EQ(requests[1].lang, Lang::en);
        EXPECT_TRUE(requests[1].body.empty());
    }
}

TEST(RequestReader, reads_chunks)
{
    Limits const limits;
    std::string const bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                              "3;note=x\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
    for (std::size_t const piece : { 1U, 4096U }) {
        RequestReader reader { limits };
        offer(reader, bytes, piece);
        ASSERT_EQ(reader.state(), State::done);
        EXPECT_EQ(reader.request().body, "abc0123456789");
    }
}

TEST(RequestReader, keeps_a_1_0_connection_only_when_asked)
{
    Limits const limits;
    RequestReader plain { limits };
    offer(plain, "GET / HTTP/1.0\r\n\r\n", 4096);
    ASSERT_EQ(plain.state(), State::done);
    EXPECT_FALSE(plain.keep_alive());

    RequestReader kept { limits };
    offer(kept, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 4096);
    ASSERT_EQ(kept.state(), State::done);
    EXPECT_TRUE(kept.keep_alive());
}

TEST(RequestReader, says_once_that_the_client_waits_to_go_on)
{
    Limits const limits;
    RequestReader reader { limits };
    offer(reader, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n",
          4096);
    EXPECT_EQ(reader.state(), State::body);
    EXPECT_TRUE(reader.take_expectation());
    EXPECT_FALSE(reader.take_expectation());
    offer(reader, "ok", 1);
    EXPECT_EQ(reader.state(), State::done);
}

TEST(RequestReader, takes_the_host_and_the_language_off_the_path)
{
    struct Row {
        char const* target;
        char const* path;
        Lang lang;
    };
    for (auto const& row :
         { Row { "/", "/", Lang::id }, Row { "/en", "/", Lang::en }, Row { "/en/", "/", Lang::en },
           Row { "/en?a=b", "/", Lang::en }, Row { "/en/papan", "/papan", Lang::en },
           Row { "/english", "/english", Lang::id }, Row { "/a/%2520", "/a/%20", Lang::id },
           Row { "/EN/papan", "/EN/papan", Lang::id },
           Row { "http://karya.example/en/papan?a=b", "/papan", Lang::en },
           Row { "https://karya.example:8443", "/", Lang::id } }) {
        Limits const limits;
        RequestReader reader { limits };
        offer(reader, "GET " + std::string { row.target } + " HTTP/1.1\r\nHost: a\r\n\r\n", 4096);
        ASSERT_EQ(reader.state(), State::done) << row.target;
        EXPECT_EQ(reader.request().path, row.path) << row.target;
        EXPECT_EQ(reader.request().lang, row.lang) << row.target;
    }
}

} // namespace
} // namespace karya::web
