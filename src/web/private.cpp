#include "web/private.h"
#include "web/log.h"

namespace karya::web {

namespace {

bool is_loopback(std::string_view listen)
{
    return listen.starts_with("127.") || listen.starts_with("[::1]:")
        || listen.starts_with("localhost:");
}

ServerSettings small_server(std::string listen)
{
    ServerSettings settings;
    settings.listen = std::move(listen);
    settings.threads = 1;
    settings.limits.connections_max = 64;
    return settings;
}

Response plain(int status, std::string text)
{
    return Response::text(status, "text/plain; charset=utf-8", std::move(text));
}

} // namespace

PrivateServer::PrivateServer(PrivateSettings settings, Metrics& metrics)
    : m_settings(std::move(settings)),
      m_metrics(metrics),
      m_server(small_server(m_settings.listen),
               [this](Request&& request, Reply const& reply) { reply(answer(request)); })
{
}

Result<void> PrivateServer::start()
{
    if (!is_loopback(m_settings.listen))
        return Error { cannot_listen, "the private listener must be on loopback" };
    return m_server.start();
}

Response PrivateServer::answer(Request const& request)
{
    if (request.method == Method::post) return plain(405, "read only\n");
    if (request.path == "/readyz") return readiness();
    if (request.path == "/metrics")
        return Response::text(200, "text/plain; version=0.0.4; charset=utf-8", m_metrics.text());
    if (request.path == "/debug/state" && m_settings.debug_state)
        return Response::text(200, "application/json", m_settings.debug_state());
    return plain(404, "/healthz /readyz /metrics /debug/state\n");
}

Response PrivateServer::readiness()
{
    auto const ready = m_settings.ready();
    if (ready.ok()) return plain(200, "ready\n");
    log::limited_error("web.not_ready",
                       { { "code", ready.error().code().id }, { "why", ready.error().why() } });
    return plain(503, "not ready: " + std::string { ready.error().code().id } + "\n");
}

void show_in(Metrics& metrics, Server const& server)
{
    metrics.before_text([&server, before = ServerState {}](Metrics& into) mutable {
        auto const state = server.state();
        auto const gauge = [&](std::string_view name, std::size_t value, Labels labels) {
            into.set(name, static_cast<double>(value), labels);
        };
        auto const counter = [&](std::string_view name, std::uint64_t now, std::uint64_t then,
                                 Labels labels) {
            into.add(name, labels, static_cast<double>(now - then));
        };
        gauge("karya_connections", state.connections, { { "state", "open" } });
        gauge("karya_connections", state.viewers, { { "state", "viewer" } });
        gauge("karya_http_inflight", state.in_flight, {});
        counter("karya_http_refused_total", state.refused, before.refused, {});
        counter("karya_http_timeouts_total", state.timeouts, before.timeouts, {});
        counter("karya_shed_total", state.turned_away, before.turned_away,
                { { "reason", "address" } });
        counter("karya_shed_total", state.slow_viewers, before.slow_viewers,
                { { "reason", "slow_viewer" } });
        before = state;
    });
}

} // namespace karya::web
