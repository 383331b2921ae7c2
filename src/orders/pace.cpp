#include "orders/pace.h"
#include "base/lang.h"
#include "base/per_hour.h"
#include "orders/orders.h"
#include <array>
#include <chrono>

namespace karya::orders {

Result<void> keep_pace(Call const& call, Deed deed)
{
    // A basket is a row, a hold keeps goods from others for half an hour, an order for days, and
    // who tells couriers' prices counts the questions.
    static std::array<PerHour, 4> counts { PerHour { 600 }, PerHour { 600 }, PerHour { 300 },
                                           PerHour { 600 } };
    if (call.caller.address.empty()) return {};
    if (counts.at(static_cast<std::size_t>(deed)).note(call.caller.address, call.now)) return {};
    using std::chrono::ceil;
    auto const over = std::chrono::floor<std::chrono::hours>(call.now) + std::chrono::hours { 1 };
    auto const seconds = ceil<std::chrono::seconds>(over - call.now).count();
    auto const minutes = ceil<std::chrono::minutes>(over - call.now).count();
    return Error { too_many_deeds }
        .with("seconds", std::to_string(seconds))
        .with("minutes", show(call.lang, std::int64_t { minutes }));
}

} // namespace karya::orders
