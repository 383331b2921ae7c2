#pragma once
// How often each network did a thing within the hour, in the memory of this node.

#include "base/time.h"
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace karya {

/// With 20,000 networks counted it begins anew: it slows people down and is no record of them.
class PerHour {
public:
    explicit PerHour(int most) : m_most(most) { }
    /// Counts one more; false when they were `most` already.
    bool note(std::string_view address, Timestamp now);

private:
    int m_most;
    std::mutex m_mutex;
    std::map<std::string, int, std::less<>> m_counts;
    Timestamp m_hour {};
};

} // namespace karya
