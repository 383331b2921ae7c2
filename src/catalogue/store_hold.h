#pragma once
// Rows of goods that are kept for buyers. Each is changed under its variant's lock alone.

#include "catalogue/store_stock.h"

namespace karya::catalogue::store {

struct HeldRow {
    std::string holder {};
    VariantId variant {};
    UnitId unit {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(HeldRow, (), (holder, variant, unit, quantity))

/// In key order.
std::vector<HeldRow> held_by(db::Read& read, std::string_view holder);
/// Those that end at `now` or before, at most `limit`, in key order of their variants.
std::vector<HeldRow> ended_holds(db::Read& read, Timestamp now, std::int64_t limit);

/// A variant of any unit.
struct OpenRow {
    UnitId unit {};
    bool counted { false }; ///< stocked: the rest is never kept
    bool whole_only { true };
    bool sellable { true };
    std::string label {};
};
BOOST_DESCRIBE_STRUCT(OpenRow, (), (unit, counted, whole_only, sellable, label))
/// Locked until the transaction ends.
std::optional<OpenRow> locked_of_any(db::Tx& tx, VariantId variant);
std::optional<Quantity> held(db::Read& read, std::string_view holder, VariantId variant);
/// Keeps `more` than before (or less, below zero), in one statement, if that much is left; else
/// changes nothing. The row as it is afterwards.
std::optional<StockRow> hold_more(Call& call, VariantId variant, Quantity more);
void put_hold(db::Tx& tx, HeldRow const& row, std::optional<Timestamp> until);
void delete_hold(db::Tx& tx, std::string_view holder, VariantId variant);
/// Takes the row away if it has ended by now; whether it had.
bool delete_ended(db::Tx& tx, HeldRow const& row, Timestamp now);
Quantity left(db::Read& read, VariantId variant);

} // namespace karya::catalogue::store
