#pragma once
// The operators' own listener: /readyz, /metrics, /debug/state. On a thread of its own, so it
// answers while the public threads are busy; never on a public address.

#include "web/metrics.h"
#include "web/server.h"

namespace karya::web {

struct PrivateSettings {
    std::string listen { "127.0.0.1:9080" }; ///< loopback only
    /// Proves that the node can do its work: it must commit a row, as a probe that only reads stays
    /// green on a full disk.
    std::function<Result<void>()> ready;
    /// JSON for /debug/state; may be empty.
    std::function<std::string()> debug_state {};
};

class PrivateServer {
public:
    PrivateServer(PrivateSettings settings, Metrics& metrics);

    /// Fails: web.cannot_listen, also for an address that is not loopback.
    Result<void> start();
    void stop() { m_server.stop(); }
    unsigned port() const { return m_server.port(); }

private:
    Response answer(Request const& request);
    Response readiness();

    PrivateSettings m_settings;
    Metrics& m_metrics;
    Server m_server;
};

/// Makes `metrics` tell what `server` is doing; `server` must outlive it.
void show_in(Metrics& metrics, Server const& server);

} // namespace karya::web
