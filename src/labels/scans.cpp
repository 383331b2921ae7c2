#include "labels/scans.h"
#include "labels/store.h"

namespace karya::labels {

namespace {

constexpr std::size_t kept_max = 20'000;

Timestamp hour_of(Timestamp now) { return std::chrono::floor<std::chrono::hours>(now); }

} // namespace

void Scans::note(Scanned const& label, std::string_view address, Timestamp now)
{
    std::lock_guard const lock { m_mutex };
    if (auto const hour = hour_of(now); hour != m_hour) {
        m_seen.clear();
        m_hour = hour;
    }
    if (m_seen.size() >= kept_max || m_counts.size() >= kept_max) return;
    if (m_seen.emplace(address, label).second) ++m_counts[label];
}

std::map<Scanned, std::int64_t> Scans::take()
{
    std::lock_guard const lock { m_mutex };
    return std::exchange(m_counts, {});
}

void Scans::put_back(std::map<Scanned, std::int64_t> const& counts)
{
    std::lock_guard const lock { m_mutex };
    for (auto const& [label, count] : counts) m_counts[label] += count;
}

Scans& scans()
{
    static Scans noted;
    return noted;
}

Result<void> write_scans(db::Engine& engine, Timestamp now)
{
    auto const counts = scans().take();
    if (counts.empty()) return {};
    auto written = engine.write([&](db::Tx& tx) -> Result<void> {
        for (auto const& [label, count] : counts)
            store::add_scans(tx, label.unit, label.serial, { count, day_in(Zone::wib, now) });
        return {};
    });
    if (!written.ok()) scans().put_back(counts);
    return written;
}

} // namespace karya::labels
