#include "web/request_reader.h"
#include "base/text.h"
#include "web/target.h"
#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>

namespace karya::web {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

namespace {

constexpr std::size_t body_credit = 64 * 1024;

std::string_view plain(string_view text) { return { text.data(), text.size() }; }

bool is_digits(std::string_view text)
{
    return !text.empty() && text.size() <= 18
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view text)
{
    static constexpr std::string_view marks = ".-_:[]";
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.find(c) != std::string_view::npos;
    });
}

/// Whether the raw target is one of the API's, even when the rest of it is refused.
bool asks_api(std::string_view target)
{
    constexpr std::size_t prefix_length = 3; // "/en"
    if (lang_of_target(target) == Lang::en) target.remove_prefix(prefix_length);
    return target.starts_with("/api/");
}

} // namespace

/// Beast finds the parts of the head; what it tolerates and we do not is refused in the callbacks.
/// The body is ours to read: Beast 1.81 asserts on an empty chunked body that comes byte by byte.
struct RequestReader::Parser final : http::basic_parser<true> {
    explicit Parser(RequestReader& owner) : reader(owner)
    {
        header_limit(static_cast<std::uint32_t>(owner.m_limits.head_bytes_max + 1));
        skip(true);
    }

    void stop(Refusal refusal, error_code& ec)
    {
        reader.refuse(refusal);
        ec = http::error::bad_value;
    }

    void on_request_impl(http::verb verb, string_view, string_view target, int version,
                         error_code& ec) override
    {
        reader.m_http_1_1 = version == 11;
        auto& request = reader.m_request;
        request.lang = lang_of_target(plain(target));
        if (asks_api(plain(target))) request.path = "/api/"; // so that a refusal is a problem too
        switch (verb) {
        case http::verb::get: request.method = Method::get; break;
        case http::verb::head: request.method = Method::head; break;
        case http::verb::post: request.method = Method::post; break;
        case http::verb::unknown: return stop(refusal::unknown_method, ec);
        default: return stop(refusal::wrong_method, ec);
        }
        if (target.size() > reader.m_limits.target_bytes_max)
            return stop(refusal::target_too_long, ec);
        if (!read_target(plain(target), request)) return stop(refusal::malformed, ec);
    }

    void on_field_impl(http::field field, string_view name, string_view value,
                       error_code& ec) override
    {
        auto& headers = reader.m_request.headers;
        if (headers.size() >= reader.m_limits.fields_max) return stop(refusal::head_too_large, ec);
        if (!accepts(field, plain(value))) return stop(refusal::malformed, ec);
        headers.emplace_back(lowered(plain(name)), plain(value));
    }

    /// Framing and routing fields come once and in their one plain form.
    bool accepts(http::field field, std::string_view value)
    {
        switch (field) {
        case http::field::host: return ++hosts == 1 && is_host(value);
        case http::field::content_length: return ++lengths == 1 && is_digits(value);
        case http::field::transfer_encoding:
            return ++encodings == 1 && reader.m_http_1_1 && lowered(value) == "chunked";
        case http::field::expect: expectation = value; return ++expectations == 1;
        case http::field::content_type: content_type = value; return ++types == 1;
        default: return true;
        }
    }

