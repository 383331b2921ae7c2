#pragma once
// Rows of stock: levels of variants, movements, prices, shortages.

#include "catalogue/catalogue.h"
#include "catalogue/state.h"

namespace karya::catalogue::store {

/// A variant's stock and what a sale freezes of it.
struct StockRow {
    ProductId product {};
    std::string label {};
    std::string code {};
    Measure measure { Measure::pcs };
    Rupiah price {};
    std::optional<Rupiah> cost {};
    ActivityId activity {};
    org::ContractType contract { org::ContractType::own };
    Supply supply { Supply::stocked };
    bool whole_only { true };
    bool sellable { true };
    Quantity on_hand {};
    Quantity held {};
    Quantity ordered {};
    std::int64_t moves {};

    Levels levels() const { return { on_hand, held, ordered }; }
};
BOOST_DESCRIBE_STRUCT(StockRow, (),
                      (product, label, code, measure, price, cost, activity, contract, supply,
                       whole_only, sellable, on_hand, held, ordered, moves))

/// Takes `quantity` in one statement if that much is left (a service always has it); else changes
/// nothing. The row as it is afterwards.
std::optional<StockRow> take(Call& call, UnitId unit, Want const& want);
/// Locks the variant's row, if it is there, until the transaction ends.
void hold(db::Tx& tx, UnitId unit, VariantId variant);
/// The variant's row, locked until the transaction ends.
std::optional<StockRow> locked(db::Tx& tx, UnitId unit, VariantId variant);
void set_levels(Call& call, VariantId variant, Levels const& levels, std::int64_t moves);

struct NewMovement {
    VariantId variant {};
    std::int64_t seq {};
    StockReason reason { StockReason::sale };
    Quantity delta {};
    Quantity ordered_delta {};
    Quantity on_hand {};
    std::string_view source {};
    std::string_view note {};
};
void insert_movement(Call& call, NewMovement const& movement);
std::vector<Movement> movements(db::Read& read, UnitId unit, VariantId variant);

ShortageId insert_shortage(Call& call, UnitId unit, Want const& want, std::string_view source);
void resolve_shortages(Call& call, VariantId variant);
/// All of a document, summed by variant in key order.
std::vector<Want> shortages_of(db::Read& read, UnitId unit, std::string_view source);
/// Those of a void sale: the open ones are over, those that were counted must be counted again.
void turn_shortages(Call& call, VariantId variant, std::string_view source);
std::vector<OpenShortage> open_shortages(db::Read& read, UnitId unit);

/// Sets the price in force and adds its row of history.
void set_price(Call& call, VariantId variant, PriceTag const& price);
std::optional<PriceTag> price_at(db::Read& read, UnitId unit, VariantId variant, Timestamp at);
std::vector<PriceRow> price_history(db::Read& read, UnitId unit, VariantId variant);

} // namespace karya::catalogue::store
