#include "app/serve.h"
#include "app/runner.h"
#include "app/store.h"
#include "app/wiring.h"
#include "board/board.h"
#include "exchange/exchange.h"
#include "web/log.h"
#include "web/pipeline.h"
#include "web/private.h"
#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace karya::app {

namespace {

/// Keys and personal data stay out of core files; many viewers need many descriptors.
void limit_process()
{
    ::prctl(PR_SET_DUMPABLE, 0);
    rlimit none { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
    rlimit files {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 20'000);
    ::setrlimit(RLIMIT_NOFILE, &files);
    std::signal(SIGPIPE, SIG_IGN);
}

int wait_for_stop()
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    int signal = 0;
    sigwait(&stop, &signal);
    return signal;
}

/// One meter a route, found by the route's own address: finding it by name would cost more.
class RouteMeters {
public:
    RouteMeters(web::Metrics& metrics, web::Routes const& routes)
        : m_none(metrics.route("ANY", "(none)"))
    {
        for (auto const& route : routes.all())
            m_meters.emplace(
                &route,
                metrics.route(route.method == web::Method::post ? "POST" : "GET", route.pattern));
    }
    void note(web::Route const* route, web::Request const& request, int status)
    {
        auto const found = m_meters.find(route);
        auto& meter = found == m_meters.end() ? m_none : found->second;
        using Seconds = web::Metrics::Seconds;
        meter.done(status, std::chrono::duration_cast<Seconds>(now() - request.at).count());
    }

private:
    std::map<web::Route const*, web::Metrics::RouteMeter> m_meters;
    web::Metrics::RouteMeter m_none;
};

/// Blocked before any thread starts, so that only `wait_for_stop` takes them.
void block_stop_signals()
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
}

Result<void> commit_probe(db::Engine& engine)
{
    std::array<char, 64> host {};
    ::gethostname(host.data(), host.size() - 1);
    return engine.write([&](db::Tx& tx) -> Result<void> {
        store::probe(tx, host.data(), now());
        return {};
    });
}

/// Whether the disk still has room for hours of work: 5 % of it, or a GiB of a large one.
Result<void> disk_probe(std::filesystem::path const& folder)
{
    constexpr std::uintmax_t share = 20, enough = 1ULL << 30U;
    std::error_code failure;
    auto const space = std::filesystem::space(folder, failure);
    if (failure || space.available >= std::min(space.capacity / share, enough)) return {};
    return Error { db::disk_full,
                   std::to_string(space.available) + " bytes left on " + folder.string() };
}

bool concerns_board(std::vector<std::string> const& tags)
{
    return std::ranges::any_of(
        tags, [](auto const& tag) { return tag == board::board_tag || tag == "*"; });
}

} // namespace

FolderLock::FolderLock(std::filesystem::path const& folder)
{
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    m_file = ::open((folder / "serve.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    m_held = m_file >= 0 && ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0) ::close(m_file);
}

Result<void> serve(House& house, std::function<void(unsigned port)> const& ready)
{
    limit_process();
    block_stop_signals();
    auto const& config = house.config();
    web::log::set_request_lines(config.request_lines);

    auto const channels = std::make_shared<web::Channels>();
    Herald herald { house.engine(), *channels };
    Job tell { [&] { return herald.tell(); } };
    auto const listeners = subscribers();
    Sweeper sweeper { house.engine() };
    Popularity popularity { house.engine() };
    Job rank { [&] { return popularity.tell(now()); } };
    Job sweep { [&] { return sweeper.sweep(now()); } };
    Job turn { [&] { return tell_unit_changes(house.engine(), now()); } };
    Job tidy { [&] { return tidy_orders(house.engine(), now()); } };
    Job end { [&] { return end_payments(house.engine(), now()); } };
    payments::ProviderWork providers { house.engine(), now };
    Job ask { [&] { return work_on_payments(providers); } };
    QuoteJobs quotes { house.engine(), now };
    MailJobs letters { house.engine(), now };
    Job look { [&] { return count_looks(house.engine(), now()); } };
    tlog::Closer closer { house.engine() };
    Job close { [&] { return close_days(closer, now()); } };
    tlog::Asking asking { house.engine(), now };
    Job witness { [&] { return ask_witnesses(asking); } };
    exchange::UploadWork uploads { house.engine(), { .clock = now, .entitled = still_entitled } };
    Job take { [&] { return work_on_uploads(uploads); } };
    Job deliver { [&] { return deliver_all(house.engine(), listeners); } };

    auto const table = routes();
    web::Metrics metrics { KARYA_VERSION };
    RouteMeters meters { metrics, table };
    web::Pipeline pipeline { house.engine(),
                             table,
                             session_hooks(),
                             { .demo = TRY(house.kind()) == Kind::demo,
                               .origin = config.origin,
                               .observe = [&](web::Route const* route, web::Request const& request,
                                              int status) { meters.note(route, request, status); },
                               .on_commit =
                                   [&](std::vector<std::string> const& tags) {
                                       deliver.wake();
                                       if (concerns_board(tags)) tell.wake();
                                       quotes.heed(tags);
                                   } } };
    web::Server server { config.server(), pipeline.handler(), channels };
    web::show_in(metrics, server);
    Watch watch { house.engine(), listeners };
    metrics.before_text([&](web::Metrics& into) { watch.look(into, now()); });
    web::PrivateServer operators { { .listen = config.private_listen,
                                     .ready = [&]() -> Result<void> {
                                         TRY(disk_probe(config.directory));
                                         return commit_probe(house.engine());
                                     } },
                                   metrics };
    if (!config.private_listen.empty()) TRY(operators.start());
    TRY(server.start());
    web::log::info("app.serving", { { "listen", config.listen }, { "port", server.port() } });
    ready(server.port());

    web::log::info("app.stopping", { { "signal", wait_for_stop() } });
    uploads.stop();
    server.stop();
    operators.stop();
    house.engine().on_commit({});
    return {};
}

} // namespace karya::app
