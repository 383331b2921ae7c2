#pragma once
// Inside the server: one thread, its sockets and what all threads share.

#include "web/address.h"
#include "web/response_head.h"
#include "web/server.h"
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>
#include <thread>

namespace karya::web {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template<class T>
using Task = asio::awaitable<T, Executor>;
/// Completion as a tuple with the error code first: nothing in here throws for a lost client.
inline constexpr auto awaited = asio::as_tuple(asio::use_awaitable_t<Executor> {});

class Connection;

/// What the threads share.
struct Shared {
    ServerSettings settings;
    Handler handler;
    std::shared_ptr<Channels> channels;
    Addresses addresses;
    std::atomic<std::size_t> connections { 0 };
    std::atomic<std::size_t> viewers { 0 };
    std::atomic<std::size_t> in_flight { 0 };
    std::atomic<std::size_t> body_bytes { 0 };
    std::atomic<std::uint64_t> refused { 0 };
    std::atomic<std::uint64_t> turned_away { 0 };
    std::atomic<std::uint64_t> slow_viewers { 0 };
    std::atomic<std::uint64_t> timeouts { 0 };

    Shared(ServerSettings s, Handler h, std::shared_ptr<Channels> c);
    Limits const& limits() const { return settings.limits; }
    bool is_trusted(std::string const& address) const;
};

struct OfWorker;
struct OfChannel;
using Link = boost::intrusive::link_mode<boost::intrusive::auto_unlink>;
using WorkerHook = boost::intrusive::list_base_hook<boost::intrusive::tag<OfWorker>, Link>;
using ChannelHook = boost::intrusive::list_base_hook<boost::intrusive::tag<OfChannel>, Link>;
using Uncounted = boost::intrusive::constant_time_size<false>;
template<class Hook>
using ConnectionList =
    boost::intrusive::list<Connection, boost::intrusive::base_hook<Hook>, Uncounted>;

/// One thread of the server. All but listen, start, stop, join and port belongs to that thread.
class Worker : public std::enable_shared_from_this<Worker> {
public:
    explicit Worker(std::shared_ptr<Shared> shared);
    ~Worker();

    /// That nobody listens there: workers share a port among themselves, and would among two
    /// servers. Fails: web.cannot_listen.
    static Result<void> expect_free(asio::ip::tcp::endpoint const& endpoint);
    /// Binds and listens. Fails: web.cannot_listen.
    Result<void> listen(asio::ip::tcp::endpoint const& endpoint);
    void start(); ///< begins the thread
    void stop();  ///< any thread: begin to stop
    void join() { m_thread.join(); }
    unsigned port() const { return m_port; }

    bool is_current_thread() const { return std::this_thread::get_id() == m_thread_id; }
    asio::io_context& io() { return m_io; }
    Shared& shared() { return *m_shared; }
    HeadWriter& heads() { return m_heads; }
    Clock::time_point now() const { return m_now; } ///< at most a tick old
    bool stopping() const { return m_stopping; }
    std::string next_request_id();

    void add_viewer(Connection& connection, std::string const& channel);

private:
    Task<void> accept();
    Task<void> pause();
    void admit(Socket socket);
    void turn_away(Socket& socket);
    Task<void> sweep();
    void begin_stop();
    void deliver(std::string const& channel, Frame const& frame);

    std::shared_ptr<Shared> m_shared;
    asio::io_context m_io { 1 };
    Acceptor m_acceptor { m_io.get_executor() };
    Timer m_ticker { m_io.get_executor() };
    Timer m_pause { m_io.get_executor() };
    ConnectionList<WorkerHook> m_connections;
    std::map<std::string, ConnectionList<ChannelHook>, std::less<>> m_viewers;
    HeadWriter m_heads;
    Clock::time_point m_now { Clock::now() };
    Clock::time_point m_stop_by {};
    bool m_stopping { false };
    unsigned m_port { 0 };
    int m_sink { 0 };
    std::string m_id_prefix;
    std::uint64_t m_requests { 0 };
    std::atomic<std::thread::id> m_thread_id {};
    std::thread m_thread;
};

} // namespace karya::web
