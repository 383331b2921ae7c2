#pragma once
// How often somebody reported. For reviews/ only.

#include "base/time.h"
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace karya::reviews {

/// Reports from one address within an hour; in the memory of this node.
class ReportsNoted {
public:
    /// Counts one more; false when they were too many already.
    bool note(std::string_view address, Timestamp now);

private:
    std::mutex m_mutex;
    std::map<std::string, int, std::less<>> m_counts;
    Timestamp m_hour {};
};
ReportsNoted& reports_noted();

} // namespace karya::reviews
