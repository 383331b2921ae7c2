#include "reviews/noted.h"

namespace karya::reviews {

bool ReportsNoted::note(std::string_view address, Timestamp now)
{
    constexpr std::size_t kept_max = 20'000;
    constexpr int reports_an_hour = 5;
    std::lock_guard const lock { m_mutex };
    auto const hour = std::chrono::floor<std::chrono::hours>(now);
    if (hour != m_hour || m_counts.size() >= kept_max) {
        m_counts.clear();
        m_hour = hour;
    }
    return ++m_counts[std::string { address }] <= reports_an_hour;
}

ReportsNoted& reports_noted()
{
    static ReportsNoted noted;
    return noted;
}

} // namespace karya::reviews
