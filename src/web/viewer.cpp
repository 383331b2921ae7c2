// A connection as viewer of server-sent events.

#include "base/text.h"
#include "web/connection.h"
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>

namespace karya::web {

using boost::system::error_code;

/// Where a viewer wants to go on. Browsers send the header when they come back; a page that is
/// drawn with the state of an event asks for what follows it by "?sejak=ID".
std::string last_event_id(Request const& request)
{
    auto const header = request.header("last-event-id");
    if (!header.empty()) return std::string { header };
    static constexpr std::string_view since = "sejak=";
    for (auto const field : fields_of(request.query, '&'))
        if (field.starts_with(since)) return std::string { field.substr(since.size()) };
    return {};
}

/// Keeps the viewer until it leaves, reads too slowly or the server stops.
Task<void> Connection::stream()
{
    if (!write_some() && !co_await write_rest()) co_return;
    Counted const viewer { m_shared.viewers };
    begin_stream();
    std::array<char, 64> nothing {};
    while (!m_closed) {
        auto const [error, count] = co_await m_socket.async_read_some(asio::buffer(nothing),
                                                                      awaited);
        if (error) break;
    }
    ChannelHook::unlink();
}

void Connection::begin_stream()
{
    static auto const hello = std::make_shared<std::string const>("retry: 2000\n\n");
    enter(Phase::streaming);
    m_in = {};
    m_head = {};
    // What the kernel would queue for a slow viewer counts as well: keep it small.
    error_code ignored;
    m_socket.set_option(asio::socket_base::send_buffer_size(64 * 1024), ignored);
    auto const backlog = m_shared.channels->since(m_response.stream, m_asked.last_event_id);
    m_seen = backlog.number;
    m_worker.add_viewer(*this, m_response.stream);
    push(hello);
    for (auto const& frame : backlog.frames) push(frame.bytes);
}

void Connection::deliver(Frame const& frame)
{
    if (m_closed || frame.number <= m_seen) return;
    m_seen = frame.number;
    push(frame.bytes);
}

void Connection::push(std::shared_ptr<std::string const> bytes)
{
    m_queued += bytes->size();
    m_queue.push_back(std::move(bytes));
    if (m_draining) {
        if (m_queued <= m_shared.limits().viewer_bytes_max) return;
        ++m_shared.slow_viewers;
        abort();
    } else if (!send_queue()) {
        m_draining = true;
        asio::co_spawn(m_worker.io(), drain(),
                       [self = shared_from_this()](std::exception_ptr const&) { });
    }
}

/// Sends what the socket takes now; false when some is left.
bool Connection::send_queue()
{
    while (!m_queue.empty() && !m_closed) {
        error_code error;
        auto const count = m_socket.write_some(asio::buffer(*m_queue.front()) + m_front_sent,
                                               error);
        if (error == asio::error::would_block) return false;
        if (error) {
            abort();
            return true;
        }
        m_queued -= count;
        m_front_sent += count;
        if (m_front_sent < m_queue.front()->size()) continue;
        m_queue.pop_front();
        m_front_sent = 0;
    }
    return true;
}

Task<void> Connection::drain()
{
    while (!m_closed && !send_queue()) {
        auto const [error] = co_await m_socket.async_wait(Socket::wait_write, awaited);
        if (error) break;
    }
    m_draining = false;
}

} // namespace karya::web
