#pragma once
// What becomes of kits in a basket of the till, and what of them a receipt tells.

#include "counter/till.h"

namespace karya::counter {

/// The goods of a basket, one line each, with what kits take off theirs.
struct Unpacked {
    std::vector<sales::LineDraft> lines {};
    std::vector<std::int64_t> first {}; ///< by line of the basket: the number of its first line
    std::vector<KitSold> kits {};
};
/// Fails: catalogue.whole_only (a part of a kit), sales.total_too_large.
Result<Unpacked> unpacked(View const& view, org::UnitScope const& scope,
                          std::vector<BasketLine> const& basket);

/// A kit on a receipt.
struct KitLine {
    std::string name {};
    std::int64_t pieces {};
    Rupiah off {};
};
BOOST_DESCRIBE_STRUCT(KitLine, (), (name, pieces, off))
/// "Paket sarapan × 2".
std::string kit_words(Lang lang, KitLine const& kit);
/// What of it the officer gave, beside what its kits save.
Rupiah given_on(View const& view, sales::Sale const& sale);

} // namespace karya::counter
