#pragma once
// The HTTP/1.1 server: listens, keeps the limits, hands clean requests to one Handler.

#include "base/result.h"
#include "web/http.h"
#include "web/limits.h"
#include "web/sse.h"
#include <memory>
#include <string>
#include <vector>

namespace karya::web {

/// The address cannot be listened on (bad text, in use, not ours).
inline constexpr ErrorCode cannot_listen { "web.cannot_listen", Fault::unavailable };

struct ServerSettings {
    std::string listen { "127.0.0.1:8080" }; ///< "HOST:PORT", "[::1]:PORT"; port 0: any free one
    unsigned threads { 0 };                  ///< 0: one a core
    /// Addresses of proxies in front. Only their X-Forwarded-For is believed, and they are not
    /// limited in connections.
    std::vector<std::string> trusted_proxies {};
    bool behind_tls { false }; ///< adds Strict-Transport-Security
    Limits limits {};
};

/// What the server is doing, for metrics and tests.
struct ServerState {
    std::size_t connections { 0 };
    std::size_t viewers { 0 };
    std::size_t in_flight { 0 };
    std::uint64_t refused { 0 };      ///< requests refused before the handler
    std::uint64_t turned_away { 0 };  ///< connections over the limit of their address
    std::uint64_t slow_viewers { 0 }; ///< viewers dropped because they read too slowly
    std::uint64_t timeouts { 0 };
};

/// One io thread with an acceptor of its own (SO_REUSEPORT) a core.
class Server {
public:
    /// `channels` feeds the responses that have a `stream`. A viewer goes on after its
    /// Last-Event-ID, or at first after "?sejak=ID".
    Server(ServerSettings settings, Handler handler, std::shared_ptr<Channels> channels = {});
    ~Server(); ///< stops
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    /// Listens and serves on threads of its own. Fails: web.cannot_listen.
    Result<void> start();
    /// Stops accepting, finishes what is under way, closes the rest; at most `limits.stop_time`.
    void stop();

    unsigned port() const; ///< the port listened on, after start
    ServerState state() const;

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace karya::web
