#include "db/engine.h"
#include "db/failure.h"
#include "db/open.h"
#include <future>

namespace karya::db {

Result<void> Engine::write(WriteWork work, std::string turn)
{
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto answer = promise->get_future();
    write_soon(
        std::move(work), [promise](Result<void> result) { promise->set_value(std::move(result)); },
        std::move(turn));
    return answer.get();
}

Error error_of(Failure const& failure)
{
    switch (failure.trouble) {
    case Trouble::full: return Error { disk_full, failure.what() };
    case Trouble::retry: return Error { conflict, failure.what() };
    case Trouble::lost:
    case Trouble::broken: return Error { unavailable, failure.what() };
    case Trouble::constraint:
    case Trouble::other: return Error { internal, failure.what() };
    }
    CHECK(false);
}

Result<std::unique_ptr<Engine>> Engine::open(Settings const& settings)
{
    try {
        return settings.postgres.empty() ? open_sqlite_engine(settings)
                                         : open_postgres_engine(settings);
    } catch (Failure const& failure) {
        return Error { unavailable, failure.what() };
    } catch (std::filesystem::filesystem_error const& error) {
        return Error { unavailable, error.what() };
    }
}

} // namespace karya::db
