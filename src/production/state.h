#pragma once
// Sums of a batch, its lot and the way of its goods: pure.

#include "production/production.h"
#include <functional>
#include <map>
#include <span>

namespace karya::production {

/// All of it, also when a part is below zero.
Quantity sum_of(Disposition const& uses);
Rupiah sum_of(std::span<CostLine const> costs);
/// Cost ÷ output that did not spoil, half up to whole rupiah; nothing when all spoiled.
std::optional<Rupiah> unit_cost_of(Rupiah cost, Quantity output, Quantity spoiled);
/// "PTK-L210426-1"
std::string lot_of(std::string_view unit_code, Day day, std::int64_t n);

/// One movement of stock; `sale` is the one behind it, also when its goods come back.
struct Step {
    std::string sale {};
    std::string note {};
    Timestamp at {};
    Quantity delta {};
};
/// What labels tell: of which lots so many pieces went with a sale.
struct Labelled {
    std::string lot {};
    Quantity quantity {};
};
using LabelledBySale = std::map<std::string, std::vector<Labelled>, std::less<>>;
/// The way of the lot's goods: labels tell it where they were read, else the oldest are taken
/// first, but none that a label keeps for a later sale. What comes back from a sale stands in front
/// again.
Trace first_in_first_out(std::span<Step const> steps, std::string_view lot,
                         LabelledBySale labelled = {});
/// The note under which a correction moves stock: "PTK-L210426-1/3: salah ketik".
std::string correction_note(Line const& line);
/// A correction is what came in from the start: its step becomes part of the lot's first, or
/// stands for it.
void fold_corrections(std::vector<Step>& steps);
/// The note under which a withdrawal takes its goods; with an empty reason, what it begins with.
std::string withdrawal_note(std::string_view lot, std::string_view reason);

} // namespace karya::production
