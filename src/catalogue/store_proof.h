#pragma once
// Stock as a proof reads it: everything, row by row.

#include "catalogue/catalogue.h"

namespace karya::catalogue::store {

/// What a variant says it has.
struct LevelRow {
    VariantId id {};
    ProductId product {};
    Supply supply { Supply::stocked };
    Quantity on_hand {};
    Quantity ordered {};
    std::int64_t moves {};
};
BOOST_DESCRIBE_STRUCT(LevelRow, (), (id, product, supply, on_hand, ordered, moves))
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_variants(db::Read& read);
/// The unit's by id, at most 500, those after `after`. Fails: db.unreadable.
Result<std::vector<LevelRow>> levels_of_unit_after(db::Read& read, UnitId unit, VariantId after);

struct MoveRow {
    VariantId variant {};
    std::int64_t seq {};
    Timestamp at {};
    StockReason reason { StockReason::sale };
    Quantity delta {};
    Quantity ordered_delta {};
    Quantity on_hand {};
    std::string source {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(MoveRow, (),
                      (variant, seq, at, reason, delta, ordered_delta, on_hand, source, note))
/// By number, at most 1,000, those after `after`. Fails: db.unreadable.
Result<std::vector<MoveRow>> moves_after(db::Read& read, VariantId variant, std::int64_t after);
/// A movement of a variant that does not exist, as "variant seq".
std::optional<std::string> stray_move(db::Read& read);
/// A variant that is no part of its product, or is filed otherwise than it.
std::optional<std::string> stray_variant(db::Read& read);
/// A variant whose price is not the last of its prices, or one of whose prices is missing.
std::optional<std::string> wrong_price(db::Read& read);
/// A variant that keeps another sum for buyers than its holds.
std::optional<std::string> wrong_held(db::Read& read);
/// A product whose card says otherwise than its variants.
std::optional<std::string> wrong_card(db::Read& read);

struct ShortageRow {
    ShortageId id {};
    VariantId variant {};
    std::string source {};
    Quantity quantity {};
    Timestamp at {};
    std::optional<Timestamp> resolved_at {};
};
BOOST_DESCRIBE_STRUCT(ShortageRow, (), (id, variant, source, quantity, at, resolved_at))
/// The unit's by id, at most 500, those after `after`. Fails: db.unreadable.
Result<std::vector<ShortageRow>> shortages_after(db::Read& read, UnitId unit, ShortageId after);
/// One of a unit that has no such variant.
std::optional<std::string> stray_shortage(db::Read& read);
/// A price of a variant that does not exist, as "variant seq".
std::optional<std::string> stray_price(db::Read& read);

} // namespace karya::catalogue::store
