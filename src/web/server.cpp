#include "web/server.h"
#include "base/text.h"
#include "web/log.h"
#include "web/worker.h"

namespace karya::web {

namespace {

/// "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; names are not looked up.
Result<asio::ip::tcp::endpoint> endpoint_of(std::string_view text)
{
    auto const bad = [&] { return Error { cannot_listen, "not HOST:PORT" }; };
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad();
    std::int64_t port = 0;
    if (!parse_integer(text.substr(colon + 1), port) || port < 0 || port > 65535) return bad();
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    boost::system::error_code error;
    auto const address = asio::ip::make_address(host, error);
    if (error) return bad();
    return asio::ip::tcp::endpoint { address, static_cast<std::uint16_t>(port) };
}

} // namespace

struct Server::Inside {
    std::shared_ptr<Shared> shared;
    std::vector<std::shared_ptr<Worker>> workers;
    bool running { false };
};

Server::Server(ServerSettings settings, Handler handler, std::shared_ptr<Channels> channels)
    : m_inside(std::make_unique<Inside>())
{
    m_inside->shared = std::make_shared<Shared>(std::move(settings), std::move(handler),
                                                std::move(channels));
}

Server::~Server() { stop(); }

Result<void> Server::start()
{
    CHECK(!m_inside->running);
    auto const& settings = m_inside->shared->settings;
    auto endpoint = TRY(endpoint_of(settings.listen));
    auto const threads = settings.threads > 0 ? settings.threads
                                              : std::max(1U, std::thread::hardware_concurrency());
    TRY(Worker::expect_free(endpoint));
    std::vector<std::shared_ptr<Worker>> workers;
    for (unsigned i = 0; i < threads; ++i) {
        auto worker = std::make_shared<Worker>(m_inside->shared);
        TRY(worker->listen(endpoint));
        endpoint.port(static_cast<std::uint16_t>(worker->port()));
        workers.push_back(std::move(worker));
    }
    m_inside->workers = std::move(workers);
    for (auto const& worker : m_inside->workers) worker->start();
    m_inside->running = true;
    log::info("web.started",
              { { "listen", settings.listen }, { "port", port() }, { "threads", threads } });
    return {};
}

void Server::stop()
{
    if (!m_inside->running) return;
    m_inside->running = false;
    for (auto const& worker : m_inside->workers) worker->stop();
    for (auto const& worker : m_inside->workers) worker->join();
    log::info("web.stopped", { { "listen", m_inside->shared->settings.listen } });
}

unsigned Server::port() const
{
    CHECK(!m_inside->workers.empty());
    return m_inside->workers.front()->port();
}

ServerState Server::state() const
{
    auto const& shared = *m_inside->shared;
    return { shared.connections, shared.viewers,      shared.in_flight, shared.refused,
             shared.turned_away, shared.slow_viewers, shared.timeouts };
}

} // namespace karya::web
