#include "web/worker.h"
#include "base/id.h"
#include "base/thread.h"
#include "web/connection.h"
#include "web/log.h"
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace karya::web {

namespace {

using boost::system::error_code;
using std::chrono::milliseconds;

constexpr int backlog = 4096;
/// How long accepting rests when no connection can be taken.
constexpr milliseconds accept_rest { 50 };
constexpr milliseconds stop_tick { 20 };

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

void log_failure(std::exception_ptr const& failure)
{
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& exception) {
        log::limited_error("web.connection_failed", { { "why", exception.what() } });
    }
}

} // namespace

Shared::Shared(ServerSettings given, Handler given_handler,
               std::shared_ptr<Channels> given_channels)
    : settings(std::move(given)),
      handler(std::move(given_handler)),
      channels(std::move(given_channels))
{
    for (auto& proxy : settings.trusted_proxies) proxy = plain_address(proxy);
}

bool Shared::is_trusted(std::string const& address) const
{
    return std::ranges::find(settings.trusted_proxies, address) != settings.trusted_proxies.end();
}

Worker::Worker(std::shared_ptr<Shared> shared)
    : m_shared(std::move(shared)),
      m_heads(m_shared->settings.behind_tls),
      m_id_prefix(random_hex(4))
{
}

Worker::~Worker() = default;

Result<void> Worker::expect_free(asio::ip::tcp::endpoint const& endpoint)
{
    if (endpoint.port() == 0) return {};
    asio::io_context io;
    asio::ip::tcp::acceptor probe { io };
    error_code error;
    probe.open(endpoint.protocol(), error);
    if (!error) probe.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) probe.bind(endpoint, error);
    if (!error) probe.listen(1, error);
    if (error) return Error { cannot_listen, error.message() };
    return {};
}

Result<void> Worker::listen(asio::ip::tcp::endpoint const& endpoint)
{
    error_code error;
    auto const failed = [&] { return Error { cannot_listen, error.message() }; };
    m_acceptor.open(endpoint.protocol(), error);
    if (error) return failed();
    m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
    m_acceptor.set_option(ReusePort(true), error);
    if (error) return failed();
    m_acceptor.bind(endpoint, error);
    if (error) return failed();
    m_acceptor.listen(backlog, error);
    if (error) return failed();
    m_port = m_acceptor.local_endpoint(error).port();
    m_acceptor.non_blocking(true, error);
    return {};
}

void Worker::start()
{
    asio::co_spawn(m_io, accept(), [](std::exception_ptr const& e) { log_failure(e); });
    asio::co_spawn(m_io, sweep(), [](std::exception_ptr const& e) { log_failure(e); });
    if (m_shared->channels) {
        m_sink = m_shared->channels->attach([this](std::string const& channel, Frame const& frame) {
            asio::post(m_io, [this, channel, frame] { deliver(channel, frame); });
        });
    }
    m_thread = std::thread { [this] {
        name_thread("io");
        m_thread_id = std::this_thread::get_id();
        m_io.run();
    } };
}

void Worker::stop()
{
    if (m_shared->channels) m_shared->channels->detach(m_sink);
    asio::post(m_io, [this] { begin_stop(); });
}

std::string Worker::next_request_id()
{
    constexpr std::string_view digits = "0123456789abcdef";
    auto id = m_id_prefix + "-00000000";
    auto number = ++m_requests;
    for (auto at = id.size(); number > 0 && id[at - 1] != '-'; number >>= 4U)
        id[--at] = digits[number & 15U];
    return id;
}

void Worker::add_viewer(Connection& connection, std::string const& channel)
{
    m_viewers[channel].push_back(connection);
}

Task<void> Worker::accept()
{
    while (!m_stopping) {
        if (m_shared->connections >= m_shared->limits().connections_max) {
            co_await pause();
            continue;
        }
        auto [error, socket] = co_await m_acceptor.async_accept(awaited);
        if (!error) {
            admit(std::move(socket));
        } else if (error != asio::error::operation_aborted
                   && error != asio::error::connection_aborted) {
            // Out of file descriptors or kernel memory: those who are served go on, others wait.
            log::limited_warning("web.accept_failed", { { "why", error.message() } });
            co_await pause();
        }
    }
}

Task<void> Worker::pause()
{
    m_pause.expires_after(accept_rest);
    co_await m_pause.async_wait(awaited);
}

void Worker::admit(Socket socket)
{
    error_code error;
    auto const endpoint = socket.remote_endpoint(error);
    if (error) return;
    auto peer = plain_address(endpoint.address().to_string());
    bool const counted = !m_shared->is_trusted(peer);
    socket.non_blocking(true, error);
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (counted && !m_shared->addresses.enter(peer, m_shared->limits().connections_per_address_max))
        return turn_away(socket);
    auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(peer),
                                                   counted);
    m_connections.push_back(*connection);
    auto& spawned = *connection;
    asio::co_spawn(
        m_io, spawned.serve(),
        [connection = std::move(connection)](std::exception_ptr const& e) { log_failure(e); });
}

void Worker::turn_away(Socket& socket)
{
    ++m_shared->turned_away;
    auto const id = next_request_id();
    auto const response = answer_of(refusal::too_many, Lang::id, false, id);
    std::string text;
    m_heads.write(text, response, { id, std::time(nullptr), false, true });
    text += response.bytes();
    error_code ignored;
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
}

Task<void> Worker::sweep()
{
    while (!m_stopping || !m_connections.empty()) {
        auto const tick = m_shared->limits().tick;
        m_ticker.expires_after(m_stopping ? std::min(tick, stop_tick) : tick);
        co_await m_ticker.async_wait(awaited);
        m_now = Clock::now();
        bool const late = m_stopping && m_now >= m_stop_by;
        for (auto& connection : m_connections) late ? connection.abort() : connection.tick(m_now);
    }
}

void Worker::begin_stop()
{
    // Who has been let in by the kernel is served: take them off the queue before closing it.
    error_code error;
    for (int i = 0; i < backlog; ++i) {
        Socket socket { m_io.get_executor() };
        m_acceptor.accept(socket, error);
        if (error) break;
        admit(std::move(socket));
    }
    m_stopping = true;
    m_now = Clock::now();
    m_stop_by = m_now + m_shared->limits().stop_time;
    m_acceptor.close(error);
    m_pause.cancel();
    m_ticker.cancel();
    for (auto& connection : m_connections) connection.stop_gently();
}

void Worker::deliver(std::string const& channel, Frame const& frame)
{
    auto const found = m_viewers.find(channel);
    if (found == m_viewers.end()) return;
    for (auto& viewer : found->second) viewer.deliver(frame);
}

} // namespace karya::web
