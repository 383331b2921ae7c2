#include "db/schema.h"
#include "base/embedded.h"

namespace karya::db {

std::vector<Migration> const& schema()
{
    static std::vector<Migration> const steps = [] {
        std::vector<Migration> all;
        for (auto const& step : embedded::schema())
            all.push_back({ step.module, step.number, step.dialect, step.sql });
        return all;
    }();
    return steps;
}

} // namespace karya::db
