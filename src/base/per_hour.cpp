#include "base/per_hour.h"
#include "base/network.h"

namespace karya {

bool PerHour::note(std::string_view address, Timestamp now)
{
    constexpr std::size_t kept_max = 20'000;
    std::lock_guard const lock { m_mutex };
    auto const hour = std::chrono::floor<std::chrono::hours>(now);
    if (hour != m_hour || m_counts.size() >= kept_max) {
        m_counts.clear();
        m_hour = hour;
    }
    return ++m_counts[network_of(address)] <= m_most;
}

} // namespace karya
