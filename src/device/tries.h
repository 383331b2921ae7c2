#pragma once
// Slows whoever sends wrong signatures in a device's name from one address.

#include "base/time.h"
#include <map>
#include <mutex>
#include <string>

namespace karya::device {

/// In the memory of this node: a signature cannot be guessed, this only saves the work of looking.
/// Ten wrong ones within a minute, and for the rest of it nothing of that name is looked at.
class BadTries {
public:
    bool too_many(std::string const& who, Timestamp now);
    void note(std::string const& who, Timestamp now);

private:
    struct Count {
        int tries {};
        Timestamp until {};
    };
    std::mutex m_mutex;
    std::map<std::string, Count, std::less<>> m_counts;
};

/// Those of this node.
BadTries& bad_tries();

} // namespace karya::device
