#pragma once
// For tests: a plain blocking client that speaks bytes, so that bad requests can be sent too.

#include "web/server.h"
#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace karya::web::test {

/// Patience for what must happen; generous, as the machine may be busy.
inline constexpr std::chrono::seconds patience { 20 };

struct Answer {
    int status { 0 };
    std::string head;
    std::string body;

    /// The value of a header written exactly as `name`, or empty.
    std::string header(std::string_view name) const
    {
        auto const from = head.find("\r\n" + std::string { name } + ": ");
        if (from == std::string::npos) return {};
        auto const value = from + name.size() + 4;
        return head.substr(value, head.find("\r\n", value) - value);
    }
};

class Wire {
public:
    explicit Wire(unsigned port, int receive_buffer = 0)
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (receive_buffer > 0)
            setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    Wire(Wire&& other) noexcept
        : m_socket(std::exchange(other.m_socket, -1)),
          m_connected(other.m_connected),
          m_waiting(std::move(other.m_waiting)),
          m_ended(other.m_ended)
    {
    }
    ~Wire() { hang_up(); }

    bool connected() const { return m_connected; }
    void hang_up()
    {
        if (m_socket >= 0) close(std::exchange(m_socket, -1));
    }
    /// False when the other side no longer takes bytes.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    /// Waits for more bytes; false at the end of the connection or of patience.
    bool more(std::chrono::milliseconds wait = patience)
    {
        pollfd waiting { m_socket, POLLIN, 0 };
        if (m_ended || poll(&waiting, 1, static_cast<int>(wait.count())) != 1) return false;
        std::array<char, 16 * 1024> buffer {};
        auto const count = recv(m_socket, buffer.data(), buffer.size(), 0);
        m_ended = count <= 0;
        if (!m_ended) m_waiting.append(buffer.data(), static_cast<std::size_t>(count));
        return !m_ended;
    }
    /// Reads one answer; `head_only` for HEAD. Status 0 when the connection ended before.
    Answer read(bool head_only = false)
    {
        Answer answer;
        std::size_t end = 0;
        while ((end = m_waiting.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return answer;
        answer.head = m_waiting.substr(0, end + 2);
        m_waiting.erase(0, end + 4);
        std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
        std::size_t size = 0;
        auto const length = answer.header("Content-Length");
        std::from_chars(length.data(), length.data() + length.size(), size);
        if (head_only) size = 0;
        while (m_waiting.size() < size)
            if (!more()) return answer;
        answer.body = m_waiting.substr(0, size);
        m_waiting.erase(0, size);
        return answer;
    }
    /// Reads until `text` has come; false when it never did.
    bool wait_for(std::string_view text)
    {
        while (m_waiting.find(text) == std::string::npos)
            if (!more()) return false;
        return true;
    }
    /// True when the server has closed the connection (waits for it).
    bool ends()
    {
        while (more()) { }
        return m_ended;
    }
    std::string const& waiting() const { return m_waiting; }

private:
    int m_socket;
    bool m_connected { false };
    std::string m_waiting;
    bool m_ended { false };
};

inline std::string get(std::string_view target, std::string_view fields = {})
{
    return "GET " + std::string { target } + " HTTP/1.1\r\nHost: karya.test\r\n"
        + std::string { fields } + "\r\n";
}

/// A server on a free port with limits for impatient tests.
inline ServerSettings quick_settings()
{
    ServerSettings settings;
    settings.listen = "127.0.0.1:0";
    settings.threads = 2;
    settings.limits.connections_per_address_max = 10'000;
    settings.limits.tick = std::chrono::milliseconds { 20 };
    return settings;
}

/// Waits until `holds()`; false when it never did.
template<class Holds>
bool eventually(Holds holds)
{
    auto const until = std::chrono::steady_clock::now() + patience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        usleep(2000);
    }
    return true;
}

} // namespace karya::web::test
