#pragma once
// A receipt as it is read: on screen, on paper, as a text in a chat.

#include "counter/counter.h"
#include "org/org.h"

namespace karya::counter {

/// Where the buyer's money goes, in the order it is told.
enum class MoneyPart : std::uint8_t { premi, upah, pnbp, working_fund, other, cost };
BOOST_DESCRIBE_ENUM(MoneyPart, premi, upah, pnbp, working_fund, other, cost)

/// A thread of the woven bar; `from` is where it begins, the sum of those before it.
struct Thread {
    MoneyPart part {};
    Rupiah amount {};
    Rupiah from {};
};
BOOST_DESCRIBE_STRUCT(Thread, (), (part, amount, from))

struct Receipt {
    sales::Sale sale {};
    org::Unit unit {}; ///< as it was named on the sale's day
    std::string officer {};
    LocalTime sold_at {};
    Rupiah change {};
    std::vector<Thread> threads {}; ///< parts of the whole sale that got anything
    ledger::Parts parts {};
    bool demo { false }; ///< of a demonstration: it must not pass for a real one
};

/// Fails: core.not_found, also for another unit's.
Result<Receipt> receipt_of(View const& view, org::UnitScope const& scope, SaleId id);

/// "2 × Rp 45.000", "1,2 kg × Rp 30.000".
std::string quantity_words(Lang lang, sales::Line const& line);
/// The parts as threads, those without money left out.
std::vector<Thread> threads_of(ledger::Parts const& parts);

/// Why each rule's lines were split so: one paragraph of sentences a rule version.
std::vector<std::vector<std::string>> why(View const& view, sales::Sale const& sale);

/// The receipt for a chat: plain lines, the unit's name between asterisks.
std::string share_text(Lang lang, Receipt const& receipt);

} // namespace karya::counter
