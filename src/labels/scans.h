#pragma once
// Looks at labels, counted in this node's memory and written by a job, so that no page waits for
// it. For labels/ only; app writes through labels.h.

#include "labels/labels.h"
#include <map>
#include <mutex>
#include <set>

namespace karya::labels {

struct Scanned {
    UnitId unit {};
    std::int64_t serial {};
    friend auto operator<=>(Scanned const&, Scanned const&) = default;
};

/// Who looks again within the hour is not counted again. When more than is kept looks at once, what
/// comes too much is not counted: it is a hint to buyers, not a book.
class Scans {
public:
    void note(Scanned const& label, std::string_view address, Timestamp now);
    /// Takes what was counted since the last time.
    std::map<Scanned, std::int64_t> take();
    /// Puts back what could not be written.
    void put_back(std::map<Scanned, std::int64_t> const& counts);

private:
    std::mutex m_mutex;
    std::map<Scanned, std::int64_t> m_counts;
    std::set<std::pair<std::string, Scanned>> m_seen;
    Timestamp m_hour {};
};

/// Those of this node.
Scans& scans();

} // namespace karya::labels
