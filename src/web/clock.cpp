#include "web/clock.h"

namespace karya::web {

Timestamp now()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

} // namespace karya::web
