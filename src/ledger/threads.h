#pragma once
// The parts of an amount as people see them: threads of one woven bar. Pure.

#include "ledger/split.h"

namespace karya::ledger {

/// Where a buyer's money goes, in the order it is told.
enum class MoneyPart : std::uint8_t { premi, upah, pnbp, working_fund, other, cost };
BOOST_DESCRIBE_ENUM(MoneyPart, premi, upah, pnbp, working_fund, other, cost)

/// A thread of the woven bar; `from` is where it begins, the sum of those before it.
struct Thread {
    MoneyPart part {};
    Rupiah amount {};
    Rupiah from {};
};
BOOST_DESCRIBE_STRUCT(Thread, (), (part, amount, from))

/// The parts as threads, those without money left out.
std::vector<Thread> threads_of(Parts const& parts);
/// Of the threads those that take room in the bar: what is owed takes none.
std::vector<Thread> bar_of(std::vector<Thread> const& threads);
/// How wide the bar is: all its threads together.
Rupiah width_of(std::vector<Thread> const& bar);

} // namespace karya::ledger
