#include "web/metrics.h"
#include "base/check.h"
#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace karya::web {

namespace {

enum class Kind { counter, gauge, histogram };

struct Name {
    std::string_view name;
    Kind kind;
    std::string_view help;
};

constexpr std::array names {
    Name { "karya_http_requests_total", Kind::counter, "Requests answered, by route and status." },
    Name { "karya_http_request_duration_seconds", Kind::histogram, "Time to the answer." },
    Name { "karya_http_inflight", Kind::gauge, "Requests with the handler now." },
    Name { "karya_http_refused_total", Kind::counter, "Requests refused for their form or size." },
    Name { "karya_http_timeouts_total", Kind::counter, "Connections cut for being too slow." },
    Name { "karya_connections", Kind::gauge, "Open connections, by state." },
    Name { "karya_shed_total", Kind::counter, "Work turned away to stay quick, by reason." },
    Name { "karya_ledger_imbalance", Kind::gauge, "Debits less credits; must be 0." },
    Name { "karya_outbox_lag_seconds", Kind::gauge, "Age of the oldest event not yet told." },
    Name { "karya_device_unsent", Kind::gauge, "Tills that told of events not yet sent." },
    Name { "karya_device_unsent_age_seconds", Kind::gauge, "Age of the oldest of those." },
    Name { "karya_device_events", Kind::gauge,
           "Events of tills that came, by what became of them." },
    Name { "karya_device_alarms", Kind::gauge, "Alarms about tills that are open." },
    Name { "karya_mail_waiting", Kind::gauge, "Letters on their way." },
    Name { "karya_mail_failed", Kind::gauge, "Letters given up in the last week." },
    Name { "karya_whatsapp_waiting", Kind::gauge, "WhatsApp messages on their way." },
    Name { "karya_whatsapp_failed", Kind::gauge, "WhatsApp messages given up in the last week." },
    Name { "karya_build_info", Kind::gauge, "Always 1; the version is a label." },
    Name { "process_resident_memory_bytes", Kind::gauge, "Resident memory." },
    Name { "process_cpu_seconds_total", Kind::gauge, "User and system time." },
    Name { "process_open_fds", Kind::gauge, "Open file descriptors." },
};

prometheus::Histogram::BucketBoundaries const buckets { 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                        0.025,  0.05,  0.1,    0.25,  0.5,
                                                        1,      2.5,   5,      10 };

prometheus::Labels labels_of(Labels labels) { return { labels.begin(), labels.end() }; }

template<class Metric>
struct Families {
    std::map<std::string_view, prometheus::Family<Metric>*> by_name;

    prometheus::Family<Metric>& of(std::string_view name) const
    {
        auto const found = by_name.find(name);
        CHECK(found != by_name.end());
        return *found->second;
    }
};

double cpu_seconds()
{
    std::array<double, 2> ticks {};
    std::ifstream stat { "/proc/self/stat" };
    std::string text { std::istreambuf_iterator<char> { stat }, {} };
    std::istringstream fields { text.substr(std::min(text.size(), text.rfind(')') + 1)) };
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    fields >> ticks[0] >> ticks[1];
    return (ticks[0] + ticks[1]) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double resident_bytes()
{
    std::ifstream statm { "/proc/self/statm" };
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double open_files()
{
    std::error_code error;
    std::filesystem::directory_iterator const files { "/proc/self/fd", error };
    return error ? 0 : static_cast<double>(std::distance(begin(files), end(files)));
}

} // namespace

struct Metrics::Inside {
    prometheus::Registry registry;
    Families<prometheus::Counter> counters;
    Families<prometheus::Gauge> gauges;
    Families<prometheus::Histogram> histograms;
    std::mutex mutex;
    std::vector<std::function<void(Metrics&)>> refreshes;
};

struct Metrics::RouteMeter::Inside {
    static constexpr std::size_t statuses = 600;

    prometheus::Family<prometheus::Counter>* requests;
    prometheus::Histogram* durations;
    std::string method;
    std::string route;
    /// Filled as they come up; the registry keeps the counters alive.
    std::array<std::atomic<prometheus::Counter*>, statuses> by_status {};

    prometheus::Counter& counter(int status)
    {
        auto& slot = by_status.at(static_cast<std::size_t>(status));
        auto* known = slot.load(std::memory_order_acquire);
        if (known != nullptr) return *known;
        auto& added = requests->Add(
            { { "route", route }, { "method", method }, { "code", std::to_string(status) } });
        slot.store(&added, std::memory_order_release);
        return added;
    }
};

Metrics::Metrics(std::string_view version) : m_inside(std::make_unique<Inside>())
{
    auto& in = *m_inside;
    for (auto const& [name, kind, help] : names) {
        std::string const named { name };
        std::string const helped { help };
        switch (kind) {
        case Kind::counter:
            in.counters.by_name[name] =
                &prometheus::BuildCounter().Name(named).Help(helped).Register(in.registry);
            break;
        case Kind::gauge:
            in.gauges.by_name[name] = &prometheus::BuildGauge().Name(named).Help(helped).Register(
                in.registry);
            break;
        case Kind::histogram:
            in.histograms.by_name[name] =
                &prometheus::BuildHistogram().Name(named).Help(helped).Register(in.registry);
            break;
        }
    }
    set("karya_build_info", 1, { { "version", std::string { version } } });
}

Metrics::~Metrics() = default;

void Metrics::add(std::string_view name, Labels labels, double by)
{
    m_inside->counters.of(name).Add(labels_of(labels)).Increment(by);
}

void Metrics::set(std::string_view name, double value, Labels labels)
{
    m_inside->gauges.of(name).Add(labels_of(labels)).Set(value);
}

void Metrics::observe(std::string_view name, double seconds, Labels labels)
{
    m_inside->histograms.of(name).Add(labels_of(labels), buckets).Observe(seconds);
}

Metrics::RouteMeter Metrics::route(std::string_view method, std::string_view route)
{
    RouteMeter meter;
    meter.m_inside = std::make_shared<RouteMeter::Inside>();
    auto& in = *meter.m_inside;
    in.requests = &m_inside->counters.of("karya_http_requests_total");
    in.method = method;
    in.route = route;
    in.durations = &m_inside->histograms.of("karya_http_request_duration_seconds")
                        .Add({ { "route", in.route }, { "method", in.method } }, buckets);
    return meter;
}

void Metrics::RouteMeter::done(int status, double seconds)
{
    CHECK(status > 0 && status < static_cast<int>(Inside::statuses));
    m_inside->counter(status).Increment();
    m_inside->durations->Observe(seconds);
}

void Metrics::before_text(std::function<void(Metrics&)> refresh)
{
    std::scoped_lock const lock { m_inside->mutex };
    m_inside->refreshes.push_back(std::move(refresh));
}

std::string Metrics::text()
{
    {
        std::scoped_lock const lock { m_inside->mutex };
        for (auto const& refresh : m_inside->refreshes) refresh(*this);
    }
    set("process_resident_memory_bytes", resident_bytes());
    set("process_cpu_seconds_total", cpu_seconds());
    set("process_open_fds", open_files());
    return prometheus::TextSerializer {}.Serialize(m_inside->registry.Collect());
}

} // namespace karya::web
