#pragma once
// A receipt as it is read: on screen, on paper, as a text in a chat.

#include "counter/kit.h"
#include "org/org.h"

namespace karya::counter {

struct Receipt {
    sales::Sale sale {};
    org::Unit unit {}; ///< as it was named on the sale's day
    std::string officer {};
    LocalTime sold_at {};
    Rupiah change {};
    Rupiah discount {};                   ///< taken off all lines
    std::vector<KitLine> kits {};         ///< of which it was made, with their part of that
    Rupiah given {};                      ///< the rest of it
    std::vector<sales::Tender> handed {}; ///< by each way, the cash with the change
    ledger::Parts left {};                ///< the parts that refunds have left; none of a void one
    ledger::Parts back {};                ///< what went back to the buyer
    std::vector<ledger::Thread> threads {}; ///< of what is left
    bool demo { false };                    ///< of a demonstration: it must not pass for a real one
};

/// Fails: core.not_found, also for another unit's.
Result<Receipt> receipt_of(View const& view, org::UnitScope const& scope, SaleId id);

/// "2 × Rp 45.000", "1,2 kg × Rp 30.000".
std::string quantity_words(Lang lang, sales::Line const& line);
/// Why what is left of one rule's lines is split so.
struct Why {
    std::vector<std::string> sentences {};
    ledger::Source source {};
};
BOOST_DESCRIBE_STRUCT(Why, (), (sentences, source))
/// One for each rule version.
std::vector<Why> why(View const& view, sales::Sale const& sale);

/// The receipt for a chat: plain lines, the unit's name between asterisks.
std::string share_text(Lang lang, Receipt const& receipt);

} // namespace karya::counter
