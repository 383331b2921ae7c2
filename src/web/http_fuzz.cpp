// Reads any bytes as a connection would: however they are cut into pieces, the same requests must
// come out, each clean, and each the same again when it is written plainly and read once more.

#include "base/check.h"
#include "base/text.h"
#include "web/request_reader.h"
#include <algorithm>
#include <cstdint>

namespace karya::web {
namespace {

using State = RequestReader::State;

Limits const limits {};

struct Seen {
    std::vector<Request> requests;
    std::string refused;
};

Seen read_all(std::string_view bytes, std::size_t piece)
{
    Seen seen;
    RequestReader reader { limits };
    std::string waiting;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        waiting += bytes.substr(at, piece);
        for (;;) {
            waiting.erase(0, reader.take(waiting));
            if (reader.state() != State::done) break;
            seen.requests.push_back(std::move(reader.request()));
            reader.next();
        }
        if (reader.state() == State::refused) {
            seen.refused = reader.refusal().code.id;
            break;
        }
    }
    return seen;
}

bool same(Request const& a, Request const& b)
{
    return a.method == b.method && a.path == b.path && a.query == b.query && a.lang == b.lang
        && a.headers == b.headers && a.body == b.body;
}

void check_clean(Request const& request)
{
    CHECK(request.path.starts_with('/') && is_clean_utf8(request.path));
    CHECK(request.path.find("/../") == std::string::npos);
    CHECK(request.path.find("//") == std::string::npos);
    CHECK(request.path.find_first_of("\\\r\n") == std::string::npos);
    CHECK(request.headers.size() <= limits.fields_max);
    CHECK(request.body.size() <= limits.upload_bytes_max);
    for (auto const& [name, value] : request.headers) {
        CHECK(!name.empty() && name == lowered(name));
        CHECK(value.find_first_of(std::string_view { "\r\n\0", 3 }) == std::string::npos);
    }
}

std::string percent_encoded(std::string_view path)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (char const c : path) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = (byte > ' ' && byte < 0x7f) && c != '%' && c != '?' && c != '#';
        if (plain) {
            text += c;
        } else {
            text += '%';
            text += digits[byte >> 4U];
            text += digits[byte & 15U];
        }
    }
    return text;
}

/// The one plain way to write `request`: framing by length.
std::string written(Request const& request)
{
    auto const* method = request.method == Method::get ? "GET"
        : request.method == Method::head               ? "HEAD"
                                                       : "POST";
    auto path = percent_encoded(request.path);
    // "/english" must not be read as the language, nor "/" + "en" of a page named so.
    if (request.lang == Lang::en) path = "/en" + path;
    std::string text = std::string { method } + " " + path;
    if (!request.query.empty()) text += "?" + request.query;
    text += " HTTP/1.1\r\n";
    bool hosted = false;
    for (auto const& [name, value] : request.headers) {
        if (name == "transfer-encoding" || name == "content-length" || name == "expect") continue;
        hosted = hosted || name == "host";
        text.append(name).append(": ").append(value).append("\r\n");
    }
    if (!hosted) text += "host: a\r\n";
    return text + "content-length: " + std::to_string(request.body.size()) + "\r\n\r\n"
        + request.body;
}

void check_round_trip(Request const& request)
{
    auto const text = written(request);
    auto const again = read_all(text, text.size());
    // Writing may grow a request past a limit; then it is refused, never misread.
    if (again.requests.empty()) {
        CHECK(again.refused == "web.target_too_long" || again.refused == "web.head_too_large");
        return;
    }
    CHECK(again.requests.size() == 1 && again.refused.empty());
    auto const& other = again.requests[0];
    CHECK(other.path == request.path && other.query == request.query);
    CHECK(other.lang == request.lang && other.body == request.body);
}

} // namespace
} // namespace karya::web

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace karya::web;
    if (size < 2) return 0;
    std::string_view const bytes { reinterpret_cast<char const*>(data) + 1, size - 1 };
    auto const whole = read_all(bytes, bytes.size());
    auto const pieces = read_all(bytes, 1 + data[0] % 64U);
    CHECK(whole.refused == pieces.refused);
    CHECK(whole.requests.size() == pieces.requests.size());
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        CHECK(same(whole.requests[i], pieces.requests[i]));
        check_clean(whole.requests[i]);
        check_round_trip(whole.requests[i]);
    }
    return 0;
}
