#include "device/tries.h"

namespace karya::device {

namespace {

constexpr int tries_max = 10;
constexpr std::chrono::minutes window { 1 };
constexpr std::size_t names_max = 10'000;

} // namespace

bool BadTries::too_many(std::string const& who, Timestamp now)
{
    std::lock_guard const lock { m_mutex };
    auto const found = m_counts.find(who);
    return found != m_counts.end() && found->second.until > now && found->second.tries >= tries_max;
}

void BadTries::note(std::string const& who, Timestamp now)
{
    std::lock_guard const lock { m_mutex };
    if (m_counts.size() >= names_max)
        std::erase_if(m_counts, [&](auto const& entry) { return entry.second.until <= now; });
    if (m_counts.size() >= names_max) m_counts.clear();
    auto& count = m_counts[who];
    if (count.until <= now) count = { 0, now + window };
    ++count.tries;
}

BadTries& bad_tries()
{
    static BadTries tries;
    return tries;
}

} // namespace karya::device
