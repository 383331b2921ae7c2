#include "ledger/threads.h"
#include <algorithm>

namespace karya::ledger {

std::vector<Thread> threads_of(Parts const& parts)
{
    std::vector<Thread> threads;
    Rupiah from;
    auto const add = [&](MoneyPart part, Rupiah amount) {
        if (amount == Rupiah {}) return;
        threads.push_back({ part, amount, from });
        from += std::max(amount, Rupiah {});
    };
    add(MoneyPart::premi, parts.premi);
    add(MoneyPart::upah, parts.upah);
    add(MoneyPart::pnbp, parts.pnbp);
    add(MoneyPart::working_fund, parts.working_fund);
    add(MoneyPart::other, parts.other);
    add(MoneyPart::cost, parts.cost);
    return threads;
}

std::vector<Thread> bar_of(std::vector<Thread> const& threads)
{
    auto bar = threads;
    std::erase_if(bar, [](Thread const& thread) { return thread.amount <= Rupiah {}; });
    return bar;
}

Rupiah width_of(std::vector<Thread> const& bar)
{
    Rupiah width;
    for (auto const& thread : bar) width += thread.amount;
    return width;
}

} // namespace karya::ledger
