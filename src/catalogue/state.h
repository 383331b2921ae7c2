#pragma once
// Pure rules of the catalogue: legal moves of a product, and what a change does to stock.

#include "catalogue/product.h"

namespace karya::catalogue {

/// True for a move the table allows; staying is not a move.
bool may_move(ProductState from, ProductState to);

/// The field of work a kind belongs to: it picks the unit's standard activity.
org::Field field_of(ProductKind kind);

/// What a variant has, in its own unit of measure.
struct Levels {
    Quantity on_hand {};
    Quantity held {};
    Quantity ordered {};
    Quantity left() const { return on_hand - held; }
    friend bool operator==(Levels const&, Levels const&) = default;
};

/// How `wanted` is met: from what is left, and the rest made later or missing.
struct Meeting {
    Quantity from_hand {};
    Quantity to_make {};
    Quantity missing {};
};
Meeting meet(Levels const& levels, Supply supply, Quantity wanted);

/// Goods that come in (production, refund): first off what was sold ahead, the rest on hand.
Levels with_goods(Levels levels, Supply supply, Quantity quantity);

/// Most that one line or one change may move: a million units.
inline constexpr Quantity quantity_max { 1'000'000'000 };

/// Most that may lie on a shelf, which many changes have brought together: a thousand million.
inline constexpr Quantity level_max { 1'000'000'000'000 };

/// True when the quantity is positive and within the bounds of one change, or of a shelf.
bool is_countable(Quantity quantity);
bool is_level(Quantity quantity);

/// True for reasons that add goods, of those a person may give to `change_stock`.
bool adds(StockReason reason);
bool may_set(StockReason reason);
bool may_change(StockReason reason);

/// Whether stock may go that way for that reason.
bool goes(StockReason reason, Quantity delta, Quantity ordered_delta);
/// What the audit trail keeps of a change of stock that no document caused.
std::string stock_words(Quantity on_hand, StockReason reason, std::string_view note);

/// Lower case, one space between words: what words are looked for in.
std::string folded(std::string_view text);
/// The words to look for as LIKE patterns, at most four; "%" where there is none.
std::vector<std::string> word_patterns(std::string_view text);

} // namespace karya::catalogue
