#pragma once
// The two makers of engines and what they share. For db/ only.

#include "db/engine.h"
#include "db/failure.h"

namespace karya::db {

/// Both throw Failure.
std::unique_ptr<Engine> open_sqlite_engine(Settings const& settings);
std::unique_ptr<Engine> open_postgres_engine(Settings const& settings);

Error error_of(Failure const& failure);

/// Runs `work` and turns what it throws into an Error; a Failure of the connection itself (lost,
/// full, broken, retry) is passed on, for the engine to decide.
template<class Work>
Result<void> guarded(Work&& work)
{
    try {
        return work();
    } catch (Failure const& failure) {
        if (failure.trouble == Trouble::constraint || failure.trouble == Trouble::other)
            return error_of(failure);
        throw;
    } catch (std::exception const& bug) {
        return Error { internal, bug.what() };
    }
}

} // namespace karya::db