    void on_header_impl(error_code& ec) override
    {
        reader.m_keep_alive = keep_alive();
        if (reader.m_http_1_1 && hosts != 1) return stop(refusal::malformed, ec);
        if (lengths + encodings > 1) return stop(refusal::malformed, ec);
        auto const& limits = reader.m_limits;
        bool const upload = lowered(trimmed(content_type)).starts_with("multipart/form-data");
        reader.m_body_max = upload ? limits.upload_bytes_max : limits.body_bytes_max;
        reader.m_body_left = content_length().value_or(0);
        if (reader.m_body_left > reader.m_body_max) return stop(refusal::body_too_large, ec);
        if (encodings > 0) reader.m_chunks.emplace();
        if (expectation.empty()) return;
        if (lowered(expectation) != "100-continue") return stop(refusal::unmet_expectation, ec);
        reader.m_expects = reader.m_http_1_1 && (encodings > 0 || reader.m_body_left > 0);
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override { }
    std::size_t on_body_impl(string_view, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }
    void on_finish_impl(error_code&) override { }
    void on_response_impl(int, string_view, int, error_code&) override { }

    RequestReader& reader;
    std::string content_type;
    std::string expectation;
    int hosts { 0 };
    int lengths { 0 };
    int encodings { 0 };
    int expectations { 0 };
    int types { 0 };
};

RequestReader::RequestReader(Limits const& limits) : m_limits(limits) { }

std::size_t RequestReader::take(std::string_view bytes)
{
    std::size_t taken = 0;
    if (m_state == State::head) taken = take_head(bytes);
    if (m_state == State::body) taken += take_body(bytes.substr(taken));
    return taken;
}

std::size_t RequestReader::take_head(std::string_view bytes)
{
    auto const length = head_length(bytes);
    if (length == 0) return 0;
    Parser parser { *this };
    error_code ec;
    auto const used = parser.put(boost::asio::buffer(bytes.data(), length), ec);
    if ((ec || used != length || !parser.is_done()) && m_state != State::refused)
        refuse(refusal::malformed);
    if (m_state == State::refused) return length;
    // A promised length is not yet a sent one: reserve little on credit.
    m_request.body.reserve(std::min(m_body_left, body_credit));
    m_state = m_chunks || m_body_left > 0 ? State::body : State::done;
    return length;
}

std::size_t RequestReader::head_length(std::string_view bytes)
{
    auto const window = bytes.substr(0, m_limits.head_bytes_max);
    if (!window.empty() && (window[0] < 'A' || window[0] > 'Z')) {
        refuse(refusal::malformed);
        return 0;
    }
    for (;;) {
        auto const end = window.find('\n', m_scanned);
        if (end == std::string_view::npos) break;
        bool const bare = end == 0 || window[end - 1] != '\r';
        bool const folded = m_line_start > 0
            && (window[m_line_start] == ' ' || window[m_line_start] == '\t');
        if (bare || folded) {
            refuse(refusal::malformed);
            return 0;
        }
        if (end == m_line_start + 1) return end + 1;
        m_scanned = m_line_start = end + 1;
    }
    m_scanned = window.size();
    if (bytes.size() >= m_limits.head_bytes_max)
        refuse(m_line_start == 0 ? refusal::target_too_long : refusal::head_too_large);
    return 0;
}

std::size_t RequestReader::take_body(std::string_view bytes)
{
    if (m_chunks) return take_chunks(bytes);
    auto const count = std::min(m_body_left, bytes.size());
    m_request.body.append(bytes.substr(0, count));
    m_body_left -= count;
    if (m_body_left == 0) m_state = State::done;
    return count;
}

std::size_t RequestReader::take_chunks(std::string_view bytes)
{
    auto const taken = m_chunks->take(bytes, m_request.body, m_body_max);
    switch (m_chunks->state()) {
    case ChunkReader::State::reading: break;
    case ChunkReader::State::done: m_state = State::done; break;
    case ChunkReader::State::malformed: refuse(refusal::malformed); break;
    case ChunkReader::State::too_large: refuse(refusal::body_too_large); break;
    }
    return taken;
}

void RequestReader::refuse(Refusal refusal)
{
    m_refusal = refusal;
    m_state = State::refused;
    m_keep_alive = false;
}

Refusal RequestReader::refusal() const
{
    CHECK(m_state == State::refused);
    return m_refusal;
}

bool RequestReader::take_expectation() { return std::exchange(m_expects, false); }

void RequestReader::next()
{
    CHECK(m_state == State::done);
    m_request = Request {};
    m_chunks.reset();
    m_state = State::head;
    m_scanned = m_line_start = m_body_left = 0;
    m_keep_alive = m_expects = false;
    m_http_1_1 = true;
}

} // namespace karya::web
