// How long a connection may take, and how it ends.

#include "web/connection.h"
#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace karya::web {

using boost::system::error_code;

void Connection::tick(Clock::time_point now)
{
    static auto const heartbeat = std::make_shared<std::string const>(": \n\n");
    if (m_closed) return;
    if (m_phase == Phase::streaming && now - m_since >= m_shared.limits().heartbeat_time) {
        m_since = now;
        push(heartbeat);
    }
    if (!is_overdue(now)) return;
    ++m_shared.timeouts;
    bool const half_sent = m_phase == Phase::body || (m_phase == Phase::head && m_received > 0);
    if (half_sent) {
        complete_request();
        m_reader.refuse(refusal::too_slow);
        prepare(answer_of(refusal::too_slow, m_asked.lang, m_asked.json, m_asked.id));
        write_some();
    }
    abort();
}

bool Connection::is_overdue(Clock::time_point now)
{
    auto const& limits = m_shared.limits();
    auto const waited = now - m_since;
    switch (m_phase) {
    case Phase::idle: return waited > limits.idle_time;
    case Phase::head: return waited > limits.head_time;
    case Phase::lingering: return waited > limits.linger_time;
    case Phase::body:
    case Phase::writing: return !keeps_pace(now);
    case Phase::handling:
    case Phase::streaming: return false;
    }
    CHECK(false);
}

/// Measures one stretch of `grace_time` after another, so that a quick start buys no slow rest.
bool Connection::keeps_pace(Clock::time_point now)
{
    auto const& limits = m_shared.limits();
    auto const waited = std::chrono::floor<std::chrono::milliseconds>(now - m_since);
    if (waited <= limits.grace_time) return true;
    auto const moved = progress() - m_measured;
    auto const due = limits.bytes_per_second_min * static_cast<std::size_t>(waited.count()) / 1000;
    if (moved < due) return false;
    m_measured += moved;
    m_since = now;
    return true;
}

/// Bytes received of a body, or bytes of an answer that have reached the client: what the kernel
/// holds for it does not count.
std::size_t Connection::progress()
{
    if (m_phase == Phase::body) return m_received;
    int held = 0;
    ioctl(m_socket.native_handle(), SIOCOUTQ, &held);
    auto const unread = std::min(m_sent, static_cast<std::size_t>(std::max(held, 0)));
    return std::max(m_measured, m_sent - unread);
}

void Connection::stop_gently()
{
    bool const between = m_phase == Phase::idle || (m_phase == Phase::head && m_received == 0);
    if (m_phase == Phase::streaming || (between && !has_bytes_waiting())) abort();
}

bool Connection::has_bytes_waiting()
{
    error_code error;
    return m_in_end > 0 || m_socket.available(error) > 0;
}

void Connection::abort()
{
    m_closed = true;
    error_code ignored;
    m_socket.close(ignored);
    m_signal.cancel();
}

} // namespace karya::web
