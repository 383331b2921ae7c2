#pragma once
// The file for the bank or the card: what stands in it, frozen with each payout. For premium/ only.

#include "premium/premium.h"

namespace karya::premium {

struct CardRow {
    WorkerId worker {};
    std::string number {};
    Rupiah amount {};
    std::string keepsake {}; ///< who he was: see wbp::keepsakes
};
BOOST_DESCRIBE_STRUCT(CardRow, (), (worker, number, amount, keepsake))
struct Card {
    std::string sheet {};
    std::string period {};
    std::vector<CardColumn> columns {};
    std::vector<CardRow> rows {};
};
BOOST_DESCRIBE_STRUCT(Card, (), (sheet, period, columns, rows))

/// Columns as chosen last, else the usual ones.
std::vector<CardColumn> columns_in_use(View const& view, org::UnitScope const& scope);
/// As it would be paid now; in the order of the workers' numbers.
Card card_of(View const& view, org::UnitScope const& scope, Sheet const& sheet,
             std::vector<Line> lines);
/// As it was paid.
Card card_then(View const& view, org::UnitScope const& scope, Sheet const& sheet, PayoutId payout);
/// What the trail keeps of a payout.
std::string words_of(Payout const& payout, std::string const& card);

} // namespace karya::premium
