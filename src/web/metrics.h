#pragma once
// Counters, gauges and histograms for the operators' Prometheus. Labels never hold ids of people,
// orders or users, nor raw paths: only what is bounded by the program itself.

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace karya::web {

using Labels = std::initializer_list<std::pair<std::string, std::string>>;

/// All measured values of the process. Any thread may call any function. The names are fixed in
/// metrics.cpp with their meaning; an unknown name is a Bug.
class Metrics {
public:
    using Seconds = std::chrono::duration<double>;

    explicit Metrics(std::string_view version);
    ~Metrics();
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    /// Adds to a counter: "karya_shed_total".
    void add(std::string_view name, Labels labels = {}, double by = 1);
    /// Sets a gauge: "karya_ledger_imbalance".
    void set(std::string_view name, double value, Labels labels = {});
    /// The same for whole numbers: rupiah, seconds, rows.
    void set_whole(std::string_view name, std::int64_t value, Labels labels = {})
    {
        set(name, static_cast<double>(value), labels);
    }
    /// Puts one duration into a histogram: "karya_http_request_duration_seconds".
    void observe(std::string_view name, double seconds, Labels labels = {});

    /// What is counted for each request of one route; kept by the route, as finding it costs more
    /// than counting. `route` is the template ("/produk/{slug}"), never a path.
    class RouteMeter {
    public:
        void done(int status, double seconds);

    private:
        friend class Metrics;
        struct Inside;
        std::shared_ptr<Inside> m_inside;
    };
    RouteMeter route(std::string_view method, std::string_view route);

    /// Runs before each page of values, to set gauges that are cheap to ask for.
    void before_text(std::function<void(Metrics&)> refresh);
    /// The values in Prometheus' text format (version 0.0.4).
    std::string text();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace karya::web
