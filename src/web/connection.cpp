#include "web/connection.h"
#include "web/log.h"
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <cstring>

namespace karya::web {

namespace {

using boost::system::error_code;

constexpr std::size_t buffer_small = 4 * 1024;
constexpr std::size_t buffer_upload = 64 * 1024;

} // namespace

Connection::Connection(Worker& worker, Socket socket, std::string peer, bool counted)
    : m_worker(worker),
      m_shared(worker.shared()),
      m_socket(std::move(socket)),
      m_signal(worker.io().get_executor()),
      m_peer(std::move(peer)),
      m_counted(counted),
      m_reader(worker.shared().limits()),
      m_since(worker.now())
{
    ++m_shared.connections;
}

Connection::~Connection()
{
    count_body(0);
    if (m_counted) m_shared.addresses.leave(m_peer);
    --m_shared.connections;
}

Task<void> Connection::serve()
{
    bool goes_on = true;
    while (goes_on) {
        goes_on = co_await receive();
        if (goes_on) goes_on = co_await answer();
    }
    abort();
}

/// Reads until a request is complete or refused; false when the client is gone.
Task<bool> Connection::receive()
{
    while (!feed()) {
        if (m_reader.take_expectation()) {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            auto const [error, count] = co_await asio::async_write(m_socket, asio::buffer(go_on),
                                                                   awaited);
            if (error) co_return false;
        }
        make_room();
        auto const [error, count] = co_await m_socket.async_read_some(
            asio::buffer(m_in.data() + m_in_end, m_in.size() - m_in_end), awaited);
        if (error || m_closed) co_return false;
        if (m_phase == Phase::idle) enter(Phase::head);
        m_in_end += count;
        m_received += count;
    }
    co_return true;
}

/// Hands what was received to the reader; true when a request is complete or refused.
bool Connection::feed()
{
    m_in_begin += m_reader.take({ m_in.data() + m_in_begin, m_in_end - m_in_begin });
    if (m_in_begin == m_in_end) m_in_begin = m_in_end = 0;
    if (m_phase == Phase::head && m_reader.state() == RequestReader::State::body)
        enter(Phase::body);
    count_body(m_reader.body_size());
    return m_reader.state() == RequestReader::State::done
        || m_reader.state() == RequestReader::State::refused;
}

void Connection::make_room()
{
    if (m_in_begin > 0) {
        std::memmove(m_in.data(), m_in.data() + m_in_begin, m_in_end - m_in_begin);
        m_in_end -= m_in_begin;
        m_in_begin = 0;
    }
    if (m_reader.body_size() > buffer_upload && m_in.size() < buffer_upload)
        m_in.resize(buffer_upload);
    if (m_in_end == m_in.size()) m_in.resize(std::max(buffer_small, m_in.size() * 2));
}

/// Answers the request that was read; true when the connection goes on to the next.
Task<bool> Connection::answer()
{
    if (!co_await reply()) co_return false;
    if (!m_response.stream.empty() && m_asked.method != Method::head) {
        co_await stream();
        co_return false;
    }
    if (!write_some() && !co_await write_rest()) co_return false;
    if (!m_keep_alive) {
        co_await linger();
        co_return false;
    }
    m_response = Response {};
    m_reader.next();
    bool const waiting = m_in_end > 0;
    if (!waiting && m_in.size() > buffer_small) m_in = std::vector<char>(buffer_small);
    enter(waiting ? Phase::head : Phase::idle);
    co_return true;
}

/// Prepares the answer: our own, or the handler's when it comes.
Task<bool> Connection::reply()
{
    complete_request();
    if (m_reader.state() == RequestReader::State::refused) {
        ++m_shared.refused;
        prepare(answer_of(m_reader.refusal(), m_asked.lang, m_asked.json, m_asked.id));
        co_return true;
    }
    if (m_reader.request().path == "/healthz") {
        prepare(Response::text(200, "text/plain; charset=utf-8", "ok\n"));
        co_return true;
    }
    Counted const in_flight { m_shared.in_flight };
    ask();
    while (!m_reply && !m_closed) {
        m_signal.expires_at(Clock::time_point::max());
        co_await m_signal.async_wait(awaited);
    }
    if (m_closed) co_return false;
    prepare(std::move(*m_reply));
    co_return true;
}

void Connection::complete_request()
{
    auto& request = m_reader.request();
    request.id = m_worker.next_request_id();
    request.at = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    request.peer = client();
    m_asked.method = request.method;
    m_asked.lang = request.lang;
    m_asked.json = prefers_json(request.header("accept")) || request.path.starts_with("/api/");
    m_asked.if_none_match = request.header("if-none-match");
    m_asked.last_event_id = last_event_id(request);
    m_asked.id = request.id;
}

std::string Connection::client() const
{
    if (m_counted || !m_shared.is_trusted(m_peer)) return m_peer;
    std::vector<std::string_view> forwarded;
    for (auto const& [name, value] : m_reader.request().headers)
        if (name == "x-forwarded-for") forwarded.emplace_back(value);
    return client_of(m_peer, forwarded, m_shared.settings.trusted_proxies);
}

/// Calls the handler. Its answer may come during the call, and is then sent without a detour.
void Connection::ask()
{
    enter(Phase::handling);
    m_reply.reset();
    auto const ticket = std::make_shared<Ticket>(m_worker.shared_from_this(), weak_from_this(),
                                                 ++m_exchange);
    try {
        m_shared.handler(std::move(m_reader.request()),
                         [ticket](Response response) { ticket->answer(std::move(response)); });
    } catch (std::bad_alloc const&) {
        log::limited_error("web.out_of_memory", { { "request", m_asked.id } });
        ticket->answer(answer_of(refusal::overloaded, m_asked.lang, m_asked.json, m_asked.id));
    } catch (std::exception const& exception) {
        log::limited_error("web.handler_failed",
                           { { "request", m_asked.id }, { "why", exception.what() } });
    }
}

void Connection::take_reply(std::uint64_t exchange, std::optional<Response> response)
{
    if (exchange != m_exchange || m_reply) return;
    if (!response) {
        log::limited_error("web.unanswered", { { "request", m_asked.id } });
        response = answer_of(refusal::unanswered, m_asked.lang, m_asked.json, m_asked.id);
    }
    m_reply = std::move(response);
    m_signal.cancel();
}

void Connection::prepare(Response response)
{
    count_body(0);
    m_response = std::move(response);
    bool const stream = !m_response.stream.empty();
    if (stream && !m_shared.channels) {
        log::limited_error("web.no_channels", { { "channel", m_response.stream } });
        m_response = answer_of(refusal::unanswered, m_asked.lang, m_asked.json, m_asked.id);
    }
    if (m_asked.method != Method::post && is_unchanged(m_asked.if_none_match, m_response))
        m_response.status = 304;
    if (m_response.status == 304 || m_response.status == 204) {
        m_response.body.reset();
        m_response.view = {};
    }
    m_keep_alive = m_reader.keep_alive() && !m_worker.stopping() && m_response.stream.empty();
    m_head.clear();
    m_worker.heads().write(
        m_head, m_response,
        { m_asked.id, std::time(nullptr), m_keep_alive, m_reader.is_http_1_1() });
    m_sent = 0;
    m_total = m_head.size();
    if (m_asked.method != Method::head && m_response.stream.empty())
        m_total += m_response.bytes().size();
    enter(Phase::writing);
}

/// Writes what the socket takes now; true when all is written.
bool Connection::write_some()
{
    while (m_sent < m_total && !m_closed) {
        auto const body_sent = m_sent > m_head.size() ? m_sent - m_head.size() : 0;
        auto const body_size = m_total - m_head.size();
        std::array<asio::const_buffer, 2> const parts {
            asio::buffer(m_head) + std::min(m_sent, m_head.size()),
            asio::const_buffer { m_response.bytes().data() + body_sent, body_size - body_sent },
        };
        error_code error;
        auto const count = m_socket.write_some(parts, error);
        if (error == asio::error::would_block) return false;
        if (error) m_closed = true;
        m_sent += count;
    }
    return !m_closed;
}

Task<bool> Connection::write_rest()
{
    while (!m_closed) {
        auto const [error] = co_await m_socket.async_wait(Socket::wait_write, awaited);
        if (error) co_return false;
        if (write_some()) co_return true;
    }
    co_return false;
}

/// Reads on for a moment: closing with bytes unread would reset the connection, and the client
/// might never see the answer.
Task<void> Connection::linger()
{
    error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
    enter(Phase::lingering);
    m_in.resize(std::max(m_in.size(), buffer_small));
    while (!m_closed) {
        auto const [error, count] = co_await m_socket.async_read_some(asio::buffer(m_in), awaited);
        if (error) co_return;
    }
}

void Connection::enter(Phase phase)
{
    m_phase = phase;
    m_since = m_worker.now();
    m_received = m_measured = 0;
}

/// Bodies are the memory that strangers can fill: all of them together are bounded.
void Connection::count_body(std::size_t size)
{
    m_shared.body_bytes += size - m_body_counted;
    bool const grew = size > m_body_counted;
    m_body_counted = size;
    if (grew && m_shared.body_bytes > m_shared.limits().bodies_bytes_max)
        m_reader.refuse(refusal::overloaded);
}

} // namespace karya::web
