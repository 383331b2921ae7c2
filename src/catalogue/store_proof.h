#pragma once
// Stock as a proof reads it: everything, row by row.

#include "catalogue/catalogue.h"

namespace karya::catalogue::store {

/// What a variant says it has.
struct LevelRow {
    VariantId id {};
    Supply supply { Supply::stocked };
    Quantity on_hand {};
    Quantity ordered {};
    std::int64_t moves {};
};
BOOST_DESCRIBE_STRUCT(LevelRow, (), (id, supply, on_hand, ordered, moves))
/// By id, at most 500, those after `after`: of all units, or of one. Fails: db.unreadable.
Result<std::vector<LevelRow>> levels_after(db::Read& read, VariantId after);
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
};
BOOST_DESCRIBE_STRUCT(MoveRow, (),
                      (variant, seq, at, reason, delta, ordered_delta, on_hand, source))
/// By number, at most 1,000, those after `after`. Fails: db.unreadable.
Result<std::vector<MoveRow>> moves_after(db::Read& read, VariantId variant, std::int64_t after);
/// A movement of a variant that does not exist, as "variant seq".
std::optional<std::string> stray_move(db::Read& read);

} // namespace karya::catalogue::store
