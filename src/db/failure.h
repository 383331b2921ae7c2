#pragma once
// How db/ speaks inside itself: libraries' errors as an exception that ends at the engine's door.

#include <stdexcept>
#include <string>

namespace karya::db {

enum class Trouble {
    retry,      ///< serialisation, deadlock, unique twin: run the command again
    lost,       ///< the connection is gone: reconnect and replay
    full,       ///< the disk is full
    broken,     ///< the disk lies or the file is damaged: stop writing
    constraint, ///< a CHECK, foreign key or unique rule refused the row
    other
};

/// Thrown by connections, caught by engines. Never leaves db/.
class Failure final : public std::runtime_error {
public:
    Failure(Trouble kind, std::string const& message) : std::runtime_error(message), trouble(kind)
    {
    }
    Trouble trouble;
};

/// Runs what may fail; whether it did not.
template<class Work>
bool succeeds(Work&& work)
{
    try {
        work();
        return true;
    } catch (Failure const&) {
        return false;
    }
}

} // namespace karya::db
